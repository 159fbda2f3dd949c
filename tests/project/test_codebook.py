"""The codebook of a project is changed with all that was coded with it, and undone as one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core import acts
from annotator.core.consequences import consequences
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Attribute, Link
from annotator.core.parts import Parts
from annotator.core.reworking import asked_anew, reworked
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE_LINK,
    LINK_KINDS,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
)
from annotator.core.span import Span
from annotator.formats.codebook import codebook_named
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from tests.build import ANN, BEN, annotation, article, project
from tests.project.coded import tables

TEXT = "one two three four five six seven eight nine ten"
ARTICLE = article(TEXT, uid="article")
ELSEWHERE = article(TEXT + " more", uid="elsewhere")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path, ARTICLE, ELSEWHERE) as opened:
        yield opened


@pytest.fixture
def codebook(made: Project) -> Codebook:
    return Codebook(made)


def tag(made: Project, words: str, label: str = QUOTE, **values: Any) -> str:
    """Put an annotation in, and return its uid."""
    one = replace(annotation(ARTICLE, words, label), **values)
    made.bring_in([one])
    return one.uid


def continue_(made: Project, head: str, words: str) -> str:
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    ties = list(made.reading.records(Link))
    edit = acts.continue_(ARTICLE, made.reading.annotation(head), span, ANN.uid, ties)
    made.perform(edit)
    return str(edit.changes[0].record.identity[0])


def tie(made: Project, kind: str, source: str, target: str) -> str:
    ends = (made.reading.annotation(source), made.reading.annotation(target))
    ties = list(made.reading.records(Link))
    edit = acts.link(made.scheme.link_kind(kind), *ends, ANN.uid, ties)
    made.perform(edit)
    return next(str(one.identity[0]) for one in edit.changes if one.table == "link")


def there(made: Project) -> dict[str, Annotation]:
    return {one.uid: one for one in made.reading.records(Annotation)}


def ties(made: Project) -> Counter[tuple[str, str, str]]:
    return Counter((one.kind, one.source, one.target) for one in made.reading.records(Link))


def answers(made: Project, uid: str) -> dict[str, Any]:
    return dict(made.reading.annotation(uid).attributes)


def asks(made: Project, label: str, name: str) -> Attribute:
    return next(one for one in made.scheme.attributes_of(label) if one.name == name)


def do(made: Project, edit: Edit) -> list[str]:
    """Perform an edit, see that undo and redo are whole, and return what was told of it."""
    before = tables(made)
    made.perform(edit)
    after = tables(made)
    made.undo()
    assert tables(made) == before
    made.redo()
    assert tables(made) == after
    return consequences(edit).sentences()


# Labels


def test_deleting_a_label_takes_its_annotations_and_their_links(
    made: Project, codebook: Codebook
) -> None:
    quote, claim, actor = tag(made, "one"), tag(made, "two", CLAIM), tag(made, "three", ACTOR)
    continue_(made, quote, "four")
    tie(made, SPEAKER_LINK, quote, actor)
    tie(made, CLAIMANT_LINK, claim, actor)
    told = do(made, codebook.delete_label(QUOTE))
    assert told == ["Erases 2 annotations and 2 links."]
    assert there(made).keys() == {claim, actor}
    assert ties(made) == Counter({(CLAIMANT_LINK, claim, actor)})
    assert SPEAKER_LINK not in {one.uid for one in made.scheme.link_kinds}


def test_merged_labels_keep_links_and_answers(made: Project, codebook: Codebook) -> None:
    quote = tag(made, "one", attributes={"type": "direct"})
    claim = tag(made, "two", CLAIM, attributes={"stance": "refute"})
    actor = tag(made, "three", ACTOR)
    tie(made, CLAIMANT_LINK, claim, actor)
    told = do(made, codebook.merge_labels(QUOTE, CLAIM))
    assert told == ["Gives 1 annotation another label."]
    assert {one.label for one in there(made).values()} == {QUOTE, ACTOR}
    assert (answers(made, quote), answers(made, claim)) == (
        {"type": "direct"}, {"stance": "refute"},
    )  # fmt: skip
    assert ties(made) == Counter({(CLAIMANT_LINK, claim, actor)})


def test_two_in_one_place_become_one_that_says_what_both_said(
    made: Project, codebook: Codebook
) -> None:
    made.perform(codebook.add_attribute(QUOTE, "Stance", choices=("Refute", "Affirm")))
    kept = tag(made, "one", attributes={"stance": "affirm"}, note="mine", status="suggested")
    gone = tag(made, "one", CLAIM, attributes={"stance": "refute", "kind": "value"}, note="yours")
    made.bring_in([BEN])
    other = tag(made, "one", CLAIM, coder=BEN.uid)
    actor, source = tag(made, "three", ACTOR), tag(made, "four")
    tie(made, CLAIMANT_LINK, gone, actor)
    tie(made, ABOUT_LINK, source, gone)
    tie(made, ABOUT_LINK, source, kept)
    tie(made, ABOUT_LINK, kept, gone)
    told = do(made, codebook.merge_labels(QUOTE, CLAIM))
    assert told[-1] == "Makes 1 annotation one with the one in the same place."
    one = made.reading.annotation(kept)
    assert (one.attributes, one.note, one.status) == (
        {"stance": "affirm", "kind": "value"}, "mine\nyours", "accepted",
    )  # fmt: skip
    assert there(made).keys() == {kept, actor, source, other}
    assert ties(made) == Counter({(CLAIMANT_LINK, kept, actor), (ABOUT_LINK, source, kept)})


def test_a_mention_that_speaks_counts_instead_of_an_actor_unless_one_was_there(
    made: Project, codebook: Codebook
) -> None:
    made.bring_in([Actor(uid="ida", name="Ida"), Actor(uid="tom", name="Tom")])
    silent, spoken = tag(made, "one"), tag(made, "two", actor="ida")
    actor = tag(made, "three", ACTOR, actor="tom")
    for words in ("one", "two"):
        tie(made, CLAIMANT_LINK, tag(made, words, CLAIM), actor)
    said = tag(made, "four", CLAIM, actor="tom")
    do(made, codebook.merge_labels(QUOTE, CLAIM))
    found = there(made)
    assert ties(made) == Counter({(CLAIMANT_LINK, silent, actor)})
    assert (found[silent].actor, found[spoken].actor, found[said].actor) == (None, "ida", "tom")


def test_who_spoke_is_not_whom_a_mention_mentions(made: Project, codebook: Codebook) -> None:
    made.bring_in([Actor(uid="ida", name="Ida")])
    made.perform(codebook.add_label("Person"))
    person = made.scheme.label_named("person").uid
    mention, said = tag(made, "one", person, actor="ida"), tag(made, "two", actor="ida")
    do(made, codebook.merge_labels(QUOTE, person))
    found = there(made)
    assert (found[mention].actor, found[said].actor) == (None, "ida")


@pytest.mark.parametrize("twin", ["one", "three"])
def test_parts_of_what_became_one_are_parts_of_one(
    made: Project, codebook: Codebook, twin: str
) -> None:
    head = tag(made, "one", attributes={"type": "direct"})
    part = continue_(made, head, "three")
    gone = tag(made, twin, CLAIM, attributes={"kind": "value"})
    later = continue_(made, gone, "five")
    do(made, codebook.merge_labels(QUOTE, CLAIM))
    assert there(made).keys() == {head, part, later}
    assert ties(made) == Counter({(CONTINUES_LINK, part, head), (CONTINUES_LINK, later, head)})
    assert answers(made, head) == {"type": "direct", "kind": "value"}


def test_a_part_of_what_goes_makes_its_twin_a_part_of_nothing_that_goes(
    made: Project, codebook: Codebook
) -> None:
    """Two heads are tied by one place: the one that had the label is head of all."""
    gone = tag(made, "one", CLAIM, attributes={"kind": "value"})
    double = continue_(made, gone, "three")
    kept = tag(made, "three", attributes={"type": "mixed"})
    actor = tag(made, "nine", ACTOR)
    tie(made, CLAIMANT_LINK, gone, actor)
    do(made, codebook.merge_labels(QUOTE, CLAIM))
    assert there(made).keys() == {gone, kept, actor}
    assert double not in there(made)
    assert ties(made) == Counter({(CONTINUES_LINK, gone, kept), (CLAIMANT_LINK, kept, actor)})
    assert (answers(made, kept), answers(made, gone)) == ({"type": "mixed", "kind": "value"}, {})


def test_split_ones_that_share_a_place_become_one(made: Project, codebook: Codebook) -> None:
    first, second = tag(made, "one"), tag(made, "two")
    gone = tag(made, "one", CLAIM)
    continue_(made, gone, "two")
    do(made, codebook.merge_labels(QUOTE, CLAIM))
    assert there(made).keys() == {first, second}
    parts = Parts(made.reading.records(Link))
    assert parts.of(first) == [first, second]


# Attributes


def test_a_renamed_attribute_and_choice_are_renamed_in_the_answers(
    made: Project, codebook: Codebook
) -> None:
    quote = tag(made, "one", attributes={"type": "direct", "unknown": 1})
    mixed = tag(made, "two", attributes={"type": "mixed"})
    uid = asks(made, QUOTE, "type").uid
    assert do(made, codebook.rename_attribute(uid, "manner")) == ["Rewrites 2 answers."]
    assert do(made, codebook.rename_choice(uid, "direct", "verbatim")) == ["Rewrites 1 answer."]
    assert answers(made, quote) == {"manner": "verbatim", "unknown": 1}
    assert do(made, codebook.merge_choices(uid, "verbatim", "mixed")) == ["Rewrites 1 answer."]
    assert answers(made, mixed) == {"manner": "verbatim"}
    assert [one["name"] for one in asks(made, QUOTE, "manner").choices] == ["verbatim", "indirect"]


def test_answers_that_no_longer_fit_are_taken_away_and_the_others_converted(
    made: Project, codebook: Codebook
) -> None:
    made.perform(codebook.add_attribute(QUOTE, "Deaths", "text"))
    some, none = (
        tag(made, words, attributes={"deaths": answer, "type": "direct"})
        for words, answer in (("one", "12"), ("two", "a dozen"))
    )
    uid = asks(made, QUOTE, "deaths").uid
    told = do(made, codebook.change_attribute(uid, kind="number"))
    assert told == ["Takes 1 answer away.", "Rewrites 1 answer."]
    assert (answers(made, some), answers(made, none)) == (
        {"deaths": 12, "type": "direct"}, {"type": "direct"},
    )  # fmt: skip


def test_what_was_answered_becomes_the_choices(made: Project, codebook: Codebook) -> None:
    made.perform(codebook.add_attribute(QUOTE, "Concept", "text"))
    said = ("Jobs come", "jobs come ", "Jobs come", "No dust", "x" * 100)
    uids = [
        tag(made, words, attributes={"concept": answer})
        for words, answer in zip(TEXT.split(), said, strict=False)
    ]
    uid = asks(made, QUOTE, "concept").uid
    told = do(made, codebook.change_attribute(uid, kind="choice"))
    assert told == ["Takes 1 answer away.", "Rewrites 4 answers."]
    assert asks(made, QUOTE, "concept").choices == (
        {"name": "jobs_come", "title": "Jobs come"},
        {"name": "no_dust", "title": "No dust"},
    )
    assert [answers(made, one).get("concept") for one in uids] == [
        "jobs_come", "jobs_come", "jobs_come", "no_dust", None,
    ]  # fmt: skip


def test_merged_attributes_keep_the_answers_of_the_one_that_stays(
    made: Project, codebook: Codebook
) -> None:
    made.perform(codebook.add_attribute(QUOTE, "Manner", choices=("Direct", "Sung")))
    both = tag(made, "one", attributes={"type": "mixed", "manner": "sung"})
    one = tag(made, "two", attributes={"manner": "sung"})
    kept, gone = asks(made, QUOTE, "type").uid, asks(made, QUOTE, "manner").uid
    told = do(made, codebook.merge_attributes(kept, gone))
    assert told == ["Takes 1 answer away.", "Rewrites 1 answer."]
    assert (answers(made, both), answers(made, one)) == ({"type": "mixed"}, {"type": "sung"})
    assert "sung" in [choice["name"] for choice in asks(made, QUOTE, "type").choices]


def test_a_new_attribute_takes_up_answers_that_were_brought_in_before_it(
    made: Project, codebook: Codebook
) -> None:
    fits, not_ = (
        tag(made, "one", attributes={"tone": "WARM"}),
        tag(made, "two", attributes={"tone": "cool"}),
    )
    do(made, codebook.add_attribute(QUOTE, "Tone", choices=("Warm",)))
    assert (answers(made, fits), answers(made, not_)) == ({"tone": "warm"}, {})


def test_deleting_an_attribute_takes_its_answers(made: Project, codebook: Codebook) -> None:
    quote = tag(made, "one", attributes={"type": "mixed"})
    claim = tag(made, "two", CLAIM, attributes={"type": "of no label", "kind": "value"})
    told = do(made, codebook.delete_attribute(asks(made, QUOTE, "type").uid))
    assert told == ["Takes 1 answer away."]
    assert answers(made, quote) == {}
    assert answers(made, claim) == {"type": "of no label", "kind": "value"}


# Kinds of link


def test_links_that_no_longer_fit_go_and_the_oldest_stays(
    made: Project, codebook: Codebook
) -> None:
    quote, claim = tag(made, "one"), tag(made, "two", CLAIM)
    first, second = tag(made, "three", ACTOR), tag(made, "four", ACTOR)
    tie(made, ABOUT_LINK, quote, first)
    tie(made, ABOUT_LINK, quote, second)
    tie(made, ABOUT_LINK, claim, second)
    told = do(made, codebook.change_link_kind(ABOUT_LINK, many=False))
    assert told == ["Erases 1 link."]
    assert ties(made) == Counter({(ABOUT_LINK, quote, first), (ABOUT_LINK, claim, second)})
    assert do(made, codebook.change_link_kind(ABOUT_LINK, from_labels=(CLAIM,))) == [
        "Erases 1 link."
    ]
    assert do(made, codebook.change_link_kind(ABOUT_LINK, from_labels=())) == []
    assert do(made, codebook.change_link_kind(ABOUT_LINK, across=True)) == ["Erases 1 link."]


def test_merged_kinds_have_each_link_once(made: Project, codebook: Codebook) -> None:
    quote, actor, other = tag(made, "one"), tag(made, "two", ACTOR), tag(made, "three", ACTOR)
    tie(made, SPEAKER_LINK, quote, actor)
    tie(made, ABOUT_LINK, quote, actor)
    tie(made, ABOUT_LINK, quote, other)
    told = do(made, codebook.merge_link_kinds(SPEAKER_LINK, ABOUT_LINK))
    assert told == ["Erases 1 link.", "Turns 1 link into another kind."]
    assert ties(made) == Counter({(SPEAKER_LINK, quote, actor), (SPEAKER_LINK, quote, other)})


def test_a_deleted_kind_takes_its_links(made: Project, codebook: Codebook) -> None:
    tie(made, SPEAKER_LINK, tag(made, "one"), tag(made, "two", ACTOR))
    assert do(made, codebook.delete_link_kind(SPEAKER_LINK)) == ["Erases 1 link."]
    assert not ties(made)


# Files


def test_loading_a_codebook_gives_the_built_in_labels_another_name(
    made: Project, codebook: Codebook
) -> None:
    quote = tag(made, "one", attributes={"type": "direct"})
    claim, actor = tag(made, "two", CLAIM), tag(made, "three", ACTOR)
    tie(made, SPEAKER_LINK, quote, actor)
    tie(made, CLAIMANT_LINK, claim, actor)
    told = do(made, codebook.load(codebook_named("polnear").scheme, only_these=True))
    assert told == ["Erases 1 annotation and 1 link."]
    assert [one.name for one in made.scheme.labels] == ["content", "source", "cue", "passage"]
    assert answers(made, quote) == {"type": "direct"}
    assert ties(made) == Counter({(SPEAKER_LINK, quote, actor)})
    do(made, codebook.load(Scheme(), only_these=True))
    assert [one.name for one in made.scheme.link_kinds] == [one.name for one in LINK_KINDS]


def test_what_a_codebook_does_not_have_may_stay(made: Project, codebook: Codebook) -> None:
    tag(made, "two", CLAIM)
    told = do(made, codebook.load(codebook_named("polnear").scheme, only_these=False))
    assert told == []
    assert "claim" in {one.name for one in made.scheme.labels}
    assert made.scheme.link_kind(CUE_LINK).from_labels == (QUOTE,), "as the file has it"


def test_what_a_file_makes_of_our_own_labels_is_told(made: Project, codebook: Codebook) -> None:
    file = codebook_named("polnear").scheme
    told = reworked(codebook.load(file, only_these=False))
    assert told[0] == "Renames 2 labels: Quote → Content, Actor → Source."
    assert "Takes its key from Claim." in told
    assert "Changes what 1 kind of link ties: Cue." in told
    gone = reworked(codebook.load(file, only_these=True))
    assert gone[0].startswith("Deletes 1 label: Claim."), gone
    made.perform(codebook.load(file, only_these=True))
    assert reworked(codebook.load(file, only_these=True)) == []


def test_what_a_label_asks_from_then_on_is_told(made: Project, codebook: Codebook) -> None:
    made.perform(codebook.add_label("Emotion"))
    emotion = made.scheme.labels[-1].uid
    made.perform(codebook.add_attribute(emotion, "Feeling", "text", required=True))
    made.perform(codebook.add_attribute(emotion, "Intensity", "number"))
    made.perform(codebook.add_attribute(emotion, "Type", "text"))  # which Quote has, too
    told = asked_anew(codebook.merge_labels(QUOTE, emotion), made.scheme)
    assert told == ["Quote is asked “Feeling” (required) and “Intensity” from then on."]


def test_what_stays_waits_for_what_was_taken_over(made: Project, codebook: Codebook) -> None:
    type_ = asks(made, QUOTE, "type").uid
    made.perform(codebook.rename_attribute(type_, "manner"))
    made.perform(codebook.rename_choice(type_, "direct", "verbatim"))
    for wanted in ("mixed", "verbatim"):
        condition = {"attribute": "manner", "is": (wanted,)}
        made.perform(codebook.add_attribute(QUOTE, wanted, "text", show_when=condition))
    do(made, codebook.load(Scheme(), only_these=False))
    shown = {one.name: one.show_when for one in made.scheme.attributes_of(QUOTE)}
    assert shown == {
        "type": None,
        "mixed": {"attribute": "type", "is": ("mixed",)},
        "verbatim": {"attribute": "type", "is": ("direct",)},  # by its title
    }


def test_an_attribute_takes_the_name_of_one_that_is_deleted_with_it(
    made: Project, codebook: Codebook
) -> None:
    made.perform(codebook.add_attribute(QUOTE, "Tone", choices=("Warm",)))
    quote = tag(made, "one", attributes={"type": "direct", "tone": "warm"})
    renamed = tuple(
        replace(one, name="tone") if one.name == "type" else one for one in Scheme().attributes
    )
    do(made, codebook.load(replace(Scheme(), attributes=renamed), only_these=True))
    assert answers(made, quote) == {"tone": "direct"}


def test_half_a_letter_is_refused_with_a_sentence(made: Project, codebook: Codebook) -> None:
    before = tables(made)
    for values in ({"description": "so \ud800"}, {"examples": ["\udfff"]}, {"title": "\ud800"}):
        with pytest.raises(AnnotatorError, match="half a letter") as told:
            made.perform(codebook.change_label(QUOTE, **values))
        str(told.value).encode()
    assert tables(made) == before
    made.perform(codebook.change_label(QUOTE, description="whole"))


def test_a_codebook_is_saved_and_read(made: Project, codebook: Codebook, tmp_path: Path) -> None:
    made.perform(codebook.add_label("Question"))
    path = tmp_path / "ours.json"
    codebook.save(path, description="For the harbour", source="Ours")
    file = codebook.read(path)
    assert file.scheme == made.scheme
    assert (file.title, file.description, file.source) == (made.title, "For the harbour", "Ours")


def test_a_project_is_never_taken_for_a_codebook_file(
    made: Project, codebook: Codebook, tmp_path: Path
) -> None:
    (tmp_path / "same.json").symlink_to(made.path)
    for path in (made.path, tmp_path / "same.json", tmp_path / "other.annotator"):
        with pytest.raises(AnnotatorError):
            codebook.read(path)
        with pytest.raises(AnnotatorError):
            codebook.save(path)
    assert not made.reading.integrity()
