"""Looking for words in the text of one pane: what is typed in its bar leads to the hits."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import NamedTuple

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
from annotator.ui.findbar import FindBar
from annotator.ui.flash import Flash
from annotator.ui.hunt import Hunt
from annotator.ui.pane import Pane
from annotator.ui.phrases import excerpt
from annotator.ui.places import Place

# In characters. In a text that is longer one looks when whoever types makes a pause; selected
# words that are more are not what somebody looks for.
_LONG_TEXT, _LONG_WORDS = 400_000, 200
_PAUSE_MS, _VOICE_MS = 200, 500
# In seconds. Where a pattern took longer, the next one waits for a pause, too.
_SLOW = 0.05


class _Move(NamedTuple):
    """Where to go, as soon as enough is found: from a place on, or from where somebody is."""

    at: int | None = None
    back: bool = False


class Finder(QObject):
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
        self.hunt = Hunt(self)
        self.current: Span | None = None  # the hit at which the caret is
        self._painted: Sequence[Span] = ()
        self._flash = Flash(pane.view)
        self._moves: deque[_Move] = deque()
        self._is_going = self._is_news = self._was_slow = False
        self._turned = ""  # what is said where the search began anew
        self._begun = Place()  # where somebody was before what was typed led away
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._voice = QTimer(self, singleShot=True, interval=_VOICE_MS)
        self._connect()

    @property
    def is_open(self) -> bool:
        return not self.bar.isHidden()

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
            query = replace(query, text=_as_pattern(words) if query.is_regex else words)
        self._begun = self._place()
        self.bar.show_query(query)
        self.bar.show()
        self.bar.take_keyboard()
        self._look(query, *([_Move(self._begun.caret)] if words else []))

    def close(self) -> None:
        """Close the bar; the hit stays selected in the text, which gets the keyboard."""
        self._settle()
        self._moves.clear()
        self._voice.stop()
        self._is_news = False
        if self.hunt.count:
            self.worth_keeping.emit(self.hunt.query)
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
            self._look(query, _Move(back=back))

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
        self.hunt.went_on.connect(self._follow)
        self.hunt.failed.connect(self._show_problem)
        self._pause.timeout.connect(self._look_for_typed)
        self._voice.timeout.connect(lambda: announce(bar, self._words()))
        pane.article_shown.connect(self._take_article)
        pane.view.caret_moved.connect(self._take_caret)
        pane.view.installEventFilter(self)

    def _hear_typing(self) -> None:
        if self._was_slow or len(self._text) > _LONG_TEXT:
            self._pause.start()
        else:
            self._look_for_typed()

    def _settle(self) -> None:
        """Look now for what was typed last."""
        if self._pause.isActive():
            self._look_for_typed()

    def _look_for_typed(self) -> None:
        self._pause.stop()
        query = self.bar.query
        self.sought.emit(query)
        if not query.text and self.current is not None:
            with self._going():
                self._pane.go_back_to(self._begun)
        self._moves.clear()
        begun = perf_counter()
        self._look(query, _Move(self._begun.caret))
        self._was_slow = perf_counter() - begun > _SLOW

    def _look(self, query: Query, *moves: _Move) -> None:
        self._moves.extend(moves)
        self._is_news, self._turned = True, ""
        if query != self.hunt.query:
            self.current = None
        try:
            self.hunt.begin(query, self._text)
        except AnnotatorError as error:
            self._show_problem(str(error) if query.text else "")

    def _follow(self) -> None:
        """Go where there is something to go to by now, and show what was found."""
        before = self.current
        while self._moves:
            at, back = self._moves[0]
            found = self.hunt.next_from(self._here(back=back) if at is None else at, back=back)
            if found is None:
                if self.hunt.is_done:
                    self._moves.clear()
                break
            self._go(found, self._moves.popleft())
        if self.hunt.is_done or self.current != before or self.hunt.hits is not self._painted:
            self._show()

    def _go(self, hit: Span, move: _Move) -> None:
        here = self._here(back=move.back)
        if move.at is None:
            if hit == self.current:
                self._turned = "This is the only hit"
            elif not move.back and hit.start < here:
                self._turned = "Went on from the beginning"
            elif move.back and hit.start >= here:
                self._turned = "Went on from the end"
        self.current = hit
        with self._going():
            self._reveal(hit)
        if move.at is None:
            self._begun = self._place()
        if self._turned:
            self._flash.show_words(self._turned, self._hit_rect())

    def _reveal(self, hit: Span) -> None:
        """Select a hit and show it with some lines around it."""
        view = self._pane.view
        with self._desk.visits.jumping("find", self._pane):
            view.reveal(hit)  # first, for selecting scrolls no farther than it must
            view.select(hit)
            rect, pitch, height = self._hit_rect(), view.spacing.pitch, view.viewport().height()
            if rect.top() < pitch or rect.bottom() > height - 2 * pitch:
                view.scroll_to(hit.start, height / 3)

    def _show(self) -> None:
        """Show in the bar and in the text what is known."""
        hunt = self.hunt
        if self.is_open:
            is_known = hunt.is_done or hunt.count > 0 or not hunt.query.text
            self.bar.show_found(
                self.hunt.sentence(self.current), count=hunt.count if is_known else None
            )
            self._painted = hunt.hits
            self._pane.view.set_hits(self._painted, self.current)
        if self._is_news and hunt.is_done:
            self._is_news = False
            if self.is_open:
                self._voice.start()
            else:
                self.told.emit(f"“{excerpt(hunt.query.text)}”: {self._words()}")

    def _show_problem(self, sentence: str) -> None:
        self._moves.clear()
        self._is_news = False
        self.hunt.forget()
        self.current = None
        self._show()
        if sentence and self.is_open:
            self.bar.show_problem(sentence)
        elif sentence:
            self.told.emit(sentence)

    def _words(self) -> str:
        """Return what is said to those who do not look at the bar."""
        return ". ".join(filter(None, (self.hunt.sentence(self.current), self._turned)))

    def _take_article(self) -> None:
        """Look for the same in another article."""
        self._pause.stop()
        self._moves.clear()
        self._flash.hide()
        self.hunt.forget()
        self.current = None
        if not self.is_open:
            return
        if self._pane.article is None:
            had_keyboard = self.bar.has_keyboard()
            self.bar.hide()
            if had_keyboard:
                self._pane.take_keyboard()
            return
        self._begun = Place()
        self._look(self.bar.query)

    def _take_caret(self) -> None:
        """Follow the caret, where it was not moved here."""
        if self._is_going or self.hunt.text != self._text:
            return
        view = self._pane.view
        before, selection = self.current, view.selection()
        if selection and self.hunt.number(selection):
            self.current = selection
        elif before and not before.touches(view.caret()):
            self.current = None
        if self.is_open:
            self._begun = self._place()
        if self.current != before:
            self._show()

    def _tag_all(self) -> None:
        self._settle()
        if self.hunt.count:
            self.worth_keeping.emit(self.hunt.query)
            self.tag_all_requested.emit(self.hunt.query)

    @property
    def _text(self) -> str:
        return self._pane.article.text if self._pane.article else ""

    @contextmanager
    def _going(self) -> Iterator[None]:
        self._is_going = True
        try:
            yield
        finally:
            self._is_going = False

    def _here(self, *, back: bool) -> int:
        """Return from where the next hit is looked for, or the one before."""
        view = self._pane.view
        span = self.current or view.selection()
        if span is None:
            return view.caret()
        return span.start if back else span.end

    def _place(self) -> Place:
        return self._pane.place._replace(caret=self._here(back=True))

    def _selected_words(self, query: Query) -> str:
        """Return the selected words, where they may be what somebody looks for."""
        span = self._pane.view.selection()
        if span is None or len(span) > _LONG_WORDS:
            return ""
        if span == self.current and query == self.hunt.query:
            return ""  # they were found by it
        words = span.of(self._text).strip()
        return "" if "\n" in words else words

    def _escape_closes(self) -> bool:
        """Say whether Esc has nothing to let go of before the bar."""
        nothing = self._desk.tagging.selected is None and self._pane.view.selection() is None
        return self.is_open and nothing

    def _hit_rect(self) -> QRect:
        ends = self._pane.view.selection_ends()
        return ends[0].united(ends[1]) if ends else QRect()


def _as_pattern(words: str) -> str:
    return regex.escape(words, special_only=True, literal_spaces=True)
