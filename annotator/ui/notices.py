"""The place for what is told without stopping anybody: why something is refused, what to undo."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from annotator.ui.announcing import announce
from annotator.ui.icons import icon

_NOTICE_MS, _REFUSAL_MS = 9_000, 20_000
_LEAST, _WIDEST, _MARGIN, _SLACK = 320, 640, 14, 8


class Notices(QFrame):
    """One sentence at the lower edge of a widget, over it, until it is old or closed.

    It never takes the keyboard; what it offers is an action that has a key or a menu as well.
    """

    told = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture, self._sentence = QLabel(self), QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._offer = self._button()
        self._offer.setObjectName("offer")
        self._offer.clicked.connect(self._take_offer)
        self._action: QAction | None = None
        close = self._button()
        close.setObjectName("flat")
        close.setIcon(icon("cross"))
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._offer)
        row.addWidget(close)
        self._ends = QTimer(self, singleShot=True)
        self._ends.timeout.connect(self.clear)
        over.installEventFilter(self)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what is told at the moment."""
        return "" if self.isHidden() else self._sentence.text()

    def tell(self, sentence: str) -> None:
        """Show what happened."""
        self._show(sentence, "information", _NOTICE_MS)

    def refuse(self, sentence: str) -> None:
        """Show why something cannot be done."""
        self._show(sentence, "warning", _REFUSAL_MS, at_once=True)

    def offer(self, sentence: str, action: QAction, words: str = "Undo") -> None:
        """Show what happened, with a button for what can be done about it."""
        self._show(sentence, "information", _REFUSAL_MS, action, words)

    def withdraw(self) -> None:
        """Take back what is offered, if anything is."""
        if self._action is not None:
            self.clear()

    def clear(self) -> None:
        self._ends.stop()
        self._action = None
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _show(
        self,
        sentence: str,
        picture: str,
        ms: int,
        action: QAction | None = None,
        words: str = "",
        *,
        at_once: bool = False,
    ) -> None:
        if not sentence:
            self.clear()
            return
        self._action = action
        self._sentence.setText(sentence)
        self._picture.setPixmap(icon(picture).pixmap(18, 18))
        self._offer.setVisible(action is not None)
        self._offer.setText(words)
        self._ends.start(ms)
        self._settle()
        self.show()
        self.raise_()
        announce(self, sentence, at_once=at_once)
        self.told.emit(sentence)

    def _take_offer(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action.trigger()

    def _settle(self) -> None:
        """Lie at the lower edge, in the middle, as wide as the sentence needs."""
        over = self.over
        room = min(over.width() - 2 * _MARGIN, _WIDEST)
        layout = self.layout()
        assert layout is not None  # made in __init__
        layout.activate()
        # A label that wraps asks for less width than its sentence would need on one line.
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        around = self.sizeHint().width() - self._sentence.sizeHint().width()
        width = min(max(words + around + _SLACK, _LEAST), room)
        height = layout.totalHeightForWidth(width)
        left, top = (over.width() - width) // 2, over.height() - height - _MARGIN
        self.setGeometry(left, top, width, height)
