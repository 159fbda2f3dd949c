"""Quotes without a speaker, claims without a claimant."""

from dataclasses import replace

import pytest

from annotator.core.model import Annotation
from annotator.core.scheme import (
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CUE_LINK,
    LINK_KINDS,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
)
from tests.build import BEN, annotation
from tests.core.checks.looking import ARTICLE, continued, subject, tie, words


def quote(text: str = "“We will not sign,”") -> Annotation:
    return annotation(ARTICLE, text, QUOTE)


IDA = annotation(ARTICLE, "Ida Brandt", ACTOR)


def test_a_quote_is_found_until_somebody_speaks_it() -> None:
    one = quote()
    assert words("speaker", subject([one, IDA])) == ["“We will not sign,”"]
    assert words("speaker", subject([one, IDA], [tie(SPEAKER_LINK, one, IDA)])) == []
    assert words("speaker", subject([replace(one, actor="author")])) == []


def test_what_was_rejected_does_not_speak_nor_is_it_asked() -> None:
    one = quote()
    link = tie(SPEAKER_LINK, one, IDA)
    turned_down = subject([one, IDA], [replace(link, status="rejected")])
    assert words("speaker", turned_down) == ["“We will not sign,”"]
    nobody = subject([one, replace(IDA, status="rejected")], [link])
    assert words("speaker", nobody) == ["“We will not sign,”"]
    assert words("speaker", subject([replace(one, status="rejected")])) == []


def test_of_a_split_quote_only_the_head_is_asked() -> None:
    head, part = quote(), quote("“Not this year.”")
    links = continued(head, part)
    assert words("speaker", subject([head, part], links)) == ["“We will not sign,”"]
    links.append(tie(SPEAKER_LINK, head, IDA))
    assert words("speaker", subject([head, part, IDA], links)) == []
    links[-1] = tie(SPEAKER_LINK, part, IDA)  # as it may come from elsewhere
    assert words("speaker", subject([head, part, IDA], links)) == []


def test_each_quote_inside_another_and_of_each_coder_is_asked() -> None:
    outer, inner = quote(), quote("We will not")
    theirs = replace(quote(), coder=BEN.uid)
    assert len(words("speaker", subject([outer, inner, theirs]))) == 3


def test_a_cue_is_no_speaker_and_a_claim_no_quote() -> None:
    one, cue = quote(), annotation(ARTICLE, "said")
    claim = annotation(ARTICLE, "The port lost 1.2 million crowns", CLAIM)
    there = subject([one, cue, claim], [tie(CUE_LINK, one, cue), tie(SPEAKER_LINK, cue, one)])
    assert words("speaker", there) == ["“We will not sign,”"]


def test_a_claim_is_found_until_somebody_makes_it() -> None:
    claim = annotation(ARTICLE, "The port lost 1.2 million crowns", CLAIM)
    berg = annotation(ARTICLE, "Tomas Berg", ACTOR)
    assert words("claimant", subject([claim])) == [claim.text]
    assert words("claimant", subject([claim, berg], [tie(CLAIMANT_LINK, claim, berg)])) == []


@pytest.mark.parametrize("from_labels", [None, ()])
def test_a_codebook_whose_quotes_need_no_speaker_is_asked_for_none(
    from_labels: tuple[str, ...] | None,
) -> None:
    kinds = [
        one if one.uid != SPEAKER_LINK else replace(one, from_labels=from_labels or ())
        for one in LINK_KINDS
        if one.uid != SPEAKER_LINK or from_labels is not None
    ]
    scheme = Scheme(link_kinds=tuple(kinds))
    assert words("speaker", subject([quote()], scheme=scheme)) == []


def test_an_end_in_another_article_counts() -> None:
    one = quote()
    assert words("speaker", subject([one], [replace(tie(SPEAKER_LINK, one, IDA))])) == []
