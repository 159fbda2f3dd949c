"""A list of answers beside a cell: one is chosen by its first letter, by arrows or a click."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from annotator.ui.mnemonics import with_mnemonics

_UNSET = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Answer(NamedTuple):
    title: str
    value: Any
    is_set: bool
    icon: QIcon | None = None


class Choices(QMenu):
    """Each has a letter of its own; Delete takes what stands for none. Closed, it is gone."""

    def __init__(
        self,
        name: str,
        answers: Iterable[Answer],
        take: Callable[[Any], object],
        parent: QWidget,
        none: str = "",
    ) -> None:
        """`none` is what it says of no answer, if that can be taken."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self._none: QAction | None = None
        there = list(answers)
        here: QAction | None = None
        for one, title in zip(there, with_mnemonics([one.title for one in there]), strict=True):
            action = self.addAction(title)
            if one.icon is not None:
                action.setIcon(one.icon)
            action.setCheckable(one.icon is None)
            action.setChecked(one.is_set)
            action.triggered.connect(partial(_take, take, one.value))
            if one.is_set:
                here = action
        self._first = here or next(iter(self.actions()), None)
        if none:
            self.addSeparator()
            self._none = self.addAction(f"{none}\tDel")
            self._none.triggered.connect(partial(_take, take, None))

    def open_at(self, place: QPoint) -> None:
        """Open at a place of the screen, at the present answer."""
        self.popup(place)
        if self._first is not None:
            self.setActiveAction(self._first)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # a letter or Delete would do what it does in the table
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _UNSET and self._none is not None:
            self.close()
            self._none.trigger()
        else:
            super().keyPressEvent(event)


def _take(take: Callable[[Any], object], value: Any, _checked: bool = False) -> None:
    take(value)
