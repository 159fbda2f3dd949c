"""What an edit of actors, of speakers or of the codebook is called when it has happened."""

from dataclasses import replace

import pytest

from annotator.core.edit import Change, Edit, Kind, create, remove
from annotator.core.model import Actor, Annotation, Link
from annotator.core.scheme import (
    ACTOR,
    ATTRIBUTES,
    CUE,
    CUE_LINK,
    LABELS,
    LINK_KINDS,
    SPEAKER_LINK,
    Scheme,
)
from annotator.project.project import Cause
from annotator.ui.words import happened
from tests.build import ANN, annotation, article

TEXT = article()
QUOTE_ = annotation(TEXT, "“We will not sign,”")
IDA = annotation(TEXT, "Ida Brandt", ACTOR)
SAID = annotation(TEXT, "said", CUE)
PERSON, OTHER = Actor(uid="ida", name="Ida Brandt"), Actor(uid="berg", name="Tomas Berg")


def link(kind: str, target: Annotation) -> Link:
    return Link(
        uid=kind, kind=kind, source=QUOTE_.uid, target=target.uid, coder=ANN.uid, created_at="",
        modified_at="",
    )  # fmt: skip


def told(kind: Kind, *changes: Change) -> str:
    texts = {one.uid: one.text for one in (QUOTE_, IDA, SAID)}
    return happened(Cause.DONE, Edit(kind, changes), Scheme(), texts.__getitem__)


def test_a_speaker_is_told_by_the_quote_whether_linked_stored_or_tagged_with_it() -> None:
    wanted = "Said who speaks “We will not sign,”"
    spoken = Change(QUOTE_, replace(QUOTE_, actor="ida"))
    assert told(Kind.SPEAKER, create(link(SPEAKER_LINK, IDA))) == wanted
    assert told(Kind.SPEAKER, create(IDA), create(link(SPEAKER_LINK, IDA))) == wanted
    assert told(Kind.SPEAKER, create(PERSON), spoken) == wanted
    other = Change(IDA, replace(IDA, actor="ida"))
    assert told(Kind.SPEAKER, other, create(link(SPEAKER_LINK, IDA))) == wanted, "who that is, too"
    assert told(Kind.SPEAKER, spoken, other) == "Said who speaks 2 annotations"


def test_a_mention_is_told_by_its_words_and_a_cue_by_its_own() -> None:
    named = Change(IDA, replace(IDA, actor="ida"))
    assert told(Kind.MENTION, create(PERSON), named) == "Said who “Ida Brandt” is"
    assert told(Kind.CUE, create(SAID), create(link(CUE_LINK, SAID))) == "Tagged cue “said”"
    assert told(Kind.CUE, create(link(CUE_LINK, SAID))) == "Linked the cue “said”"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.RESIZE, "Moved the ends of 2 annotations"),
        (Kind.REVIEW, "Set the status of 2 annotations"),
    ],
)
def test_what_is_done_to_several_is_counted(kind: Kind, sentence: str) -> None:
    several = [Change(one, replace(one, note="x")) for one in (QUOTE_, IDA)]
    assert told(kind, *several) == sentence


def test_actors_are_told_by_name() -> None:
    gone = Change(OTHER, None)
    kept = Change(PERSON, replace(PERSON, aliases=("Tomas Berg",)))
    moved = Change(IDA, replace(IDA, actor="berg"))
    assert told(Kind.ADD_ACTOR, create(PERSON)) == "Added the actor “Ida Brandt”"
    assert told(Kind.MERGE_ACTORS, kept, moved, gone) == "Merged actors into “Ida Brandt”"
    assert told(Kind.SPLIT_ACTOR, create(OTHER), moved) == "Split off the actor “Tomas Berg”"
    assert told(Kind.DELETE_ACTOR, moved, gone) == "Deleted “Tomas Berg” from the registry"
    both = told(Kind.DELETE_ACTOR, gone, remove(PERSON))
    assert both == "Deleted 2 actors from the registry"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([remove(LABELS[0]), remove(ATTRIBUTES[0])], "Deleted the label “Quote”"),
        ([create(ATTRIBUTES[1])], "Added the attribute “Stance”"),
        ([Change(ATTRIBUTES[0], replace(ATTRIBUTES[0], required=True)),
          Change(QUOTE_, replace(QUOTE_, attributes={}))], "Changed the attribute “Type”"),
        ([Change(one, replace(one, position=9)) for one in LABELS[:3]], "Changed 3 labels"),
        ([create(one) for one in LINK_KINDS[:2]], "Added 2 kinds of link"),
        ([remove(LABELS[1]), Change(LABELS[0], replace(LABELS[0], key="Z"))],
         "Deleted the label “Claim”"),
    ],
)  # fmt: skip
def test_the_codebook_is_told_by_its_largest_part(changes: list[Change], sentence: str) -> None:
    assert told(Kind.CODEBOOK, *changes) == sentence


def test_what_is_undone_in_the_codebook_is_told_as_what_was_taken_back() -> None:
    back = Edit(Kind.CODEBOOK, (create(LABELS[0]), create(ATTRIBUTES[0])))
    assert happened(Cause.UNDONE, back, Scheme()) == "Undone: deleted the label “Quote”"
    gone = Edit(Kind.CODEBOOK, (remove(LABELS[0]),))
    assert happened(Cause.UNDONE, gone, Scheme()) == "Undone: added the label “Quote”"
    assert happened(Cause.REDONE, gone, Scheme()) == "Done again: deleted the label “Quote”"


def test_a_merge_of_labels_names_both() -> None:
    cue = next(one for one in LABELS if one.uid == CUE)
    merge = Edit(
        Kind.CODEBOOK, (Change(SAID, replace(SAID, label=QUOTE_.label)), remove(cue))
    )  # fmt: skip
    assert happened(Cause.DONE, merge, Scheme()) == "Merged the label “Cue” into “Quote”"
    undone = happened(Cause.UNDONE, merge.inverse(), Scheme())
    assert undone == "Undone: merged the label “Cue” into “Quote”"
