"""What must hold of every rule."""

import pytest

from annotator.core.checks import RULES, USUAL, Subject, look, rule_named
from annotator.core.errors import AnnotatorError
from annotator.core.scheme import ACTOR, CLAIM, CUE
from annotator.core.span import Span
from tests.build import annotation
from tests.core.checks.looking import ARTICLE, found, subject


def everything_wrong() -> Subject:
    tagged = [
        annotation(ARTICLE, "“We will not sign,"),
        annotation(ARTICLE, "We will not sign,"),
        annotation(ARTICLE, "Brand", ACTOR),
        annotation(ARTICLE, "The port lost", CLAIM),
        annotation(ARTICLE, "said", CUE),
    ]
    return subject(tagged)


def test_names_are_identifiers_and_titles_have_no_full_stop() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.name.isidentifier()
        assert rule.title[0].isupper()
        assert not (rule.title + rule.meaning).endswith(".")
    assert "claimant" not in USUAL
    with pytest.raises(AnnotatorError, match="There is no check “spelling”"):
        rule_named("spelling")


def test_every_finding_names_its_rule_and_a_repair_only_where_the_rule_has_one() -> None:
    there = everything_wrong()
    for rule in RULES:
        for one in found(rule.name, there) if rule.find else ():
            assert one.rule == rule.name
            assert one.sentence.endswith(".")
            assert rule.repair is not None or not one.repair
            assert one.span is not None
            assert one.words in (one.span.of(there.text), f"{one.span.of(there.text)}…")


def test_what_is_left_is_not_found() -> None:
    there = everything_wrong()
    every = [one for one in look(there, RULES) if one is not None]
    assert {one.rule for one in every} == {
        "quotation", "speaker", "claimant", "actor", "mark", "word", "duplicate",
    }  # fmt: skip
    first = next(one for one in every if one.rule == "word")
    assert first.span is not None
    left = {("check:word", first.span), ("check:actor", Span(0, 3))}
    again = subject(there.annotations.values(), left=left)
    assert [one for one in look(again, RULES) if one] == [one for one in every if one != first]


def test_what_stands_around_the_words_is_cut_at_words_and_line_ends() -> None:
    there = subject([annotation(ARTICLE, "Ida Brandt", ACTOR), annotation(ARTICLE, "Ferry", ACTOR)])
    first, second = found("actor", there)
    assert (first.before, first.words, first.after) == ("", "Ferry", " strike enters third day")
    assert second.before == "“We will not sign,” said "
    assert second.after == ", who leads the union. “Not this year.”"
    (cut,) = found("actor", subject([annotation(ARTICLE, "We will not", ACTOR)]))
    assert cut.after == " sign,” said Ida Brandt, who leads the…"
    late = subject([annotation(ARTICLE, "Tomas Berg", ACTOR)])
    assert found("actor", late)[0].before == "…lost 1.2 million crowns, according to "
    long = subject([annotation(ARTICLE, ARTICLE.text[10:150], ACTOR)])
    assert found("actor", long)[0].words.endswith("…")


def test_there_are_pauses_where_there_is_much() -> None:
    many = [annotation(ARTICLE, "Ida Brandt", ACTOR) for _ in range(200)]
    pauses = [one for one in look(subject(many), [rule_named("word")]) if one is None]
    assert len(pauses) > 3
