"""The parts around the texts as docks: shown, hidden and moved by the person, kept as they were."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from annotator.ui.actions import Actions
from annotator.ui.icons import icon

_AREAS = {
    "library": (Qt.DockWidgetArea.LeftDockWidgetArea, "Library", 260),
    "inspector": (Qt.DockWidgetArea.RightDockWidgetArea, "Inspector", 290),
    "annotations": (Qt.DockWidgetArea.BottomDockWidgetArea, "Annotations", 210),
}
_FEATURES = (
    QDockWidget.DockWidgetFeature.DockWidgetMovable
    | QDockWidget.DockWidgetFeature.DockWidgetClosable
)


# What docks may take of the window, of its width together and of its height.
_BESIDE, _BELOW = 0.5, 0.28
_SETTLING_MS = 60  # after the last change of the window's size


def _is_below(name: str) -> bool:
    return _AREAS[name][0] == Qt.DockWidgetArea.BottomDockWidgetArea


class Docks(QObject):
    """The docks of a window; all of them are hidden while no project is open.

    They can be put away for a while; one that is called then comes all the same.
    """

    def __init__(self, window: QMainWindow, acting: Actions, panels: Mapping[str, QWidget]) -> None:
        """`panels` by the names of their `view.…` actions."""
        super().__init__(window)
        self._window, self._acting = window, acting
        self._docks: dict[str, QDockWidget] = {}
        self._open = False
        self._put_away: frozenset[str] | None = None  # those that were shown before, if any were
        # What the person has given each; a window that is small for a while takes it away.
        self._sizes = {name: _AREAS[name][2] for name in panels}
        self._settled = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settled.timeout.connect(self._give_back)
        self._docks = {name: self._made(name, panel) for name, panel in panels.items()}
        window.installEventFilter(self)
        # The library goes down to the status line; the table is for what stands above it.
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self.arrange()

    def arrange(self) -> None:
        """Put all docks where they are at first."""
        for name, dock in self._docks.items():
            self._window.addDockWidget(_AREAS[name][0], dock)
        self._give_back()
        self._acting["view.library"].setChecked(True)
        self._acting["view.inspector"].setChecked(True)
        self._acting["view.annotations"].setChecked(True)

    def show_open(self, open_: bool) -> None:
        """Show the docks that are wanted while a project is open, none otherwise."""
        self._open = open_
        for name, dock in self._docks.items():
            dock.setVisible(open_ and self._is_wanted(name))

    def reveal(self, name: str) -> None:
        """Show a dock that may be hidden."""
        self._acting[f"view.{name}"].setChecked(True)
        self._docks[name].setVisible(self._open)

    def put_away(self) -> None:
        """Hide all docks; those that are called meanwhile are hidden by the next call of this."""
        names = frozenset(name for name in self._docks if self._is_wanted(name))
        if self._put_away is None:
            self._put_away = names
        for name in names:
            self._acting[f"view.{name}"].setChecked(False)
            self._docks[name].hide()

    def bring_back(self) -> None:
        """Show the docks again that were put away, and only those."""
        for name in self._docks:
            self._acting[f"view.{name}"].setChecked(name in (self._put_away or ()))
        self._put_away = None
        self.show_open(self._open)

    def state(self) -> QByteArray:
        return self._window.saveState()

    def sizes(self) -> list[str]:
        """Return how wide, or how high, the person wants each dock to be."""
        return [f"{name}={size}" for name, size in self._sizes.items()]

    def restore(self, state: QByteArray, sizes: Iterable[str] = ()) -> None:
        """Put the docks where they were when `state` was taken with a project open.

        The window was perhaps smaller then than they are wanted to be.
        """
        if state.isEmpty() or not self._window.restoreState(state):
            return
        for name, dock in self._docks.items():
            self._acting[f"view.{name}"].setChecked(not dock.isHidden())
        self._note_sizes()
        for name, _, size in (one.partition("=") for one in sizes):
            if name in self._sizes and size.isdecimal():
                self._sizes[name] = max(int(size), 1)
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
        return self._acting[f"view.{name}"].isChecked()

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

    def _made(self, name: str, panel: QWidget) -> QDockWidget:
        title = _AREAS[name][1]
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"{name}Dock")
        dock.setFeatures(_FEATURES)
        dock.setTitleBarWidget(self._title_bar(name, title, dock))
        dock.setWidget(panel)
        dock.installEventFilter(self)
        self._acting.on(f"view.{name}", lambda: self._toggle(name))
        return dock

    def _title_bar(self, name: str, title: str, dock: QDockWidget) -> QWidget:
        bar = QWidget(dock)
        bar.setObjectName("dockTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        heading = QLabel(title.upper(), bar)
        heading.setObjectName("heading")
        close = QToolButton(bar)
        close.setObjectName("flat")
        close.setIcon(icon("cross"))
        close.setAccessibleName(f"Hide the {title.lower()}")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self._acting[f"view.{name}"].trigger)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 6, 2)
        row.addWidget(heading, 1)
        row.addWidget(close)
        return bar

    def _toggle(self, name: str) -> None:
        dock = self._docks[name]
        dock.setVisible(self._open and self._is_wanted(name))
        if dock.isVisible():
            dock.widget().setFocus()
