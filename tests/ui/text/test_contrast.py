"""Text can be read on whatever lies under it, in every theme and under labels of any colour."""

from dataclasses import replace
from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation, Label
from annotator.core.scheme import LABELS
from annotator.core.span import Span
from annotator.ui.text.view import TextView
from annotator.ui.theme import READABLE, THEMES, VISIBLE, LabelColours, Theme, contrast
from tests.ui.test_theme import over
from tests.ui.text.test_view import caret_rect, colours_in, picture, shown

BUILT_IN = tuple(label.colour for label in LABELS)
# https://jfly.uni-koeln.de/color/: what somebody chooses who thinks of the colour blind.
OKABE_ITO = (
    "#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7",
)  # fmt: skip
EXTREME = (
    "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff",
)  # fmt: skip

all_themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
any_theme = st.sampled_from(list(THEMES.values()))
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def layers(colours: LabelColours) -> tuple[QColor, ...]:
    """Return all that is painted under words because of one label."""
    halves = [QColor(colours.tint), QColor(colours.strong)]
    for half in halves:  # suggested
        half.setAlpha(half.alpha() // 2)
    return (colours.tint, colours.strong, *halves)


any_layers = st.lists(st.tuples(any_colour, st.integers(0, 3)), max_size=8)


def worst(theme: Theme, ground: QColor) -> float:
    """Return the contrast of text on a ground, selected or not, whichever is lower."""
    ink = QColor(theme.ink)
    return min(contrast(ink, ground), contrast(ink, over(QColor(theme.selected), ground)))


@all_themes
def test_text_is_readable_on_all_built_in_labels_four_deep(theme: Theme) -> None:
    painted = [theme.label_colours(colour) for colour in BUILT_IN]
    grounds = [QColor(theme.paper)]
    for _ in range(4):
        # Of grounds that are alike only one is gone on from.
        found = {
            over(layer, ground).rgb() & 0xF8F8F8: over(layer, ground)
            for ground, colours in product(grounds, painted)
            for layer in (colours.tint, colours.strong)
        }
        grounds = list(found.values())
        for ground in grounds:
            assert worst(theme, ground) >= READABLE, ground.name()


@all_themes
@pytest.mark.parametrize("outer", OKABE_ITO + EXTREME)
def test_text_is_readable_on_two_labels_that_users_choose(theme: Theme, outer: str) -> None:
    outside = layers(theme.label_colours(outer))
    for inner in OKABE_ITO + EXTREME:
        inside = layers(theme.label_colours(inner))
        for one, other in product(outside, inside):
            ground = over(other, over(one, QColor(theme.paper)))
            assert worst(theme, ground) >= READABLE, f"{inner} {ground.name()}"


@given(any_theme, any_layers)
def test_text_is_readable_however_many_labels_of_any_colours_overlap(
    theme: Theme, chosen: list[tuple[str, int]]
) -> None:
    painted = [layers(theme.label_colours(colour))[which] for colour, which in chosen]

    ground = reduce(lambda under, layer: over(layer, under), painted, QColor(theme.paper))

    assert worst(theme, ground) >= READABLE


@given(any_theme, any_colour, any_colour)
def test_not_even_a_hundred_labels_upon_each_other_hide_the_text(
    theme: Theme, one: str, other: str
) -> None:
    ground = QColor(theme.paper)
    for _ in range(50):
        for colour in (one, other):
            ground = over(theme.label_colours(colour).strong, ground)

    assert worst(theme, ground) >= READABLE


@all_themes
def test_text_is_readable_on_what_was_found(theme: Theme) -> None:
    assert worst(theme, QColor(theme.found)) >= READABLE


@given(any_theme, any_colour)
def test_the_marks_of_any_label_stand_out(theme: Theme, colour: str) -> None:
    assert contrast(theme.label_colours(colour).mark, QColor(theme.paper)) >= VISIBLE


# Blanks that are not broken at, under which there is nothing but what is painted.
BARE = "\u00a0" * 40
TEXT = f"Words {BARE} words.\nMore of them."


def nested(depth: int, status: str) -> list[Annotation]:
    """Return annotations of a label each, one in another, on the bare stretch."""
    start = TEXT.index(BARE)
    return [
        Annotation(
            uid=f"{number}", article="a", label=f"label {number}", start=start + number,
            end=start + len(BARE) - number, text="", coder="c", created_at="", modified_at="",
            status="suggested" if status == "suggested" else "accepted",
        )
        for number in range(depth)
    ]  # fmt: skip


def tints(colours: tuple[str, ...]) -> list[Label]:
    return [
        replace(LABELS[0], uid=f"label {number}", key="", colour=colour)
        for number, colour in enumerate(colours)
    ]


def painted(view: TextView, inside: int) -> QRect:
    """Return what is painted on the bare stretch further in than any end, and beside the caret."""
    start = TEXT.index(BARE)
    left = caret_rect(view, start + inside, TEXT).right() + 4
    right = caret_rect(view, start + len(BARE) - inside, TEXT).left() - 4
    rect = caret_rect(view, start, TEXT)
    return QRect(left, rect.top() + 4, right - left, rect.height() - 8)


STATES = ("rest", "hovered", "selected", "suggested", "found", "chosen")


@all_themes
@pytest.mark.parametrize("colours", [BUILT_IN[:4], EXTREME[2:8], ("#000000",) * 4], ids=str)
@pytest.mark.parametrize("state", STATES)
def test_what_is_painted_under_the_words_lets_them_be_read(
    qtbot: QtBot, theme: Theme, colours: tuple[str, ...], state: str
) -> None:
    view = TextView(theme)
    qtbot.addWidget(view)
    items = nested(len(colours), state)
    view.show_text(TEXT, SpanIndex(items), tints(colours))
    shown(qtbot, view)
    bare = painted(view, len(colours))
    stretch = items[-1].span
    match state:
        case "hovered":
            view.hover(items[1])
        case "selected":
            view.set_selected(items[0].uid)
        case "found":
            view.set_hits([Span(stretch.start + 10, stretch.end - 10)], None)
        case "chosen":
            view.select(Span(0, stretch.end - 12), caret_first=True)

    found = colours_in(picture(view), bare)

    assert theme.paper not in found
    # Where a part is found or chosen, it and the rest.
    assert len(found) >= (2 if state in ("found", "chosen") else 1)
    ink = QColor(theme.ink)
    for ground in found:
        assert contrast(ink, QColor(ground)) >= READABLE, f"{ground} of {found}"
