"""The picker: rows taken by digits, letters, Enter or a click, beside the words it asks about."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.picker.picker import Picker
from annotator.ui.picker.place import Side, placed, side_of
from annotator.ui.picker.question import Choice, Question
from annotator.ui.picker.rows import KEY

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NEAR = [Choice("Ida Brandt", "chair", "¶ 2"), Choice("she"), Choice("Tomas Berg")]
FIXED = [Choice("The author’s own voice", key="0"), Choice("Somebody unnamed", key="-")]
FAR = [Choice(f"Actor {letter}") for letter in "abcdefghij"]
ALL = [*NEAR, *FIXED, *FAR]
WORDS = QRect(200, 300, 260, 20)
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Scene:
    """A window with a text that has the keyboard, and a picker over it that asks who speaks."""

    def __init__(self, qtbot: QtBot, words: QRect) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.text = QPlainTextEdit(self.window)
        self.window.setCentralWidget(self.text)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.text.setFocus()
        self.words = QRect(words)
        self.taken: list[tuple[str, bool]] = []
        self.cleared = 0
        self.picker = Picker(self.text)
        self.ask()

    def ask(
        self,
        rows: list[Choice] = ALL,
        *,
        may_add: bool = True,
        may_clear: bool = True,
        makes_new: bool = True,
    ) -> None:
        def choices(typed: str) -> list[Choice]:
            found = [one for one in rows if typed.lower() in one.words.lower()]
            return [*found, Choice(f"New: {typed}")] if typed and makes_new else found

        question = Question(
            "Speaker", "Who speaks?", choices, self._take,
            self._clear if may_clear else None, "no speaker", may_add,
        )  # fmt: skip
        self.picker.open(question, self._rects)

    def keys(self, *keys: Qt.Key, shift: bool = False) -> None:
        for key in keys:
            held = SHIFT if shift else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(self.keyboard, key, held)

    def write(self, letters: str) -> None:
        QTest.keyClicks(self.keyboard, letters)

    @property
    def keyboard(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def rows(self) -> list[str]:
        model = self.picker.chooser.rows
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    @property
    def current(self) -> str:
        return str(self.picker.chooser.list.currentIndex().data())

    @property
    def told(self) -> str:
        """Return what a screen reader says of the field."""
        return self.picker.chooser.field.accessibleDescription()

    def _take(self, choice: Choice, adds: bool) -> None:
        assert QApplication.focusWidget() is self.text, "the keyboard is where it was"
        self.taken.append((choice.words, adds))

    def _clear(self) -> None:
        self.cleared += 1

    def _rects(self) -> list[QRect]:
        return [QRect(self.text.mapToGlobal(self.words.topLeft()), self.words.size())]


Open = Callable[..., Scene]


@pytest.fixture
def open_at(qtbot: QtBot) -> Open:
    return lambda words=WORDS: Scene(qtbot, words)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Qt.Key.Key_1, "Ida Brandt"),
        (Qt.Key.Key_3, "Tomas Berg"),
        (Qt.Key.Key_0, "The author’s own voice"),
        (Qt.Key.Key_Minus, "Somebody unnamed"),
        (Qt.Key.Key_4, "Actor a"),
        (Qt.Key.Key_9, "Actor f"),
    ],
)
def test_one_key_takes_a_row_while_nothing_is_typed(open_at: Open, key: Qt.Key, words: str) -> None:
    scene = open_at()
    scene.keys(key)
    assert scene.taken == [(words, False)]
    assert scene.picker.isHidden()


def test_each_row_shows_the_key_that_takes_it(open_at: Open) -> None:
    rows = open_at().picker.chooser.rows
    keys = [rows.index(row).data(KEY) for row in range(rows.rowCount())]
    assert keys == [*"1230-456789", "", "", "", ""]


def test_letters_filter_and_enter_takes_the_best(open_at: Open) -> None:
    scene = open_at()
    scene.write("ber")
    assert scene.rows == ["Tomas Berg", "New: ber"]
    scene.keys(Qt.Key.Key_Return)
    assert scene.taken == [("Tomas Berg", False)]


def test_a_digit_is_written_once_something_is_typed(open_at: Open) -> None:
    scene = open_at()
    scene.write(" 7")
    assert scene.rows == ["New: 7"]
    assert scene.taken == []


def test_a_digit_that_no_row_has_does_nothing(open_at: Open) -> None:
    scene = open_at()
    scene.ask(rows=NEAR)
    scene.keys(Qt.Key.Key_8)
    assert scene.picker.chooser.field.text() == ""
    assert scene.picker.is_open
    assert scene.taken == []


def test_shift_and_enter_add(open_at: Open) -> None:
    scene = open_at()
    scene.keys(Qt.Key.Key_Down)
    scene.keys(Qt.Key.Key_Return, shift=True)
    assert scene.taken == [("she", True)]


def test_nothing_is_added_where_there_can_be_only_one(open_at: Open) -> None:
    scene = open_at()
    scene.ask(may_add=False)
    scene.keys(Qt.Key.Key_Return, shift=True)
    assert scene.taken == [("Ida Brandt", False)]


def test_arrows_and_pages_go_through_the_rows(open_at: Open) -> None:
    scene = open_at()
    seen = []
    for key in (
        Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown,
        Qt.Key.Key_PageDown, Qt.Key.Key_PageUp,
    ):  # fmt: skip
        scene.keys(key)
        seen.append(scene.current)
    assert seen == [
        "she", "Ida Brandt", "Actor j", "Ida Brandt", "Actor d", "Actor j", "Actor b",
    ]  # fmt: skip


def test_delete_in_an_empty_field_clears_and_in_another_writes(open_at: Open) -> None:
    scene = open_at()
    scene.write("x")
    scene.keys(Qt.Key.Key_Delete)
    assert scene.cleared == 0
    scene.keys(Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    assert scene.cleared == 1
    assert scene.picker.isHidden()


def test_delete_does_nothing_where_nothing_is_set(open_at: Open) -> None:
    scene = open_at()
    scene.ask(may_clear=False)
    scene.keys(Qt.Key.Key_Delete)
    assert scene.picker.is_open
    assert scene.cleared == 0


def test_escape_and_a_click_elsewhere_leave(open_at: Open) -> None:
    scene = open_at()
    scene.keys(Qt.Key.Key_Escape)
    assert scene.picker.isHidden()
    assert QApplication.focusWidget() is scene.text
    scene.ask()
    QTest.mouseClick(scene.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert scene.picker.isHidden()
    assert scene.taken == []


def test_a_click_takes_a_row_and_with_shift_adds_it(open_at: Open) -> None:
    scene = open_at()
    rows = scene.picker.chooser.list
    at = rows.visualRect(scene.picker.chooser.rows.index(2)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert scene.taken == [("Tomas Berg", False)]


def test_it_is_asked_anew_with_an_empty_field(open_at: Open) -> None:
    scene = open_at()
    scene.write("berg")
    scene.keys(Qt.Key.Key_Escape)
    scene.ask()
    assert scene.picker.chooser.field.text() == ""
    assert len(scene.rows) == len(ALL)


def test_nobody_is_found_is_said(open_at: Open) -> None:
    scene = open_at()
    scene.ask(makes_new=False)
    scene.write("zzz")
    assert scene.told == "Nobody has that name."
    scene.keys(Qt.Key.Key_Return)
    assert scene.picker.is_open


def test_it_tells_those_who_hear_it_what_is_chosen(open_at: Open) -> None:
    scene = open_at()
    assert scene.picker.chooser.field.accessibleName() == "Speaker"
    assert scene.told == "Ida Brandt, chair, ¶ 2, 1"
    scene.keys(Qt.Key.Key_Down)
    assert scene.told == "she, 2"


def test_another_window_does_not_close_it(open_at: Open) -> None:
    scene = open_at()
    left = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(scene.picker.chooser.field, left)
    assert scene.picker.is_open


def test_it_goes_with_its_window(open_at: Open) -> None:
    scene = open_at()
    scene.window.hide()
    assert not scene.picker.is_open


@pytest.mark.parametrize(
    "words",
    [
        QRect(20, 20, 300, 60), QRect(20, 620, 300, 60), QRect(700, 300, 190, 20),
        QRect(20, 40, 300, 640), QRect(560, 40, 300, 640),
    ],
)  # fmt: skip
def test_it_stands_beside_the_words_and_stays_there_while_rows_go(
    open_at: Open, words: QRect
) -> None:
    scene = open_at(words)
    window = scene.window.rect()

    def place() -> QRect:
        place = scene.picker.geometry()
        assert window.contains(place)
        there = QRect(scene.text.mapTo(scene.window, words.topLeft()), words.size())
        assert not place.intersects(there)
        return place

    before = place()
    scene.write("b")
    after = place()
    assert after.height() < before.height()
    assert before.top() == after.top() or before.bottom() == after.bottom()


def test_it_follows_what_it_stands_beside(open_at: Open) -> None:
    scene = open_at()
    before = scene.picker.pos()
    scene.words.translate(0, -100)
    scene.picker.settle()
    assert scene.picker.pos() == before - QPoint(0, 100)


rects = st.builds(
    QRect, st.integers(0, 900), st.integers(0, 600), st.integers(1, 900), st.integers(1, 600)
)


@given(rects, st.integers(50, 500), st.integers(40, 500), st.booleans())
def test_the_words_are_free_wherever_there_is_room(
    words: QRect, width: int, height: int, leftward: bool
) -> None:
    room, size = QRect(0, 0, 1000, 700), QSize(width, height)
    words = words.intersected(room)
    side = side_of(words, size, size, room, leftward=leftward)
    place = placed(side, words, size, room, leftward=leftward)
    assert room.contains(place)
    assert place.size() == size
    fits = (
        words.top() - height > 6
        or words.bottom() + height < 690
        or words.left() - width > 6
        or words.right() + width < 990
    )
    if fits:
        assert side is not Side.OVER
    assert (side is Side.OVER) == place.intersects(words)


@given(rects, st.booleans())
def test_it_begins_where_the_words_are_begun_to_be_read(words: QRect, leftward: bool) -> None:
    room, size = QRect(0, 0, 5000, 5000), QSize(100, 100)
    place = placed(Side.BELOW, words.translated(2000, 2000), size, room, leftward=leftward)
    there = words.translated(2000, 2000)
    begins = place.right() == there.right() if leftward else place.left() == there.left()
    assert begins


def test_the_row_stays_when_there_is_more_to_choose_from(open_at: Open) -> None:
    scene = open_at()
    rows = list(NEAR)
    scene.ask(rows=rows)
    scene.keys(Qt.Key.Key_Down)
    rows.insert(0, Choice("Zara Newton"))
    scene.picker.find_anew()
    assert scene.rows[0] == "Zara Newton"
    assert scene.current == "she"


@pytest.mark.parametrize(("may_add", "adds"), [(True, True), (False, False)])
def test_shift_and_a_digit_add_the_row(open_at: Open, may_add: bool, adds: bool) -> None:
    scene = open_at()
    scene.ask(may_add=may_add)
    pressed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_At, SHIFT, "@")  # Shift and 2
    QApplication.sendEvent(scene.keyboard, pressed)
    assert scene.taken == [("she", adds)]


def test_at_first_no_more_rows_are_shown_than_are_read_at_a_glance(open_at: Open) -> None:
    chooser = open_at(QRect(20, 20, 300, 20)).picker.chooser
    seen = chooser.list.height() / chooser.list.sizeHintForRow(0)
    assert (len(ALL), seen) == (15, 8)


def test_it_stands_below_though_there_is_more_room_above(open_at: Open) -> None:
    scene = open_at(QRect(20, 440, 300, 20))
    assert scene.picker.geometry().top() > 460


def test_it_stays_on_its_side_when_the_words_move(open_at: Open) -> None:
    scene = open_at(QRect(20, 500, 300, 120))
    above = scene.picker.geometry()
    assert above.bottom() < 500
    scene.words.translate(0, -150)  # now there would be room below
    scene.picker.settle()
    assert scene.picker.geometry().bottom() < 350


def test_the_key_that_opens_the_picker_writes_nothing_while_it_is_held(open_at: Open) -> None:
    scene = open_at()
    for is_held, typed in ((True, ""), (False, "s"), (True, "ss")):
        press = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, "s", is_held
        )
        QApplication.sendEvent(scene.keyboard, press)
        assert scene.picker.chooser.field.text() == typed
