"""Who is proposed as speaker, addressee, or as whom a mention means."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from annotator.core.candidate import Candidate
from annotator.core.candidates import addressees, identities, speakers
from annotator.core.clock import new_uid, now
from annotator.core.index import SpanIndex
from annotator.core.links import Links
from annotator.core.matching import Matcher
from annotator.core.mentions import form
from annotator.core.model import Actor, Annotation, Article, Link
from annotator.core.names import names_in
from annotator.core.naming import called
from annotator.core.scheme import (
    ACTOR,
    AUTHOR,
    CLAIM,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.core.span import Span
from annotator.core.text import paragraphs, sentences
from tests.build import ANN, annotation, article
from tests.core.attributed import Attributed, attributed, sample

IDA = Actor(uid="ida", name="Ida Brandt", role="union leader")
TOMAS = Actor(uid="tomas", name="Tomas Berg")
PORT = Actor(uid="port", name="Port of Solvik", kind="organisation")
MATCHER = Matcher([IDA, TOMAS, PORT])


def tie(kind: str, source: Annotation, target: Annotation) -> Link:
    return Link(
        uid=new_uid(), kind=kind, source=source.uid, target=target.uid, coder=ANN.uid,
        created_at=now(), modified_at=now(),
    )  # fmt: skip


def said(
    text: str, quote: str, *mentions: tuple[str, Actor | None], **more: Any
) -> list[Candidate]:
    """Return who may speak a quote of a text in which some words are tagged."""
    whole = article(text)
    head = annotation(whole, quote)
    tagged = [
        replace(annotation(whole, words, ACTOR), actor=actor.uid if actor else None)
        for words, actor in mentions
    ]
    here = SpanIndex([head, *tagged])
    return speakers(whole, head, here, Links(), more.get("matcher", MATCHER), more.get("typed", ""))


def first(rows: Iterable[Candidate], many: int = 1) -> list[tuple[str, str, str]]:
    return [(one.what, one.words, one.title) for one in list(rows)[:many]]


def test_the_mention_beside_the_verb_comes_first() -> None:
    rows = said("Tomas Berg listened. “We go,” Ida Brandt told him.", "“We go,”",
                ("Tomas Berg", TOMAS), ("Ida Brandt", IDA))  # fmt: skip
    assert first(rows, 2) == [("mention", "Ida Brandt", "Ida Brandt"),
                              ("mention", "Tomas Berg", "Tomas Berg")]  # fmt: skip
    assert rows[0].annotation is not None
    assert rows[0].detail == "¶ 1"


def test_a_name_that_nobody_tagged_is_offered_with_whom_it_means() -> None:
    rows = said("“We go,” said Ms. Brandt.", "“We go,”")
    assert first(rows) == [("name", "Ms. Brandt", "Ida Brandt")]
    assert rows[0].span == Span(14, 24)
    assert (rows[0].actor, rows[0].is_new) == (IDA, False)


def test_a_name_that_the_registry_does_not_have_is_a_new_actor_in_its_fullest_form() -> None:
    rows = said("Mayor Ingrid Solheim came.\n\n“We go,” said Solheim.", "“We go,”")
    made = rows[0].actor
    assert made is not None
    assert rows[0].is_new
    assert (made.name, made.role, made.kind) == ("Ingrid Solheim", "Mayor", "person")
    assert rows[0].detail == "new, ¶ 2"
    assert len([one for one in rows if one.title == "Ingrid Solheim"]) == 1


def test_what_a_company_begins_with_is_the_company() -> None:
    rows = said("Brenvale Tideworks Ltd. lost.\n\n“We go,” said Brenvale.", "“We go,”")
    made = rows[0].actor
    assert made is not None
    assert (rows[0].words, made.name, made.kind) == (
        "Brenvale", "Brenvale Tideworks Ltd.", "organisation",
    )  # fmt: skip


def test_whoever_speaks_is_somebody_even_if_nobody_knows_who() -> None:
    rows = said("“We go,” said the girl.", "“We go,”")
    made = rows[0].actor
    assert made is not None
    assert (rows[0].words, made.kind, rows[0].is_new) == ("the girl", "unnamed", True)


def test_the_other_of_two_is_as_unnamed_as_the_one() -> None:
    rows = said("Two officials came. One left. The other said, “We go.”", "“We go.”")
    made = rows[0].actor
    assert made is not None
    assert (rows[0].words, made.kind) == ("The other", "unnamed")


def test_a_pronoun_is_offered_for_whom_it_stands() -> None:
    rows = said("Ida Brandt came in.\n\n“We go,” she said.", "“We go,”", ("Ida Brandt", IDA))
    assert first(rows) == [("name", "she", "Ida Brandt")]
    assert rows[0].actor == IDA


def test_who_is_called_mr_is_not_she() -> None:
    text = "Ida Brandt left. Mr. Berg stayed.\n\n“We go,” {} said."
    assert said(text.format("she"), "“We go,”")[0].actor == IDA
    assert said(text.format("he"), "“We go,”")[0].actor == TOMAS


def test_a_pronoun_does_not_stand_for_what_is_no_person() -> None:
    text = "Ida Brandt left. The Port of Solvik closed.\n\n“We go,” {} said."
    marked = (("Ida Brandt", IDA), ("Port of Solvik", PORT))
    assert said(text.format("she"), "“We go,”", *marked)[0].actor == IDA
    assert said(text.format("it"), "“We go,”", *marked)[0].actor == PORT


def test_who_is_brought_in_without_a_name_is_a_new_unnamed_actor() -> None:
    rows = said("“We go,” said a person close to the talks.", "“We go,”")
    made = rows[0].actor
    assert made is not None
    assert rows[0].words == "a person close to the talks"
    assert (made.kind, made.article is not None, rows[0].is_new) == ("unnamed", True, True)


def test_one_row_for_each_person_the_nearest_mention() -> None:
    rows = said("Ida Brandt came. Brandt sat. “We go,” Ms. Brandt said.", "“We go,”",
                ("Ida Brandt", IDA), ("Ms. Brandt", IDA))  # fmt: skip
    assert [one.words for one in rows if one.actor == IDA] == ["Ms. Brandt"]


def test_who_is_named_in_the_quote_comes_behind_those_outside() -> None:
    text = "Tomas Berg waited. “We go with Ida Brandt tomorrow.”"
    rows = said(text, "“We go with Ida Brandt tomorrow.”", ("Tomas Berg", TOMAS),
                ("Ida Brandt", IDA))  # fmt: skip
    assert [one.title for one in rows[:2]] == ["Tomas Berg", "Ida Brandt"]


def test_who_speaks_the_quote_before_goes_on() -> None:
    whole = article("“We go.” That was Tomas Berg. Ida Brandt nodded. “Not this year.”")
    head, before = annotation(whole, "“Not this year.”"), annotation(whole, "“We go.”")
    tomas = replace(annotation(whole, "Tomas Berg", ACTOR), actor=TOMAS.uid)
    ida = replace(annotation(whole, "Ida Brandt", ACTOR), actor=IDA.uid)
    here = SpanIndex([head, before, tomas, ida])
    links = Links([tie(SPEAKER_LINK, before, tomas)])
    assert speakers(whole, head, here, links, MATCHER)[0].annotation == tomas
    assert speakers(whole, head, here, Links(), MATCHER)[0].annotation == ida


def test_a_cue_that_is_linked_says_where_the_speaker_is() -> None:
    whole = article("Tomas Berg gurgled. “We go,” Ida Brandt said.")
    head, cue = annotation(whole, "“We go,”"), annotation(whole, "gurgled", CUE)
    here = SpanIndex([head, cue])
    assert speakers(whole, head, here, Links(), MATCHER)[0].title == "Ida Brandt"
    links = Links([tie(CUE_LINK, head, cue)])
    assert speakers(whole, head, here, links, MATCHER)[0].title == "Tomas Berg"


def test_a_split_quote_is_spoken_where_any_part_tells() -> None:
    whole = article("“We go.\n\n“Not now,” Ida Brandt said. “Later.”")
    head, part = annotation(whole, "“We go."), annotation(whole, "“Later.”")
    links = Links([tie(CONTINUES_LINK, part, head)])
    rows = speakers(whole, head, SpanIndex([head, part]), links, MATCHER)
    assert rows[0].title == "Ida Brandt"


def test_i_in_a_quote_is_who_speaks_that() -> None:
    whole = article("“I said, ‘We go,’” Ida Brandt told us.")
    outer, inner = annotation(whole, "“I said, ‘We go,’”"), annotation(whole, "‘We go,’")
    ida = replace(annotation(whole, "Ida Brandt", ACTOR), actor=IDA.uid)
    here, links = SpanIndex([outer, inner, ida]), Links([tie(SPEAKER_LINK, outer, ida)])
    assert first(speakers(whole, inner, here, links, MATCHER)) == [("name", "I", "Ida Brandt")]


def test_behind_those_near_come_the_own_voice_somebody_unnamed_and_the_registry() -> None:
    rows = said("“We go,” said Ida Brandt.", "“We go,”")
    assert [one.what for one in rows] == ["name", "author", "unnamed", "actor", "actor"]
    author, unnamed = rows[1], rows[2]
    assert author.actor is not None
    assert (author.actor.uid, author.is_new) == (AUTHOR, True)
    assert unnamed.actor is not None
    assert unnamed.title == "Unnamed source"
    assert unnamed.actor.kind == "unnamed"


def test_the_own_voice_is_the_author_where_the_registry_has_that() -> None:
    whole = article("“We go,” it says.", author="Imogen Haldane")
    haldane = Actor(uid="h", name="Imogen Haldane", kind="author")
    head = annotation(whole, "“We go,”")
    rows = speakers(whole, head, SpanIndex([head]), Links(), Matcher([haldane]))
    assert [one.actor for one in rows if one.what == "author"] == [haldane]


def test_unnamed_sources_of_an_article_are_numbered() -> None:
    whole = article("“We go.”")
    head = annotation(whole, "“We go.”")
    known = Actor(uid="u", name="Unnamed source", kind="unnamed", article=whole.uid)
    rows = speakers(whole, head, SpanIndex([head]), Links(), Matcher([known]))
    assert [one.title for one in rows] == ["Author", "Unnamed source 2", "Unnamed source"]


def test_a_mention_that_was_rejected_is_a_name_that_nobody_tagged() -> None:
    whole = article("Tomas Berg came. “We go,” said Ida Brandt.")
    head, mention = annotation(whole, "“We go,”"), annotation(whole, "Ida Brandt", ACTOR)
    here = SpanIndex([head, replace(mention, status="rejected")])
    rows = speakers(whole, head, here, Links(), MATCHER)
    assert (rows[0].what, rows[0].annotation, rows[0].span) == ("name", None, mention.span)


def test_what_is_typed_may_be_no_name_at_all() -> None:
    rows = said("“We go,” said Ida Brandt.", "“We go,”", typed="?")
    assert [(one.what, one.title) for one in rows] == [("new", "?"), ("unnamed", "?")]


def test_what_is_typed_filters_all_and_can_be_a_new_actor() -> None:
    text = "“We go,” said Ida Brandt to Tomas Berg."
    rows = said(text, "“We go,”", typed="ber")
    assert first(rows, 3) == [
        ("name", "Tomas Berg", "Tomas Berg"),
        ("new", "ber", "ber"),
        ("unnamed", "ber", "Ber"),
    ]
    rows = said(text, "“We go,”", typed="solvik")
    assert first(rows) == [("actor", "Port of Solvik", "Port of Solvik")]


def test_who_is_spoken_to_stands_behind_the_verb() -> None:
    whole = article("“We go,” Ida Brandt told Tomas Berg on Monday.")
    head = annotation(whole, "“We go,”")
    rows = addressees(whole, head, SpanIndex([head]), Links(), MATCHER)
    assert first(rows, 1) == [("name", "Tomas Berg", "Tomas Berg")]
    assert all(one.annotation or one.span for one in rows)
    assert IDA not in [one.actor for one in rows]


def meant(text: str, words: str, *before: tuple[str, Actor], typed: str = "") -> list[Candidate]:
    """Return who a mention of a text may be, in which others are tagged."""
    whole = article(text)
    mention = annotation(whole, words, ACTOR)
    tagged = [replace(annotation(whole, one, ACTOR), actor=who.uid) for one, who in before]
    here = SpanIndex([mention, *tagged])
    return identities(whole, mention, here, Links(), MATCHER, typed)


def test_a_mention_is_the_actor_of_its_name_else_a_new_one() -> None:
    assert meant("Ms. Brandt left.", "Ms. Brandt")[0].actor == IDA
    new = meant("Mayor Ingrid Solheim left.", "Mayor Ingrid Solheim")[0]
    assert (new.what, new.title, new.is_new) == ("new", "Ingrid Solheim", True)
    other = meant("Jack Brandt left.", "Jack Brandt")[0]
    assert (other.what, other.title) == ("new", "Jack Brandt")


def test_every_row_of_a_mention_has_an_actor() -> None:
    for words in ("Ida", "she", "the leader", "a leader", "Solheim"):
        rows = meant(f"Tomas Berg met {words} there.", words, ("Tomas Berg", TOMAS))
        assert all(one.actor for one in rows)
        assert len({one.actor.uid for one in rows if one.actor}) == len(rows)


def test_a_pronoun_is_who_was_mentioned_before_it() -> None:
    rows = meant("Tomas Berg sat. Ida Brandt left. Then she came.", "she", ("Tomas Berg", TOMAS),
                 ("Ida Brandt", IDA))  # fmt: skip
    assert [one.title for one in rows[:2]] == ["Ida Brandt", "Tomas Berg"]
    assert "new" not in [one.what for one in rows]


def test_a_description_is_who_has_that_role_or_somebody_unnamed() -> None:
    rows = meant("Ida Brandt left. The union leader came.", "The union leader", ("Ida Brandt", IDA))
    assert rows[0].actor == IDA
    rows = meant("A union official came.", "A union official")
    assert (rows[0].what, rows[0].title) == ("unnamed", "A union official")


def test_what_is_typed_finds_whom_a_mention_means_or_makes_one() -> None:
    rows = meant("The boss left.", "The boss", typed="Tomas")
    assert [one.what for one in rows] == ["actor", "new", "unnamed"]
    assert rows[0].actor == TOMAS


def test_one_key_takes_the_speaker_in_the_sample_when_mentions_are_tagged() -> None:
    assert _ranks(tagged=True, matcher=_with_all()) == {0: 57}


@pytest.mark.parametrize("matcher", [Matcher(sample()[1]), Matcher()], ids=["registry", "none"])
def test_one_key_takes_the_speaker_in_the_sample_mostly_when_nothing_is_tagged(
    matcher: Matcher,
) -> None:
    ranks = _ranks(tagged=False, matcher=matcher)
    assert ranks[0] >= 54
    assert sum(many for rank, many in ranks.items() if rank < 9) >= 55


def _with_all() -> Matcher:
    matcher = Matcher(sample()[1])
    known = {one.name for one in sample()[1]}
    for name in {one.who for one in attributed()} - known - {""}:
        matcher.add(Actor(uid=name, name=name))
    return matcher


def _ranks(*, tagged: bool, matcher: Matcher) -> dict[int, int]:
    """Return how many of the sample's quotations have their speaker in each row."""
    counted: dict[int, int] = {}
    for whole in sample()[0]:
        rows = [one for one in attributed() if one.article is whole]
        quotes = [_annotation(whole, one.span, QUOTE) for one in rows]
        mentions = _mentions(whole, rows, matcher) if tagged else []
        here = SpanIndex([*quotes, *mentions])
        for head, one in zip(quotes, rows, strict=True):
            found = speakers(whole, head, here, Links(), matcher)
            rank = next((at for at, row in enumerate(found) if _is_right(row, one)), 99)
            counted[rank] = counted.get(rank, 0) + 1
    return counted


