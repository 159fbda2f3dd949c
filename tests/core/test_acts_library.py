"""Acts on articles, stories, statuses and the codebook."""

import pytest

from annotator.core import acts
from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coding, Meta, Story
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from tests.build import ANN, SCHEME, annotation, article

STORY = Story(uid="story", title="Ferry strike")


def test_an_article_is_deleted_after_all_that_hangs_on_it() -> None:
    one, other = article(), article("Another text, with Ida.")
    quote, mention = annotation(one, "“We will not sign,”"), annotation(other, "Ida", ACTOR)
    coding = Coding(article=one.uid, coder=ANN.uid, status="done")
    edit = acts.delete_articles([one, other], [coding, quote, mention])
    assert edit.kind is Kind.DELETE
    assert [change.before for change in edit.changes] == [quote, mention, coding, one, other]


def test_a_link_between_two_deleted_articles_is_deleted_once_and_first() -> None:
    one, other = article(), article("Another text, with Ida.")
    source, target = annotation(one, "“Not this year.”"), annotation(other, "Ida")
    same = next(kind for kind in SCHEME.link_kinds if kind.name == "same")
    made = acts.link(same, source, target, ANN.uid, ()).changes[0].after
    assert made is not None
    edit = acts.delete_articles([one, other], [made, source, made, target])
    assert [change.before for change in edit.changes] == [made, source, target, one, other]


def test_a_status_is_made_once_and_then_changed() -> None:
    first = acts.set_status("a", ANN.uid, None, "doing").changes[0]
    assert (first.before, first.after) == (None, Coding(article="a", coder=ANN.uid, status="doing"))
    coding = first.after
    assert isinstance(coding, Coding)
    assert acts.set_status("a", ANN.uid, coding, "done").changes[0].before is coding
    assert not acts.set_status("a", ANN.uid, coding, "doing"), "it is so already"


def test_to_do_can_be_said_where_nothing_was_said() -> None:
    assert acts.set_status("a", ANN.uid, None, "todo"), "for what is begun but counts as not"


def test_a_deleted_story_leaves_its_articles() -> None:
    one = article(story=STORY.uid)
    edit = acts.delete_story(STORY, [one])
    moved, gone = edit.changes
    assert (getattr(moved.after, "story", ""), gone.before, gone.after) == (None, STORY, None)


@pytest.mark.parametrize("title", ["", "   "])
def test_stories_and_projects_need_titles(title: str) -> None:
    with pytest.raises(AnnotatorError, match="needs a title"):
        acts.rename_story(STORY, title)
    with pytest.raises(AnnotatorError, match="needs a title"):
        acts.entitle(None, title)


def test_renaming_to_the_same_is_no_edit() -> None:
    assert not acts.rename_story(STORY, " Ferry strike ")
    assert not acts.entitle(Meta(key="title", value="Ferries"), "Ferries")
    assert acts.entitle(None, "Ferries").changes[0].after == Meta(key="title", value="Ferries")


def test_a_new_article_brings_the_story_that_is_made_for_it() -> None:
    one = article()
    assert len(acts.add_article(one).changes) == 1
    there, made = acts.add_article(one, STORY), acts.add_article(one, STORY, new_story=True)
    assert getattr(there.changes[0].after, "story", "") == STORY.uid
    assert [change.table for change in made.changes] == ["story", "article"]


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("Q", "“Quote” already"),
        ("n", "a meaning of its own"),
        ("!", "one letter or digit"),
        ("QQ", "one letter or digit"),
    ],
)
def test_a_label_takes_no_key_that_means_something_else(key: str, sentence: str) -> None:
    with pytest.raises(AnnotatorError, match=sentence):
        acts.set_key(SCHEME.label(CLAIM), key, SCHEME)


def test_a_label_goes_to_another_key_or_to_none() -> None:
    label = SCHEME.label(QUOTE)
    assert getattr(acts.set_key(label, "5", SCHEME).changes[0].after, "key", "") == "5"
    assert getattr(acts.set_key(label, "", SCHEME).changes[0].after, "key", "x") == ""
    assert not acts.set_key(label, "q", SCHEME), "it is there already"
