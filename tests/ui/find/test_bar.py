"""The find bar by itself: how it makes do with the room there is, its names and its keys."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.search import Query, Way
from annotator.ui.actions import Actions
from annotator.ui.appearance import dress
from annotator.ui.find.bar import FindBar
from annotator.ui.theme import LIGHT, READABLE, THEMES, contrast

WIDTHS = (1200, 560, 480, 424, 380, 300, 240)


class Shelf(QWidget):
    """As a pane has it: a bar above something else, as wide as it is told to be."""

    def __init__(self) -> None:
        super().__init__()
        self.acting = Actions(self, print)
        self.bar = FindBar(self.acting, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(QWidget(self), 1)

    def show_at(self, width: int) -> None:
        self.resize(width, 300)
        for _ in range(3):
            QApplication.processEvents()

    def place(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self.bar, part.rect().topLeft()), part.size())


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    dress(LIGHT)
    shelf = Shelf()
    qtbot.addWidget(shelf)
    shelf.bar.show_query(Query("the hardest decision"))
    shelf.bar.show_found("12 of 1,204", count=1204)
    shelf.show()
    qtbot.waitExposed(shelf)
    return shelf


def label_in(part: QWidget, name: str) -> QLabel:
    label = part.findChild(QLabel, name, Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(label, QLabel)
    return label


def number_in(shelf: Shelf) -> QLabel:
    """Return what says within the field how many hits there are."""
    return label_in(shelf.bar.field, "hint")


@pytest.mark.parametrize(
    "problem", ["", "This pattern cannot be read at its end: a “)” is missing."]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_all_parts_have_room_at_any_width(shelf: Shelf, width: int, problem: str) -> None:
    bar = shelf.bar
    if problem:
        bar.show_problem(problem)
        bar.tell_problem()
    shelf.show_at(width)

    assert bar.width() == width
    told = label_in(bar, "problem")
    parts = [*bar.stops, *([told] if problem else [])]
    for part in parts:
        assert bar.rect().contains(shelf.place(part)), part
        assert part.height() >= part.minimumSizeHint().height()
    for one, other in combinations(parts, 2):
        assert not shelf.place(one).intersects(shelf.place(other))
    for button in bar.ways.values():
        assert button.width() >= 24  # what a finger or a shaky hand needs
        assert button.height() >= 24
    if problem:
        assert told.heightForWidth(told.width()) <= told.height()


def test_where_there_is_room_it_is_one_row(shelf: Shelf) -> None:
    heights = []
    for width in WIDTHS:
        shelf.show_at(width)
        heights.append(shelf.bar.height())
    assert heights == sorted(heights)
    assert len(set(heights)) == 2
    shelf.show_at(WIDTHS[0])
    assert shelf.bar.height() == heights[0] < 48


@pytest.mark.parametrize("width", WIDTHS)
def test_there_is_room_to_write_beside_the_number(shelf: Shelf, width: int) -> None:
    shelf.show_at(width)
    field = shelf.bar.field
    number = number_in(shelf).geometry()

    assert field.rect().contains(number)
    assert number.width() >= number_in(shelf).sizeHint().width()
    assert number.left() - field.cursorRect().width() >= 70


def test_the_parts_are_gone_through_in_the_order_in_which_they_are_seen(shelf: Shelf) -> None:
    for width in WIDTHS:
        shelf.show_at(width)
        *inner, _ = (shelf.place(one).center() for one in shelf.bar.stops)
        assert all((a.y() // 20, a.x()) < (b.y() // 20, b.x()) for a, b in pairwise(inner))


@pytest.mark.parametrize("theme", THEMES)
def test_what_it_says_can_be_read(shelf: Shelf, theme: str) -> None:
    dress(THEMES[theme])
    bar, number = shelf.bar, number_in(shelf)
    for sentence, count in (("3 of 17", 17), ("No hits", 0)):
        bar.show_found(sentence, count=count)
        label = number.palette().color(number.foregroundRole())
        ground = bar.field.palette().color(bar.field.backgroundRole())
        assert contrast(label, ground) >= READABLE
    assert number.font().bold()
    bar.show_found("3 of 17", count=17)
    assert not number.font().bold()
    dress(LIGHT)


def test_buttons_are_named_with_their_keys_as_they_are_now(shelf: Shelf) -> None:
    bar = shelf.bar
    assert "Enter, F3" in bar.next.toolTip()
    assert "Alt+W" in bar.ways[Way.WHOLE_WORDS].toolTip()
    assert "Esc" in bar.close_button.toolTip()
    shelf.acting.rebind("go.find_next", "F4")
    shelf.acting.rebind("annotate.everywhere", "")

    assert "Enter, F4" in bar.next.toolTip()
    assert "(" not in bar.tag_all.toolTip()
    assert all(one.accessibleName() for one in bar.stops)
    assert bar.field.accessibleDescription() == "12 of 1,204"


def test_a_way_is_on_the_same_key_of_a_keyboard_without_latin_letters(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    alt, es = Qt.KeyboardModifier.AltModifier, 0x0421  # С, where a US keyboard has C
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, es, alt, 0x2E + 8, 0, 0, "с")
        QApplication.sendEvent(shelf.bar.field, event)

    assert shelf.bar.query == Query("the hardest decision", Way.MATCH_CASE)
