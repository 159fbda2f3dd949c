"""One dock at an edge of the window: a panel, or several of which a tab chooses one."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from annotator.ui.icons import icon

_FEATURES = (
    QDockWidget.DockWidgetFeature.DockWidgetMovable
    | QDockWidget.DockWidgetFeature.DockWidgetClosable
)


class Dock(QDockWidget):
    """Shows one of its pages, by name. What is behind is hidden, and needs to do nothing."""

    page_chosen = Signal(str)  # by its tab
    hide_requested = Signal(str)  # while this page is seen

    def __init__(self, name: str, pages: Mapping[str, QWidget], window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName(f"{name}Dock")
        self.setFeatures(_FEATURES)
        self._names = list(pages)
        self._titles = {one: one.capitalize() for one in pages}
        self._stack = _Pages(self)
        for panel in pages.values():
            self._stack.addWidget(panel)
        self.setWidget(self._stack)
        self._tabs = QTabBar(self)
        self._heading = QLabel(self)
        self._close = QToolButton(self)
        self._lay_out_title()
        self._stack.currentChanged.connect(self._name_it)
        self._tabs.currentChanged.connect(lambda at: self.page_chosen.emit(self._names[at]))
        self._name_it()

    @property
    def page(self) -> str:
        return self._names[self._stack.currentIndex()]

    @property
    def panel(self) -> QWidget:
        panel = self._stack.currentWidget()
        assert panel is not None  # there is at least one
        return panel

    def show_page(self, name: str) -> None:
        at = self._names.index(name)
        self._stack.setCurrentIndex(at)
        with QSignalBlocker(self._tabs):
            self._tabs.setCurrentIndex(at)

    def set_count(self, name: str, count: int | None) -> None:
        """Say on the tab of a page how much there is, where that is known."""
        title = self._titles[name]
        text = f"{title} {count:,}" if count else title
        self._tabs.setTabText(self._names.index(name), text)

    def _lay_out_title(self) -> None:
        bar = QWidget(self)
        bar.setObjectName("dockTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        is_one = len(self._names) == 1
        row.setContentsMargins(12 if is_one else 4, 4 if is_one else 0, 6, 2 if is_one else 0)
        self._heading.setObjectName("heading")
        self._heading.setVisible(is_one)
        self._tabs.setObjectName("dockTabs")
        self._tabs.setVisible(not is_one)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        # In little room the titles are cut; buttons to scroll would take what room there is.
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setMinimumWidth(40)  # else the window is as wide as all tabs together ask for
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the panels choose
        with QSignalBlocker(self._tabs):
            for name in self._names:
                self._tabs.addTab(self._titles[name])
        self._close.setObjectName("flat")
        self._close.setIcon(icon("cross"))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(lambda: self.hide_requested.emit(self.page))
        row.addWidget(self._heading if is_one else self._tabs)
        row.addStretch(1)
        row.addWidget(self._close)
        self.setTitleBarWidget(bar)

    def _name_it(self) -> None:
        title = self._titles[self.page]
        self.setWindowTitle(title)
        self._heading.setText(title.upper())
        self._close.setAccessibleName(f"Hide the {title.lower()}")


class _Pages(QStackedWidget):
    """Needs as much room as the page that is seen, not as the largest."""

    @override
    def minimumSizeHint(self) -> QSize:
        return self.currentWidget().minimumSizeHint()  # type: ignore[union-attr]  # there is one
