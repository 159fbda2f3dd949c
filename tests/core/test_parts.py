"""What belongs together is at every moment what the links say."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.links import Links
from annotator.core.model import Link
from annotator.core.parts import Parts, in_text_order
from annotator.core.scheme import CONTINUES_LINK, CUE_LINK
from tests.build import ANN, annotation, article

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
            parts.discard(tie(tail, there.get(tail, "a"), CUE_LINK))
        elif head is None:
            parts.discard(tie(tail, there.pop(tail, "a")))
        else:
            parts.add(tie(tail, head))
            there[tail] = head
        for uid in (*HEADS, *TAILS):
            first = there.get(uid, uid)
            later = sorted(one for one in there if there[one] == first)
            assert (parts.head(uid), parts.later(first)) == (first, later)
            assert parts.of(uid) == [first, *later]
    assert Parts(tie(*one) for one in there.items()).of("a") == parts.of("a")


def test_taking_back_what_a_part_once_continued_leaves_what_it_continues_now() -> None:
    parts = Parts([tie("x", "a"), tie("x", "b")])
    parts.discard(tie("x", "a"))
    assert parts.of("x") == ["b", "x"]


def test_parts_are_counted_in_the_order_of_the_text() -> None:
    ferry = article()
    first, second = annotation(ferry, "“We will not sign,”"), annotation(ferry, "“Not this year.”")
    assert in_text_order(iter([second, first])) == [first, second]


ENDS = (*HEADS, *TAILS[:2])


@st.composite
def links(draw: st.DrawFn) -> Link:
    kind = draw(st.sampled_from([CONTINUES_LINK, CUE_LINK]))
    # A part continues one thing: what continues is known by where it begins.
    source = draw(st.sampled_from(TAILS if kind == CONTINUES_LINK else ENDS))
    target = draw(st.sampled_from(HEADS if kind == CONTINUES_LINK else ENDS))
    return tie(source, target, kind)


@given(st.lists(st.tuples(links(), st.booleans())))
def test_links_are_found_at_both_their_ends(done: list[tuple[Link, bool]]) -> None:
    kept, there = Links(), dict[str, Link]()
    for link, stays in done:
        there.pop(link.uid, None)
        if stays:
            kept.add(link)
            there[link.uid] = link
        else:
            kept.discard(link.uid)
        assert (list(kept), len(kept)) == (list(there.values()), len(there))
        for uid in (*HEADS, *TAILS):
            at = [one.uid for one in there.values() if uid in (one.source, one.target)]
            assert sorted(one.uid for one in kept.at(uid)) == sorted(at)
            assert kept.parts.of(uid) == Parts(there.values()).of(uid)