def _is_right(row: Candidate, expected: Attributed) -> bool:
    """Say whether a row is who speaks: by the very words, and a pronoun by whom it stands for."""
    place = row.annotation.span if row.annotation else row.span
    words = expected.speaker.of(expected.article.text)
    if place == expected.speaker and (form(words) != "pronoun" or not expected.who):
        return True
    return bool(row.actor and expected.who) and _is_called(row, expected.who)


def _is_called(row: Candidate, name: str) -> bool:
    return row.actor is not None and called(row.actor.name).bare == called(name).bare


def _mentions(whole: Article, rows: list[Attributed], matcher: Matcher) -> list[Annotation]:
    """Tag who speaks, and every other name."""
    made = {}
    for one in rows:
        best = matcher.propose(one.who, whole.uid, 1) if one.who else []
        actor = best[0].actor.uid if best else None
        made[one.speaker] = replace(_annotation(whole, one.speaker, ACTOR), actor=actor)
    for line in paragraphs(whole.text):
        for sentence in sentences(whole.text, line):
            for name in names_in(whole.text, sentence):
                if not any(name.overlaps(other) for other in made):
                    made[name] = _annotation(whole, name, ACTOR)
    return list(made.values())


def _annotation(whole: Article, span: Span, label: str) -> Annotation:
    some = annotation(whole, span.of(whole.text), label)
    return replace(some, start=span.start, end=span.end)


