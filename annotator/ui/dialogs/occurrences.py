"""All places where some words stand, to be looked through and then tagged at once."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.edit import Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Article, Label, Story
from annotator.core.search import Query, Search
from annotator.core.span import Span
from annotator.project.project import Event, Project
from annotator.store.articles import ArticleRow
from annotator.ui.announcing import announce
from annotator.ui.dialogs.occurrences_extent import ExtentBox
from annotator.ui.dialogs.occurrences_list import OccurrencesList
from annotator.ui.dialogs.question import Question
from annotator.ui.elided import ElidedLabel
from annotator.ui.labelbox import LabelBox
from annotator.ui.models.occurrences import Occurrences
from annotator.ui.phrases import counted
from annotator.ui.seeking import MOST, Seeking
from annotator.ui.slicing import Slicing
from annotator.ui.theme import Theme
from annotator.ui.words import in_quotes

_SIZE = QSize(680, 560)
_TELL_EVERY = 0.1  # seconds, while it is going on
_SCREENFUL = 50  # rows
_WHERE = {"article": "in this article", "story": "in this story", "project": "in the project"}
_WIDER = "Choose a wider range above to look further."

Chosen = Iterable[tuple[str, list[Span]]]  # articles by uid, each with what is to be tagged


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog begins with."""

    query: Query
    label: str  # uid
    article: str  # uid
    extent: str
    source: Span | None = None  # of the annotation whose words these are


