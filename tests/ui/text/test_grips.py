"""Pulling at the ends of the selected annotation, with real drags at places that Qt finds."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, LABELS, QUOTE
from annotator.core.span import Span
from annotator.core.text import fitted, grapheme_floor
from annotator.ui.text.breaks import breaks_of
from annotator.ui.text.edges import Edges
from annotator.ui.text.grips import End, pulled
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.text.test_view import (
    LONG,
    NEWS,
    annotation,
    caret_rect,
    colours_in,
    picture,
    place,
    press_in_a_row,
    send,
    shown,
    span_of,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


class Pulled(TextView):
    """A view that remembers what it told, with one annotation selected."""

    def __init__(self, item: Annotation, text: str) -> None:
        super().__init__(LIGHT)
        self.ends: list[Span] = []
        self.clicks: list[int] = []
        self.item = item
        self.items = SpanIndex([item])
        self.show_text(text, self.items, LABELS)
        self.set_selected(item.uid)
        self.ends_dragged.connect(self.ends.append)
        self.clicked.connect(self.clicks.append)


def selected(qtbot: QtBot, item: Annotation, text: str = NEWS) -> Pulled:
    view = Pulled(item, text)
    qtbot.addWidget(view)
    shown(qtbot, view)
    return view


def edge(view: TextView, at: int, text: str = NEWS) -> QPoint:
    """Return the place between two characters."""
    return caret_rect(view, at, text).center()


_times = count(10_000, 10_000)


def press(view: TextView, at: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press so late after any other press that this is a first one."""
    kind, time = QEvent.Type.MouseButtonPress, next(_times)
    send(view.viewport(), kind, at, held=True, modifiers=modifiers, time=time)


def move(
    view: TextView, start: QPoint, to: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    for step in range(1, 5):
        between = start + (to - start) * (step / 4)
        send(view.viewport(), QEvent.Type.MouseMove, between, held=True, modifiers=modifiers)


def release(view: TextView, at: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    send(view.viewport(), QEvent.Type.MouseButtonRelease, at, modifiers=modifiers)


def pull(
    view: TextView, start: QPoint, to: QPoint, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    press(view, start, modifiers)
    move(view, start, to, modifiers)
    release(view, to, modifiers)


# What becomes of a span

WORDS = st.text("ab’. “”-\n😀👩\u200d\u0301שלר東京" + "3", max_size=40).map("a{}".format)


@given(st.data(), WORDS, st.booleans())
def test_a_pulled_span_is_never_empty_and_keeps_its_other_end(
    data: st.DataObject, text: str, whole_words: bool
) -> None:
    place = st.integers(0, len(text))
    start, stop = sorted((data.draw(place), data.draw(place)))
    span = fitted(text, start, stop, whole_words=False) or fitted(text, 0, 1, whole_words=False)
    assert span is not None
    at = grapheme_floor(text, data.draw(place))

    for end in End:
        after = pulled(text, span, end, at, whole_words=whole_words)

        assert 0 <= after.start < after.end <= len(text)
        kept = (after.start, span.start) if end is End.END else (after.end, span.end)
        assert kept[0] == kept[1]
        assert pulled(text, after, end, at, whole_words=whole_words) == after
        free = fitted(text, after.start, after.end, whole_words=whole_words)
        assert free is not None
        assert (free.end if end is End.END else free.start) == (
            after.end if end is End.END else after.start
        )


@pytest.mark.parametrize(
    ("words", "end", "to", "whole_words", "expected"),
    [
        ("said", End.END, "n’t", True, "said: “We don’t"),
        ("said", End.END, "don", False, "said: “We "),
        ("We don’t wait.", End.START, "“We", True, "“We don’t wait."),
        ("We don’t wait.", End.END, "wait.", True, "We don’t"),
        ("We don’t wait.", End.END, "Harbour", True, "We"),
        ("We don’t wait.", End.END, "Harbour", False, "W"),
        ("We don’t wait.", End.START, "The end.", True, "."),
        ("We don’t", End.START, "The end.", True, "don’t"),
        ("🇳🇴 radio", End.END, "Harbour", False, "🇳🇴"),
    ],
)
def test_an_end_stops_short_of_the_other(
    words: str, end: End, to: str, whole_words: bool, expected: str
) -> None:
    span = pulled(NEWS, span_of(words), end, NEWS.index(to), whole_words=whole_words)

    assert span.of(NEWS) == expected.strip()


# With the mouse


def test_an_end_that_is_pulled_takes_in_whole_words(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))

    pull(view, edge(view, view.item.end), edge(view, NEWS.index("don’t") + 2))

    assert [span.of(NEWS) for span in view.ends] == ["Mayor Solheim said: “We don’t"]
    assert view.caret() == view.ends[0].end
    assert view.selection() is None
    assert view.clicks == []


def test_a_start_is_pulled_back_and_forth(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))

    pull(view, edge(view, view.item.start), edge(view, NEWS.index("Solheim") + 1))
    pull(view, edge(view, view.item.start), edge(view, NEWS.index("close") + 2))

    assert [span.of(NEWS) for span in view.ends] == ["Solheim", "close\nMayor Solheim"]
    assert view.caret() == NEWS.index("close")


def test_with_ctrl_an_end_is_pulled_to_the_character(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))

    pull(view, edge(view, view.item.end), edge(view, NEWS.index("lheim")), CTRL)

    assert [span.of(NEWS) for span in view.ends] == ["Mayor So"]