def claimed(
    text: str, claim: str, *mentions: tuple[str, Actor | None], cue: str = "", typed: str = ""
) -> list[Candidate]:
    """Return who may claim some words without marks; the words of a cue are tied to them."""
    whole = article(text)
    head = annotation(whole, claim, CLAIM)
    tagged = [
        replace(annotation(whole, words, ACTOR), actor=actor.uid if actor else None)
        for words, actor in mentions
    ]
    cues = [annotation(whole, cue, CUE)] if cue else []
    here = SpanIndex([head, *tagged, *cues])
    links = Links([tie(CUE_LINK, head, one) for one in cues])
    return speakers(whole, head, here, links, MATCHER, typed)


@pytest.mark.parametrize("cue", ["", "demands"])
def test_who_begins_a_claim_claims_it(cue: str) -> None:
    text = "Tomas Berg came. He also demands that the port stay open."
    claim = "He also demands that the port stay open."
    assert first(claimed(text, claim, cue=cue)) == [("name", "He", "Tomas Berg")]


@pytest.mark.parametrize("cue", ["", "told"])
def test_who_claims_is_not_who_is_spoken_to(cue: str) -> None:
    text = "Brandt told Harbour News that the port is closing."
    rows = claimed(text, text, cue=cue)
    assert (rows[0].words, rows[0].actor) == ("Brandt", IDA)


