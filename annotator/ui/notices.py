"""The place for what is told without stopping anybody: why something is refused, what to undo."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from annotator.ui.announcing import announce
from annotator.ui.icons import icon

_NOTICE_MS, _REFUSAL_MS = 9_000, 20_000
_LEAST, _WIDEST, _MARGIN, _SLACK = 320, 640, 8, 8
# Around the words: of what goes by itself, and of what may be over the text for long.
_ROOMY, _TIGHT = (12, 6, 6, 6), (8, 0, 2, 0)


class _Notice(NamedTuple):
    sentence: str
    picture: str
    action: QAction | None = None
    words: str = ""


class Notices(QFrame):
    """One sentence at the upper edge of a widget, over it, until it is old or closed.

    There are the headers of the panes; what is read and marked is never covered. It never takes
    the keyboard; what it offers is an action that has a key or a menu as well.
    What a mode holds is shown whenever there is nothing else to tell, and is small.
    """

    told = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.over = over
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._picture, self._sentence = QLabel(self), QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # which text to select would change
        self._sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._offer = self._button()
        self._offer.setObjectName("offer")
        self._offer.clicked.connect(self._take_offer)
        self._passing: _Notice | None = None
        self._held: dict[object, _Notice] = {}  # by owner; the last one is shown
        close = self._button()
        close.setObjectName("flat")
        close.setIcon(icon("cross"))
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
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
        self._pass(_Notice(sentence, "information"), _NOTICE_MS)

    def refuse(self, sentence: str) -> None:
        """Show why something cannot be done."""
        self._pass(_Notice(sentence, "warning"), _REFUSAL_MS, at_once=True)

    def offer(self, sentence: str, action: QAction, words: str = "Undo") -> None:
        """Show what happened, with a button for what can be done about it."""
        self._pass(_Notice(sentence, "information", action, words), _REFUSAL_MS)

    def withdraw(self, action: QAction) -> None:
        """Take back the offer of an action, if that is what is shown."""
        if self._passing is not None and self._passing.action is action:
            self.clear()

    def hold(self, owner: object, sentence: str, action: QAction, words: str) -> None:
        """Show what goes on, with a button that ends it, until its owner lets go of it.

        Whatever else is told comes before it for its time.
        """
        self._held.pop(owner, None)
        self._held[owner] = _Notice(sentence, "information", action, words)
        self._show()
        self._announce(sentence)

    def release(self, owner: object) -> None:
        """Show no longer what an owner holds, if it holds anything."""
        if self._held.pop(owner, None) is not None:
            self._show()

    def clear(self) -> None:
        """Tell no longer what passes."""
        self._ends.stop()
        self._passing = None
        self._show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    @property
    def _shown(self) -> _Notice | None:
        return self._passing or next(reversed(self._held.values()), None)

    def _pass(self, notice: _Notice, ms: int, *, at_once: bool = False) -> None:
        if not notice.sentence:
            self.clear()
            return
        self._passing = notice
        self._ends.start(ms)
        self._show()
        self._announce(notice.sentence, at_once=at_once)

    def _show(self) -> None:
        notice = self._shown
        if notice is None:
            self.hide()
            return
        self._sentence.setText(notice.sentence)
        self._picture.setPixmap(icon(notice.picture).pixmap(18, 18))
        self._offer.setVisible(notice.action is not None)
        self._offer.setText(notice.words)
        self._settle()
        self.show()
        self.raise_()

    def _announce(self, sentence: str, *, at_once: bool = False) -> None:
        announce(self, sentence, at_once=at_once)
        self.told.emit(sentence)

    def _take_offer(self) -> None:
        notice = self._shown
        self.clear()
        if notice is not None and notice.action is not None:
            notice.action.trigger()

    def _close(self) -> None:
        """Take away what is shown; what a mode holds then stays away until the mode ends."""
        if self._passing is None and self._held:
            self._held.popitem()
        self.clear()

    def _settle(self) -> None:
        """Lie at the upper edge, in the middle, as wide as the sentence needs."""
        over, passes = self.over, self._passing is not None
        margin = _MARGIN if passes else 0
        room = over.width() - 2 * margin
        room = min(room, _WIDEST) if passes else room
        layout = self.layout()
        assert layout is not None  # made in __init__
        layout.setContentsMargins(*(_ROOMY if passes else _TIGHT))
        layout.activate()
        # A label that wraps asks for less width than its sentence would need on one line.
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        around = self.sizeHint().width() - self._sentence.sizeHint().width()
        width = min(max(words + around + _SLACK, _LEAST if passes else 0), room)
        height = layout.totalHeightForWidth(width)
        self.setGeometry((over.width() - width) // 2, margin, width, height)