def test_ctrl_counts_as_soon_as_it_is_pressed(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start, to = edge(view, view.item.end), edge(view, NEWS.index("aid:") + 1)
    press(view, start)
    move(view, start, to)
    whole = picture(view)

    QTest.keyPress(view, Qt.Key.Key_Control)
    exact = picture(view)
    QTest.keyRelease(view, Qt.Key.Key_Control, CTRL)

    assert exact != whole
    assert picture(view) == whole
    release(view, to, CTRL)
    assert [span.of(NEWS) for span in view.ends] == ["Mayor Solheim said"]


def test_where_words_are_not_completed_an_end_is_pulled_to_the_character(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    view.whole_words = False

    pull(view, edge(view, view.item.end), edge(view, NEWS.index("lheim")))

    assert [span.of(NEWS) for span in view.ends] == ["Mayor So"]


def test_what_an_annotation_would_be_is_seen_under_the_mouse(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start, to = edge(view, view.item.end), edge(view, NEWS.index("We") + 2)
    before = picture(view)
    press(view, start)

    move(view, start, to)

    seen = picture(view)
    longer = replace(view.item, end=NEWS.index("We") + 2)
    view.items.add(longer)
    view.refresh([longer.span])
    assert seen == picture(view) != before


def test_nothing_is_told_before_the_button_is_let_go_of(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start = edge(view, view.item.end)
    press(view, start)

    move(view, start, start + QPoint(90, 0))

    assert view.ends == []
    assert view.items.get(view.item.uid) == view.item


def test_esc_gives_up(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    escape = QAction(view)
    escape.setShortcut("Esc")
    escape.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    view.addAction(escape)
    before = picture(view)
    start, to = edge(view, view.item.end), edge(view, NEWS.index("We"))
    press(view, start)
    move(view, start, to)
    assert picture(view) != before

    with qtbot.assertNotEmitted(escape.triggered):
        QTest.keyClick(view, Qt.Key.Key_Escape)

    assert picture(view) == before
    move(view, to, start)
    release(view, start)
    assert (view.ends, view.clicks) == ([], [])
    with qtbot.waitSignal(escape.triggered):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_no_other_key_does_anything_meanwhile(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start = edge(view, view.item.end)
    press(view, start)

    with qtbot.assertNotEmitted(view.letter_typed):
        QTest.keyClick(view, Qt.Key.Key_Q)
        QTest.keyClick(view, Qt.Key.Key_Right)

    release(view, start)
    with qtbot.waitSignal(view.letter_typed):
        QTest.keyClick(view, Qt.Key.Key_Q)


@pytest.mark.parametrize(("end", "kept"), [(End.END, "We"), (End.START, ".")])
def test_an_end_that_is_pulled_over_the_other_leaves_a_word(
    qtbot: QtBot, end: End, kept: str
) -> None:
    view = selected(qtbot, annotation("We don’t wait."))
    far = {End.END: NEWS.index("to close"), End.START: NEWS.index("radio")}[end]
    at = view.item.end if end is End.END else view.item.start

    pull(view, edge(view, at), edge(view, far))

    assert [span.of(NEWS) for span in view.ends] == [kept]


def test_pulled_away_and_back_nothing_has_changed(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    before = picture(view)
    start, away = edge(view, view.item.end), edge(view, NEWS.index("radio"))
    press(view, start)
    move(view, start, away)
    move(view, away, start)

    release(view, start)

    assert view.ends == []
    assert picture(view) == before


@pytest.mark.parametrize("at_start", [True, False])
def test_a_hold_at_the_knob_is_one_at_the_line(qtbot: QtBot, at_start: bool) -> None:
    text = "word and more words " * 40
    item = annotation("more words word and more", text=text)
    item = replace(item, start=item.start + 400, end=item.end + 400)
    view = selected(qtbot, item, text)
    rect = view.item_rect(item.uid)
    assert rect is not None
    at = item.start if at_start else item.end
    x = caret_rect(view, at, text).center().x()
    knob = QPoint(x, rect.top() - 3 if at_start else rect.bottom() + 3)

    pull(view, knob, knob + QPoint(1, 0))
    word = caret_rect(view, at + (5 if at_start else 4), text).center().x()
    pull(view, knob, knob + QPoint(word - x, 0))

    (after,) = view.ends
    expected = Span(item.start + 5, item.end) if at_start else Span(item.start, item.end + 5)
    assert after == fitted(text, expected.start, expected.end, whole_words=True)


def test_the_ends_of_arabic_words_are_where_their_characters_are(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("الوزيرة ليلى", ACTOR))
    start, end = edge(view, view.item.start), edge(view, view.item.end)
    assert end.x() < start.x()

    pull(view, end, edge(view, span_of("حداد").start + 2))
    pull(view, start, edge(view, span_of("ليلى").start + 1))

    assert [span.of(NEWS) for span in view.ends] == ["الوزيرة ليلى حداد", "ليلى"]


def test_an_end_may_be_pulled_through_emoji(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Berg", ACTOR))

    pull(view, edge(view, view.item.start), edge(view, NEWS.index("😀")))
    pull(view, edge(view, view.item.end), edge(view, NEWS.index(" radio")), CTRL)

    assert [span.of(NEWS) for span in view.ends] == ["😀 Berg", "Berg told 🇳🇴"]


def test_a_click_on_an_end_is_a_click(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    at = edge(view, view.item.start) + QPoint(1, 0)

    qtbot.mouseClick(view.viewport(), LEFT, pos=at)

    assert view.clicks == [view.item.start]
    assert view.ends == []
    assert view.caret() == view.item.start


def test_two_clicks_on_an_end_select_the_word(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))

    press_in_a_row(view, edge(view, view.item.start) + QPoint(1, 0), 2)

    assert view.selection() == span_of("Mayor")


def test_shift_and_a_drag_from_an_end_selects(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    view.set_caret(view.item.start)

    pull(view, edge(view, view.item.end), edge(view, NEWS.index("said") + 4), SHIFT)

    assert view.ends == []
    assert view.selection() == span_of("Mayor Solheim said")


def test_at_the_end_of_another_annotation_a_drag_selects(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    view.set_selected(None)

    pull(view, edge(view, view.item.end), edge(view, NEWS.index("said") + 4))

    assert view.ends == []
    assert view.selection() == span_of("said")


def test_a_short_annotation_can_still_be_clicked_into(qtbot: QtBot) -> None:
    text = "So I say, and I stay."
    view = selected(qtbot, annotation("I", ACTOR, text), text)
    left, right = edge(view, view.item.start, text), edge(view, view.item.end, text)
    assert right.x() - left.x() < 12

    assert view.grip_at(((left + right) / 2).toPointF()) is None
    for outside in (left - QPoint(3, 0), right + QPoint(3, 0)):
        assert view.grip_at(outside.toPointF()) is not None


def test_the_cursor_says_where_an_end_can_be_pulled(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))

    def shape(at: QPoint) -> Qt.CursorShape:
        send(view.viewport(), QEvent.Type.MouseMove, at)
        return view.viewport().cursor().shape()

    for at in (view.item.start, view.item.end):
        for beside in (-3, 3):
            point = edge(view, at) + QPoint(beside, 0)
            assert shape(point) == Qt.CursorShape.SizeHorCursor
    assert shape(edge(view, view.item.end) + QPoint(9, 0)) == Qt.CursorShape.IBeamCursor
    assert shape(edge(view, NEWS.index("Solheim"))) == Qt.CursorShape.IBeamCursor
    shape(edge(view, view.item.end))
    view.set_selected(None)
    assert shape(edge(view, view.item.end)) == Qt.CursorShape.IBeamCursor


@pytest.mark.parametrize("label", [label.uid for label in LABELS])
def test_the_grips_are_seen_at_both_ends_and_gone_without_a_trace(qtbot: QtBot, label: str) -> None:
    item = annotation("Solheim said", label)
    view = selected(qtbot, item)
    rect = view.item_rect(item.uid)
    assert rect is not None
    mark = LIGHT.label_colours(next(one.colour for one in LABELS if one.uid == label)).mark

    image = picture(view)
    for knob in (QRect(rect.left() - 2, rect.top() - 5, 4, 4), rect.translated(rect.width(), 4)):
        corner = QRect(knob.left() - 1, knob.top(), 4, knob.height())
        assert mark.name() in colours_in(image, corner)
    view.items.discard(item.uid)
    view.set_selected(None)
    view.refresh([item.span])
    bare = picture(view)
    view.show_text(NEWS, SpanIndex(), LABELS)
    assert picture(view) == bare


# What comes in between


@pytest.mark.parametrize("what", ["erased", "moved", "deselected", "replaced", "hidden", "left"])
def test_pulling_ends_when_there_is_nothing_to_pull_any_more(qtbot: QtBot, what: str) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start, to = edge(view, view.item.end), edge(view, NEWS.index("We"))
    press(view, start)
    move(view, start, to)

    match what:
        case "erased":
            view.items.discard(view.item.uid)
            view.refresh([view.item.span])
        case "moved":
            view.items.add(replace(view.item, end=view.item.end - 1))
            view.refresh([view.item.span])
        case "deselected":
            view.set_selected(None)
        case "replaced":
            view.show_text("Other words", SpanIndex(), LABELS)
        case "hidden":
            view.hide()
        case "left":
            view.clearFocus()

    now = picture(view)
    move(view, to, to + QPoint(80, 0))
    release(view, to + QPoint(80, 0))
    assert view.ends == []
    assert what == "hidden" or picture(view) == now


def test_a_change_elsewhere_does_not_end_it(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start, to = edge(view, view.item.end), edge(view, NEWS.index("We"))
    press(view, start)
    move(view, start, to)
    other = annotation("radio", QUOTE)

    view.items.add(other)
    view.refresh([other.span])
    release(view, to)

    assert [span.of(NEWS) for span in view.ends] == ["Mayor Solheim said: “"]


def test_a_button_that_was_let_go_of_unseen_pulls_nothing(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Mayor Solheim", ACTOR))
    start, to = edge(view, view.item.end), edge(view, NEWS.index("We"))
    press(view, start)
    move(view, start, to)

    send(view.viewport(), QEvent.Type.MouseMove, to)

    release(view, to)
    assert view.ends == []


# Past the edges


def scrolls(view: TextView) -> bool:
    """Say whether the page goes on scrolling by itself."""
    edges = view.findChild(Edges)
    assert isinstance(edges, Edges)
    return any(timer.isActive() for timer in edges.findChildren(QTimer))


@pytest.mark.parametrize("end", list(End))
def test_an_end_pulled_past_the_edge_scrolls_the_page(qtbot: QtBot, end: End) -> None:
    words = "Paragraph 150."
    view = selected(qtbot, annotation(words, text=LONG), LONG)
    view.reveal(view.item.span)
    before = view.first_visible()
    height = view.viewport().height()
    at = view.item.end if end is End.END else view.item.start
    past = QPoint(200, height + 50 if end is End.END else -50)

    start = edge(view, at, LONG)
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(40, 0))
    QCursor.setPos(view.viewport().mapToGlobal(past))
    QTest.mouseMove(view.viewport(), past)

    if end is End.END:
        qtbot.waitUntil(lambda: view.first_visible() > view.item.end)
    else:
        qtbot.waitUntil(lambda: view.first_visible() < before - height)
    seen = view.item_rect(view.item.uid) if end is End.START else None
    QTest.mouseRelease(view.viewport(), LEFT, pos=past)
    (after,) = view.ends
    if end is End.END:
        assert after.start == view.item.start
        assert after.end > view.item.end + 500
        line = caret_rect(view, after.end, LONG)
        assert view.viewport().rect().intersects(line)
    else:
        assert after.end == view.item.end
        assert after.start < view.item.start - 300
        assert seen is None or seen.bottom() <= height
    assert not scrolls(view)


def test_back_on_the_page_it_scrolls_no_more(qtbot: QtBot) -> None:
    view = selected(qtbot, annotation("Paragraph 1.", text=LONG), LONG)
    start = edge(view, view.item.end, LONG)
    past = QPoint(200, view.viewport().height() + 80)
    press(view, start)
    move(view, start, past)
    qtbot.waitUntil(lambda: view.first_visible() > 0)

    middle = QPoint(200, 200)
    move(view, past, middle)

    assert not scrolls(view)
    release(view, middle)
    (after,) = view.ends
    assert view.viewport().rect().contains(place(view, after.end - 1, LONG))


def test_an_annotation_that_ends_at_a_break_of_the_page_has_its_end_there(qtbot: QtBot) -> None:
    text = "x" * 9_000
    inserted = next(one.at for one in breaks_of(text))
    item = replace(annotation(text[:9], text=text), start=inserted - 9, end=inserted)
    view = selected(qtbot, item, text)
    view.reveal(Span(inserted - 9, inserted + 9))
    rect = view.item_rect(item.uid)
    assert rect is not None

    assert view.grip_at(QPointF(rect.right() + 1, rect.center().y())) is not None
    bar = QRect(rect.right() - 2, rect.top() + 2, 4, rect.height() - 4)
    mark = LIGHT.label_colours(LABELS[0].colour).mark.name()
    assert mark in colours_in(picture(view), bar)


def test_an_end_is_pulled_over_a_break_that_only_the_page_has(qtbot: QtBot) -> None:
    text = "x" * 9_000
    inserted = next(one.at for one in breaks_of(text))
    item = replace(annotation(text[:9], text=text), start=inserted + 3, end=inserted + 9)
    view = selected(qtbot, item, text)
    view.reveal(Span(inserted - 9, inserted + 9))
    assert view.document().blockCount() == 2

    def at(offset: int) -> QPoint:
        return edge(view, offset, text + "x")  # as the page counts

    pull(view, at(item.start + 1), at(inserted - 5), CTRL)

    assert [(span.start, span.end) for span in view.ends] == [(inserted - 5, item.end)]
