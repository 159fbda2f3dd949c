"""Looking for words in the text of one pane: what is typed in its bar leads to the hits."""

from collections.abc import Sequence
from dataclasses import replace

import regex
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.search import Query
from annotator.core.span import Span
from annotator.ui.actions import Actions
from annotator.ui.announcing import announce
from annotator.ui.desk import Desk
from annotator.ui.find.bar import FindBar
from annotator.ui.find.text_search import TextSearch
from annotator.ui.find.walk import Walk
from annotator.ui.flash import Flash
from annotator.ui.pane import Pane
from annotator.ui.phrases import excerpt
from annotator.ui.places import Place

# In characters. In a text that is longer one looks when whoever types makes a pause; selected
# words that are more are not what somebody looks for.
_LONG_TEXT, _LONG_WORDS = 400_000, 200
_PAUSE_MS, _VOICE_MS = 200, 500


class PaneSearch(QObject):
    """Belongs to a pane, and has the bar above its text."""

    sought = Signal(object)  # the Query that is looked for
    worth_keeping = Signal(object)  # a Query that was of use
    tag_all_requested = Signal(object)  # Query
    told = Signal(str)  # how many hits there are, where no bar says it

    def __init__(self, pane: Pane, desk: Desk, acting: Actions) -> None:
        super().__init__(pane)
        self._pane, self._desk = pane, desk
        self.bar = FindBar(acting, pane)
        self.bar.hide()
        pane.put_above_text(self.bar)
        self.flash = Flash(pane.view)
        self.search = TextSearch(self)
        self._walk = Walk()
        self._painted: Sequence[Span] = ()
        self._is_news = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._voice = QTimer(self, singleShot=True, interval=_VOICE_MS)
        self._connect()

    @property
    def is_open(self) -> bool:
        return not self.bar.isHidden()

    def hit_rect(self) -> QRect:
        """Return where in the viewport the hit is that was gone to."""
        ends = self._pane.view.selection_ends()
        return ends[0].united(ends[1]) if ends else QRect()

    def open(self, query: Query) -> None:
        """Open the bar with the selected words or, without any, with a query.

        Where the keyboard is there already, what is written there is selected.
        """
        if self.bar.has_keyboard():
            self.bar.take_keyboard()
            return
        query = self.bar.query if self.is_open else query
        words = self._selected_words(query)
        if words:
            query = replace(query, text=_as_pattern(words) if query.is_pattern else words)
        self._walk.begun = self._place()
        self.bar.show_query(query)
        self.bar.show()
        self.bar.take_keyboard()
        if words:
            self._walk.look()
        self._look(query)

    def close(self) -> None:
        """Close the bar; the hit stays selected in the text, which gets the keyboard."""
        self._settle()
        self._walk.stop()
        self._voice.stop()
        self._is_news = False
        if self.search.count:
            self.worth_keeping.emit(self.search.query)
        self.bar.hide()
        self._pane.view.set_hits((), None)
        self._pane.take_keyboard()

    def step(self, query: Query, *, back: bool) -> None:
        """Go to the next hit, or the one before: of what is in the bar, else of a query."""
        if self.is_open:
            self._settle()
            query = self.bar.query
        if self.is_open and self.bar.has_problem:
            self.bar.tell_problem()
        elif query.text:
            self.worth_keeping.emit(query)
            self._walk.step(back=back)
            self._look(query)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc in the text close the bar, where there is nothing else to let go of."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            is_press = event.type() == QEvent.Type.KeyPress
            if (is_press or event.type() == QEvent.Type.ShortcutOverride) and self._escape_closes():
                event.accept()
                if is_press:
                    self.close()
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        bar, pane = self.bar, self._pane
        bar.edited.connect(self._hear_typing)
        bar.step_wanted.connect(lambda back: self.step(bar.query, back=back))
        bar.tag_all_wanted.connect(self._tag_all)
        bar.closed.connect(self.close)
        bar.left.connect(pane.take_keyboard)
        bar.used.connect(pane.activated)
        self.search.went_on.connect(self._follow)
        self.search.failed.connect(self._show_problem)
        self._pause.timeout.connect(self._look_for_typed)
        self._voice.timeout.connect(lambda: announce(bar, self._words()))
        pane.article_shown.connect(self._take_article)
        pane.view.caret_moved.connect(self._take_caret)
        pane.view.installEventFilter(self)

    def _hear_typing(self) -> None:
        if self.search.is_running or len(self._text) > _LONG_TEXT:
            self._pause.start()
        else:
            self._look_for_typed()

    def _settle(self) -> None:
        """Look now for what was typed last."""
        if self._pause.isActive():
            self._look_for_typed()

    def _look_for_typed(self) -> None:
        self._pause.stop()
        query, begun = self.bar.query, self._walk.begun
        self.sought.emit(query)
        if not query.text and self._walk.current is not None:
            self._pane.go_back_to(begun)
            self._walk.begun = begun  # and not where the caret was on the way
        self._walk.look()
        self._look(query)

    def _look(self, query: Query) -> None:
        """Look for a query, to walk among its hits."""
        self._is_news = True
        if query != self.search.query:
            self._walk.current = None
        try:
            self.search.begin(query, self._text)
        except AnnotatorError as error:
            self._show_problem(str(error) if query.text else "")

    def _follow(self) -> None:
        """Go where there is something to go to by now, and show what was found."""
        before = self._walk.current
        while (hit := self._walk.next(self.search.hits, self._here())) is not None:
            self._reveal(hit)
            self._walk.arrive(self._place())
            if self._walk.turned:
                self.flash.show_words(self._walk.turned, self.hit_rect())
        is_new = self._walk.current != before or self.search.shown is not self._painted
        if self.search.is_done or is_new:
            self._show()

    def _reveal(self, hit: Span) -> None:
        """Select a hit and show it with some lines around it."""
        view = self._pane.view
        with self._desk.visits.jumping("find", self._pane):
            view.reveal(hit)  # first, for selecting scrolls no farther than it must
            view.select(hit)
            rect, pitch, height = self.hit_rect(), view.spacing.pitch, view.viewport().height()
            if rect.top() < pitch or rect.bottom() > height - 2 * pitch:
                view.scroll_to(hit.start, height / 3)

    def _show(self) -> None:
        """Show in the bar and in the text what is known."""
        search, current = self.search, self._walk.current
        if self.is_open:
            is_known = search.is_done or search.count > 0 or not search.query.text
            self.bar.show_found(search.sentence(current), count=search.count if is_known else None)
            self._painted = search.shown
            self._pane.view.set_hits(self._painted, current)
        if self._is_news and search.is_done:
            self._is_news = False
            if self.is_open:
                self._voice.start()
            else:
                self.told.emit(f"“{excerpt(search.query.text)}”: {self._words()}")

    def _show_problem(self, sentence: str) -> None:
        was_asked = self._walk.is_waiting_to_step
        self._is_news = False
        self._forget()
        self._show()
        if sentence and self.is_open:
            self.bar.show_problem(sentence)
            if was_asked:
                self.bar.tell_problem()
        elif sentence:
            self.told.emit(sentence)

    def _forget(self) -> None:
        self._walk.stop()
        self._walk.current = None
        self.search.forget()

    def _words(self) -> str:
        """Return what is said to those who do not look at the bar."""
        said = (self.search.sentence(self._walk.current), self._walk.turned)
        return ". ".join(filter(None, said))

    def _take_article(self) -> None:
        """Look for the same in another article."""
        self._pause.stop()
        self.flash.hide()
        self._forget()
        if not self.is_open:
            return
        if self._pane.article is None:
            had_keyboard = self.bar.has_keyboard()
            self.bar.hide()
            if had_keyboard:
                self._pane.take_keyboard()
            return
        self._walk.begun = Place()
        self._look(self.bar.query)

    def _take_caret(self) -> None:
        """Follow the caret, where it was not moved here."""
        view = self._pane.view
        selection = view.selection()
        is_at_hit = selection is not None and selection == self._walk.current
        if is_at_hit or self.search.text != self._text:
            return
        is_new = self._walk.follow(self.search.hits, view.caret(), selection)
        if self.is_open:
            self._walk.begun = self._place()
        if is_new:
            self._show()

    def _tag_all(self) -> None:
        self._settle()
        if self.search.count:
            self.worth_keeping.emit(self.search.query)
            self.tag_all_requested.emit(self.search.query)

    @property
    def _text(self) -> str:
        return self._pane.article.text if self._pane.article else ""

    def _here(self) -> tuple[int, int]:
        """Return the ends of what is selected, of nothing twice the caret."""
        span, caret = self._pane.view.selection(), self._pane.view.caret()
        return (span.start, span.end) if span else (caret, caret)

    def _place(self) -> Place:
        current = self._walk.current
        return self._pane.place._replace(caret=current.start if current else self._here()[0])

    def _selected_words(self, query: Query) -> str:
        """Return the selected words, where they may be what somebody looks for."""
        span = self._pane.view.selection()
        if span is None or len(span) > _LONG_WORDS:
            return ""
        if span == self._walk.current and query == self.search.query:
            return ""  # they were found by it
        words = span.of(self._text).strip()
        return "" if "\n" in words else words

    def _escape_closes(self) -> bool:
        """Say whether Esc has nothing to let go of before the bar."""
        nothing = self._desk.tagging.selected is None and self._pane.view.selection() is None
        return self.is_open and nothing


def _as_pattern(words: str) -> str:
    return regex.escape(words, special_only=True, literal_spaces=True)
