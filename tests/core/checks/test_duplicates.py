"""The same words tagged twice."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.core.checks.repairing import Repairing
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, CLAIM, CONTINUES_LINK, CUE, CUE_LINK, QUOTE, SPEAKER_LINK
from tests.build import ANN, BEN, annotation
from tests.core.checks.looking import ARTICLE, continued, found, repaired, subject, tie, words

WITH, WITHOUT = "“We will not sign,”", "We will not sign"
IDA, BERG = annotation(ARTICLE, "Ida Brandt", ACTOR), annotation(ARTICLE, "Tomas Berg", ACTOR)


def two(**said: Any) -> tuple[Annotation, Annotation]:
    """Return a quote with its marks and, of the same words, one without that says something."""
    return annotation(ARTICLE, WITH), replace(annotation(ARTICLE, WITHOUT), **said)


def test_the_longer_one_is_kept_where_nothing_is_said_of_either() -> None:
    there = subject(two())
    assert words("duplicate", there) == [f"{WITHOUT}*"]
    assert repaired("duplicate", there) == [WITH]


def test_the_one_of_which_more_is_said_is_kept() -> None:
    one, other = two(attributes={"type": "direct"}, note="?")
    assert repaired("duplicate", subject([one, other])) == [WITHOUT]


def test_what_several_coders_or_labels_have_in_the_same_place_is_no_finding() -> None:
    one, other = two()
    theirs, claim = replace(other, coder=BEN.uid), replace(other, label=CLAIM)
    rejected = replace(other, status="rejected")
    nearly = annotation(ARTICLE, "We will not")
    for another in (theirs, claim, rejected, nearly):
        assert found("duplicate", subject([one, another])) == []
    assert found("duplicate", subject([one, theirs, claim, rejected, nearly])) == []


def test_answers_note_and_links_are_brought_to_the_one_that_is_kept() -> None:
    one, other = two(attributes={"type": "direct"})
    one = replace(one, attributes={"tone": "sharp"}, note="look")
    cue = annotation(ARTICLE, "said", CUE)
    links = [tie(SPEAKER_LINK, one, IDA), tie(CUE_LINK, one, cue), tie(CUE_LINK, other, cue)]
    links.append(tie(SPEAKER_LINK, other, IDA))
    there = subject([one, other, IDA, cue], links)
    assert repaired("duplicate", there) == [WITH, "said", "Ida Brandt"]
    (kept,) = (each for each in there.index if each.label == QUOTE)
    assert kept.attributes == {"tone": "sharp", "type": "direct"}
    assert {(each.kind, each.source) for each in there.links} == {
        (SPEAKER_LINK, one.uid), (CUE_LINK, one.uid),
    }  # fmt: skip
    assert len(there.links) == 2


@pytest.mark.parametrize("said", [{"attributes": {"type": "indirect"}}, {"note": "no"}])
def test_two_that_say_different_things_are_for_a_person(said: dict[str, Any]) -> None:
    one, other = two(**said)
    one = replace(one, attributes={"type": "direct"}, note="yes")
    assert words("duplicate", subject([one, other])) == [WITHOUT]


def test_two_that_different_people_speak_are_for_a_person() -> None:
    one, other = two()
    links = [tie(SPEAKER_LINK, one, IDA), tie(SPEAKER_LINK, other, BERG)]
    assert words("duplicate", subject([one, other, IDA, BERG], links)) == [WITHOUT]
    assert words("duplicate", subject([one, replace(other, actor="a"), IDA], links[:1])) == [
        WITHOUT
    ]


def test_a_link_that_was_rejected_takes_no_place_from_one_that_counts() -> None:
    one, other = two(attributes={"type": "direct"}, note="?")
    rejected = replace(tie(SPEAKER_LINK, other, IDA), status="rejected")
    told = tie(SPEAKER_LINK, one, IDA)
    there = subject([one, other, IDA], [rejected, told])
    assert repaired("duplicate", there) == [WITHOUT, "Ida Brandt"]
    (left,) = there.every_link
    assert (left.source, left.target, left.status) == (other.uid, IDA.uid, "accepted")


def test_a_speaker_that_was_rejected_hides_no_actor_of_the_other() -> None:
    one, other = two(attributes={"type": "direct"}, note="?")
    one = replace(one, actor="brandt")
    rejected = replace(tie(SPEAKER_LINK, other, IDA), status="rejected")
    there = subject([one, other, IDA], [rejected])
    assert repaired("duplicate", there) == [WITHOUT, "Ida Brandt"]
    (kept,) = (each for each in there.index if each.label == QUOTE)
    assert (kept.uid, kept.actor) == (other.uid, "brandt")


def test_a_part_of_something_split_is_kept() -> None:
    one, other = two()
    part = annotation(ARTICLE, "“Not this year.”")
    there = subject([one, other, part], continued(other, part))
    assert words("duplicate", there) == [f"{WITH}*"]
    assert repaired("duplicate", there) == [WITHOUT, "“Not this year.”"]
    assert [each.kind for each in there.links] == [CONTINUES_LINK]
    part_twice = subject([one, other, part], continued(part, other))
    assert words("duplicate", part_twice) == [WITH], "it would become a part"


def test_two_that_are_split_both_are_for_a_person() -> None:
    one, other = two()
    parts = [annotation(ARTICLE, "Not this year"), annotation(ARTICLE, "according to")]
    links = [*continued(one, parts[0]), *continued(other, parts[1])]
    assert words("duplicate", subject([one, other, *parts], links)) == [WITHOUT]


def test_three_alike_become_one_in_one_edit() -> None:
    one, other = two(attributes={"type": "direct"})
    third = replace(annotation(ARTICLE, "We will not sign,"), note="look")
    cue = annotation(ARTICLE, "said", CUE)
    there = subject([one, other, third, cue], [tie(CUE_LINK, other, cue)])
    repairing = Repairing(there, ANN.uid)
    assert len(repairing.repair(found("duplicate", there))) == 2
    changes = list(repairing.changes())
    gone = [each.record for each in changes if each.after is None]
    assert {each.uid for each in gone if isinstance(each, Annotation)} == {one.uid, third.uid}
    (kept,) = (each for each in there.index if each.label == QUOTE)
    assert (kept.uid, kept.note) == (other.uid, "look")
    assert len({(each.table, each.identity) for each in changes}) == len(changes)


def test_words_without_letters_are_the_same_only_at_the_same_ends() -> None:
    one = annotation(ARTICLE, "“")
    there = subject([one, replace(one, uid="other", start=one.start, end=one.end)])
    assert len(found("duplicate", there)) == 1
