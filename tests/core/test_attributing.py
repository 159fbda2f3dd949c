"""Who speaks, who is spoken to, and by which words: each as one edit."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from annotator.core import acts
from annotator.core.candidate import Candidate
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Link, LinkKind
from annotator.core.scheme import (
    ACTOR,
    ADDRESSEE_LINK,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    PASSAGE,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
)
from annotator.core.span import Span
from tests.build import ANN, SCHEME, annotation, article

ARTICLE = article()
QUOTED = annotation(ARTICLE, "“We will not sign,”")
CLAIMED = annotation(ARTICLE, "The port lost 1.2 million crowns", CLAIM)
MENTION = annotation(ARTICLE, "Ida Brandt", ACTOR)
OTHER = annotation(ARTICLE, "Tomas Berg", ACTOR)
SAID = annotation(ARTICLE, "said", CUE)
IDA = Actor(uid="ida", name="Ida Brandt")
TOMAS = Actor(uid="tomas", name="Tomas Berg")
SPEAKER, ADDRESSEE = SCHEME.link_kind(SPEAKER_LINK), SCHEME.link_kind(ADDRESSEE_LINK)


def mention(one: Annotation = MENTION, actor: Actor | None = None) -> Candidate:
    return Candidate("mention", one.text, annotation=one, actor=actor)


def name(words: str, actor: Actor | None = None, *, is_new: bool = False) -> Candidate:
    start = ARTICLE.text.index(words)
    span = Span(start, start + len(words))
    return Candidate("name", words, span=span, actor=actor, is_new=is_new)


def actor(one: Actor, *, is_new: bool = False) -> Candidate:
    return Candidate("actor", one.name, actor=one, is_new=is_new)


def tie(kind: LinkKind, source: Annotation, target: Annotation) -> Link:
    made = acts.link(kind, source, target, ANN.uid, ()).changes[0].after
    assert isinstance(made, Link)
    return made


def speak(
    who: Candidate,
    links: Iterable[Link] = (),
    head: Annotation = QUOTED,
    kind: LinkKind = SPEAKER,
    scheme: Scheme = SCHEME,
    *,
    add: bool = False,
) -> Edit:
    return acts.speak(ARTICLE, head, who, kind, links, scheme, ANN.uid, add=add)


def made(edit: Edit) -> list[object]:
    return [one.after for one in edit.changes if one.before is None]


def ends(edit: Edit) -> list[tuple[str, str, str]]:
    """Return the links that an edit makes."""
    return [(one.kind, one.source, one.target) for one in made(edit) if isinstance(one, Link)]


def gone(edit: Edit) -> list[object]:
    return [one.before for one in edit.changes if one.after is None]


def changed(edit: Edit, one: Annotation) -> Annotation | None:
    found = [change.after for change in edit.changes if change.identity == one.identity]
    assert len(found) <= 1
    return found[0] if found and isinstance(found[0], Annotation) else None


def test_a_mention_is_linked() -> None:
    edit = speak(mention())
    assert edit.kind is Kind.SPEAKER
    assert ends(edit) == [(SPEAKER_LINK, QUOTED.uid, MENTION.uid)]
    assert len(edit.changes) == 1


def test_a_name_is_tagged_told_who_it_is_and_linked_in_one_edit() -> None:
    edit = speak(name("Ida Brandt", IDA, is_new=True))
    new, tagged, _ = made(edit)
    assert new == IDA
    assert isinstance(tagged, Annotation)
    assert (tagged.label, tagged.text, tagged.actor) == (ACTOR, "Ida Brandt", "ida")
    assert tagged.attributes == {"mention": "named"}
    assert ends(edit) == [(SPEAKER_LINK, QUOTED.uid, tagged.uid)]
    assert len(made(speak(name("Ida Brandt", IDA)))) == 2


def test_a_mention_that_is_nobody_yet_is_told_who_it_is() -> None:
    told = changed(speak(mention(actor=IDA)), MENTION)
    assert told is not None
    assert (told.actor, told.attributes) == ("ida", {"mention": "named"})
    known = replace(MENTION, actor="tomas")
    assert changed(speak(mention(known, TOMAS)), MENTION) is None


def test_an_actor_without_a_mention_is_stored() -> None:
    edit = speak(actor(IDA, is_new=True))
    assert made(edit) == [IDA]
    told = changed(edit, QUOTED)
    assert told is not None
    assert told.actor == "ida"


def test_a_mention_takes_the_place_of_a_stored_actor_and_the_other_way_round() -> None:
    stored = replace(QUOTED, actor="ida")
    told = changed(speak(mention(), head=stored), QUOTED)
    assert told is not None
    assert told.actor is None
    linked = tie(SPEAKER, QUOTED, MENTION)
    assert gone(speak(actor(TOMAS), [linked])) == [linked]


def test_another_speaker_takes_the_place_of_the_former_or_is_added() -> None:
    linked = tie(SPEAKER, QUOTED, MENTION)
    cue = tie(SCHEME.link_kind(CUE_LINK), QUOTED, SAID)
    replaced = speak(mention(OTHER), [linked, cue])
    assert gone(replaced) == [linked]
    assert ends(replaced) == [(SPEAKER_LINK, QUOTED.uid, OTHER.uid)]
    added = speak(mention(OTHER), [linked, cue], add=True)
    assert gone(added) == []
    assert len(made(added)) == 1


def test_the_speaker_that_is_there_is_not_linked_twice() -> None:
    linked, other = tie(SPEAKER, QUOTED, MENTION), tie(SPEAKER, QUOTED, OTHER)
    assert not speak(mention(), [linked])
    assert not speak(mention(), [linked], add=True)
    assert gone(speak(mention(), [linked, other])) == [other]
    assert not speak(actor(IDA), head=replace(QUOTED, actor="ida"))


def test_only_a_mention_can_be_added_and_only_to_mentions() -> None:
    linked = tie(SPEAKER, QUOTED, MENTION)
    with pytest.raises(AnnotatorError, match="not mentioned here"):
        speak(actor(TOMAS), [linked], add=True)
    stored = replace(QUOTED, actor="ida")
    with pytest.raises(AnnotatorError, match="stored without a mention"):
        speak(mention(OTHER), head=stored, add=True)
    own = replace(MENTION, actor="ida")
    assert len(speak(mention(own), head=stored, add=True).changes) == 2
    assert speak(actor(IDA), add=True)


def test_where_a_kind_allows_one_the_former_goes_also_when_added() -> None:
    single = replace(SPEAKER, many=False)
    linked = tie(SPEAKER, QUOTED, MENTION)
    assert gone(speak(mention(OTHER), [linked], kind=single, add=True)) == [linked]


def test_a_claim_has_a_claimant() -> None:
    kind = SCHEME.voice(CLAIM)
    assert kind is not None
    assert ends(speak(mention(OTHER), head=CLAIMED, kind=kind)) == [
        (CLAIMANT_LINK, CLAIMED.uid, OTHER.uid)
    ]
    with pytest.raises(AnnotatorError, match="cannot have a speaker"):
        speak(mention(), head=CLAIMED)


def test_who_is_spoken_to_is_a_mention_and_stands_beside_who_speaks() -> None:
    linked = tie(SPEAKER, QUOTED, MENTION)
    stored = replace(QUOTED, actor="ida")
    edit = speak(name("Tomas Berg", TOMAS), [linked], head=stored, kind=ADDRESSEE)
    assert gone(edit) == []
    assert changed(edit, QUOTED) is None
    with pytest.raises(AnnotatorError, match="can be the addressee"):
        speak(actor(TOMAS), kind=ADDRESSEE)


def test_what_is_said_of_a_later_part_is_refused() -> None:
    part = annotation(ARTICLE, "“Not this year.”")
    continues = tie(SCHEME.link_kind(CONTINUES_LINK), part, QUOTED)
    for act in (
        lambda: speak(mention(), [continues], head=part),
        lambda: acts.silence(part, SPEAKER, [continues]),
        lambda: acts.cue(ARTICLE, SAID, SCHEME.label(CUE), part, [continues], SCHEME, ANN.uid),
    ):
        with pytest.raises(AnnotatorError, match="first part"):
            act()


def test_somebody_unnamed_elsewhere_speaks_nothing_here() -> None:
    source = Actor(uid="u", name="A source", kind="unnamed", article="elsewhere")
    with pytest.raises(AnnotatorError, match="belongs to another article"):
        speak(actor(source))
    with pytest.raises(AnnotatorError, match="belongs to another article"):
        speak(name("Ida Brandt", source))


def test_who_speaks_can_be_taken_back() -> None:
    links = [tie(SPEAKER, QUOTED, MENTION), tie(ADDRESSEE, QUOTED, OTHER)]
    assert gone(acts.silence(QUOTED, SPEAKER, links)) == links[:1]
    stored = replace(QUOTED, actor="ida")
    told = changed(acts.silence(stored, SPEAKER, ()), QUOTED)
    assert told is not None
    assert told.actor is None
    assert gone(acts.silence(stored, ADDRESSEE, links)) == links[1:]
    assert not acts.silence(QUOTED, SPEAKER, ())


def cue(place: Span | Annotation, head: Annotation | None, links: Iterable[Link] = ()) -> Edit:
    return acts.cue(ARTICLE, place, SCHEME.label(CUE), head, links, SCHEME, ANN.uid)


def test_a_cue_is_tagged_and_linked_at_once() -> None:
    edit = cue(SAID.span, QUOTED)
    tagged, _ = made(edit)
    assert edit.kind is Kind.CUE
    assert isinstance(tagged, Annotation)
    assert (tagged.text, tagged.label) == ("said", CUE)
    assert ends(edit) == [(CUE_LINK, QUOTED.uid, tagged.uid)]


def test_a_cue_that_is_tagged_is_linked_and_one_of_nothing_is_tagged() -> None:
    assert ends(cue(SAID, QUOTED)) == [(CUE_LINK, QUOTED.uid, SAID.uid)]
    assert len(cue(SAID.span, None).changes) == 1
    assert not cue(SAID, None)
    assert not cue(SAID, QUOTED, [tie(SCHEME.link_kind(CUE_LINK), QUOTED, SAID)])


def test_a_cue_of_what_has_none_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="cannot have a cue"):
        cue(SAID.span, MENTION)


def test_the_voice_of_a_label_is_where_the_kind_may_begin() -> None:
    kinds = {uid: SCHEME.voice(uid) for uid in (QUOTE, CLAIM, ACTOR, CUE, PASSAGE)}
    assert {uid: kind.uid for uid, kind in kinds.items() if kind} == {
        QUOTE: SPEAKER_LINK,
        CLAIM: CLAIMANT_LINK,
    }
    anywhere = tuple(
        replace(one, from_labels=()) if one.uid == SPEAKER_LINK else one
        for one in SCHEME.link_kinds
    )
    scheme = Scheme(link_kinds=anywhere)
    assert scheme.voice(PASSAGE) is not None
    assert scheme.voice(ACTOR) is None
    assert Scheme(link_kinds=()).voice(QUOTE) is None
