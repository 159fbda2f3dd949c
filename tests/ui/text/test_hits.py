"""What a search has found is under its words, and costs only what is on screen."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS, QUOTE
from annotator.core.span import Span
from annotator.ui.text.view import TextView
from annotator.ui.theme import DARK, LIGHT, SEPIA, Theme
from tests.ui.text.test_view import (
    GIANT,
    LONG,
    NEWS,
    annotation,
    caret_rect,
    colours_in,
    differing,
    picture,
    shown,
    span_of,
)


@pytest.fixture
def view(qtbot: QtBot) -> TextView:
    view = TextView(LIGHT)
    qtbot.addWidget(view)
    view.show_text(NEWS, SpanIndex(), LABELS)
    return shown(qtbot, view)


def found(words: str, text: str) -> list[Span]:
    return [Span(*one.span()) for one in re.finditer(re.escape(words), text)]


def around(view: TextView, span: Span, text: str = NEWS) -> QRect:
    """Return the rectangle around some words on one line."""
    return caret_rect(view, span.start, text).united(caret_rect(view, span.end, text))


@pytest.mark.parametrize("theme", [LIGHT, SEPIA, DARK], ids=["light", "sepia", "dark"])
@pytest.mark.parametrize("words", ["don’t wait", "👩‍👩‍👧", "ليلى حداد", "हिन्दी"])
def test_a_hit_is_painted_where_it_is(view: TextView, theme: Theme, words: str) -> None:
    view.set_theme(theme)
    before = picture(view)
    hit = span_of(words)

    view.set_hits([hit], None)

    after = picture(view)
    rect = around(view, hit)
    assert theme.found in colours_in(after, rect)
    changed = differing(before, after)
    assert rect.adjusted(-3, -8, 3, 8).contains(changed)
    assert changed.width() >= rect.width() - 4


def test_the_current_hit_is_told_by_more_than_colour(view: TextView) -> None:
    hits = found("No", NEWS)
    view.set_hits(hits, None)
    before = picture(view)

    view.set_hits(hits, hits[1])

    changed = differing(before, picture(view))
    assert around(view, hits[1]).adjusted(-4, -8, 4, 8).contains(changed)
    view.set_hits(hits, None)
    assert picture(view) == before


def test_without_hits_nothing_is_left(view: TextView) -> None:
    before = picture(view)
    view.set_hits(found("a", NEWS), None)
    assert picture(view) != before

    view.set_hits((), None)

    assert picture(view) == before


def test_another_text_has_no_hits(view: TextView) -> None:
    view.set_hits(found("The", NEWS), None)

    view.show_text(LONG, SpanIndex(), LABELS)

    assert LIGHT.found not in colours_in(picture(view), view.viewport().rect())


def test_a_hit_covers_the_tint_of_an_annotation_and_not_its_bars(view: TextView) -> None:
    item = annotation("“We don’t wait.”", QUOTE)
    view.show_text(NEWS, SpanIndex([item]), LABELS)
    rect = view.item_rect(item.uid)
    assert rect is not None

    view.set_hits([item.span], None)

    left = colours_in(picture(view), QRect(rect.left() - 1, rect.top() + 6, 2, 2))
    assert left == {LIGHT.label_colours(LABELS[0].colour).mark.name()}
    assert LIGHT.found in colours_in(picture(view), rect.adjusted(2, 2, -2, -2))


@pytest.mark.parametrize("what", ["size", "width"])
def test_hits_follow_their_words(view: TextView, qtbot: QtBot, what: str) -> None:
    text = "some words and others " * 30 + "here"
    view.show_text(text, SpanIndex(), LABELS)
    view.set_hits([span_of("here", text)], None)
    picture(view)

    if what == "size":
        view.set_reading(replace(view.reading, size=15.0))
    else:
        view.resize(500, 620)

    rect = around(view, span_of("here", text), text)
    assert LIGHT.found in colours_in(picture(view), rect)


def test_a_hit_over_two_lines_is_painted_on_both(view: TextView) -> None:
    text = "some words and others " * 30
    view.show_text(text, SpanIndex(), LABELS)

    view.set_hits([Span(0, len(text) - 1)], None)

    width = view.viewport().width()
    for line in range(3):
        top = line * view.spacing.pitch
        assert LIGHT.found in colours_in(picture(view), QRect(30, top, width - 60, 30))


def test_of_many_hits_only_those_on_screen_are_measured(view: TextView) -> None:
    hits = found("o", LONG)
    assert len(hits) > 10_000
    view.show_text(LONG, SpanIndex(), LABELS)
    view.reveal(span_of("Paragraph 150.", LONG))

    view.set_hits(hits, hits[-1])

    assert LIGHT.found in colours_in(picture(view), view.viewport().rect())
    assert 0 < len(view._hits._kept) < 20


def test_going_to_the_next_hit_measures_nothing_anew(view: TextView) -> None:
    hits = found("o", NEWS)
    view.set_hits(hits, hits[0])
    picture(view)
    kept = view._hits._kept._kept.copy()
    assert kept

    view.set_hits(hits, hits[1])
    picture(view)

    assert all(view._hits._kept._kept[number] is made for number, made in kept.items())


def test_a_hit_in_a_giant_paragraph_is_painted(view: TextView) -> None:
    view.show_text(GIANT, SpanIndex(), LABELS)
    hit = span_of("👩‍👩‍👧 end", GIANT)

    view.set_hits([hit], hit)
    view.reveal(hit)

    assert LIGHT.found in colours_in(picture(view), around(view, hit, GIANT))


def test_the_strip_shows_the_hits_too(view: TextView, qtbot: QtBot) -> None:
    view.show_text(LONG, SpanIndex(), LABELS)

    def ticks() -> bool:
        strip = view.overview.grab().toImage()
        mark = LIGHT.label_colours(LIGHT.found).mark.name()
        return mark in colours_in(strip, strip.rect())

    assert not ticks()

    view.set_hits(found("Paragraph 1", LONG), None)

    qtbot.waitUntil(ticks)
