"""What a change of labels, attributes or kinds of link makes of a codebook, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from annotator.core import acts
from annotator.core.acts import attributes, labels, link_kinds
from annotator.core.acts.adopting import adopt, completed
from annotator.core.consequences import Consequences, consequences
from annotator.core.converting import converted
from annotator.core.edit import Change, Edit, Kind, remove
from annotator.core.errors import AnnotatorError
from annotator.core.identifiers import identifier
from annotator.core.model import Attribute, AttributeKind, Label, LinkKind
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    LABELS,
    PASSAGE,
    QUOTE,
    SPEAKER_LINK,
    Scheme,
    builtin_uid,
)
from tests.build import annotation, article

SCHEME = Scheme()
TYPE = builtin_uid("attribute/quote/type")
STANCE = builtin_uid("attribute/claim/stance")
KIND = builtin_uid("attribute/claim/kind")


def chosen(*names: str) -> Attribute:
    choices = tuple({"name": one, "title": one.capitalize()} for one in names)
    return Attribute(uid="chosen", label=QUOTE, name="chosen", title="Chosen", choices=choices)


def plain(kind: AttributeKind) -> Attribute:
    return Attribute(uid="plain", label=QUOTE, name="plain", title="Plain", kind=kind)


def attribute(scheme: Scheme, uid: str) -> Attribute:
    return next(one for one in scheme.attributes if one.uid == uid)


# Names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Check-worthy", "check_worthy"),
        ("  Größe & Würde ", "grosse_wurde"),
        ("Quote", "quote_2"),
        ("2nd source", "label_2nd_source"),
        ("Тема", "label"),
        ("…", "label"),
    ],
)
def test_a_title_makes_an_identifier(title: str, name: str) -> None:
    assert identifier(title, {"quote"}, "label") == name


# Labels


def test_a_new_label_has_what_no_other_has() -> None:
    made = labels.add(SCHEME, "Question", {}).after.labels[-1]
    assert (made.name, made.title, made.key) == ("question", "Question", "E"), "Q, U are taken"
    assert made.colour not in {one.colour for one in LABELS}
    assert made.position > max(one.position for one in LABELS)


def test_a_new_label_is_shown_as_no_other_is_as_long_as_that_can_be() -> None:
    few = replace(SCHEME, labels=tuple(one for one in SCHEME.labels if one.channel != "underline"))
    assert labels.add(few, "Question", {}).after.labels[-1].channel == "underline"
    scheme = SCHEME
    for title in ("One", "Two", "Three", "Four", "Five"):
        scheme = labels.add(scheme, title, {}).after
    assert scheme.labels[-1].channel == "tint"


def test_titles_and_identifiers_have_a_sensible_length() -> None:
    for title, name in (("x" * 201, "x"), ("x", "x" * 41), ("\ud800", "x")):
        with pytest.raises(AnnotatorError, match="letter"):
            labels.add(SCHEME, title, {"name": name})
    scheme = SCHEME
    for _ in range(3):
        scheme = labels.add(scheme, "x" * 200, {}).after
        assert len(scheme.labels[-1].name) <= 40
    assert len(identifier("2" * 200, (), "attribute")) <= 40


def test_a_new_label_has_what_it_is_given() -> None:
    given = {"name": "ask", "key": "q", "colour": "#123456", "channel": "dots"}
    after = labels.add(SCHEME, "Question", given).after
    made = after.labels[-1]
    assert (made.name, made.key, made.colour, made.channel) == ("ask", "Q", "#123456", "dots")
    assert after.label(QUOTE).key == "", "a key has one label"


def test_two_labels_change_keys() -> None:
    after = labels.change(SCHEME, QUOTE, {"key": "c"}).after
    assert (after.label(QUOTE).key, after.label(CLAIM).key) == ("C", "Q")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "needs a title"),
        ({"colour": "red"}, "no colour"),
        ({"channel": "blink"}, "no way to show"),
        ({"key": "S"}, "a meaning of its own"),
        ({"key": "ab"}, "one letter or digit"),
    ],
)
def test_what_makes_no_sense_for_a_label_is_refused(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(AnnotatorError, match=sentence):
        labels.change(SCHEME, QUOTE, values)


@pytest.mark.parametrize("name", ["claim", "Quote", "2nd", "", "a b"])
def test_an_identifier_is_one_and_nobody_elses(name: str) -> None:
    with pytest.raises(AnnotatorError, match="identifier"):
        labels.rename(SCHEME, QUOTE, name)


def test_the_label_of_comparisons_stays() -> None:
    for change in (
        lambda: labels.delete(SCHEME, PASSAGE),
        lambda: labels.merge(SCHEME, QUOTE, PASSAGE),
    ):
        with pytest.raises(AnnotatorError, match="“Passage” stays"):
            change()


@pytest.mark.parametrize(("kept", "gone"), [(ACTOR, QUOTE), (CLAIM, ACTOR)])
def test_what_is_said_is_not_merged_with_who_says_it(kept: str, gone: str) -> None:
    with pytest.raises(AnnotatorError, match="“Actor” who says it"):
        labels.merge(SCHEME, kept, gone)


def test_labels_that_are_not_named_come_behind_in_their_order() -> None:
    after = labels.order(SCHEME, [CUE, CLAIM]).after
    assert [one.uid for one in after.labels] == [CUE, CLAIM, QUOTE, ACTOR, PASSAGE]
    assert [one.position for one in after.labels] == [0, 1, 2, 3, 4]


def test_a_kind_of_link_of_a_deleted_label_alone_goes_and_never_becomes_one_of_all() -> None:
    after = labels.delete(SCHEME, QUOTE).after
    kinds = {one.uid: one for one in after.link_kinds}
    assert SPEAKER_LINK not in kinds
    assert kinds[CUE_LINK].from_labels == (CLAIM,)
    assert kinds[ABOUT_LINK] == SCHEME.link_kind(ABOUT_LINK)
    assert not after.attributes_of(QUOTE)


def test_a_merged_label_hands_its_attributes_and_kinds_of_link_on() -> None:
    scheme = attributes.add(SCHEME, QUOTE, "Stance", "choice", {"choices": ("Warm",)}).after
    after = labels.merge(scheme, QUOTE, CLAIM).after
    assert [one.name for one in after.attributes_of(QUOTE)] == [
        "type", "stance", "kind", "checkworthy",
    ]  # fmt: skip
    both = next(one for one in after.attributes_of(QUOTE) if one.name == "stance")
    assert [one["name"] for one in both.choices] == ["warm", "affirm", "refute", "neutral"]
    assert after.link_kind(CLAIMANT_LINK).from_labels == (QUOTE,)
    assert after.link_kind(CUE_LINK).from_labels == (QUOTE,)


# Attributes


@pytest.mark.parametrize(
    ("answer", "of", "to", "then"),
    [
        ("direct", chosen("direct"), plain("text"), "Direct"),
        ("Direct ", plain("text"), chosen("direct"), "direct"),
        ("other", plain("text"), chosen("direct"), None),
        ("direct", chosen("direct"), chosen("indirect"), None),
        ("12", plain("text"), plain("number"), 12),
        ("1.5", chosen("1.5"), plain("number"), 1.5),
        ("a dozen", plain("text"), plain("number"), None),
        (12, plain("number"), plain("text"), "12"),
        (12, plain("number"), chosen("12"), "12"),
        (12, plain("number"), chosen("13"), None),
        (1, plain("number"), plain("yes_no"), None),
        ("Yes", plain("text"), plain("yes_no"), True),
        ("no", chosen("no"), plain("yes_no"), False),
        ("maybe", plain("text"), plain("yes_no"), None),
        (True, plain("yes_no"), plain("text"), "yes"),
        (False, plain("yes_no"), chosen("yes", "no"), "no"),
        (True, plain("yes_no"), plain("number"), None),
        ("2025-03", plain("text"), plain("date"), "2025-03"),
        ("in March", plain("text"), plain("date"), None),
        ("2025-03", plain("date"), plain("text"), "2025-03"),
        (("a", "list"), None, plain("text"), None),
    ],
)
def test_an_answer_is_taken_along_to_another_kind_where_it_can_be(
    answer: Any, of: Attribute | None, to: Attribute, then: Any
) -> None:
    found = converted(answer, of, to)
    assert (found, type(found)) == (then, type(then))


def test_a_choice_needs_no_more_than_its_title() -> None:
    given = ("Neutral", "On the record", "", {"name": "x", "title": "X", "description": "what"})
    made = attributes.add(SCHEME, QUOTE, "Tone", "choice", {"choices": given}).after.attributes[-1]
    assert made.choices == (
        {"name": "neutral", "title": "Neutral"},
        {"name": "on_the_record", "title": "On the record"},
        {"name": "x", "title": "X", "description": "what"},
    )


def test_what_waits_for_an_attribute_follows_its_names() -> None:
    condition = {"attribute": "stance", "is": ["affirm", "refute"]}
    scheme = attributes.change(SCHEME, KIND, {"show_when": condition}).after
    scheme = attributes.rename(scheme, STANCE, "position").after
    scheme = attributes.rename_choice(scheme, STANCE, "affirm", "agree").after
    assert attribute(scheme, KIND).show_when == {"attribute": "position", "is": ("agree", "refute")}
    scheme = attributes.merge_choices(scheme, STANCE, "neutral", "refute").after
    assert attribute(scheme, KIND).show_when == {
        "attribute": "position",
        "is": ("agree", "neutral"),
    }
    some = [{"name": "neutral", "title": "Neutral"}]
    scheme = attributes.change(scheme, STANCE, {"choices": some}).after
    assert attribute(scheme, KIND).show_when == {"attribute": "position", "is": ("neutral",)}
    scheme = attributes.delete(scheme, STANCE).after
    assert attribute(scheme, KIND).show_when is None, "it would never be asked any more"


def test_attributes_do_not_wait_for_each_other() -> None:
    scheme = attributes.change(
        SCHEME, KIND, {"show_when": {"attribute": "stance", "is": ["affirm"]}}
    ).after
    for waiting, other in ((STANCE, "kind"), (STANCE, "stance")):
        condition = {"attribute": other, "is": ["factual"]}
        with pytest.raises(AnnotatorError, match="cannot wait"):
            attributes.change(scheme, waiting, {"show_when": condition})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "needs a title"),
        ({"kind": "colour"}, "no kind of attribute"),
        ({"choices": [{"name": "a", "title": "A"}, {"name": "a", "title": "B"}]}, "“a” twice"),
        ({"choices": [{"name": " ", "title": "A"}]}, "needs a name"),
        ({"show_when": {"attribute": "mood", "is": ["x"]}}, "no such attribute"),
        ({"show_when": {"attribute": "kind", "is": ["x"]}}, "“x” is no answer"),
        ({"show_when": {"attribute": "kind", "is": []}}, "for which answers"),
    ],
)
def test_what_makes_no_sense_for_an_attribute_is_refused(
    values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(AnnotatorError, match=sentence):
        attributes.change(SCHEME, STANCE, values)


def test_only_attributes_of_one_label_are_merged() -> None:
    with pytest.raises(AnnotatorError, match="of one label"):
        attributes.merge(SCHEME, TYPE, STANCE)


def test_what_waited_for_a_merged_attribute_waits_for_the_kept_one() -> None:
    scheme = SCHEME
    for title in ("Kept", "Gone"):
        scheme = attributes.add(scheme, QUOTE, title, "choice", {"choices": ["Yes", title]}).after
    kept, gone = (one.uid for one in scheme.attributes[-2:])
    condition = {"attribute": "gone", "is": ["yes", "gone"]}
    scheme = attributes.add(scheme, QUOTE, "Third", "text", {"show_when": condition}).after
    third = scheme.attributes[-1].uid
    after = attributes.merge(scheme, kept, gone).after
    assert attribute(after, third).show_when == {"attribute": "kept", "is": ("yes", "gone")}
    waiting = {"show_when": {"attribute": "third", "is": ["x"]}}
    scheme = attributes.change(scheme, kept, {**waiting}).after
    with pytest.raises(AnnotatorError, match="cannot be merged into “Kept”: “Third”"):
        attributes.merge(scheme, kept, gone)


# Kinds of link


def test_merged_kinds_tie_what_either_tied() -> None:
    after = link_kinds.merge(SCHEME, SPEAKER_LINK, CLAIMANT_LINK).after
    assert after.link_kind(SPEAKER_LINK).from_labels == (QUOTE, CLAIM)
    after = link_kinds.merge(SCHEME, SPEAKER_LINK, ABOUT_LINK).after
    assert after.link_kind(SPEAKER_LINK).from_labels == (), "any label"


def test_kinds_within_an_article_and_across_are_not_merged() -> None:
    with pytest.raises(AnnotatorError, match="two articles"):
        link_kinds.merge(SCHEME, ABOUT_LINK, builtin_uid("link/same"))


def test_the_kind_that_ties_parts_stays_as_it_is() -> None:
    changed = link_kinds.change(SCHEME, CONTINUES_LINK, {"title": "Goes on"}).after
    assert changed.link_kind(CONTINUES_LINK).title == "Goes on"
    for change in (
        lambda: link_kinds.change(SCHEME, CONTINUES_LINK, {"many": True}),
        lambda: link_kinds.delete(SCHEME, CONTINUES_LINK),
        lambda: link_kinds.merge(SCHEME, ABOUT_LINK, CONTINUES_LINK),
        lambda: link_kinds.merge(SCHEME, CONTINUES_LINK, ABOUT_LINK),
    ):
        with pytest.raises(AnnotatorError, match="parts of split"):
            change()


def test_the_kind_that_ties_parts_does_not_go_with_a_label() -> None:
    kinds = tuple(
        replace(one, from_labels=(QUOTE,)) if one.uid == CONTINUES_LINK else one
        for one in SCHEME.link_kinds
    )
    after = labels.delete(replace(SCHEME, link_kinds=kinds), QUOTE).after
    assert after.link_kind(CONTINUES_LINK).from_labels == ()


# Taking over another codebook


def small(*labels: Label, kinds: tuple[LinkKind, ...] = ()) -> Scheme:
    placed = (replace(one, position=number) for number, one in enumerate(labels))
    return Scheme(tuple(placed), (), kinds)


def label(uid: str, name: str, key: str = "") -> Label:
    return Label(uid=uid, name=name, title=name, colour="#000000", channel="tint", key=key)


def test_parts_meet_by_uid_and_else_by_name() -> None:
    other = small(label(QUOTE, "content", "U"), label("mine", "claim", "A"), label("new", "thing"))
    after = adopt(SCHEME, other, only_these=False).after
    assert [(one.uid, one.name, one.key) for one in after.labels] == [
        (QUOTE, "content", "U"), (CLAIM, "claim", "A"), ("new", "thing", ""),
        (ACTOR, "actor", ""), (CUE, "cue", ""), (PASSAGE, "passage", ""),
    ]  # fmt: skip


def test_what_a_codebook_does_not_have_goes_when_it_is_all() -> None:
    after = adopt(SCHEME, small(label(QUOTE, "quote")), only_these=True).after
    assert [one.uid for one in after.labels] == [QUOTE, PASSAGE]
    assert [one.uid for one in after.link_kinds] == [CONTINUES_LINK]
    assert not after.attributes, "the file asks nothing"


def test_names_do_not_change_places() -> None:
    """The file could not be written: each name has one row at any time."""
    other = small(label(QUOTE, "claim"), label(CLAIM, "quote"), label("new", "actor"))
    after = adopt(SCHEME, other, only_these=False).after
    assert {one.uid: one.name for one in after.labels} == {
        QUOTE: "quote", CLAIM: "claim", ACTOR: "actor", CUE: "cue", PASSAGE: "passage",
    }  # fmt: skip


def test_a_kind_of_link_points_to_the_labels_that_were_met() -> None:
    tie = LinkKind(uid="tie", name="tie", title="Tie", from_labels=("mine",), to_labels=("new",))
    other = small(label("mine", "claim"), label("new", "thing"), kinds=(tie,))
    after = adopt(SCHEME, other, only_these=False).after
    assert (after.link_kind("tie").from_labels, after.link_kind("tie").to_labels) == (
        (CLAIM,), ("new",),
    )  # fmt: skip


def test_a_new_project_has_what_the_program_needs_whatever_its_codebook() -> None:
    made = completed(small(label("new", "thing")))
    assert [one.name for one in made.labels] == ["thing", "passage"]
    assert [one.uid for one in made.link_kinds] == [CONTINUES_LINK]
    assert completed(Scheme()) == Scheme()


# What is told


def test_a_change_of_the_codebook_alone_has_no_consequences() -> None:
    edit = acts.recode(labels.add(SCHEME, "Question", {}))
    assert edit
    assert consequences(edit).sentences() == []
    assert not acts.recode(labels.change(SCHEME, QUOTE, {"title": "Quote"}))


def test_consequences_are_told_in_sentences() -> None:
    assert Consequences(212, 1, 30, 40, 1, 1, 1300).sentences() == [
        "Erases 212 annotations and 40 links.",
        "Gives 30 annotations another label.",
        "Makes 1 annotation one with the one in the same place.",
        "Turns 1 link into another kind.",
        "Takes 1 answer away.",
        "Rewrites 1,300 answers.",
    ]
    assert Consequences(links_erased=1).sentences() == ["Erases 1 link."]
    assert consequences(Edit(acts.recode(labels.add(SCHEME, "X", {})).kind, ())) == Consequences()


def test_what_goes_beside_one_that_loses_an_answer_is_erased_and_not_made_one_with_it() -> None:
    there = article()
    claim = annotation(there, "“We will not sign,”", CLAIM)
    quote = replace(claim, uid="quote", label=QUOTE, attributes={"type": "direct"})
    gone = Change(quote, replace(quote, attributes={}))
    kept = Change(quote, replace(quote, attributes={"type": "direct", "tone": "sharp"}))
    assert consequences(Edit(Kind.CODEBOOK, (gone, remove(claim)))).erased == 1
    assert consequences(Edit(Kind.CODEBOOK, (kept, remove(claim)))).joined == 1
