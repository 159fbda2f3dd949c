"""The strip beside the scroll bar: looked at in pixels, and used with a real mouse."""

from random import Random
from time import thread_time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, CLAIM, LABELS, PASSAGE, QUOTE
from annotator.core.span import Span
from annotator.ui.text.overview import Overview
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT, THEMES, Theme

LEFT = Qt.MouseButton.LeftButton
MARKS = {label.uid: label.colour for label in LABELS}
LONG = "".join(f"Line {number} of a long text about very little.\n" for number in range(2_000))
SHORT = "One line.\nAnother line.\nThe third."


def annotation(start: int, end: int, label: str = QUOTE, text: str = LONG) -> Annotation:
    return Annotation(
        uid=f"{label}/{start}/{end}", article="a", label=label, start=start, end=end,
        text=text[start:end], coder="c", created_at="", modified_at="",
    )  # fmt: skip


class Shown:
    """A view with its overview, which has been painted and has counted."""

    def __init__(self, qtbot: QtBot, *items: Annotation, text: str = LONG) -> None:
        self.qtbot = qtbot
        self.view = TextView(LIGHT)
        qtbot.addWidget(self.view)
        self.items = SpanIndex(items)
        self.view.resize(500, 800)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self.text = text
        self.view.show_text(text, self.items, LABELS)
        self.strip.grab()
        QApplication.processEvents()

    @property
    def strip(self) -> Overview:
        return self.view.overview

    def picture(self) -> QImage:
        return self.strip.grab().toImage()

    def y(self, at: int) -> int:
        return round(at * self.strip.height() / len(self.text))

    def rows_with(self, colour: str) -> list[int]:
        """Return the heights at which a colour is seen, from the top."""
        image, wanted = self.picture(), QColor(colour).rgb()
        return [
            y
            for y in range(image.height())
            if any(image.pixel(x, y) == wanted for x in range(image.width()))
        ]

    def band(self) -> tuple[int, int]:
        """Return from where to where the ground is darker, on a column without ticks."""
        image, x = self.picture(), self.strip.width() - 2
        ground = QColor(LIGHT.chrome).rgb()
        dark = [y for y in range(image.height()) if image.pixel(x, y) != ground]
        return dark[0], dark[-1]

    def line_in_the_middle(self) -> int:
        return self.view.character_at_height(self.view.viewport().height() / 2)


def mark(label: str, theme: Theme = LIGHT) -> str:
    return theme.label_colours(MARKS[label]).mark.name()


def test_each_annotation_has_a_tick_in_its_colour_where_it_is(qtbot: QtBot) -> None:
    third = len(LONG) // 3
    shown = Shown(qtbot, annotation(third, third + 20), annotation(2 * third, 2 * third + 9, CLAIM))

    assert shown.rows_with(mark(QUOTE)) == pytest.approx([shown.y(third)] * 2, abs=1)
    assert shown.rows_with(mark(CLAIM)) == pytest.approx([shown.y(2 * third)] * 2, abs=1)


def test_channels_have_columns_of_their_own(qtbot: QtBot) -> None:
    shown = Shown(
        qtbot, annotation(400, 420), annotation(400, 420, CLAIM), annotation(400, 420, ACTOR)
    )
    for label in (QUOTE, CLAIM, ACTOR):
        assert shown.rows_with(mark(label))


def test_what_is_drawn_on_hover_alone_has_no_tick(qtbot: QtBot) -> None:
    bare = Shown(qtbot).picture()
    assert Shown(qtbot, annotation(400, 420, PASSAGE)).picture() == bare


def test_changes_are_drawn_as_if_all_were_drawn_anew(qtbot: QtBot) -> None:
    random = Random(4)

    def some() -> Annotation:
        start = random.randrange(len(LONG) - 3_000)
        label = random.choice([QUOTE, CLAIM, ACTOR])
        return annotation(start, start + random.choice([5, 60, 3_000]), label)

    shown = Shown(qtbot, *(some() for _ in range(300)))
    for _ in range(40):
        gone, new = random.choice(list(shown.items)), some()
        shown.items.discard(gone.uid)
        shown.items.add(new)
        shown.strip.refresh([gone.span, new.span])

    changed = shown.picture()
    shown.show_text(LONG)
    assert changed == shown.picture()


