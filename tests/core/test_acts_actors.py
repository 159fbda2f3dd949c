"""The registry: actors are made, changed, merged, split and deleted, and mentions identified."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Actor, Annotation, Record
from annotator.core.scheme import ACTOR, AUTHOR_ACTOR
from tests.build import SCHEME, annotation, article

ARTICLE = article()
IDA = acts.new_actor("Ida Brandt", role="union leader")
MENTION = annotation(ARTICLE, "Ida Brandt", ACTOR)
QUOTE_OF_IDA = annotation(ARTICLE, "“We will not sign,”")


def of(one: Annotation, actor: Actor) -> Annotation:
    return replace(one, actor=actor.uid)


def after(edit: Edit, uid: str) -> Any:
    """Return a record as an edit leaves it; `None` where that removes it."""
    (found,) = [change.after for change in edit.changes if change.identity == (uid,)]
    return found


def tables(edit: Edit) -> list[tuple[str, bool, bool]]:
    """Return of each change in order the table, and whether the record was and is there."""
    return [(one.table, one.before is not None, one.after is not None) for one in edit.changes]


def test_a_new_actor_needs_a_name_and_blanks_around_it_go() -> None:
    assert acts.new_actor("  Ida Brandt ").name == "Ida Brandt"
    with pytest.raises(AnnotatorError, match="needs a name"):
        acts.new_actor("  ")


def test_an_unnamed_actor_and_no_other_belongs_to_an_article() -> None:
    assert acts.new_actor("A source", kind="unnamed", article=ARTICLE.uid).article == ARTICLE.uid
    with pytest.raises(AnnotatorError, match="belongs to one article"):
        acts.new_actor("A source", kind="unnamed")
    with pytest.raises(AnnotatorError, match="belongs to one article"):
        acts.new_actor("Ida Brandt", article=ARTICLE.uid)


def test_fields_of_an_actor_change_and_aliases_are_kept_once() -> None:
    edit = acts.change_actor(IDA, {"name": "Ida B.", "aliases": ["Ida", " Ida ", "", "Ida B."]})
    assert edit.kind is Kind.ACTOR
    assert after(edit, IDA.uid) == replace(IDA, name="Ida B.", aliases=("Ida",))
    assert not acts.change_actor(IDA, {"name": " Ida Brandt "})
    with pytest.raises(AnnotatorError, match="uid cannot be changed"):
        acts.change_actor(IDA, {"uid": "other"})


def test_who_becomes_unnamed_belongs_to_the_one_article_and_leaves_it_again() -> None:
    edit = acts.change_actor(IDA, {"kind": "unnamed"}, {ARTICLE.uid})
    unnamed = after(edit, IDA.uid)
    assert unnamed.article == ARTICLE.uid
    assert after(acts.change_actor(unnamed, {"kind": "person"}), IDA.uid) == IDA
    renamed = after(acts.change_actor(unnamed, {"name": "A source"}, {"another"}), IDA.uid)
    assert renamed.article == ARTICLE.uid


@pytest.mark.parametrize("articles", [(), ("one", "two")])
def test_who_is_met_in_no_article_or_in_several_cannot_be_unnamed(articles: tuple[str]) -> None:
    with pytest.raises(AnnotatorError, match="belongs to one article"):
        acts.change_actor(IDA, {"kind": "unnamed"}, articles)


def test_the_own_voice_stays_that() -> None:
    with pytest.raises(AnnotatorError, match="own voice"):
        acts.change_actor(AUTHOR_ACTOR, {"kind": "person"})
    with pytest.raises(AnnotatorError, match="own voice"):
        acts.merge_actors(IDA, [AUTHOR_ACTOR], ())


def test_merged_actors_leave_their_names_and_what_the_kept_one_does_not_say() -> None:
    kept = replace(IDA, aliases=("Ida",), notes="Met in May.")
    other = acts.new_actor(
        "I. Brandt",
        role="chair",
        country="Norway",
        aliases=("Ida", "Brandt"),
        notes="Left in June.",
    )
    mention, mine = of(MENTION, other), of(QUOTE_OF_IDA, kept)
    edit = acts.merge_actors(kept, [other], [mention, mine])
    assert after(edit, kept.uid) == replace(
        kept,
        aliases=("Ida", "I. Brandt", "Brandt"),
        country="Norway",
        notes="Met in May.\nLeft in June.",
    )
    assert after(edit, mention.uid).actor == kept.uid
    # The annotation lets go of the actor before that goes.
    assert tables(edit) == [
        ("actor", True, True), ("annotation", True, True), ("actor", True, False),
    ]  # fmt: skip


def test_somebody_unnamed_who_gets_a_name_leaves_no_alias() -> None:
    source = acts.new_actor("A source", kind="unnamed", article=ARTICLE.uid, role="official")
    edit = acts.merge_actors(replace(IDA, role=""), [source], [of(MENTION, source)])
    merged = after(edit, IDA.uid)
    assert (merged.kind, merged.article, merged.aliases, merged.role) == (
        "person", None, (), "official",
    )  # fmt: skip


def test_a_named_actor_is_not_merged_into_somebody_unnamed() -> None:
    source = acts.new_actor("A source", kind="unnamed", article=ARTICLE.uid)
    with pytest.raises(AnnotatorError, match="Keep “Ida Brandt”"):
        acts.merge_actors(source, [IDA], ())
    elsewhere = acts.new_actor("Another", kind="unnamed", article="elsewhere")
    with pytest.raises(AnnotatorError, match="different articles"):
        acts.merge_actors(source, [elsewhere], ())
    here = acts.new_actor("Another", kind="unnamed", article=ARTICLE.uid)
    assert after(acts.merge_actors(source, [here], ()), here.uid) is None


def test_who_is_given_twice_is_merged_and_deleted_once() -> None:
    other = acts.new_actor("I. Brandt")
    assert len(acts.merge_actors(IDA, [other, other, IDA], ()).changes) == 2
    assert len(acts.delete_actors([IDA, IDA], ()).changes) == 1


def test_one_actor_cannot_be_merged() -> None:
    with pytest.raises(AnnotatorError, match="at least two"):
        acts.merge_actors(IDA, [IDA], ())


def test_chosen_mentions_become_another_actor() -> None:
    mention, quote = of(MENTION, IDA), of(QUOTE_OF_IDA, IDA)
    edit = acts.split_actor(IDA, [mention], "Ida Brandt (poet)")
    made = edit.changes[0].after
    assert isinstance(made, Actor)
    assert (made.name, made.kind, made.role) == ("Ida Brandt (poet)", "person", "")
    assert after(edit, mention.uid).actor == made.uid
    assert len(edit.changes) == 2
    with pytest.raises(AnnotatorError, match="Choose the mentions"):
        acts.split_actor(IDA, [replace(quote, actor=None)], "Nobody")


def test_annotations_of_a_deleted_actor_stay_without_it() -> None:
    mention = of(MENTION, IDA)
    edit = acts.delete_actors([IDA], [mention])
    assert after(edit, mention.uid).actor is None
    assert tables(edit) == [("annotation", True, True), ("actor", True, False)]


def test_a_mention_is_somebody_and_its_words_say_how_it_names_them() -> None:
    edit = acts.identify(MENTION, IDA, SCHEME)
    changed = after(edit, MENTION.uid)
    assert edit.kind is Kind.MENTION
    assert (changed.actor, changed.attributes) == (IDA.uid, {"mention": "named"})
    known: list[Record] = [change.record for change in edit.changes]
    assert IDA not in known
    edit = acts.identify(MENTION, IDA, SCHEME, is_new=True)
    assert edit.changes[0].after == IDA
    assert not acts.identify(changed, IDA, SCHEME)


def test_an_answer_that_is_there_stays() -> None:
    answered = replace(MENTION, attributes={"mention": "nominal"})
    edit = acts.identify(answered, IDA, SCHEME)
    assert after(edit, MENTION.uid).attributes == {"mention": "nominal"}


def test_who_a_mention_is_can_be_taken_back() -> None:
    edit = acts.identify(of(MENTION, IDA), None, SCHEME)
    assert after(edit, MENTION.uid).actor is None
    assert not acts.identify(MENTION, None, SCHEME)


def test_a_quote_is_no_mention_and_an_unnamed_of_another_article_is_nobody_here() -> None:
    with pytest.raises(AnnotatorError, match="Say who speaks it"):
        acts.identify(QUOTE_OF_IDA, IDA, SCHEME)
    source = acts.new_actor("A source", kind="unnamed", article="elsewhere")
    with pytest.raises(AnnotatorError, match="belongs to another article"):
        acts.identify(MENTION, source, SCHEME)


@pytest.mark.parametrize("name", ["\u200b", "\u2066", " \u2060\ufeff ", "\x00", "\u3164"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(AnnotatorError, match="needs a name"):
        acts.new_actor(name)
    with pytest.raises(AnnotatorError, match="needs a name"):
        acts.change_actor(IDA, {"name": name})
    edit = acts.change_actor(IDA, {"aliases": (name, "Ida")})
    assert after(edit, IDA.uid).aliases == ("Ida",)


def test_what_turns_words_round_is_taken_out_of_names() -> None:
    assert acts.new_actor("\u202eIda\x00 \u2066Brandt\u2069").name == "Ida Brandt"
    edit = acts.change_actor(IDA, {"aliases": ("\u202ethe leader\u202c",)})
    assert after(edit, IDA.uid).aliases == ("the leader",)
    joined = "علی\u200cرضا"
    assert acts.new_actor(joined).name == joined, "a joiner is part of how a name is written"
