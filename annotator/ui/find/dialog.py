"""All occurrences of some words, to be looked through and then tagged at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

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
from annotator.core.search import Query, Way
from annotator.core.span import Span
from annotator.project.project import Event, Project
from annotator.store.articles import ArticleRow
from annotator.ui.announcing import announce
from annotator.ui.dialogs.question import Question
from annotator.ui.elided import ElidedLabel
from annotator.ui.find.extent import Extent, ExtentBox
from annotator.ui.find.labelbox import LabelBox
from annotator.ui.find.model import OccurrencesModel
from annotator.ui.find.project_search import ProjectSearch
from annotator.ui.find.rows import OccurrencesList
from annotator.ui.find.survey import MOST
from annotator.ui.phrases import counted
from annotator.ui.theme import Theme
from annotator.ui.words import in_quotes

_SIZE = QSize(680, 560)
_WHERE = {
    Extent.ARTICLE: "in this article",
    Extent.STORY: "in this story",
    Extent.PROJECT: "in the project",
}
_FULL = f"No more than {MOST:,} can be tagged at once."
_WIDER = "Choose a wider range above to look further."

Chosen = Iterable[tuple[str, list[Span]]]  # articles by uid, each with what is to be tagged


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog begins with."""

    query: Query
    label: str  # uid
    article: str  # uid
    extent: Extent
    source: Span | None = None  # of the annotation whose words these are


