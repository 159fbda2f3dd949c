"""The parts around the texts as docks: shown, hidden and moved by the person, kept as they were."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from annotator.ui.actions import Actions
from annotator.ui.dock import Dock


class _Place(NamedTuple):
    """Where a dock is at first, how wide or high, and which panels it holds."""

    area: Qt.DockWidgetArea
    size: int
    pages: tuple[str, ...]


_PLACES = {
    "library": _Place(Qt.DockWidgetArea.LeftDockWidgetArea, 260, ("library", "actors")),
    "inspector": _Place(Qt.DockWidgetArea.RightDockWidgetArea, 290, ("inspector",)),
    "annotations": _Place(Qt.DockWidgetArea.BottomDockWidgetArea, 210, ("annotations", "checks")),
}

# What docks may take of the window, of its width together and of its height.
_BESIDE, _BELOW = 0.5, 0.28
_SETTLING_MS = 60  # after the last change of the window's size
_PAGE = ".page"  # behind the name of a dock, of what tells which of its pages it shows


def _is_below(name: str) -> bool:
    return _PLACES[name].area == Qt.DockWidgetArea.BottomDockWidgetArea


class Docks(QObject):
    """The docks of a window; all of them are hidden while no project is open.

    The `view.…` action of a panel is checked while the panel is seen. They can be put away for a
    while; one that is called then comes all the same.
    """

    def __init__(self, window: QMainWindow, acting: Actions, panels: Mapping[str, QWidget]) -> None:
        """`panels` by the names of their `view.…` actions."""
        super().__init__(window)
        self._window, self._acting = window, acting
        self._open = False
        # The dock of each panel.
        self._of = {page: name for name, place in _PLACES.items() for page in place.pages}
        self._put_away: frozenset[str] | None = None  # the panels that were shown, if any were
        # What the person has given each; a window that is small for a while takes it away.
        self._sizes = {name: place.size for name, place in _PLACES.items()}
        self._settled = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settled.timeout.connect(self._give_back)
        self._docks = {
            name: self._made(name, {page: panels[page] for page in place.pages})
            for name, place in _PLACES.items()
        }
        window.installEventFilter(self)
        # The library goes down to the status line; the table is for what stands above it.
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.arrange()

    def arrange(self) -> None:
        """Put all docks where they are at first."""
        for name, dock in self._docks.items():
            self._window.addDockWidget(_PLACES[name].area, dock)
            self._check(name, _PLACES[name].pages[0])
        self._give_back()

    def show_open(self, open_: bool) -> None:
        """Show the docks that are wanted while a project is open, none otherwise."""
        self._open = open_
        for name, dock in self._docks.items():
            dock.setVisible(open_ and self._is_wanted(name))

    def reveal(self, panel: str) -> None:
        """Show a panel that may be hidden, or behind another."""
        name = self._of[panel]
        self._check(name, panel)
        self._docks[name].setVisible(self._open)

    def set_count(self, panel: str, count: int | None) -> None:
        """Say on the tab of a panel how much there is, where that is known."""
        self._docks[self._of[panel]].set_count(panel, count)

    def put_away(self) -> None:
        """Hide all docks; those that are called meanwhile are hidden by the next call of this."""
        shown = frozenset(dock.page for name, dock in self._docks.items() if self._is_wanted(name))
        if self._put_away is None:
            self._put_away = shown
        for name, dock in self._docks.items():
            self._check(name, None)
            dock.hide()

    def bring_back(self) -> None:
        """Show the panels again that were put away, and only those."""
        for name, dock in self._docks.items():
            back = [page for page in _PLACES[name].pages if page in (self._put_away or ())]
            self._check(name, back[0] if back else None)
            dock.setVisible(self._open and bool(back))
        self._put_away = None

    def state(self) -> QByteArray:
        return self._window.saveState()

    def sizes(self) -> list[str]:
        """Return how wide, or how high, the person wants each dock to be, and its page."""
        return [f"{name}={size}" for name, size in self._sizes.items()] + [
            f"{name}{_PAGE}={dock.page}" for name, dock in self._docks.items()
        ]

    def restore(self, state: QByteArray, sizes: Iterable[str] = ()) -> None:
        """Put the docks where they were when `state` was taken with a project open.

        The window was perhaps smaller then than they are wanted to be.
        """
        if state.isEmpty() or not self._window.restoreState(state):
            return
        told = {name: value for name, _, value in (one.partition("=") for one in sizes)}
        for name, dock in self._docks.items():
            page = told.get(name + _PAGE)
            if page in _PLACES[name].pages:
                dock.show_page(page)
            self._check(name, None if dock.isHidden() else dock.page)
        self._note_sizes()
        for name in self._docks:
            if told.get(name, "").isdecimal():
                self._sizes[name] = max(int(told[name]), 1)
        self.show_open(self._open)
        self._settled.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            if watched is self._window:
                self._settled.start()
            elif QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                self._note_sizes()  # the person drags what is between
        return super().eventFilter(watched, event)

    def _is_wanted(self, name: str) -> bool:
        return self._acting[f"view.{self._docks[name].page}"].isChecked()

    def _check(self, name: str, panel: str | None) -> None:
        """Show a page of a dock as the one that is seen, or with `None` that none is."""
        for page in _PLACES[name].pages:
            self._acting[f"view.{page}"].setChecked(page == panel)
        if panel is not None:
            self._docks[name].show_page(panel)

    def _note_sizes(self) -> None:
        for name, dock in self._docks.items():
            if not dock.isHidden():
                self._sizes[name] = dock.height() if _is_below(name) else dock.width()

    def _give_back(self) -> None:
        """Let each dock be as large as it was, as far as the texts between them allow."""
        for below, room in (
            (False, self._window.width() * _BESIDE),
            (True, self._window.height() * _BELOW),
        ):
            names = [name for name in self._docks if _is_below(name) == below]
            share = min(1.0, room / sum(self._sizes[name] for name in names))
            way = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
            docks = [self._docks[name] for name in names]
            self._window.resizeDocks(
                docks, [round(self._sizes[name] * share) for name in names], way
            )

    def _made(self, name: str, pages: Mapping[str, QWidget]) -> Dock:
        dock = Dock(name, pages, self._window)
        dock.installEventFilter(self)
        dock.page_chosen.connect(partial(self._check, name))
        dock.hide_requested.connect(lambda page: self._acting[f"view.{page}"].trigger())
        for page in pages:
            self._acting.on(f"view.{page}", partial(self._toggle, page))
        return dock

    def _toggle(self, panel: str) -> None:
        name = self._of[panel]
        dock, is_shown = self._docks[name], self._acting[f"view.{panel}"].isChecked()
        self._check(name, panel if is_shown else None)
        dock.setVisible(self._open and is_shown)
        if dock.isVisible():
            dock.panel.setFocus()
