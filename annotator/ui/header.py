"""What stands above the text of a pane: title, properties, how far one is, what can be done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.model import Article, CodingStatus
from annotator.ui.actions import Actions
from annotator.ui.elided import ElidedLabel
from annotator.ui.icons import icon
from annotator.ui.phrases import counted, tooltip
from annotator.ui.words import STATUS, properties

_STATUS_ACTIONS = ("article.todo", "article.doing", "article.done")


class Header(QWidget):
    """The header of one pane; a click anywhere on it chooses the pane."""

    pressed = Signal()
    close_requested = Signal()

    def __init__(self, acting: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._acting = acting
        self.setObjectName("paneHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: acting.menu("pane", self).popup(self.mapToGlobal(at))
        )
        self._title = ElidedLabel("paneTitle", self)
        self._properties = ElidedLabel("hint", self)
        self._status = self._button("pill", "How far you are with this article")
        self._status.clicked.connect(self._choose_status)
        self._more = self._button("flat", "What can be done with this article and pane")
        self._more.setIcon(icon("more"))
        self._more.clicked.connect(self._show_menu)
        self._close = self._button("flat", "Close this pane")
        self._close.setIcon(icon("cross"))
        self._close.clicked.connect(self.close_requested)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(2)
        below.setSpacing(14)
        above.addWidget(self._title, 1)
        above.addWidget(self._more)
        above.addWidget(self._close)
        below.addWidget(self._properties, 1)
        below.addWidget(self._status)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 8, 8)
        column.setSpacing(2)
        column.addLayout(above)
        column.addLayout(below)

    def show_article(self, article: Article) -> None:
        self._title.show_text(article.title)
        self._properties.show_text(properties(article))

    def show_progress(self, status: CodingStatus, count: int) -> None:
        """Show how far the coder is, and how many annotations there are."""
        self._status.setText(f"{STATUS[status]} · {count:,}")
        told = f"{STATUS[status]}, {counted(count, 'annotation')}: say how far you are"
        self._status.setToolTip(tooltip(told))
        self._status.setAccessibleName(told)
        self._status.setProperty("status", status)
        self._status.setIcon(icon(status))
        self._status.style().polish(self._status)

    def set_closable(self, closable: bool) -> None:
        self._close.setVisible(closable)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ContextMenu:
            self.pressed.emit()  # so that the menu is about this pane
        return super().event(event)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setToolTip(tooltip(tip))
        button.setAccessibleName(tip)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The keys of these are those of the menus; the text keeps the keyboard.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _choose_status(self) -> None:
        self.pressed.emit()
        menu = self._acting.menu_of(_STATUS_ACTIONS, self)
        menu.popup(self._status.mapToGlobal(self._status.rect().bottomLeft()))

    def _show_menu(self) -> None:
        self.pressed.emit()
        menu = self._acting.menu("pane", self)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
