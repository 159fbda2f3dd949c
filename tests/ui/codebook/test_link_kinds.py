"""Kinds of link are made, changed and deleted in the editor; links that go are asked for first."""

import pytest
from PySide6.QtWidgets import QCheckBox

from annotator.core import acts
from annotator.core.model import Link
from annotator.core.scheme import ABOUT_LINK, ACTOR, CLAIM, CONTINUES_LINK, QUOTE
from annotator.ui.codebook.ticks import Ticks
from tests.build import ANN
from tests.ui.codebook.bench import Bench

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def link(bench: Bench) -> None:
    """Let the quote be about one of the claims."""
    quote, claim = bench.annotations()[1:3]
    if quote.label != QUOTE:
        quote, claim = claim, quote
    scheme = bench.project.scheme
    edit = acts.link(scheme.link_kind(ABOUT_LINK), quote, claim, ANN.uid, ())
    bench.project.perform(edit)
    bench.project.forget_history()


def links(bench: Bench) -> int:
    return len(list(bench.project.reading.records(Link)))


def test_from_and_to_are_ticked(bench: Bench) -> None:
    bench.go_to("Speaker")
    ends = bench.seen(Ticks, "From")
    assert ends.values == [QUOTE]
    ends.setFocus()
    bench.keys("Down", "Down", "Space")  # any, quote, claim
    assert bench.kind("speaker").from_labels == (QUOTE, CLAIM)
    bench.keys("Up", "Up", "Space")
    assert bench.kind("speaker").from_labels == (), "any label"
    assert ends.values == [""]
    bench.keys("Down", "Space")
    assert bench.kind("speaker").from_labels == (QUOTE,)
    bench.keys("Space")
    assert bench.kind("speaker").from_labels == (), "none that is ticked means any"
    assert bench.kind("speaker").to_labels == (ACTOR,)
    assert bench.steps == 4


def test_links_that_no_longer_fit_are_asked_for(bench: Bench) -> None:
    link(bench)
    bench.go_to("About")
    ends = bench.seen(Ticks, "From")
    ends.setFocus()
    bench.keys("Down", "Down", "Space")
    assert "1 link" in bench.asked()
    bench.answer("Cancel")
    assert bench.kind("about").from_labels == ()
    assert ends.values == [""]
    ends.setFocus()
    bench.keys("Space")
    bench.answer("Change")
    assert bench.kind("about").from_labels == (CLAIM,)
    assert links(bench) == 0
    bench.editor.outline.setFocus()
    bench.keys("Ctrl+Z")
    assert links(bench) == 1
    assert ends.values == [""]


def test_several_and_across_are_ticked(bench: Bench) -> None:
    bench.go_to("Speaker")
    for name in (
        "One annotation may have several of them",
        "Between different articles, not within one",
    ):
        bench.seen(QCheckBox, name).setFocus()
        bench.keys("Space")
    kind = bench.kind("speaker")
    assert (kind.many, kind.across) == (False, True)


def test_a_kind_of_link_is_added_and_merged(bench: Bench) -> None:
    bench.go_to("About")
    bench.keys("Ins")
    bench.write_title("Quotes from")
    assert bench.kind("quotes_from").title == "Quotes from"
    bench.keys("Alt+Up")
    kinds = [one.name for one in bench.project.scheme.link_kinds]
    assert kinds[-2:] == ["quotes_from", "contradicts"]


def test_a_kind_of_link_is_deleted_with_its_links(bench: Bench) -> None:
    link(bench)
    bench.go_to("About")
    bench.keys("Del")
    bench.answer("Delete the kind of link")
    assert links(bench) == 0
    bench.keys("Ctrl+Z")
    assert links(bench) == 1


def test_what_ties_the_parts_of_quotes_stays(bench: Bench) -> None:
    bench.go_to("Continues")
    bench.keys("Del")
    assert bench.project.scheme.link_kind(CONTINUES_LINK).title == "Continues"
    assert bench.told
