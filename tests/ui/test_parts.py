"""What belongs together is at every moment what the links say."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Link
from annotator.core.scheme import CONTINUES_LINK, CUE_LINK
from annotator.ui.parts import Parts
from tests.build import ANN, TEXT, annotation, article, project
from tests.journeys.hands import open_window

HEADS, TAILS = ("a", "b", "c"), ("x", "y", "z", "w")


def tie(source: str, target: str, kind: str = CONTINUES_LINK) -> Link:
    return Link(
        uid=f"{kind}-{source}", kind=kind, source=source, target=target, coder=ANN.uid,
        created_at="", modified_at="",
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(TAILS), st.sampled_from([None, *HEADS]), st.booleans())))
def test_parts_follow_their_links(done: list[tuple[str, str | None, bool]]) -> None:
    parts, there = Parts(), dict[str, str]()
    for tail, head, is_other in done:
        if is_other:
            parts.add(tie(tail, head or "a", CUE_LINK))
        elif head is None:
            parts.discard(tail)
            there.pop(tail, None)
        else:
            parts.add(tie(tail, head))
            there[tail] = head
        for uid in (*HEADS, *TAILS):
            first = there.get(uid, uid)
            assert parts.of(uid) == [first, *sorted(one for one in there if there[one] == first)]
    assert Parts(tie(*one) for one in there.items()).of("a") == parts.of("a")


def test_a_part_that_is_taken_away_is_one_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    ferry = article(TEXT)
    head, tail = annotation(ferry, "“We will not sign,”"), annotation(ferry, "“Not this year.”")
    made = project(tmp_path, ferry, head, tail, tie(tail.uid, head.uid), coder=ANN)  # type: ignore[arg-type]
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    pane = hands.window.workplace.desk.active
    assert pane.parts_of(head) == pane.parts_of(tail) == [head, tail]
    (link,) = made.reading.records(Link)
    made.perform(acts.unlink(link))
    assert (pane.parts_of(head), pane.parts_of(tail)) == ([head], [tail])
    made.undo()
    assert pane.parts_of(tail) == [head, tail]
    made.perform(acts.erase(head, pane.links.values(), pane.annotations))
    (heir,) = made.reading.annotations_of(ferry.uid)
    assert pane.parts_of(heir) == [heir]
