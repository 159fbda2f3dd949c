"""The bar above a text in which one says what to look for; what is found is told in it."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.search import Query, Way
from annotator.ui.actions import Actions
from annotator.ui.announcing import announce
from annotator.ui.bindings import native, pressed_key, split
from annotator.ui.find.field import FindField
from annotator.ui.icons import icon
from annotator.ui.phrases import tooltip
from annotator.ui.text.keyboard import letter_at


class _Switch(NamedTuple):
    """The button that switches a way of looking on."""

    picture: str
    letter: Qt.Key
    tip: str


_SWITCHES = {
    Way.MATCH_CASE: _Switch("find-case", Qt.Key.Key_C, "Capitals and accents must be the same"),
    Way.WHOLE_WORDS: _Switch("find-word", Qt.Key.Key_W, "Whole words only"),
    Way.PATTERN: _Switch("find-regex", Qt.Key.Key_R, "Regular expression"),
}
_ALT = Qt.KeyboardModifier.AltModifier
# On a Mac, Option alone writes letters.
_HELD = _ALT | Qt.KeyboardModifier.ControlModifier if sys.platform == "darwin" else _ALT
_PATIENCE_MS = 600  # nobody writes a regular expression that is right at every letter
_GAP, _SIDE = 4, 8
_ROOM_FOR_WORDS = 200  # in pixels; where there is less in one row, there are two


class FindBar(QWidget):
    """Asks for words and ways and shows how many hits there are; it looks for nothing itself."""

    edited = Signal()  # other words, or another way
    step_wanted = Signal(bool)  # whether back
    tag_all_wanted = Signal()
    closed = Signal()
    left = Signal()  # with Tab, at either end
    used = Signal()  # it has got the keyboard, or was clicked

    def __init__(self, acting: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._acting = acting
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("help", "find")
        # A pane may be as narrow as it likes.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field = FindField(self)
        self.ways = {way: self._button(one.picture) for way, one in _SWITCHES.items()}
        self.previous, self.next = self._button("up"), self._button("down")
        self.tag_all, self.close_button = self._button("everywhere"), self._button("cross")
        self.stops = (
            self.field, *self.ways.values(), self.previous, self.next, self.tag_all,
            self.close_button,
        )  # fmt: skip
        self._problem = QLabel(self)
        self._problem.setObjectName("problem")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.tell_problem)
        self._keys: dict[str, Callable[[], object]] = {}
        self._lay_out()
        self._take_keys()
        self._connect()
        self.show_found("", count=0)

    @property
    def query(self) -> Query:
        query = Query(self.field.words)
        for way, button in self.ways.items():
            query = query.turned(way, button.isChecked())
        return query

    @property
    def problem(self) -> str:
        """Return what is said at the moment to be wrong with the query."""
        return "" if self._problem.isHidden() else self._problem.text()

    @property
    def has_problem(self) -> bool:
        """Say whether something is wrong with the query, be it said already or not."""
        return bool(self._problem.text())

    def show_query(self, query: Query) -> None:
        """Show words, selected so that one can write over them, and ways; tell nobody."""
        for way, button in self.ways.items():
            button.setChecked(way in query.ways)
        self.field.show_words(query.text)

    def take_keyboard(self) -> None:
        """Give the keyboard to the field, with all that is written there selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def has_keyboard(self) -> bool:
        return any(one.hasFocus() for one in self.stops)

    def show_found(self, sentence: str, *, count: int | None) -> None:
        """Say how many hits there are: `None` while nobody knows."""
        self._patience.stop()
        self._problem.clear()
        self._problem.hide()
        self.field.show_found(sentence, none=bool(sentence) and count == 0)
        if count is not None:
            self._allow(count > 0)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the query, once whoever writes it makes a pause."""
        self.field.show_found("", none=False)
        self._allow(False)
        self._problem.setText(sentence)
        self._patience.start()

    def tell_problem(self) -> None:
        """Say now what is wrong with the query."""
        self._patience.stop()
        self._problem.show()
        announce(self, self._problem.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.used.emit()

    @override
    def focusNextPrevChild(self, following: bool) -> bool:
        stops = [one for one in self.stops if one.isEnabled()]
        here = next((at for at, one in enumerate(stops) if one.hasFocus()), 0)
        to = here + (1 if following else -1)
        if 0 <= to < len(stops):
            reason = Qt.FocusReason.TabFocusReason
            stops[to].setFocus(reason if following else Qt.FocusReason.BacktabFocusReason)
        else:
            self.left.emit()
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.used.emit()
        elif isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            meant = self._meant(watched, event)
            if meant is not None:
                event.accept()  # so that no key of the window counts
                if event.type() == QEvent.Type.KeyPress:
                    meant()
                return True
        return super().eventFilter(watched, event)

    def _meant(self, stop: QObject, event: QKeyEvent) -> Callable[[], object] | None:
        key = pressed_key(event)
        if isinstance(stop, QToolButton) and key in ("Return", "Enter"):
            return stop.click
        if event.modifiers() == _HELD and event.key() > Qt.Key.Key_AsciiTilde:
            # On a layout without Latin letters, the key counts that is in the same place.
            letter = letter_at(event, QGuiApplication.platformName())
            return self._keys.get(_held(Qt.Key(ord(letter)))) if letter else None
        return self._keys.get(key)

    def _button(self, picture: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("find")
        button.setIcon(icon(picture))
        # A click leaves the keyboard where it is.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        self.tag_all.setText("Tag all…")
        self.tag_all.setObjectName("findAll")
        self._switches = _row(self.ways.values(), self)
        self._steps = _row((self.previous, self.next, self.tag_all), self)
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_SIDE, _GAP, _SIDE, _GAP)
        for layout in (rows, self._above, self._below):
            layout.setSpacing(_GAP)
        rows.addLayout(self._above)
        rows.addLayout(self._below)
        rows.addWidget(self._problem)
        self._above.addWidget(self.field, 1)
        self._above.addWidget(self.close_button)
        self._below.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        """Put all into one row or, where that leaves no room to write, into two."""
        room = self.width() - 2 * _SIDE
        beside = _ROOM_FOR_WORDS + self.close_button.sizeHint().width() + 2 * _GAP
        self.tag_all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        if beside + self._parts_width() <= room:
            self._above.insertWidget(1, self._switches)
            self._above.insertWidget(2, self._steps)
            return
        self._below.insertWidget(0, self._switches)
        self._below.addWidget(self._steps)
        if self._parts_width() > room:
            self.tag_all.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _parts_width(self) -> int:
        return self._switches.sizeHint().width() + self._steps.sizeHint().width() + _GAP

    def _connect(self) -> None:
        self.field.textChanged.connect(self.edited)
        for button in self.ways.values():
            button.setCheckable(True)
            button.clicked.connect(self.edited)
        self.previous.clicked.connect(partial(self.step_wanted.emit, True))
        self.next.clicked.connect(partial(self.step_wanted.emit, False))
        self.tag_all.clicked.connect(self.tag_all_wanted)
        self.close_button.clicked.connect(self.closed)
        self._acting.rebound.connect(self._take_keys)
        for stop in self.stops:
            stop.installEventFilter(self)
            if isinstance(stop, QToolButton):
                stop.pressed.connect(self.used)

    def _take_keys(self) -> None:
        """Name the buttons with their keys, as these are now."""
        everywhere = split(self._acting.keys("annotate.everywhere"))
        on, back = (partial(self.step_wanted.emit, is_back) for is_back in (False, True))
        self._keys = {
            "Esc": self.closed.emit,
            **dict.fromkeys(("Return", "Enter"), on),
            **dict.fromkeys(("Shift+Return", "Shift+Enter"), back),
            **{_held(one.letter): self.ways[way].click for way, one in _SWITCHES.items()},
            **dict.fromkeys(everywhere, self.tag_all.click),
        }
        named = [
            (self.previous, "Previous hit", ["Shift+Enter", *self._of("go.find_previous")]),
            (self.next, "Next hit", ["Enter", *self._of("go.find_next")]),
            (self.tag_all, "List all hits, to tag them with a label", everywhere[:1]),
            (self.close_button, "Close", ["Esc"]),
            *((self.ways[way], one.tip, [_held(one.letter)]) for way, one in _SWITCHES.items()),
        ]
        for button, name, keys in named:
            told = ", ".join(map(native, keys))
            button.setAccessibleName(name)
            button.setToolTip(tooltip(f"{name} ({told})" if told else name))

    def _of(self, action: str) -> list[str]:
        return split(self._acting.keys(action))[:1]

    def _allow(self, there_are_hits: bool) -> None:
        for button in (self.previous, self.next, self.tag_all):
            button.setEnabled(there_are_hits)


def _row(buttons: Iterable[QToolButton], parent: QWidget) -> QWidget:
    box = QWidget(parent)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for button in buttons:
        row.addWidget(button)
    return box


def _held(letter: Qt.Key) -> str:
    return QKeySequence(QKeyCombination(_HELD, letter)).toString()
