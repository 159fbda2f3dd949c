"""Who said what, shown in the texts: for the selected annotation, or on request for all."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from annotator.ui.frame import Frame
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes

_KEPT = "brackets"


class Bracketing(QObject):
    """Lets all panes tie everything, and remembers that over restarts."""

    told = Signal(str)

    def __init__(self, frame: Frame, panes: Panes) -> None:
        super().__init__(frame)
        self._action, self._memory, self._panes = frame.acting["view.brackets"], frame.memory, panes
        self._action.setChecked(bool(frame.memory.texts(_KEPT)))
        panes.on_each_pane(self._show_in)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"view.brackets": self._switch}

    def _switch(self) -> None:
        is_on = self._action.isChecked()
        self._memory.keep_texts(_KEPT, ["all"] if is_on else [])
        for pane in self._panes.panes:
            self._show_in(pane)
        self.told.emit(
            "All quotes and claims are tied to who said them"
            if is_on
            else "Only the selected quote or claim is tied to who said it"
        )

    def _show_in(self, pane: Pane) -> None:
        pane.view.set_bracketed(self._action.isChecked())
