"""Acts list everything that changes, and their inverse brings it back."""

from dataclasses import replace

import pytest

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Link, Story
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CLAIM,
    CONTINUES_LINK,
    CUE,
    CUE_LINK,
    QUOTE,
    SPEAKER_LINK,
)
from annotator.core.span import Span
from tests.build import ANN, SCHEME, annotation, article

ARTICLE = article()


def made(edit: Edit) -> Annotation:
    record = edit.changes[0].after
    assert isinstance(record, Annotation)
    return record


def made_link(edit: Edit) -> Link:
    record = edit.changes[-1].after
    assert isinstance(record, Link)
    return record


def link(kind: str, source: Annotation, target: Annotation) -> Link:
    return made_link(acts.link(SCHEME.link_kind(kind), source, target, ANN.uid, ()))


def test_tagging_takes_the_words_from_the_article() -> None:
    one = made(acts.annotate(ARTICLE, SCHEME.label(QUOTE), Span(0, 5), ANN.uid))
    assert (one.text, one.span, one.coder) == ("Ferry", Span(0, 5), ANN.uid)


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="beyond the end"):
        acts.annotate(ARTICLE, SCHEME.label(QUOTE), Span(0, 10_000), ANN.uid)


def test_many_places_are_tagged_in_one_edit() -> None:
    other = article("Ida again.")
    places = [(ARTICLE, Span(0, 5)), (other, Span(0, 3)), (ARTICLE, Span(6, 12))]
    edit = acts.annotate_all(iter(places), SCHEME.label(ACTOR), ANN.uid)
    made = [change.after for change in edit.changes if isinstance(change.after, Annotation)]
    assert edit.kind is Kind.ANNOTATE
    assert all(change.before is None for change in edit.changes)
    assert [(one.article, one.span, one.text, one.label, one.coder) for one in made] == [
        (of.uid, span, span.of(of.text), ACTOR, ANN.uid) for of, span in places
    ]
    assert len({one.uid for one in made}) == 3


def test_of_many_places_all_must_fit_and_there_must_be_one() -> None:
    label = SCHEME.label(ACTOR)
    with pytest.raises(AnnotatorError, match="beyond the end"):
        acts.annotate_all([(ARTICLE, Span(0, 5)), (ARTICLE, Span(0, 10_000))], label, ANN.uid)
    with pytest.raises(AnnotatorError, match="nothing to tag"):
        acts.annotate_all([], label, ANN.uid)


def test_erasing_takes_the_links_with_it() -> None:
    quote, actor = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "Ida", ACTOR)
    tie = link(SPEAKER_LINK, quote, actor)
    edit = acts.erase(quote, [tie], {quote.uid: quote, actor.uid: actor})
    assert [change.before for change in edit.changes] == [tie, quote]


def test_erasing_a_head_promotes_the_next_part() -> None:
    head = annotation(ARTICLE, "“We will not sign,”")
    late, later = annotation(ARTICLE, "“Not this year.”"), annotation(ARTICLE, "The port")
    actor = annotation(ARTICLE, "Ida Brandt", ACTOR)
    ties = [
        link(CONTINUES_LINK, later, head),
        link(CONTINUES_LINK, late, head),
        link(SPEAKER_LINK, head, actor),
    ]
    everything = {one.uid: one for one in (head, late, later, actor)}
    edit = acts.erase(head, ties, everything)
    after = {change.identity[0]: change.after for change in edit.changes}
    assert after[head.uid] is None
    assert after[ties[1].uid] is None, "the heir no longer continues anything"
    moved = [after[ties[0].uid], after[ties[2].uid]]
    assert isinstance(moved[0], Link)
    assert isinstance(moved[1], Link)
    assert (moved[0].source, moved[0].target) == (later.uid, late.uid)
    assert moved[1].source == late.uid


def test_the_heir_of_a_head_gets_its_attributes() -> None:
    head, part = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "“Not this year.”")
    head = made_again(acts.set_attribute(head, SCHEME.attributes_of(QUOTE)[0], "direct"))
    edit = acts.erase(head, [link(CONTINUES_LINK, part, head)], {part.uid: part})
    assert made_again(edit).attributes == {"type": "direct"}


def made_again(edit: Edit) -> Annotation:
    return next(one.after for one in edit.changes if isinstance(one.after, Annotation))


def test_relabelling_drops_what_the_new_label_cannot_have() -> None:
    quote, actor = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "Ida", ACTOR)
    cue = annotation(ARTICLE, "said", CUE)
    quote = made_again(acts.set_attribute(quote, SCHEME.attributes_of(QUOTE)[0], "direct"))
    ties = [link(SPEAKER_LINK, quote, actor), link(CUE_LINK, quote, cue)]
    edit = acts.relabel(quote, SCHEME.label(CLAIM), SCHEME, ties, {})
    assert [change.before for change in edit.of("link")] == [ties[0]]
    assert (made_again(edit).label, made_again(edit).attributes) == (CLAIM, {})


