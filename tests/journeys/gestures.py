"""A person without a plan: gestures drawn by lot, each held against what must be true after it.

A run is told by its seed and its length, and can be made again.
"""

from collections import deque
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.core.expand import Unit, ladder
from annotator.core.graphemes import grapheme_ceil, grapheme_floor
from annotator.core.model import Annotation, Link
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE
from annotator.core.span import Span
from annotator.core.text import fitted, trimmed
from annotator.project.project import Cause, Event
from annotator.ui.cueing import may_have_cue
from annotator.ui.desk import Desk
from annotator.ui.pane import Pane
from annotator.ui.panes import MOST_PANES
from tests.journeys.hands import Hands, Held

TROUBLE = """\
Fähre „Kong Óláfr“ läuft aus: O’Neill’s state-owned line cut 3.5% of its crews 👩‍👩‍👧‍👦🇳🇴

OSLO (NW) — “We were told: ‘not this year’,” said Ida Brandt\u00a0— the union’s head. \
“And then,” she added, “nothing. 😀”

“A first paragraph of a long quotation, which goes on.

“And here it does, to its end,” the letter says.

قال الوزير: «لن نوقع هذا العقد» قبل اجتماع 12 مارس، ثم غادر القاعة.

השר אמר: "לא נחתום" ועזב את האולם.

他昨天说：“北京大学很好。”然后离开了。 ภาษาไทยไม่มีช่องว่าง

e\u0301te\u0301 \U0001d518nicode a\u200db \
🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f \
"straight 'and nested' quotes" end.
"""

_UNITS = {QUOTE: Unit.QUOTATION, CLAIM: Unit.SENTENCE, ACTOR: Unit.NAME}
_LABEL_KEYS = "QCAU"
_ENDS = ("Alt+Shift+Left", "Alt+Shift+Right", "Alt+Shift+Up", "Alt+Shift+Down")
_STEPS = (
    "Tab", "Shift+Tab", "Alt+Down", "Alt+Up", "Space", "Shift+Space", "Ctrl+Down", "Ctrl+Up",
)  # fmt: skip
_CARET = (
    "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ctrl+Left", "Ctrl+Right",
    "Ctrl+Home", "Ctrl+End",
)  # fmt: skip
_SELECTING = (
    "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Ctrl+Shift+Left", "Ctrl+Shift+Right",
    "Shift+Home", "Shift+End", "Ctrl+A",
)  # fmt: skip
_LOOKS = ("Ctrl++", "Ctrl+-", "Ctrl+0", "F11", "Ctrl+Shift+L", "Alt+Left", "Alt+Right")
_SIZES = ((1300, 800), (700, 500), (1000, 900))

# What annotations and links are by uid, apart from the times at which they were changed.
_State = dict[str, tuple[object, ...]]