def test_who_is_named_in_a_claim_comes_before_those_around_it() -> None:
    text = "Tomas Berg waited. Ida Brandt closed the quay."
    rows = claimed(text, "Ida Brandt closed the quay.", ("Tomas Berg", TOMAS), ("Brandt", IDA))
    assert [one.actor for one in rows if one.what != "author"][:2] == [IDA, TOMAS]


def test_of_one_person_the_mention_in_the_sentence_itself_is_kept() -> None:
    text = "Ida Brandt spoke.\n\nMs. Brandt sat: “We go.”"
    rows = said(text, "“We go.”", ("Ida Brandt", IDA), ("Ms. Brandt", IDA))
    assert next(one.words for one in rows if one.actor == IDA) == "Ms. Brandt"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("russia", ["new", "unnamed", "name"]),
        ("russian", ["name", "new", "unnamed"]),
        ("oleg", ["name", "new", "unnamed"]),
        ("oleg marin", ["name", "unnamed"]),
    ],
)
def test_what_only_begins_a_word_beside_a_name_comes_behind_somebody_new(
    typed: str, expected: list[str]
) -> None:
    rows = said("“We go,” said Russian President Oleg Marin.", "“We go,”", typed=typed)
    assert [one.what for one in rows] == expected


def test_the_very_name_comes_before_those_that_begin_so() -> None:
    names = ("Port Authority of Solvik", "Port", "Old Port")
    matcher = Matcher([Actor(uid=one, name=one, kind="organisation") for one in names])
    rows = said("“We go.”", "“We go.”", matcher=matcher, typed="port")
    assert [one.title for one in rows if one.what == "actor"] == [
        "Port", "Port Authority of Solvik", "Old Port",
    ]  # fmt: skip
    assert "new" not in [one.what for one in rows]


