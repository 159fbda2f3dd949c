"""Quotations that nobody tagged."""

from dataclasses import replace

from annotator.core.checks import look, rule_named
from annotator.core.scheme import CLAIM, LABELS, QUOTE, Scheme
from annotator.core.span import Span
from tests.build import BEN, annotation, article
from tests.core.checks.looking import ARTICLE, found, repaired, subject, words

FIRST, SECOND = "“We will not sign,”", "“Not this year.”"


def test_a_quotation_is_found_until_it_is_tagged_by_anybody() -> None:
    assert words("quotation", subject()) == [f"{FIRST}*", f"{SECOND}*"]
    theirs = annotation(ARTICLE, SECOND, coder=BEN)
    assert words("quotation", subject([theirs])) == [f"{FIRST}*"]


def test_another_label_or_a_rejected_quote_does_not_count() -> None:
    claim = annotation(ARTICLE, FIRST, CLAIM)
    rejected = replace(annotation(ARTICLE, SECOND, coder=BEN), status="rejected")
    assert len(words("quotation", subject([claim, rejected]))) == 2


def test_the_repair_tags_it() -> None:
    there = subject([annotation(ARTICLE, "We will not sign")])
    assert repaired("quotation", there) == ["We will not sign", SECOND]
    made = list(there.index)[-1]
    assert (made.label, made.coder, made.text) == (QUOTE, "coder-ann", SECOND)


def test_what_is_inside_is_found_only_when_what_is_around_it_is_left() -> None:
    text = article("“He told me ‘not this year’ again,” she said.")
    outer = Span(0, text.text.index(",”") + 2)
    assert words("quotation", subject(of=text)) == ["“He told me ‘not this year’ again,”*"]
    tagged = subject([annotation(text, outer.of(text.text))], of=text)
    assert words("quotation", tagged) == []
    left = subject(of=text, left={("check:quotation", outer)})
    assert words("quotation", left) == ["‘not this year’*"]
    assert [one.words for one in look(left, [rule_named("quotation")]) if one] == [
        "‘not this year’"
    ]


def test_one_over_several_paragraphs_is_one() -> None:
    text = article("“One.\n\n“Two.”\n\nThree.")
    (finding,) = found("quotation", subject(of=text))
    assert (finding.span, finding.words) == (Span(0, 13), "“One. “Two.”")


def test_a_codebook_without_quotes_is_not_asked_for_them() -> None:
    scheme = Scheme(labels=tuple(one for one in LABELS if one.uid != QUOTE))
    assert words("quotation", subject(scheme=scheme)) == []


def test_what_somebody_has_rejected_is_not_tagged_by_a_repair() -> None:
    rejected = replace(annotation(ARTICLE, FIRST), status="rejected")
    there = subject([rejected])
    assert words("quotation", there) == [FIRST, f"{SECOND}*"]
    assert repaired("quotation", there) == [SECOND]