class OccurrencesDialog(Question):
    """Follows what happens to the project as long as it is open, and leaves the window usable."""

    jump_requested = Signal(str, object)  # article, Span
    extent_chosen = Signal(object)  # Extent

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
        self.model = OccurrencesModel(self)
        self.extent = ExtentBox(asked.article, self)
        self.labels = LabelBox(theme, self)
        self.whole_words = self._option("&Whole words", Way.WHOLE_WORDS)
        self.match_case = self._option("&Match case", Way.MATCH_CASE)
        self.list = OccurrencesList(self.model, self)
        self.list.setAccessibleName("Hits")
        self._nothing = QLabel(self, wordWrap=True)
        self._either = QStackedWidget(self)
        self._told = QLabel(self, wordWrap=True)
        self.all, self.none = self._button("&All"), self._button("&None")
        self.stop = self._button("&Stop")
        self.search = ProjectSearch(project, self.model, self)
        self._lay_out()
        self._connect()
        self.labels.show_labels(project.scheme.labels)
        self.labels.choose(asked.label)
        self.search.set_label(self.labels.chosen)
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

    def set_theme(self, theme: Theme) -> None:
        self.labels.set_theme(theme)

    def hear(self, event: Event) -> None:
        """Follow a change of the project. The library must have followed it before."""
        edit = event.edit
        self.search.show_found()
        if edit.touches_codebook:
            self.labels.show_labels(self._project.scheme.labels)
        kinds = {type(change.record) for change in edit.changes}
        if edit.kind is Kind.IMPORT or kinds & {Article, Story}:
            self._follow_articles(anew=edit.kind is Kind.IMPORT)
        records = (one for each in edit.changes for one in (each.before, each.after))
        self.search.mark({one.article for one in records if isinstance(one, Annotation)})

    @override
    def answer(self) -> None:
        if self.search.is_busy:
            raise AnnotatorError("The search is still going on. Stop it, or wait for its end.")
        label = self.labels.chosen
        if label is None or not self.model.ticked:
            raise AnnotatorError("No hit is ticked, so there is nothing to tag.")
        if self.model.ticked > MOST:  # with another label, what was tagged may be free
            raise AnnotatorError(f"{_FULL} Untick some, or choose a narrower range.")
        self._tag(label, self.model.chosen())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # else the window was only minimised
            self.search.end()

    def _lay_out(self) -> None:
        words = ElidedLabel("asked", self)
        font = words.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        words.setFont(font)
        sought = self._query.text
        words.show_text(
            f"Regular expression {sought}" if self._query.is_pattern else in_quotes(sought), sought
        )
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

    def _option(self, title: str, way: Way) -> QCheckBox:
        box = QCheckBox(title, self)
        box.setChecked(way in self._query.ways)
        box.toggled.connect(partial(self._turn, way))
        return box

    def _button(self, title: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.extent.chosen.connect(self._look_elsewhere)
        self.labels.chosen_changed.connect(lambda: self.search.set_label(self.labels.chosen))
        self.list.jump_requested.connect(self._jump)
        self.all.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), True))
        self.none.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), False))
        self.stop.clicked.connect(self._stop_or_go_on)
        self.model.counted.connect(self._show_ticks)
        self.search.went_on.connect(self._show)
        self.search.ended.connect(self._end)
        self.search.failed.connect(self._fail)

    def _look_elsewhere(self) -> None:
        self.extent_chosen.emit(self.extent.extent)
        self._seek()

    def _turn(self, way: Way, on: bool) -> None:
        self._query = self._query.turned(way, on)
        self._seek()

    def _seek(self) -> None:
        """Look for all of them, from the beginning."""
        self.tell("")
        self.model.show_names(self.extent.names())
        self.search.begin(self._query, self.extent.articles())

    def _stop_or_go_on(self) -> None:
        if self.search.is_searching:
            self.search.stop()
        else:
            self.search.go_on()
        self._show()

    def _end(self) -> None:
        self._show()
        announce(self, self.nothing or self.told)

    def _fail(self, sentence: str) -> None:
        self.tell(sentence)
        self._show()

    def _follow_articles(self, *, anew: bool) -> None:
        """Follow what came, went or changed its name among the articles."""
        before = set(self.extent.articles())
        self.extent.show_articles(self._rows())
        after = set(self.extent.articles())
        if anew or after - before or (after != before and self.search.is_unfinished):
            self._seek()
            return
        self.model.drop(before - after)
        self.model.show_names(self.extent.names())
        self._show()

    def _show(self) -> None:
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            rows = range(self.model.rowCount())
            self.list.selectRow(next((row for row in rows if not self.model.is_tagged(row)), 0))
        nothing = self._why_nothing()
        self._told.setText("" if nothing else self._state())
        self._nothing.setText(nothing)
        self._either.setCurrentWidget(self._nothing if nothing else self.list)
        self.stop.setVisible(self.search.is_unfinished)
        self.stop.setText("&Stop" if self.search.is_searching else "&Go on")
        self._show_ticks()

    def _show_ticks(self) -> None:
        ticked = self.model.ticked
        self.tag.setText(f"Tag {ticked:,}" if ticked else "Tag")
        self.tag.setEnabled(bool(ticked) and not self.search.is_busy)
        there = self.model.rowCount() > self.model.tagged
        for button in (self.all, self.none):
            button.setEnabled(there)

    def _state(self) -> str:
        (looked_at, of), rows = self.search.looked_at, self.model.rowCount()
        found = counted(rows, "hit")
        if of > 1 and rows:
            found += f" in {counted(len(self.model.articles), 'article')}"
        if self.model.tagged:
            found += f", {self.model.tagged:,} tagged already"
        looked = f"{looked_at:,} of {counted(of, 'article')}"
        if self.search.is_searching:
            return f"Searching… {looked}: {found}"
        if self.search.is_unfinished:
            return f"Stopped after {looked}: {found}"
        if self.search.is_full:
            return f"{found}. {_FULL}"
        return found

    def _why_nothing(self) -> str:
        """Say why there is nothing to tick; nothing where there may be something."""
        if self.search.is_unfinished or self.sentence or not self._is_alone():
            return ""
        words = in_quotes(self._query.text)
        where = _WHERE[self.extent.extent]
        if self.asked.source is not None:
            told = f"{words} occurs nowhere else {where}."
        else:
            told = f"{words} does not occur {where}."
        return told if self.extent.extent is Extent.PROJECT else f"{told}\n{_WIDER}"

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
