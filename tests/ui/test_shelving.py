"""What is done with articles and stories is one edit each, and is refused in sentences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, CodingStatus, Story
from annotator.core.scheme import ACTOR
from annotator.formats.plain import LARGEST, OUTLET_GUESSED
from annotator.project.project import Project
from annotator.ui.provenance import CLIPBOARD
from annotator.ui.shelving import Shelving
from tests import build
from tests.build import BEN, SCHEME

STORY = Story(uid="ferry", title="Ferry strike")
NEWS = """Council shuts terminal

ALDERSUND, March 12, 2025 (Reuters) — The council voted 14 to 9 on Tuesday."""


@dataclass
class Shelf:
    """Some articles in a project, and what is done with them."""

    project: Project
    shelving: Shelving
    offered: list[str] = field(default_factory=list)

    def status(self, article: str) -> CodingStatus:
        row = self.project.reading.article_row(article, self.project.coder.uid)
        assert row is not None
        return row.status

    def article(self, uid: str) -> Article:
        return self.project.reading.article(uid)

    def steps(self) -> int:
        """Return how many steps there are to undo, and undo them."""
        count = 0
        while self.project.next_undo:
            self.project.undo()
            count += 1
        return count


@pytest.fixture
def shelf(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Shelf]:
    owner = QObject()
    project = build.project(tmp_path)
    first = build.article(uid="a1", story=STORY.uid, outlet="Courier")
    project.bring_in([STORY, first, *(build.article(f"{build.TEXT} {n}", uid=n) for n in "bc")])
    project.forget_history()
    shelving = Shelving(owner)
    shelving.work_on(project)
    made = Shelf(project, shelving)
    shelving.offered.connect(made.offered.append)
    yield made
    project.close()


def test_several_statuses_are_one_step(shelf: Shelf) -> None:
    shelf.shelving.set_status(["a1", "b"], "doing")
    assert [shelf.status(uid) for uid in ("a1", "b", "c")] == ["doing", "doing", "todo"]
    shelf.shelving.set_status(["a1", "b"], "doing")
    assert shelf.steps() == 1, "what is so already is no step"


def test_done_is_toggled_for_all_alike(shelf: Shelf) -> None:
    shelf.shelving.set_status(["a1"], "done")
    shelf.shelving.toggle_done(["a1", "b"])
    assert [shelf.status(uid) for uid in ("a1", "b")] == ["done", "done"]
    shelf.shelving.toggle_done(["a1", "b"])
    assert [shelf.status(uid) for uid in ("a1", "b")] == ["doing", "doing"]


def test_a_status_is_the_coders_own(shelf: Shelf) -> None:
    with Project.open(shelf.project.path, BEN) as of_ben:
        other = Shelving(shelf.shelving)
        other.work_on(of_ben)
        other.set_status(["a1"], "done")
    assert shelf.status("a1") == "todo"


def test_properties_of_several_articles_are_one_step(shelf: Shelf) -> None:
    shelf.shelving.describe(["a1", "b"], {"outlet": "Herald", "published": "2025-03"})
    assert {shelf.article(uid).outlet for uid in ("a1", "b")} == {"Herald"}
    assert shelf.steps() == 1
    assert [shelf.article(uid).outlet for uid in ("a1", "b")] == ["Courier", ""]


def test_an_article_is_deleted_with_what_hangs_on_it_and_comes_back(shelf: Shelf) -> None:
    one, other = shelf.article("a1"), shelf.article("b")
    quote, mention = build.annotation(one, "Ida Brandt"), build.annotation(other, "Tomas Berg")
    same = next(kind for kind in SCHEME.link_kinds if kind.name == "same")
    shelf.project.perform(Edit(Kind.ANNOTATE, (create(quote), create(mention))))
    shelf.project.perform(acts.link(same, quote, mention, quote.coder, ()))
    shelf.shelving.set_status(["a1"], "done")
    before = shelf.project.reading.sizes()
    shelf.shelving.delete(["a1", "b"])
    assert shelf.offered == ["Deleted 2 articles with 2 annotations."]
    sizes = shelf.project.reading.sizes()
    assert [sizes[table] for table in ("article", "annotation", "link", "coding")] == [1, 0, 0, 0]
    assert shelf.project.reading.integrity() == []
    shelf.project.undo()
    assert shelf.project.reading.sizes() == before
    assert shelf.article("a1") == one


def test_one_deleted_article_is_told_by_its_title(shelf: Shelf) -> None:
    shelf.shelving.delete(["c"])
    shelf.shelving.delete([])
    assert shelf.offered == ["Deleted “Ferry strike enters third day”."]


def test_a_story_is_made_of_articles_and_renamed(shelf: Shelf) -> None:
    uid = shelf.shelving.new_story("  Strike ", ["b", "c"])
    assert shelf.project.reading.articles_in(uid) == ["b", "c"]
    shelf.shelving.rename_story(uid, "strike")
    assert shelf.project.reading.record("story", (uid,)) == Story(uid=uid, title="strike")
    assert shelf.steps() == 2


@pytest.mark.parametrize("title", ["Ferry strike", " ferry STRIKE "])
def test_no_two_stories_get_the_same_title(shelf: Shelf, title: str) -> None:
    uid = shelf.shelving.new_story("Another")
    with pytest.raises(AnnotatorError, match="“Ferry strike” already"):
        shelf.shelving.new_story(title, ["b"])
    with pytest.raises(AnnotatorError, match="already"):
        shelf.shelving.rename_story(uid, title)


def test_a_deleted_story_leaves_its_articles(shelf: Shelf) -> None:
    shelf.shelving.delete_story("ferry")
    assert shelf.article("a1").story is None
    assert shelf.offered == ["Deleted the story “Ferry strike”; 1 article stayed."]
    shelf.project.undo()
    assert shelf.article("a1").story == "ferry"


def test_articles_go_into_a_story_and_out_of_it(shelf: Shelf) -> None:
    shelf.shelving.move(["b", "c"], "ferry")
    assert shelf.project.reading.articles_in("ferry") == ["a1", "b", "c"]
    shelf.shelving.move(["a1", "b"], None)
    assert shelf.project.reading.articles_in("ferry") == ["c"]
    shelf.shelving.move(["a1"], None)
    assert shelf.steps() == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda shelving: shelving.move(["b"], "gone"),
        lambda shelving: shelving.rename_story("gone", "x"),
        lambda shelving: shelving.delete_story("gone"),
    ],
    ids=["move", "rename", "delete"],
)
def test_a_story_that_went_meanwhile_is_told(
    shelf: Shelf, act: Callable[[Shelving], object]
) -> None:
    with pytest.raises(AnnotatorError, match="no longer in the project"):
        act(shelf.shelving)


def test_a_text_becomes_an_article_with_what_its_first_lines_say(shelf: Shelf) -> None:
    uid = shelf.shelving.add(f"\ufeff{NEWS}  \r\n\r\n\r\n", {}, STORY)
    article = shelf.article(uid)
    assert (article.title, article.outlet, article.published, article.story) == (
        "Council shuts terminal", "Reuters", "2025-03-12", "ferry",
    )  # fmt: skip
    assert (article.text, article.source_name) == (NEWS, CLIPBOARD)
    assert article.cleaning == {
        "bom": 1, "line_ends": 3, "blanks": 2, "empty_lines": 3, OUTLET_GUESSED: True,
    }  # fmt: skip
    assert shelf.steps() == 1
    assert not shelf.project.reading.has("article", uid)


def test_what_a_person_says_of_a_text_counts_more_than_a_guess(shelf: Shelf) -> None:
    uid = shelf.shelving.add(NEWS, {"outlet": "Wire", "published": "2025"})
    article = shelf.article(uid)
    assert (article.outlet, article.published, article.title) == (
        "Wire", "2025", "Council shuts terminal",
    )  # fmt: skip
    assert article.cleaning == {}


def test_a_new_story_is_made_with_its_first_article(shelf: Shelf) -> None:
    story = Story(uid="coal", title="Coal")
    uid = shelf.shelving.add(NEWS, {}, story)
    assert shelf.project.reading.articles_in("coal") == [uid]
    assert shelf.steps() == 1
    assert not shelf.project.reading.has("story", "coal")


@pytest.mark.parametrize(
    ("text", "properties", "sentence"),
    [
        ("", {}, "no text here yet"),
        (" \n\ufeff\n", {}, "no text here yet"),
        (build.TEXT, {}, "in the project already, as “Ferry strike enters third day”"),
        (f"{build.TEXT}\r\n\r\n", {}, "already"),
        (NEWS, {"title": " "}, "needs a title"),
        (NEWS, {"published": "12 March"}, "is no date"),
        ("x" * (LARGEST + 1), {}, "20.0 MB"),
        ("ß" * (LARGEST // 2 + 500_000), {}, "21.0 MB"),
    ],
)
def test_a_text_that_cannot_be_an_article_is_refused(
    shelf: Shelf, text: str, properties: dict[str, str], sentence: str
) -> None:
    with pytest.raises(AnnotatorError, match=sentence):
        shelf.shelving.add(text, properties)
    assert shelf.project.next_undo is None


def test_annotations_of_the_actor_of_an_article_go_with_it(shelf: Shelf) -> None:
    article = shelf.article("b")
    shelf.project.perform(
        Edit(Kind.ANNOTATE, (create(build.annotation(article, "Ida Brandt", ACTOR)),))
    )
    shelf.shelving.delete(["b"])
    assert shelf.offered == ["Deleted “Ferry strike enters third day” with 1 annotation."]
