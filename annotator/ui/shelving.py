"""What is done with articles and stories as wholes: each gesture becomes one edit."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core import acts
from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold
from annotator.core.model import Annotation, Article, Coding, CodingStatus, Record, Story
from annotator.formats.plain import LARGEST, OUTLET_GUESSED, article_of
from annotator.project.project import Project
from annotator.ui.phrases import counted, excerpt
from annotator.ui.provenance import CLIPBOARD


class Shelving(QObject):
    """Files articles away in the open project; every method raises AnnotatorError if it cannot."""

    offered = Signal(str)  # something is gone; the sentence that tells so offers to undo it

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None

    def work_on(self, project: Project | None) -> None:
        self._project = project

    # Articles

    def set_status(self, articles: Iterable[str], status: CodingStatus) -> None:
        """Say how far the coder is with some articles."""
        me = self._at_work().coder.uid
        edits = [acts.set_status(uid, me, self._coding(uid), status) for uid in articles]
        self._perform(Edit(Kind.STATUS, tuple(one for edit in edits for one in edit.changes)))

    def toggle_done(self, articles: Iterable[str]) -> None:
        """Say that some articles are done or, where all of them are, that they are in progress."""
        uids = list(articles)
        codings = [self._coding(uid) for uid in uids]
        done = all(coding is not None and coding.status == "done" for coding in codings)
        self.set_status(uids, "doing" if done else "done")

    def describe(self, articles: Iterable[str], properties: Mapping[str, str]) -> None:
        """Set properties of one or several articles."""
        self._perform(acts.describe(self._articles(articles), properties))

    def add(self, text: str, properties: Mapping[str, str], story: Story | None = None) -> str:
        """Make an article of a text and return its uid; a story that is not there yet is made.

        What `properties` do not say is guessed from the first lines of the text.
        """
        project = self._at_work()
        check_length(text)
        article = article_of(text)
        if not article.text.strip():
            raise AnnotatorError("There is no text here yet. Paste one, or write it.")
        same = project.reading.article_with(article.sha256)
        if same is not None:
            title = project.reading.article(same).title
            raise AnnotatorError(f"This text is in the project already, as “{excerpt(title)}”.")
        there = story is not None and project.reading.has(Story.table, story.uid)
        made = _described(article, properties)
        self._perform(acts.add_article(made, story, new_story=not there))
        return made.uid

    def delete(self, articles: Iterable[str]) -> None:
        """Delete articles with all that belongs to them, and offer to undo it."""
        found = self._articles(articles)
        if not found:
            return
        reading = self._at_work().reading
        dependents: list[Record] = []
        for article in found:
            dependents += reading.dependents(article.uid)
        self._perform(acts.delete_articles(found, dependents))
        what = f"“{excerpt(found[0].title)}”"
        if len(found) > 1:
            what = counted(len(found), "article")
        tagged = sum(isinstance(one, Annotation) for one in dependents)
        beside = f" with {counted(tagged, 'annotation')}" if tagged else ""
        self.offered.emit(f"Deleted {what}{beside}.")

    # Stories

    def new_story(self, title: str, articles: Iterable[str] = ()) -> str:
        """Make a story of some articles and return its uid."""
        self._check_free(title)
        edit = acts.make_story(title, self._articles(articles))
        self._perform(edit)
        return str(edit.changes[0].identity[0])

    def rename_story(self, story: str, title: str) -> None:
        found = self._story(story)
        if fold(title.strip()) != fold(found.title):
            self._check_free(title)
        self._perform(acts.rename_story(found, title))

    def delete_story(self, story: str) -> None:
        """Take a story away and offer to undo it; its articles stay."""
        found = self._story(story)
        articles = self._articles(self._at_work().reading.articles_in(story))
        self._perform(acts.delete_story(found, articles))
        kept = f"; {counted(len(articles), 'article')} stayed" if articles else ""
        self.offered.emit(f"Deleted the story “{excerpt(found.title)}”{kept}.")

    def move(self, articles: Iterable[str], story: str | None) -> None:
        """Put articles into a story, or with `None` take them out of theirs."""
        into = self._story(story) if story is not None else None
        self._perform(acts.fill_story(into, self._articles(articles)))

    # How it is done

    def _at_work(self) -> Project:
        assert self._project is not None  # what calls this needs a project
        return self._project

    def _perform(self, edit: Edit) -> None:
        self._at_work().perform(edit)

    def _articles(self, uids: Iterable[str]) -> list[Article]:
        reading = self._at_work().reading
        return [reading.article(uid) for uid in uids]

    def _story(self, uid: str) -> Story:
        story = self._at_work().reading.record(Story.table, (uid,))
        if not isinstance(story, Story):
            raise AnnotatorError("This story is no longer in the project.")
        return story

    def _check_free(self, title: str) -> None:
        """Refuse a title that another story has: nobody could tell them apart."""
        wanted = fold(title.strip())
        for story in self._at_work().reading.records(Story):
            if fold(story.title) == wanted:
                raise AnnotatorError(
                    f"There is a story “{excerpt(story.title)}” already. Drag articles onto it, "
                    "or choose another title."
                )

    def _coding(self, article: str) -> Coding | None:
        project = self._at_work()
        coding = project.reading.record(Coding.table, (article, project.coder.uid))
        return coding if isinstance(coding, Coding) else None


def check_length(text: str) -> None:
    """Raise AnnotatorError for a text that no pane could show."""
    # A character has up to four bytes, so most texts need not be counted.
    size = len(text.encode("utf-8", "replace")) if len(text) > LARGEST // 4 else 0
    if size > LARGEST:
        raise AnnotatorError(
            f"This text has {size / 1e6:.1f} MB; the largest that can be read has "
            f"{LARGEST / 1e6:.0f} MB. Split it into one text per article."
        )


def _described(article: Article, properties: Mapping[str, str]) -> Article:
    """Return an article that was pasted, with what a person said of it."""
    cleaning = dict(article.cleaning)
    if "outlet" in properties:
        cleaning.pop(OUTLET_GUESSED, None)
    pasted = replace(article, source_name=CLIPBOARD, cleaning=cleaning)
    changes = acts.describe([pasted], properties).changes
    described = changes[0].after if changes else pasted
    assert isinstance(described, Article)
    return described
