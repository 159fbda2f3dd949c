"""Mentions without an actor, and actors without a mention."""

from dataclasses import replace

from annotator.core.checks.mentioning import known_by_name, unmentioned
from annotator.core.model import Actor
from annotator.core.scheme import ACTOR
from tests.build import annotation
from tests.core.checks.looking import ARTICLE, continued, found, repaired, subject, words

IDA = Actor(uid="ida", name="Ida Brandt", role="union leader", aliases=("I. Brandt", "Brandt"))
PORT = Actor(uid="port", name="Port", kind="organisation")


def test_a_mention_is_found_until_it_is_said_who_it_is() -> None:
    one = annotation(ARTICLE, "Ida Brandt", ACTOR)
    assert words("actor", subject([one])) == ["Ida Brandt"]
    assert words("actor", subject([replace(one, actor="ida")])) == []
    assert words("actor", subject([replace(one, status="rejected")])) == []


def test_of_a_split_mention_the_head_is_asked() -> None:
    one, part = annotation(ARTICLE, "Ida", ACTOR), annotation(ARTICLE, "Brandt", ACTOR)
    there = subject([replace(one, actor="ida"), part], continued(one, part))
    assert words("actor", there) == []


def test_a_mention_of_just_the_name_of_one_actor_is_repaired() -> None:
    one = annotation(ARTICLE, "Ida Brandt", ACTOR)
    there = subject([one], known=known_by_name([IDA]))
    assert [each.repair for each in found("actor", there)] == ["This is Ida Brandt"]
    assert repaired("actor", there) == ["Ida Brandt"]
    (known,) = there.index
    assert (known.actor, known.attributes) == ("ida", {"mention": "named"})


def test_a_name_that_two_have_or_that_may_be_a_family_s_is_not_certain() -> None:
    namesake = replace(IDA, uid="other", aliases=())
    assert known_by_name([IDA, namesake]).keys() == {"i. brandt"}
    assert known_by_name([PORT]) == {"port": PORT}
    unnamed = Actor(uid="x", name="a spokesperson", kind="unnamed", article="ferry")
    assert known_by_name([unnamed]) == {}


def test_case_accents_and_blanks_make_no_other_name() -> None:
    assert known_by_name([Actor(uid="a", name="Ángel  Peña")]).keys() == {"angel pena"}


def test_an_actor_without_a_mention_is_told_by_its_name() -> None:
    finding = unmentioned(IDA)
    assert (finding.words, finding.after, finding.actor) == ("Ida Brandt", "union leader", "ida")
    assert (finding.article, finding.repair) == (None, "Delete the actor")