def test_both_of_two_who_speak_are_offered() -> None:
    rows = said("Ida Brandt and Tomas Berg described it as “lost.”", "“lost.”")
    assert [one.actor for one in rows[:2]] == [IDA, TOMAS]
    rows = said("Ida Brandt met Tomas Berg and Una Vik called it “lost.”", "“lost.”")
    assert rows[0].words == "Una Vik"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They demanded that Solvik stop all plans to build, “for good.”", "They"),
        ("Demanded that Solvik stop all plans, “for good.”", None),
        ("The Port of Solvik could be aiming to say “no.”", "Port of Solvik"),
    ],
)
def test_words_with_a_verb_are_nobody(text: str, words: str | None) -> None:
    rows = said(text, text[text.index("“") : text.index("”") + 1])
    assert not any(" stop" in one.words or "could" in one.words for one in rows)
    assert words is None or rows[0].words == words


def test_it_is_a_country_and_no_person() -> None:
    text = "Ukraine met Oleg Marin.\n\n“We go,” it said of Ukraine."
    assert said(text, "“We go,”")[0].title == "Ukraine"


def test_it_is_the_nearest_body_though_that_has_but_one_word() -> None:
    text = "Harbour News came. The Kremlin could go. It denied that it knew."
    rows = claimed(text, "It denied that it knew.")
    assert (rows[0].words, rows[0].title) == ("It", "Kremlin")