class Gestures:
    """Plays at one window, on the articles that are open there."""

    def __init__(self, hands: Hands, seed: int) -> None:
        self.hands, self._lot = hands, Random(seed)
        self._trace: deque[str] = deque(maxlen=25)
        self._seed = seed
        assert hands.window.project is not None
        self.project = hands.window.project
        self._now = self.state()
        # What must be there again after an undo, by what would be undone next, and after a redo.
        self._after = {self._undo_next: self._now}
        self._again: dict[int, _State] = {}
        self._redo_next = 0
        self.project.listen(self._hear)
        self._often: list[tuple[int, Callable[[], object]]] = [
            (20, self._tag), (6, self._tag_again), (5, self._continue), (8, self._click),
            (8, self._drag), (4, self._click_often), (10, lambda: self._key(_STEPS)),
            (6, lambda: self._key(_CARET)), (8, lambda: self._key(_SELECTING)),
            (9, lambda: self._key(_ENDS)), (4, self._refit), (5, self._drag_an_end),
            (3, self._link), (5, lambda: self._key(("Del", "Backspace"))), (3, self._escape),
            (9, self._undo), (5, self._redo), (3, self._find), (2, self._wheel),
            (2, lambda: self._key(_LOOKS)), (1, self._resize), (4, self._change_pane),
            (1, self._letter_without_a_label),
        ]  # fmt: skip

    def play(self, gestures: int) -> None:
        """Make some gestures, and look after each."""
        chances, doings = zip(*self._often, strict=True)
        for number in range(gestures):
            (doing,) = self._lot.choices(doings, chances)
            try:
                doing()
                QApplication.processEvents()
                self._settle()
                self.check()
            except Exception as error:
                error.add_note(f"seed {self._seed}, gesture {number}; the last ones:")
                for told in self._trace:
                    error.add_note(f"    {told}")
                raise

    def take_all_back(self) -> None:
        """Undo everything, redo everything, and compare what was there before."""
        while self.project.next_redo is not None:
            self.project.redo()
        last = self.state()
        while self.project.next_undo is not None:
            self.project.undo()
        assert self.state() == self._after[0]
        while self.project.next_redo is not None:
            self.project.redo()
        assert self.state() == last
        self.check()

    def state(self) -> _State:
        """Return what the file holds."""
        held: _State = {
            one.uid: (
                one.label, one.start, one.end, one.text, one.actor, one.note, one.status,
                dict(one.attributes),
            )
            for one in self.project.reading.records(Annotation)
        }  # fmt: skip
        for tie in self.project.reading.records(Link):
            held[tie.uid] = (tie.kind, tie.source, tie.target, tie.status)
        return held

    def check(self) -> None:
        """Hold the window against the file, and the file against the texts."""
        for pane in self._panes():
            assert pane.article is not None
            text = pane.article.text
            stored = self.project.reading.annotations_of(pane.article.uid)
            assert sorted(pane.index, key=_place) == sorted(stored, key=_place)
            for one in stored:
                assert one.text == text[one.start : one.end]
                assert trimmed(text, one.start, one.end) == one.span
                assert grapheme_floor(text, one.start) == one.start
                assert grapheme_ceil(text, one.end) == one.end
            cursor = pane.view.textCursor()
            assert _units(text[: pane.view.caret()]) == cursor.position()
            selection = pane.view.selection()
            if selection is not None:
                assert _units(text[: selection.start]) == cursor.selectionStart()
                assert _units(text[: selection.end]) == cursor.selectionEnd()
        selected = self._desk.tagging.selected
        assert selected is None or selected in self._stored(selected.article)
        assert self.state() == self._now

    @property
    def _desk(self) -> Desk:
        return self.hands.window.workplace.desk

    @property
    def _pane(self) -> Pane:
        return self._desk.active

    @property
    def _text(self) -> str:
        assert self._pane.article is not None
        return self._pane.article.text

    def _panes(self) -> list[Pane]:
        return [pane for pane in self._desk.panes if pane.article is not None]

    def _stored(self, article: str) -> list[Annotation]:
        return self.project.reading.annotations_of(article)

    @property
    def _undo_next(self) -> int:
        step = self.project.next_undo
        return step.id if step else 0

    def _hear(self, event: Event) -> None:
        """Follow the history: what an undo leaves is exactly what was there before that step."""
        before, self._now = self._now, self.state()
        redo = self.project.next_redo
        if event.cause is Cause.UNDONE:
            assert self._now == self._after[self._undo_next]
            assert redo is not None
        elif event.cause is Cause.REDONE:
            assert self._now == self._again[self._redo_next]
        if redo is not None:  # also where a run of presses took itself back
            self._again.setdefault(redo.id, before)
        # A run of presses that comes to nothing leaves the step before it, and its state.
        assert self._after.setdefault(self._undo_next, self._now) == self._now
        self._redo_next = redo.id if redo else 0

    def _settle(self) -> None:
        """Wait until the screen has given the window the size that it asked for."""
        window = self.hands.window
        self.hands.wait(lambda: window.windowHandle().size() == window.size())

    def _say(self, *told: object) -> None:
        self._trace.append(" ".join(map(str, told)))

    def _key(self, names: tuple[str, ...]) -> None:
        name = self._lot.choice(names)
        self._say("press", name)
        self._pane.take_keyboard()
        self.hands.keys(name)

    def _tag(self) -> None:
        """Press the key of a label; where it makes something new, that is what was foretold."""
        letter = self._lot.choice(_LABEL_KEYS)
        self._say("tag", letter, "at", self._pane.view.caret(), self._pane.view.selection())
        before = {one.uid for one in self._pane.index}
        wanted, finds_cue = self._foretold(letter), self._finds_cue(letter)
        self._pane.take_keyboard()
        self.hands.keys(letter)
        made = [one for one in self._pane.index if one.uid not in before]
        assert len(made) <= 1
        if made and finds_cue:
            assert made[0].label == CUE
        elif made:
            assert made[0].span == wanted
            assert self._desk.tagging.selected == made[0]
            assert self._pane.view.selection() is None

    def _finds_cue(self, letter: str) -> bool:
        """Say whether a key looks for the cue of what is selected, wherever that may be."""
        one, view = self._desk.tagging.selected, self._pane.view
        return (
            self.project.scheme.label_on_key(letter) == self.project.scheme.label(CUE)
            and self._desk.tagging.pane is self._pane
            and one is not None
            and view.selection() is None
            and one.span.touches(view.caret())
            and may_have_cue(self.project.scheme, one)
        )

    def _foretold(self, letter: str) -> Span | None:
        label = self.project.scheme.label_on_key(letter)
        assert label is not None
        view, unit = self._pane.view, _UNITS.get(label.uid, Unit.WORD)
        chosen = view.selection()
        if chosen is None:
            return next(iter(ladder(self._text, view.caret(), unit)), None)
        whole = not view.selection_is_exact()
        return fitted(self._text, chosen.start, chosen.end, whole_words=whole)

    def _tag_again(self) -> None:
        letter = self._lot.choice(_LABEL_KEYS)
        times = self._lot.randint(2, 4)
        self._say("tag", times, "times", letter)
        self._pane.take_keyboard()
        for _ in range(times):
            self.hands.keys(letter)

    def _continue(self) -> None:
        letter = self._lot.choice(_LABEL_KEYS)
        self._say("continue", letter)
        self._pane.take_keyboard()
        self.hands.keys(f"Shift+{letter}")

    def _somewhere(self, near: int | None = None) -> int:
        last = len(self._text) - 1
        if near is None:
            return self._lot.randint(0, last)
        return max(0, min(last, near + self._lot.randint(-160, 160)))

    def _click(self) -> None:
        at = self._somewhere()
        self._say("click", at)
        self.hands.click_at(self._pane, at)

    def _click_often(self) -> None:
        at, times = self._somewhere(), self._lot.randint(2, 5)
        self._say("click", times, "times at", at)
        view = self._pane.view
        view.reveal(Span(at, at + 1))
        viewport, point = view.viewport(), self.hands.point(self._pane, at)
        for number in range(times):
            click = QTest.mouseDClick if number % 2 else QTest.mouseClick
            click(viewport, Qt.MouseButton.LeftButton, pos=point)
        view._clicks._last_time = -10_000

    def _drag(self) -> None:
        start = self._somewhere()
        end = self._somewhere(near=start)
        held = Held.ControlModifier if self._lot.random() < 0.3 else Held.NoModifier
        self._say("drag from", start, "to", end, held)
        view = self._pane.view
        view.reveal(Span(min(start, end), max(start, end) + 1))
        self._drag_on(self._pane, self._point(start), self._point(end), held)

    def _drag_an_end(self) -> None:
        selected, pane = self._desk.tagging.selected, self._desk.tagging.pane
        if selected is None or pane is None or pane.article is None:
            return
        at = selected.start if self._lot.random() < 0.5 else selected.end
        to = max(0, min(len(pane.article.text) - 1, at + self._lot.randint(-80, 80)))
        held = Held.ControlModifier if self._lot.random() < 0.3 else Held.NoModifier
        self._say("drag the end at", at, "to", to, held)
        pane.view.reveal(selected.span)
        begin, end = self.hands.point(pane, at), self.hands.point(pane, to)
        self._drag_on(pane, begin, end, held)

    def _point(self, at: int) -> QPoint:
        return self.hands.point(self._pane, at)

    def _drag_on(self, pane: Pane, begin: QPoint, end: QPoint, held: Qt.KeyboardModifier) -> None:
        viewport = pane.view.viewport()
        inside = viewport.rect()
        begin, end = _within(begin, inside), _within(end, inside)
        QTest.mouseMove(viewport, begin)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, held, begin)
        for step in range(1, 4):
            QTest.mouseMove(viewport, begin + (end - begin) * step / 3)
        if self._lot.random() < 0.1:
            QTest.keyClick(pane.view, Qt.Key.Key_Escape)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, held, end)
        pane.view._clicks._last_time = -10_000

    def _refit(self) -> None:
        self._pane.take_keyboard()
        keys = ["F2", *self._lot.choices(_SELECTING[:6], k=self._lot.randint(0, 4)), "F2"]
        self._say("refit", *keys)
        self.hands.keys(*keys)

    def _link(self) -> None:
        self._pane.take_keyboard()
        steps = ["L", *["Tab"] * self._lot.randint(0, 3), "Return"]
        self._say("link", *steps)
        self.hands.keys(*steps)
        QApplication.processEvents()
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self.hands.keys(self._lot.choice(("Return", "Esc", "Down")))
            menu.close()
        self._pane.take_keyboard()  # Return without a link to make goes to the inspector
        self.hands.keys("Esc")

    def _escape(self) -> None:
        self._say("escape")
        self._pane.take_keyboard()
        self.hands.keys("Esc")

    def _undo(self) -> None:
        for _ in range(self._lot.randint(1, 4)):
            self._say("undo")
            self.hands.choose("edit.undo")

    def _redo(self) -> None:
        for _ in range(self._lot.randint(1, 4)):
            self._say("redo")
            self.hands.choose("edit.redo")

    def _find(self) -> None:
        words = self._lot.choice(("the", "an", "said", "e", "zzz", "quot", "12"))
        self._pane.take_keyboard()
        steps = self._lot.choices(("Return", "Shift+Return", "F3", "Shift+F3"), k=2)
        self._say("find", words, *steps)
        self.hands.keys("Ctrl+F")
        self.hands.write(words)
        self.hands.keys(*steps, "Esc")
        self._pane.take_keyboard()

    def _wheel(self) -> None:
        turned = self._lot.choice((-360, -120, 120, 360))
        held = Held.ControlModifier if self._lot.random() < 0.2 else Held.NoModifier
        self._say("wheel", turned, held)
        viewport, window = self._pane.view.viewport(), self.hands.window
        here = viewport.mapTo(window, viewport.rect().center())
        QTest.wheelEvent(window.windowHandle(), here, QPoint(0, turned), QPoint(), held)

    def _resize(self) -> None:
        size = self._lot.choice(_SIZES)
        if self.hands.window.isFullScreen():
            return  # which nobody can resize
        self._say("resize", size)
        self.hands.window.resize(*size)

    def _change_pane(self) -> None:
        number = self._lot.randint(1, min(len(self._panes()), MOST_PANES))
        self._say("pane", number)
        self.hands.choose(f"pane.{number}")

    def _letter_without_a_label(self) -> None:
        self._say("press a letter that no label has")
        self._pane.take_keyboard()
        self.hands.keys("Z", "7")


def _units(text: str) -> int:
    """Return the length of a text in UTF-16, found another way than the program does."""
    return len(text.encode("utf-16-le")) // 2


def _place(one: Annotation) -> tuple[int, int, str]:
    return one.start, one.end, one.uid


def _within(point: QPoint, rect: QRect) -> QPoint:
    x = max(rect.left() + 1, min(point.x(), rect.right() - 1))
    y = max(rect.top() + 1, min(point.y(), rect.bottom() - 1))
    return QPoint(x, y)
