"""The parts of a split annotation stand out together, and a line joins those that are near."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import CLAIM, CUE, LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui.text.underlay import bridges
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT
from tests.ui.text.test_view import (
    annotation,
    caret_rect,
    colours_in,
    differing,
    picture,
    place,
    send,
    shown,
)

SPLIT = (
    "First of all nothing.\n"
    "“The port will close,” said Berg, “and soon.” He left.\n"
    "قالت «لن نغلق» الوزيرة «أبدا» اليوم.\n"
    "Then others spoke.\n"
    "“It will never be sold,” a friend said who had come along, “nor let.”"
)
QUOTE_MARK = LIGHT.label_colours(LABELS[0].colour).mark.name()


def part(words: str, label: str = QUOTE) -> Annotation:
    return annotation(words, label, SPLIT)


ENGLISH = (part("“The port will close,”"), part("“and soon.”"))
ARABIC = (part("«لن نغلق»"), part("«أبدا»"))
LATER = part("“nor let.”")


class Split(TextView):
    """A view on real parts, some of which may be taken apart."""

    def __init__(self, *units: Sequence[Annotation], others: Sequence[Annotation] = ()) -> None:
        super().__init__(LIGHT, parts_of=self._all)
        self.units = [list(unit) for unit in units]
        self.items = SpanIndex([*(one for unit in units for one in unit), *others])
        self.painted: list[QRect] = []
        self.show_text(SPLIT, self.items, LABELS)

    def _all(self, item: Annotation) -> Sequence[Annotation]:
        return next((unit for unit in self.units if item in unit), [item])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += [QRect(rect) for rect in event.region()]  # type: ignore[attr-defined]
        super().paintEvent(event)


@pytest.fixture
def made(qtbot: QtBot) -> Callable[..., Split]:
    def make(*units: Sequence[Annotation], others: Sequence[Annotation] = ()) -> Split:
        view = Split(*units, others=others)
        qtbot.addWidget(view)
        shown(qtbot, view)
        return view

    return make


def rect_of(view: TextView, item: Annotation) -> QRect:
    rect = view.item_rect(item.uid)
    assert rect is not None
    return rect


def gap(view: TextView, one: Annotation, other: Annotation) -> QRect:
    """Return the rectangle under the words between two parts on one line."""
    left, right = sorted((rect_of(view, one), rect_of(view, other)), key=QRect.left)
    return QRect(left.right() + 4, left.top(), right.left() - left.right() - 8, left.height() + 2)


def inside(image: QImage, rect: QRect) -> bool:
    return QUOTE_MARK in colours_in(image, rect)


@pytest.mark.parametrize("unit", [ENGLISH, ARABIC], ids=["english", "arabic"])
@pytest.mark.parametrize("which", [0, 1])
def test_all_parts_stand_out_with_the_selected_one(
    made: Callable[..., Split], unit: tuple[Annotation, ...], which: int
) -> None:
    view = made(unit)
    before = picture(view)

    view.set_selected(unit[which].uid)

    changed = picture(view)
    for one in unit:
        assert not differing(
            before.copy(rect_of(view, one)), changed.copy(rect_of(view, one))
        ).isNull()
    assert inside(changed, gap(view, *unit))
    assert not inside(before, gap(view, *unit))
    view.set_selected(None)
    assert picture(view) == before


@pytest.mark.parametrize("unit", [ENGLISH, ARABIC], ids=["english", "arabic"])
def test_all_parts_stand_out_with_the_one_under_the_mouse(
    made: Callable[..., Split], unit: tuple[Annotation, ...]
) -> None:
    view = made(unit)
    before = picture(view)

    send(view.viewport(), QEvent.Type.MouseMove, place(view, unit[1].start + 2, SPLIT))

    changed = picture(view)
    for one in unit:
        assert not differing(
            before.copy(rect_of(view, one)), changed.copy(rect_of(view, one))
        ).isNull()
    assert inside(changed, gap(view, *unit))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert picture(view) == before


def test_the_selected_part_can_be_told_from_the_others(made: Callable[..., Split]) -> None:
    view = made(ENGLISH)

    view.set_selected(ENGLISH[0].uid)
    first = picture(view)
    view.set_selected(ENGLISH[1].uid)

    assert picture(view) != first
    for one in ENGLISH:
        rect = rect_of(view, one).adjusted(6, 0, -6, 0)
        assert picture(view).copy(rect) != first.copy(rect)


def test_parts_that_are_far_apart_are_not_joined() -> None:
    head, near = part("“It will never be sold,”"), LATER
    far = replace(near, start=near.start + 1_000, end=near.end + 1_000)

    assert [one.span for one in bridges([head, near])] == [Span(head.end, near.start)]
    assert bridges([head, far]) == []
    assert [one.span.end for one in bridges([head, near, far])] == [near.start]


def test_parts_that_touch_or_overlap_are_not_joined() -> None:
    head = part("“The port will close,”")

    assert bridges([head, replace(head, uid="b", start=head.end, end=head.end + 4)]) == []
    assert bridges([head, replace(head, uid="b", start=head.end - 3, end=head.end + 4)]) == []


def test_a_line_joins_parts_on_different_lines(made: Callable[..., Split], qtbot: QtBot) -> None:
    unit = (part("“It will never be sold,”"), LATER)
    view = made(unit)
    view.resize(420, 620)
    qtbot.waitUntil(lambda: rect_of(view, unit[0]).top() < rect_of(view, unit[1]).top())

    view.set_selected(unit[0].uid)

    image = picture(view)
    first, last = rect_of(view, unit[0]), rect_of(view, unit[1])
    after = caret_rect(view, unit[0].end + 4, SPLIT)
    assert inside(image, QRect(after.x(), first.bottom() - 12, 40, 16))
    assert inside(image, QRect(8, last.top(), last.left() - 12, last.height() + 2))


def test_the_words_between_two_parts_keep_their_own_marks(made: Callable[..., Split]) -> None:
    cue = part("said", CUE)
    view = made(ENGLISH, others=[cue])
    rect = rect_of(view, cue)
    before = picture(view).copy(rect)

    view.set_selected(ENGLISH[0].uid)

    assert picture(view).copy(rect) == before
    assert inside(picture(view), rect.adjusted(0, 0, 0, 4))


def test_an_annotation_that_becomes_a_part_is_joined_at_once(made: Callable[..., Split]) -> None:
    view = made(ENGLISH[:1], ENGLISH[1:])
    view.set_selected(ENGLISH[0].uid)
    assert not inside(picture(view), gap(view, *ENGLISH))

    view.units = [list(ENGLISH)]
    view.refresh([one.span for one in ENGLISH])

    assert inside(picture(view), gap(view, *ENGLISH))


def test_the_line_follows_an_end_that_is_pulled(made: Callable[..., Split]) -> None:
    view = made(ENGLISH)
    view.set_selected(ENGLISH[0].uid)
    shorter = replace(ENGLISH[0], end=ENGLISH[0].end - 8)

    view.show_instead(shorter)

    between = caret_rect(view, shorter.end + 2, SPLIT).united(
        caret_rect(view, ENGLISH[0].end - 2, SPLIT)
    )
    assert inside(picture(view), between.adjusted(0, 0, 0, 8))
    view.show_instead(None)
    assert rect_of(view, ENGLISH[0]).width() > 50


# Painting only what has changed


def repainted(view: Split, work: Callable[[], object]) -> QRect:
    """Return the rectangle around all that is painted because of some work."""
    QApplication.processEvents()
    view.painted.clear()
    work()
    QApplication.processEvents()
    result = QRect()
    for rect in view.painted:
        result = result.united(rect)
    return result


def test_a_tag_has_only_its_own_paragraph_painted(made: Callable[..., Split]) -> None:
    view = made()
    item = part("others spoke", CLAIM)
    view.items.add(item)

    rect = repainted(view, lambda: view.refresh([item.span]))

    line = caret_rect(view, item.start, SPLIT)
    assert rect.contains(rect_of(view, item))
    assert rect.top() > line.top() - 1.2 * view.spacing.pitch
    assert rect.bottom() < line.bottom() + 1.2 * view.spacing.pitch


def test_the_marks_of_other_paragraphs_are_not_worked_out_anew(made: Callable[..., Split]) -> None:
    view = made(ENGLISH, ARABIC)
    picture(view)
    kept = view._underlay._kept._kept.copy()
    item = part("others spoke", CLAIM)
    view.items.add(item)

    view.refresh([item.span])
    picture(view)

    now = view._underlay._kept._kept
    assert [number for number, marks in kept.items() if now[number] is not marks] == [3]


def test_going_from_one_part_to_the_next_paints_only_their_paragraph(
    made: Callable[..., Split],
) -> None:
    view = made(ENGLISH, ARABIC)
    view.set_selected(ENGLISH[0].uid)

    rect = repainted(view, lambda: view.set_selected(ENGLISH[1].uid))

    assert rect.contains(rect_of(view, ENGLISH[0]))
    assert not rect.intersects(rect_of(view, ARABIC[0]).adjusted(0, 12, 0, 0))


def test_the_knobs_at_the_ends_are_painted_with_their_paragraph(
    made: Callable[..., Split],
) -> None:
    item = part("Then others spoke.", CLAIM)
    view = made(others=[item])
    bare = picture(view)

    for uid in (item.uid, None):
        rect = repainted(view, partial(view.set_selected, uid))
        view.set_selected(item.uid)
        assert rect.contains(differing(bare, picture(view)))
        view.set_selected(uid)


def test_nothing_is_painted_when_nothing_stands_out_anew(made: Callable[..., Split]) -> None:
    view = made(ENGLISH)
    view.set_selected(ENGLISH[0].uid)

    assert repainted(view, lambda: view.set_selected(ENGLISH[0].uid)).isNull()
    at = place(view, ENGLISH[0].start + 2, SPLIT).toPointF()
    view.hover(view.item_under(at))
    assert repainted(view, lambda: view.hover(view.item_under(at))).isNull()