def test_a_claim_without_a_cue_is_rather_of_its_own_sentence_than_of_the_next() -> None:
    text = "The Kremlin could be aiming to repeat it. Ida Brandt and Tomas Berg said so."
    rows = claimed(text, "The Kremlin could be aiming to repeat it.")
    assert [one.title for one in rows[:3]] == ["Author", "Kremlin", "Ida Brandt"]


def test_bare_words_for_many_are_somebody_new_and_nobody_else() -> None:
    for words in ("foreign ministers", "NATO foreign ministers", "trade unions"):
        row = meant(f"Tomas Berg met {words} there.", words, ("Tomas Berg", TOMAS))[0]
        assert (row.what, row.is_new) == ("unnamed", True)


def test_somebody_new_is_not_offered_where_the_very_name_is_known() -> None:
    rows = meant("Ida Brandt left.", "Ida Brandt")
    assert "new" not in [one.what for one in rows]
    rows = meant("Ida Brunner left.", "Ida Brunner")
    assert (rows[0].what, rows[0].detail) == ("new", "new person")


def test_who_is_only_like_it_is_to_be_looked_at() -> None:
    assert meant("Ms. Brandt left.", "Ms. Brandt")[0].is_sure
    assert not meant("Ida Brant left.", "Ida Brant")[0].is_sure