class OccurrencesDialog(Question):
    """Follows what happens to the project as long as it is open, and leaves the window usable."""

    jump_requested = Signal(str, object)  # article, Span
    extent_chosen = Signal(str)

    def __init__(
        self,
        project: Project,
        asked: Asked,
        theme: Theme,
        rows: Callable[[], Iterable[ArticleRow]],
        tag: Callable[[Label, Chosen], None],
        parent: QWidget,
    ) -> None:
        """`rows` returns the articles in the order of the library; `tag` tags what was chosen."""
        super().__init__("Tag all occurrences", parent)
        self.setProperty("help", "find")
        self._project, self.asked, self._rows, self._tag = project, asked, rows, tag
        self._query = asked.query
        self.model = Occurrences(self)
        self.extent = ExtentBox(asked.article, self)
        self.labels = LabelBox(theme, self)
        self.whole_words = self._option("&Whole words", asked.query.whole_words)
        self.match_case = self._option("&Match case", asked.query.match_case)
        self.list = OccurrencesList(self.model, self)
        self.list.setAccessibleName("Places")
        self._nothing = QLabel(self, wordWrap=True)
        self._either = QStackedWidget(self)
        self._told = QLabel(self, wordWrap=True)
        self.all, self.none = self._button("&All"), self._button("&None")
        self.stop = self._button("&Stop")
        self._searching, self._marking = Slicing(project, self), Slicing(project, self)
        self._seeking: Seeking | None = None
        self._left: Iterator[None] | None = None  # to look at, after Stop
        self._stale: dict[str, None] = {}  # articles in which something may be tagged otherwise
        self._marked: dict[str, Collection[Span]] = {}
        self._told_at = 0.0
        self._lay_out()
        self._connect()
        self.labels.show_labels(project.scheme.labels)
        self.labels.choose(asked.label)
        self.extent.show_articles(rows())
        self.extent.choose(asked.extent)
        self._seek()
        (self.list if self.model.rowCount() else self.extent).setFocus()

    @property
    def told(self) -> str:
        """Return what is told of the search."""
        return self._told.text()

    @property
    def nothing(self) -> str:
        """Return what stands where no rows are."""
        return "" if self._either.currentWidget() is self.list else self._nothing.text()

    @property
    def is_searching(self) -> bool:
        return self._searching.is_running or self._marking.is_running

    def set_theme(self, theme: Theme) -> None:
        self.labels.set_theme(theme)

    def hear(self, event: Event) -> None:
        """Follow a change of the project. The library must have followed it before."""
        edit = event.edit
        self._take_found()
        if edit.touches_codebook:
            self.labels.show_labels(self._project.scheme.labels)
        records = {type(change.record) for change in edit.changes}
        if edit.kind is Kind.IMPORT or records & {Article, Story}:
            self._follow_articles(anew=edit.kind is Kind.IMPORT)
        for change in edit.of(Annotation.table):
            for one in (change.before, change.after):
                if isinstance(one, Annotation) and one.article in self.model.articles:
                    self._stale[one.article] = None
        self._mark()

    @override
    def answer(self) -> None:
        if self.is_searching:
            raise AnnotatorError("The search is still going on. Stop it, or wait for its end.")
        label = self.labels.chosen
        if label is None or not self.model.ticked:
            raise AnnotatorError("No place is ticked, so there is nothing to tag.")
        self._tag(label, self.model.chosen())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # else the window was only minimised
            self._searching.stop()
            self._marking.stop()

    # How it looks

    def _lay_out(self) -> None:
        words = ElidedLabel("asked", self)
        font = words.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        words.setFont(font)
        whole = " ".join(self._query.text.split())
        words.show_text(f"Pattern {whole}" if self._query.is_regex else f"“{whole}”")
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for title, box in (("&Look in", self.extent), ("&Tag as", self.labels)):
            name = QLabel(title, self)
            name.setBuddy(box)
            choices.addWidget(name)
            choices.addWidget(box)
        choices.addStretch(1)
        choices.addWidget(self.whole_words)
        choices.addWidget(self.match_case)
        self._nothing.setObjectName("hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setMargin(24)
        self._either.addWidget(self.list)
        self._either.addWidget(self._nothing)
        self._told.setObjectName("hint")
        below = QHBoxLayout()
        below.addWidget(self._told, 1)
        for button in (self.stop, self.all, self.none):
            below.addWidget(button)
        fields = QVBoxLayout()
        fields.setSpacing(10)
        fields.addWidget(words)
        fields.addLayout(choices)
        fields.addWidget(self._either, 1)
        fields.addLayout(below)
        buttons = self.lay_out(fields, "Tag")
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.tag = next(one for one in buttons.buttons() if buttons.buttonRole(one) == role)
        self.resize(_SIZE)

    def _option(self, title: str, on: bool) -> QCheckBox:
        box = QCheckBox(title, self)
        box.setChecked(on)
        return box

    def _button(self, title: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.extent.chosen.connect(self._look_elsewhere)
        self.labels.chosen_changed.connect(self._mark_all)
        self.whole_words.toggled.connect(self._ask_otherwise)
        self.match_case.toggled.connect(self._ask_otherwise)
        self.list.jump_requested.connect(self._jump)
        self.all.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), True))
        self.none.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), False))
        self.stop.clicked.connect(self._stop_or_go_on)
        self.model.counted.connect(self._show_ticks)
        self._searching.sliced.connect(self._show_found)
        self._searching.ended.connect(self._end)
        self._searching.failed.connect(self._fail)
        self._marking.sliced.connect(self._take_marked)
        self._marking.failed.connect(self.tell)

    # What is looked for

    def _look_elsewhere(self) -> None:
        self.extent_chosen.emit(self.extent.extent)
        self._seek()

    def _ask_otherwise(self) -> None:
        self._query = replace(
            self._query,
            whole_words=self.whole_words.isChecked(),
            match_case=self.match_case.isChecked(),
        )
        self._seek()

    def _seek(self) -> None:
        """Look for all places, from the beginning."""
        self.tell("")
        self._searching.stop()
        self.model.clear()
        self.model.names = self.extent.names()
        articles = self.extent.articles()
        self._seeking = Seeking(self._project, Search(self._query), articles, self._taken)
        self._go_on(self._seeking.steps())

    def _go_on(self, steps: Iterator[None]) -> None:
        self._left = steps
        self.stop.setText("&Stop")
        self._searching.begin(steps)

    def _stop_or_go_on(self) -> None:
        if self._searching.is_running:
            self._searching.stop()
            self._take_found()
            self.stop.setText("&Go on")
            self._show()
        elif self._left is not None:
            self._go_on(self._left)

    def _show_found(self) -> None:
        """Show what was found, once in a while: each time all that is seen is painted anew."""
        is_seen = self.model.rowCount() < _SCREENFUL
        if is_seen or perf_counter() - self._told_at > _TELL_EVERY:
            self._take_found()
            self._show()

    def _take_found(self) -> None:
        if self._seeking is not None:
            self.model.add(self._seeking.take())
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            rows = range(self.model.rowCount())
            self.list.selectRow(next((row for row in rows if not self.model.is_tagged(row)), 0))

    def _end(self) -> None:
        self._left = None
        self._take_found()
        self._show()
        announce(self, self.nothing or self.told)

    def _fail(self, sentence: str) -> None:
        self._left = None
        self._take_found()
        self.tell(sentence)
        self._show()

    def _follow_articles(self, *, anew: bool) -> None:
        """Follow what came, went or changed its name among the articles."""
        before = set(self.extent.articles())
        self.extent.show_articles(self._rows())
        after = set(self.extent.articles())
        if anew or after - before:
            self._seek()
            return
        self.model.drop(before - after)
        self.model.show_names(self.extent.names())
        self._show()

    # What is tagged already

    def _taken(self, article: str) -> Collection[Span]:
        label, project = self.labels.chosen, self._project
        return project.reading.taken(article, label.uid, project.coder.uid) if label else ()

    def _mark_all(self) -> None:
        self._take_found()
        self._stale.update(dict.fromkeys(self.model.articles))
        self._mark()

    def _mark(self) -> None:
        if self._stale and not self._marking.is_running:
            self._marking.begin(self._marks())

    def _marks(self) -> Iterator[None]:
        while self._stale:
            article, _ = self._stale.popitem()
            self._marked[article] = self._taken(article)
            yield

    def _take_marked(self) -> None:
        marked, self._marked = self._marked, {}
        self.model.mark(marked)
        if not self._marking.is_running:
            self._show()

    # What is told

    def _show(self) -> None:
        self._told_at = perf_counter()
        nothing = self._why_nothing()
        self._told.setText("" if nothing else self._state())
        self._nothing.setText(nothing)
        self._either.setCurrentWidget(self._nothing if nothing else self.list)
        self.stop.setVisible(self._left is not None)
        self._show_ticks()

    def _show_ticks(self) -> None:
        ticked = self.model.ticked
        self.tag.setText(f"Tag {ticked:,}" if ticked else "Tag")
        self.tag.setEnabled(bool(ticked) and not self.is_searching)
        there = self.model.rowCount() > self.model.tagged
        for button in (self.all, self.none):
            button.setEnabled(there)

    def _state(self) -> str:
        seeking = self._seeking
        assert seeking is not None
        rows, tagged = self.model.rowCount(), self.model.tagged
        found = counted(rows, "place")
        if len(seeking.articles) > 1 and rows:
            found += f" in {counted(len(self.model.articles), 'article')}"
        if tagged:
            found += f", {tagged:,} tagged already"
        looked = f"{seeking.looked_at:,} of {counted(len(seeking.articles), 'article')}"
        if self._searching.is_running:
            return f"Searching… {looked}: {found}"
        if self._left is not None:
            return f"Stopped after {looked}: {found}"
        if seeking.is_full:
            return f"{found}. No more than {MOST:,} can be tagged at once."
        return found

    def _why_nothing(self) -> str:
        """Say why there is nothing to tick; nothing where there may be something."""
        if self._left is not None or self.sentence or not self._is_alone():
            return ""
        words = in_quotes(self._query.text)
        where = _WHERE[self.extent.extent]
        if self.asked.source is not None:
            told = f"{words} occurs nowhere else {where}."
        else:
            told = f"{words} does not occur {where}."
        return told if self.extent.extent == "project" else f"{told}\n{_WIDER}"

    def _is_alone(self) -> bool:
        """Say whether there is nothing, or only what the words were taken from."""
        if self.model.rowCount() != 1:
            return not self.model.rowCount()
        hit = self.model.hit(0)
        own = (hit.article, hit.span) == (self.asked.article, self.asked.source)
        return own and self.model.is_tagged(0)

    def _jump(self, row: int) -> None:
        hit = self.model.hit(row)
        self.jump_requested.emit(hit.article, hit.span)
