"""Four steps that show a newcomer the main job, on a card that listens and goes on by itself."""

import re
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from annotator.core.edit import Kind
from annotator.core.model import Article
from annotator.core.quotations import quotations
from annotator.core.scheme import QUOTE
from annotator.project.project import Cause, Event, Project
from annotator.ui.actions import Actions
from annotator.ui.keycap import KeyCap
from annotator.ui.manual import keys_shown, place
from annotator.ui.phrases import excerpt

_TAG = "tag"  # stands for the key of the label, as the names of actions do for theirs


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try; `{names}` in the text are keys, and `{where}` is a place to click."""

    title: str
    text: str
    key: str = ""  # whose key is shown beside the title
    done: tuple[Cause, Kind | None] | None = None  # what is heard when it was done


STEPS = (
    Step(
        "Tag a quotation",
        "Click inside {where} and press {tag}. All of it is tagged, with its quotation marks, and "
        "saved.",
        _TAG, (Cause.DONE, Kind.ANNOTATE),
    ),
    Step(
        "Say what it is",
        "{annotate.inspect} leads from the selected annotation to the inspector. Choose its type: "
        "direct, indirect or mixed. Where there are several, {go.next} goes from one to the next.",
        "annotate.inspect", (Cause.DONE, Kind.SET_ATTRIBUTE),
    ),
    Step(
        "Take it back",
        "{edit.undo} takes back what you did last, then what you did before that. Tomorrow, too.",
        "edit.undo", (Cause.UNDONE, None),
    ),
    Step(
        "Take it with you",
        "{file.export} writes a CSV file: one row for each annotation, with its exact words, "
        "where they stand and what you said of them.",
        "file.export",
    ),
    Step(
        "That is all",
        "Your own articles go into a project of their own: {file.new}. {help.contents} explains "
        "whatever has the keyboard.",
        "help.contents",
    ),
)  # fmt: skip

_LAST = len(STEPS) - 1
_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
_MENUS = {_TAG: "labels"}  # where that is found which has no key
_WIDTH, _NARROW = 360, 290
_SIDE, _BELOW = 16, 66  # from the edges; below, a notice has room
_CORNER = 8


class Introduction(QFrame):
    """A card over the lower right corner of a widget. It never takes the keyboard by itself."""

    finished = Signal()  # to the end or not: it need not be shown again by itself

    def __init__(self, acting: Actions, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("help", "start")
        self._acting, self._over = acting, over
        self._at = 0
        self._tag, self._where = "", ""
        self._cap = KeyCap("", self)
        self._title, self._count, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._title.setObjectName("introductionTitle")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._count.setObjectName("hint")
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._skip = self._button("&Skip all", self._finish)
        self._back = self._button("&Back", lambda: self._go_to(self._at - 1))
        self._next = self._button("Ne&xt", self._go_on)
        self._lay_out()
        self.setFocusProxy(self._next)
        acting.rebound.connect(self._show_step)
        over.installEventFilter(self)
        self.hide()

    @property
    def at(self) -> int:
        """Return which step is shown, from 0; behind the four stands a farewell."""
        return self._at

    def begin(self, project: Project, article: Article | None) -> None:
        """Show the first step. `article` is the one at the right, where there is one."""
        labels = {label.uid: label for label in project.scheme.labels}
        self._tag = labels[QUOTE].key if QUOTE in labels else ""
        words = _untagged(project, article) if article else ""
        self._where = f"{words} in the right article" if words else "any quotation"
        self._go_to(0)
        self.show()
        self.raise_()

    def hear(self, event: Event) -> None:
        """Go on where that was what the step asks for."""
        cause, kind = STEPS[self._at].done or (None, None)
        if self.isVisible() and cause is event.cause and kind in (None, event.edit.kind):
            self._go_on()

    def exported(self) -> None:
        """Go on from the last step: a file was written."""
        if self.isVisible() and self._at == _LAST - 1:
            self._go_on()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Button))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _CORNER, _CORNER)
        painter.end()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(self._cap)
        above.addWidget(self._title, 1)
        above.addWidget(self._count)
        below.addWidget(self._skip)
        below.addStretch(1)
        below.addWidget(self._back)
        below.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 12)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self._text)
        column.addLayout(below)

    def _button(self, text: str, go: object) -> QPushButton:
        button = QPushButton(text, self)
        # A click leaves the keyboard in the text, where the next key is pressed.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)  # Enter presses it, as in a dialog
        button.clicked.connect(go)
        return button

    def _go_on(self) -> None:
        if self._at == _LAST:
            self._finish()
        else:
            self._go_to(self._at + 1)

    def _go_to(self, step: int) -> None:
        self._at = step
        self._show_step()

    def _finish(self) -> None:
        self.hide()
        self.finished.emit()

    def _show_step(self) -> None:
        step = STEPS[self._at]
        key = self._key(step.key)
        self._cap.setText(key)
        self._cap.setVisible(bool(key))
        self._cap.updateGeometry()
        self._title.setText(step.title)
        self._count.setText(f"{self._at + 1} of {_LAST}" if self._at < _LAST else "")
        self._text.setText(_PLACEHOLDER.sub(lambda found: self._filled(found[1]), step.text))
        self._skip.setVisible(self._at < _LAST)
        self._back.setEnabled(self._at > 0)
        self._next.setText("Ne&xt" if self._at < _LAST else "&Done")
        self._settle()

    def _filled(self, name: str) -> str:
        if name == "where":
            return escape(self._where)
        return f"<b>{escape(self._key(name) or place(_MENUS.get(name, name)))}</b>"

    def _key(self, name: str) -> str:
        """Return the first key of an action or of the label, empty where there is none."""
        if name == _TAG:
            return self._tag
        return next(iter(keys_shown(self._acting.keys(name))), "")

    def _settle(self) -> None:
        """Lie in the lower right corner, as high as the text needs."""
        layout = self.layout()
        assert layout is not None  # made in __init__
        layout.activate()
        # Not over more of a narrow window than it must.
        room = self._over.width()
        width = min(_WIDTH, max(_NARROW, room * 5 // 9), room - 2 * _SIDE)
        height = layout.totalHeightForWidth(width)
        top = max(self._over.height() - height - _BELOW, 0)
        self.setGeometry(room - width - _SIDE, top, width, height)


def _untagged(project: Project, article: Article) -> str:
    """Return the words of the first quotation of an article that nobody has tagged."""
    taken = project.reading.annotations_of(article.uid)
    free = (
        one
        for one in quotations(article.text)
        if not any(other.label == QUOTE and other.span.overlaps(one) for other in taken)
    )
    return next((excerpt(one.of(article.text)) for one in free), "")