def test_relabelling_a_part_relabels_the_whole_split_quote() -> None:
    head, part = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "“Not this year.”")
    tie = link(CONTINUES_LINK, part, head)
    edit = acts.relabel(part, SCHEME.label(CLAIM), SCHEME, [tie], {head.uid: head})
    assert {change.identity[0] for change in edit.of("annotation")} == {head.uid, part.uid}
    assert not list(edit.of("link"))


def test_what_tied_the_heir_to_the_head_does_not_tie_it_to_itself() -> None:
    head, part = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "“Not this year.”")
    about = link(ABOUT_LINK, part, head)
    edit = acts.erase(head, [link(CONTINUES_LINK, part, head), about], {part.uid: part})
    left = [change.after for change in edit.of("link") if change.after is not None]
    assert left == []


@pytest.mark.parametrize(("label", "kept"), [(CLAIM, "ida"), (ACTOR, None)])
def test_who_spoke_is_not_whom_a_mention_mentions(label: str, kept: str | None) -> None:
    quote = replace(annotation(ARTICLE, "“We will not sign,”"), actor="ida")
    edit = acts.relabel(quote, SCHEME.label(label), SCHEME, [], {})
    assert made_again(edit).actor == kept


def test_what_changes_nothing_is_no_edit() -> None:
    quote = annotation(ARTICLE, "“We will not sign,”")
    assert not acts.note(quote, "")
    assert not acts.set_attribute(quote, SCHEME.attributes_of(QUOTE)[0], None)


def test_articles_are_put_into_a_story_and_taken_out_again() -> None:
    story = Story(uid="story", title="Ferry strike")
    filled = acts.fill_story(story, [ARTICLE]).changes[0].after
    assert isinstance(filled, Article)
    assert filled.story == "story"
    assert not acts.fill_story(story, [filled])
    assert acts.fill_story(None, [filled]).changes[0].after == ARTICLE


def test_a_continuation_of_a_part_continues_the_head() -> None:
    head, part = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "“Not this year.”")
    tie = link(CONTINUES_LINK, part, head)
    edit = acts.continue_(ARTICLE, part, Span(0, 5), ANN.uid, [tie])
    assert made_link(edit).target == head.uid


def test_a_mention_as_speaker_takes_the_place_of_the_quotes_own_actor() -> None:
    quote, actor = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "Ida", ACTOR)
    quote = replace(quote, actor="somebody")
    edit = acts.link(SCHEME.link_kind(SPEAKER_LINK), quote, actor, ANN.uid, ())
    assert made_again(edit).actor is None


@pytest.mark.parametrize(
    ("kind", "source", "target", "why"),
    [
        (SPEAKER_LINK, ACTOR, QUOTE, "cannot have a speaker"),
        (SPEAKER_LINK, QUOTE, CUE, "cannot be a speaker"),
        (CONTINUES_LINK, QUOTE, CLAIM, "must have the label"),
    ],
)
def test_links_between_the_wrong_labels_are_refused(
    kind: str, source: str, target: str, why: str
) -> None:
    one, other = annotation(ARTICLE, "Ferry", source), annotation(ARTICLE, "strike", target)
    with pytest.raises(AnnotatorError, match=why):
        acts.link(SCHEME.link_kind(kind), one, other, ANN.uid, ())


def test_the_same_link_twice_is_refused() -> None:
    quote, actor = annotation(ARTICLE, "“We will not sign,”"), annotation(ARTICLE, "Ida", ACTOR)
    tie = link(SPEAKER_LINK, quote, actor)
    with pytest.raises(AnnotatorError, match="set already"):
        acts.link(SCHEME.link_kind(SPEAKER_LINK), quote, actor, ANN.uid, [tie])


def test_only_links_across_articles_leave_their_article() -> None:
    one, other = annotation(ARTICLE, "Ferry", QUOTE), annotation(article(), "Ida", ACTOR)
    with pytest.raises(AnnotatorError, match="must lie in the same article"):
        acts.link(SCHEME.link_kind(SPEAKER_LINK), one, other, ANN.uid, ())


def test_an_attribute_takes_only_its_own_values() -> None:
    quote = annotation(ARTICLE, "“We will not sign,”")
    with pytest.raises(AnnotatorError, match="not a value of “Type”"):
        acts.set_attribute(quote, SCHEME.attributes_of(QUOTE)[0], "shouted")


def test_describing_articles_changes_only_those_that_differ() -> None:
    one, other = article(outlet="Courier"), article(outlet="Wire")
    edit = acts.describe([one, other], {"outlet": "Wire"})
    assert [change.before for change in edit.changes] == [one]


@pytest.mark.parametrize(
    "properties", [{"text": "x"}, {"sha256": ""}, {"title": "  "}, {"published": "soon"}]
)
def test_neither_the_text_nor_a_blank_title_nor_a_false_date_can_be_set(
    properties: dict[str, str],
) -> None:
    with pytest.raises(AnnotatorError):
        acts.describe([ARTICLE], properties)


def test_a_new_story_takes_its_articles_in_one_edit() -> None:
    edit = acts.make_story("Ferry strike", [ARTICLE])
    story = edit.changes[0].after
    assert story is not None
    assert [getattr(change.after, "story", None) for change in edit.of("article")] == list(
        story.identity
    )
