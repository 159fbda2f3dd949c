"""A pane knows the parts of what it shows, and what is done to one follows them."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK
from tests.build import ANN, TEXT, annotation, article, project
from tests.journeys.hands import open_window


def tie(source: Annotation, target: Annotation) -> Link:
    return Link(
        uid="tie", kind=CONTINUES_LINK, source=source.uid, target=target.uid, coder=ANN.uid,
        created_at="", modified_at="",
    )  # fmt: skip


def test_a_part_that_is_taken_away_is_one_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    ferry = article(TEXT)
    head, tail = annotation(ferry, "“We will not sign,”"), annotation(ferry, "“Not this year.”")
    made = project(tmp_path, ferry, coder=ANN)
    made.bring_in([head, tail, tie(tail, head)])
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    pane = hands.window.workplace.desk.active
    assert pane.parts_of(head) == pane.parts_of(tail) == [head, tail]
    (link,) = made.reading.records(Link)
    made.perform(acts.unlink(link))
    assert (pane.parts_of(head), pane.parts_of(tail)) == ([head], [tail])
    made.undo()
    assert pane.parts_of(tail) == [head, tail]
    pane.view.set_caret(head.start)
    hands.window.workplace.desk.tagging.erase(pane)
    (heir,) = made.reading.annotations_of(ferry.uid)
    assert pane.parts_of(heir) == [heir]


def test_a_head_goes_though_its_only_part_was_rejected(qtbot: QtBot, tmp_path: Path) -> None:
    ferry = article(TEXT)
    head, tail = annotation(ferry, "“We will not sign,”"), annotation(ferry, "“Not this year.”")
    tail = replace(tail, status="rejected")
    made = project(tmp_path, ferry, coder=ANN)
    made.bring_in([head, tail, tie(tail, head)])
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    pane = hands.window.workplace.desk.active
    assert pane.parts_of(head) == [head], "what was rejected is not shown"
    pane.view.set_caret(head.start)
    hands.window.workplace.desk.tagging.erase(pane)
    assert [one.uid for one in made.reading.annotations_of(ferry.uid)] == [tail.uid]