def test_many_changes_at_once_are_drawn_too(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for start in range(0, 80_000, 100):
        shown.items.add(annotation(start, start + 50))
    shown.view.refresh([item.span for item in shown.items])
    shown.strip.grab()
    QApplication.processEvents()
    assert len(shown.rows_with(mark(QUOTE))) > 600


def test_hits_are_shown_until_there_are_none(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    bare = shown.picture()
    found = LIGHT.label_colours(LIGHT.found).mark.name()

    shown.strip.set_hits([Span(len(LONG) // 2, len(LONG) // 2 + 4)])
    assert shown.rows_with(found) == pytest.approx([400] * 2, abs=1)

    shown.strip.set_hits([])
    assert shown.picture() == bare


def test_all_parts_of_what_is_selected_stand_out(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    half = len(LONG) // 2
    shown.strip.set_selected([Span(100, 110), Span(half, half + 10)])
    rows = shown.rows_with(LIGHT.accent)
    assert {0, 400} <= {round(row, -1) for row in rows}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_ticks_are_in_the_colours_of_the_theme(qtbot: QtBot, theme: Theme) -> None:
    shown = Shown(qtbot, annotation(400, 420))
    shown.view.set_theme(theme)
    assert shown.rows_with(mark(QUOTE, theme))


def test_the_band_is_what_is_on_screen(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.view.set_first_visible(len(LONG) // 2)
    top, bottom = shown.band()
    assert top == pytest.approx(shown.y(shown.view.first_visible()), abs=1)
    assert bottom == pytest.approx(max(top + 8, shown.y(shown.view.last_visible())), abs=2)


def test_at_the_end_the_band_is_at_the_bottom(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.view.set_caret(len(LONG))
    assert shown.band()[1] == shown.strip.height() - 1


def test_where_all_is_on_screen_ticks_stand_beside_their_words(qtbot: QtBot) -> None:
    at = SHORT.index("The")
    shown = Shown(qtbot, annotation(at, at + 3, text=SHORT), text=SHORT)
    words = shown.view.item_rect(f"{QUOTE}/{at}/{at + 3}")
    assert words is not None
    assert shown.rows_with(mark(QUOTE))[0] == pytest.approx(words.center().y(), abs=words.height())


def test_a_click_centres_what_it_stands_for(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for y in (300, 650):
        QTest.mouseClick(shown.strip, LEFT, pos=QPoint(5, y))
        at = y * len(LONG) / shown.strip.height()
        assert shown.line_in_the_middle() == pytest.approx(at, abs=200)


def test_a_click_on_a_tick_goes_to_its_annotation_however_long_the_text(qtbot: QtBot) -> None:
    text = LONG * 30
    start = text.index("Line 1000", len(text) // 3)
    shown = Shown(qtbot, annotation(start, start + 9, text=text), text=text)

    QTest.mouseClick(shown.strip, LEFT, pos=QPoint(5, shown.y(start) + 1))

    assert shown.view.character_at_height(shown.view.viewport().height() / 2) == start


def test_a_click_leaves_caret_and_selection(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.view.select(Span(5, 10))
    for button in (LEFT, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(shown.strip, button, pos=QPoint(5, 500))
        assert shown.view.selection() == Span(5, 10)


def test_a_press_is_told_once_and_before_the_page_moves(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    tops: list[int] = []
    shown.strip.jumping.connect(lambda: tops.append(shown.view.first_visible()))
    QTest.mousePress(shown.strip, LEFT, pos=QPoint(5, 500))
    QTest.mouseMove(shown.strip, QPoint(5, 600))
    QTest.mouseRelease(shown.strip, LEFT, pos=QPoint(5, 600))
    assert tops == [0]


def test_a_drag_scrolls_along(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    QTest.mousePress(shown.strip, LEFT, pos=QPoint(5, 300))
    tops = []
    for y in (320, 400, 600, 900):
        QTest.mouseMove(shown.strip, QPoint(5, y))
        tops.append(shown.view.first_visible())
    QTest.mouseRelease(shown.strip, LEFT, pos=QPoint(5, 900))
    QTest.mouseMove(shown.strip, QPoint(5, 100))

    assert tops == sorted(set(tops))
    assert shown.view.last_visible() == len(LONG)


def test_the_band_does_not_jump_when_it_is_dragged_by_its_end(qtbot: QtBot) -> None:
    shown = Shown(qtbot, text=LONG[:8_000])
    shown.view.set_first_visible(3_000)
    top, bottom = shown.band()
    place = shown.view.first_visible()

    QTest.mousePress(shown.strip, LEFT, pos=QPoint(5, bottom - 3))
    assert shown.view.first_visible() == place
    QTest.mouseMove(shown.strip, QPoint(5, bottom - 2))
    assert shown.view.first_visible() == pytest.approx(place, abs=100)
    QTest.mouseMove(shown.strip, QPoint(5, bottom + 37))
    assert shown.band()[0] == pytest.approx(top + 40, abs=6)
    QTest.mouseRelease(shown.strip, LEFT, pos=QPoint(5, bottom + 37))


def test_a_click_on_the_band_centres_when_it_was_no_drag(qtbot: QtBot) -> None:
    shown = Shown(qtbot, text=LONG[:8_000])
    shown.view.set_first_visible(3_000)
    place, bottom = shown.view.first_visible(), shown.band()[1]
    QTest.mouseClick(shown.strip, LEFT, pos=QPoint(5, bottom - 3))
    assert shown.view.first_visible() > place


def turn_wheel(shown: Shown, x: int, modifier: Qt.KeyboardModifier) -> bool:
    """Turn the wheel at a place of the view, and say whether anything there has done with it."""
    on = shown.view.childAt(x, 300) or shown.view
    event = QWheelEvent(
        QPointF(on.mapFrom(shown.view, QPoint(x, 300)) if on is not shown.view else QPoint(x, 300)),
        QPointF(shown.view.mapToGlobal(QPoint(x, 300))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(on, event)
    return event.isAccepted()


@pytest.mark.parametrize("place", ["numbers", "beside", "words", "strip"])
def test_the_wheel_scrolls_wherever_it_is_turned(qtbot: QtBot, place: str) -> None:
    shown = Shown(qtbot)
    shown.view.resize(1_200, 800)
    right = shown.view.viewport().geometry().right() + 30
    x = {"numbers": 20, "beside": right, "words": 600, "strip": shown.strip.x() + 3}[place]

    assert turn_wheel(shown, x, Qt.KeyboardModifier.NoModifier)
    assert shown.view.verticalScrollBar().value() == 3

    assert not turn_wheel(shown, x, Qt.KeyboardModifier.ControlModifier)
    assert shown.view.verticalScrollBar().value() == 3


def test_the_strip_is_no_stop_of_the_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    assert shown.strip.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert shown.strip.accessibleName()


def tip(shown: Shown, y: int) -> str:
    point = QPoint(5, y)
    event = QHelpEvent(QEvent.Type.ToolTip, point, shown.strip.mapToGlobal(point))
    QApplication.sendEvent(shown.strip, event)
    return QToolTip.text()


def test_the_tooltip_tells_what_is_under_the_mouse(qtbot: QtBot) -> None:
    text = "<b>" + LONG
    half = len(text) // 2
    one = annotation(0, 7, text=text)
    more = [annotation(half + at, half + at + 5, text=text) for at in (0, 20, 60)]
    shown = Shown(qtbot, one, *more, annotation(half, half + 9, CLAIM, text), text=text)
    shown.strip.set_hits([Span(half + 2, half + 4)])

    assert "Quote: &lt;b&gt;Line" in tip(shown, 0)
    assert tip(shown, 400) == "<qt>Quote: 3<br>Claim: 1<br>1 hit</qt>"
    tip(shown, 200)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_tag_costs_nothing_however_many_there_are(qtbot: QtBot) -> None:
    text = LONG * 15
    spans = ((at, at + 10 + at % 90) for at in range(0, len(text) - 200, len(text) // 50_000))
    shown = Shown(qtbot, *(annotation(*span, text=text) for span in spans), text=text)
    assert len(shown.items) > 49_000

    began = thread_time()
    for start in range(0, 100_000, 1_000):
        new = annotation(start, start + 30, CLAIM, text)
        shown.items.add(new)
        shown.strip.refresh([new.span])
    assert (thread_time() - began) / 100 < 0.002


def test_a_strip_without_a_text_is_blank(qtbot: QtBot) -> None:
    shown = Shown(qtbot, text="")
    assert shown.rows_with(LIGHT.thumb) == []
    QTest.mouseClick(shown.strip, LEFT, pos=QPoint(5, 100))
    tip(shown, 100)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_on_a_fine_screen_ticks_are_as_tall_as_elsewhere(qtbot: QtBot) -> None:
    shown = Shown(qtbot, annotation(40_000, 40_010))
    image = QImage(shown.strip.size() * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    shown.strip.render(image)
    wanted = QColor(mark(QUOTE)).rgb()
    assert sum(image.pixel(7, y) == wanted for y in range(image.height())) == 4
