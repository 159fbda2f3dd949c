"""The inspector: what it shows of an annotation, and what is set in it by key and by mouse."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Actor, Annotation, Article, Attribute
from annotator.core.scheme import (
    ABOUT_LINK,
    ACTOR,
    CLAIM,
    CLAIMANT_LINK,
    CUE,
    QUOTE,
    SPEAKER_LINK,
    builtin_uid,
)
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.dropbox import DropBox
from annotator.ui.panels.inspector.links import LinkList
from annotator.ui.panels.inspector.panel import Inspector
from annotator.ui.panels.inspector.segments import Segments
from annotator.ui.theme import DARK
from tests.build import ANN, BEN, article, project

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TONES = ("calm", "angry", "ironic", "bitter", "triumphant", "pleading")
QUESTIONS = (
    Attribute(
        uid="tone", label=CUE, name="tone", title="Tone & all", position=1, required=True,
        choices=tuple({"name": one, "title": one.capitalize()} for one in TONES),
        description="How it <sounds>",
    ),
    Attribute(uid="amount", label=CUE, name="amount", title="Amount", kind="number", position=2),
    Attribute(uid="due", label=CUE, name="due", title="Due", kind="date", position=3),
    Attribute(uid="hedged", label=CUE, name="hedged", title="Hedged", kind="yes_no", position=4),
    Attribute(
        uid="why", label=CUE, name="why", title="Why", kind="text", position=5,
        show_when={"attribute": "hedged", "is": (True,)},
    ),
)  # fmt: skip


class Bench:
    """An inspector in a window, with one project, and what it has signalled."""

    def __init__(self, qtbot: QtBot, opened: Project) -> None:
        self.qtbot, self.project = qtbot, opened
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.refused: list[str] = []
        self.inspector = Inspector(Actions(self.window, self.refused.append), self.window)
        self.window.setCentralWidget(self.inspector)
        self.window.resize(320, 900)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.inspector.work_on(opened)
        self.jumps: list[str] = []
        self.left: list[None] = []
        self.inspector.jump_requested.connect(self.jumps.append)
        self.inspector.left.connect(lambda: self.left.append(None))
        opened.listen(self.inspector.hear)
        self.sheet = self.inspector.sheet

    def tag(self, text: Article, words: str, label: str = QUOTE) -> Annotation:
        start = text.text.index(words)
        span = Span(start, start + len(words))
        edit = acts.annotate(text, self.project.scheme.label(label), span, ANN.uid)
        self.project.perform(edit)
        return self.now(str(edit.changes[0].identity[0]))

    def go_on(self, text: Article, head: Annotation, words: str) -> Annotation:
        start = text.text.index(words)
        span = Span(start, start + len(words))
        edit = acts.continue_(text, head, span, ANN.uid, ())
        self.project.perform(edit)
        return self.now(str(edit.changes[0].identity[0]))

    def tie(self, kind: str, source: Annotation, target: Annotation) -> None:
        links = self.project.reading.links_of(source.article)
        found = self.project.scheme.link_kind(kind)
        self.project.perform(acts.link(found, self.now(source.uid), target, ANN.uid, links))

    def now(self, uid: str) -> Annotation:
        return self.project.reading.annotation(uid)

    def show(self, annotation: Annotation | None) -> None:
        now = self.now(annotation.uid) if annotation else None
        self.inspector.show_annotation(now)
        QApplication.processEvents()

    def field(self, name: str) -> QWidget:
        """Return the field that answers a question, by what is asked."""
        rows = (row for row in self.sheet.questions._rows if row.attribute.name == name)
        return next(rows).field.widget

    def option(self, name: str, title: str) -> QAbstractButton:
        segments = self.field(name)
        assert isinstance(segments, Segments)
        return next(one for one in segments.buttons if one.text() == title)

    def hint(self, name: str) -> str:
        rows = (row for row in self.sheet.questions._rows if row.attribute.name == name)
        label = next(rows)._hint
        return "" if label.isHidden() else label.text()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, pos=at if at is not None else widget.rect().center()
        )

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def history(self) -> list[str]:
        self.qtbot.waitUntil(lambda: bool(self.sheet.history.text), timeout=5000)
        return [line.partition("  ")[2] for line in self.sheet.history.text.split("\n")[1:]]


def texts(rows: LinkList) -> list[str]:
    """Return what the rows of a list say, or nothing where it is hidden."""
    if rows.isHidden():
        return []
    return [f"{row.kind} {row.text} {row.place}" for row in rows._rows]


@pytest.fixture
def text() -> Article:
    return article(outlet="Courier")


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, text: Article) -> Iterator[Bench]:
    with project(tmp_path, text) as made:
        made.perform(Edit(Kind.CODEBOOK, tuple(map(create, QUESTIONS))))
        yield Bench(qtbot, made)


# What is shown


def test_it_shows_what_is_known(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    assert bench.sheet.label.currentText() == "Quote"
    assert bench.sheet.excerpt.toPlainText() == "“We will not sign,”"
    assert bench.sheet.where.accessibleName() == "Paragraph 2, 31–50"
    assert bench.sheet.article.whole == f"Courier  ·  {text.title}"
    assert bench.sheet.facts.text().startswith("By Ann, ")
    assert texts(bench.sheet.parts) == texts(bench.sheet.outgoing) == []


def test_where_nothing_is_selected_it_says_what_to_do(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "Ferry"))
    bench.show(None)
    shown = bench.inspector._stack.currentWidget()
    assert isinstance(shown, QLabel)
    assert "Nothing is selected" in shown.text()
    assert "with Tab" in shown.text()
    bench.inspector.edit_note()
    bench.inspector.focus_first()
    assert bench.focus() is shown


def test_a_place_is_a_link_to_it(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.sheet.where.setFocus(Qt.FocusReason.TabFocusReason)
    bench.press(Qt.Key.Key_Return)
    assert bench.jumps == [quote.uid]


def test_who_suggested_something_is_told(bench: Bench, text: Article) -> None:
    ida = Actor(uid="ida", name="Ida Brandt")
    one = bench.tag(text, "“We will not sign,”")
    bench.project.perform(Edit(Kind.ERASE, (create(ida),)))
    suggested = replace(
        one, uid="suggested", start=0, end=5, text="Ferry", origin="rules", confidence=0.5,
        corrected=True, actor="ida", status="suggested",
    )  # fmt: skip
    bench.project.perform(Edit(Kind.ANNOTATE, (create(suggested),)))
    bench.show(suggested)
    told = bench.sheet.facts.text().split("\n")
    assert told[:2] == [
        "Suggested by rules, confidence 0.50, corrected", "Not accepted: suggested",
    ]  # fmt: skip
    assert bench.sheet.who.stops[0].accessibleName() == "Speaker: Ida Brandt"


def test_a_time_that_is_none_is_shown_as_it_is(bench: Bench, text: Article) -> None:
    one = replace(bench.tag(text, "Ferry"), uid="odd", end=4, text="Ferr", created_at="yesterday")
    bench.project.perform(Edit(Kind.ANNOTATE, (create(one),)))
    bench.inspector.show_annotation(one)
    assert bench.sheet.facts.text() == "By Ann, yesterday"
    assert bench.refused == []


def test_another_name_of_the_coder_is_shown(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "Ferry"))
    bench.project.introduce(replace(ANN, name="Annabel"))
    bench.inspector.refresh()
    assert bench.sheet.facts.text().startswith("By Annabel, ")


def test_no_letter_lies_under_the_bar_at_the_right(bench: Bench) -> None:
    long = article("Long\n\n" + "All that was said here responsibly, mmm was saidwithcare. " * 9)
    bench.project.bring_in([long])
    tagged = bench.tag(long, long.text[6:-1])
    for width in (120, 210, 320):
        bench.window.resize(width, 900)
        bench.show(tagged)
        excerpt = bench.sheet.excerpt
        lines = excerpt.document().begin().layout()
        inner = excerpt.viewport().width() - 2 * excerpt.document().documentMargin()
        assert {lines.lineAt(at).width() for at in range(lines.lineCount())} == {inner}
        bench.show(None)


def test_a_writing_from_right_to_left_begins_at_the_right(bench: Bench, text: Article) -> None:
    arabic = article("عنوان\n\nقالت الوزيرة: لن نوقع.")
    bench.project.bring_in([arabic])
    bench.show(bench.tag(arabic, "لن نوقع"))
    excerpt = bench.sheet.excerpt
    block = excerpt.document().begin()
    assert block.layout().lineAt(0).naturalTextRect().left() > excerpt.viewport().width() / 2
    bench.show(bench.tag(text, "Ferry"))
    block = excerpt.document().begin()
    assert block.layout().lineAt(0).naturalTextRect().left() < excerpt.viewport().width() / 2


def test_a_long_text_takes_some_lines_and_scrolls(bench: Bench) -> None:
    long = article("Long\n\n" + "All that was said here was said with care. " * 80)
    bench.project.bring_in([long])
    excerpt = bench.sheet.excerpt
    bench.show(bench.tag(long, "All that"))
    low = excerpt.height()
    assert not excerpt.verticalScrollBar().isVisible()
    bench.show(bench.tag(long, long.text[6:-1]))
    assert low * 3 < excerpt.height() < low * 8
    assert excerpt.verticalScrollBar().maximum() > 20


def test_what_is_copied_is_the_text_itself(bench: Bench) -> None:
    odd = article("Odd\n\nNo\u00a0break 😀 here.\n\nNor here.")
    bench.project.bring_in([odd])
    bench.show(bench.tag(odd, "No\u00a0break 😀 here.\n\nNor"))
    bench.sheet.excerpt.setFocus()
    bench.press(Qt.Key.Key_A, CTRL)
    bench.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "No\u00a0break 😀 here.\n\nNor"


# Answering


def test_a_choice_is_made_and_taken_back_by_mouse(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.click(bench.option("type", "Mixed"))
    assert bench.now(quote.uid).attributes == {"type": "mixed"}
    assert bench.option("type", "Mixed").isChecked()
    bench.click(bench.option("type", "Direct"))
    assert bench.now(quote.uid).attributes == {"type": "direct"}
    assert not bench.option("type", "Mixed").isChecked()
    bench.click(bench.option("type", "Direct"))
    assert bench.now(quote.uid).attributes == {}
    assert QApplication.focusWidget() not in bench.sheet.questions.stops, "the text keeps the keys"


def test_a_choice_is_made_and_taken_back_by_key(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.inspector.focus_first()
    made = []
    for key in (
        Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_M, Qt.Key.Key_M, Qt.Key.Key_Backspace,
        Qt.Key.Key_D, Qt.Key.Key_Space,
    ):  # fmt: skip
        bench.press(key)
        made.append(bench.now(quote.uid).attributes.get("type"))
    assert made == [None, "indirect", "mixed", "mixed", None, "direct", None]


def test_one_letter_goes_round_the_choices_that_begin_with_it(bench: Bench, text: Article) -> None:
    names = Attribute(
        uid="way", label=CLAIM, name="way", title="Way", position=-1,
        choices=({"name": "to"}, {"name": "from"}, {"name": "through"}),
    )  # fmt: skip
    bench.project.perform(Edit(Kind.CODEBOOK, (create(names),)))
    claim = bench.tag(text, "The port lost", CLAIM)
    bench.show(claim)
    bench.inspector.focus_first()
    made = []
    for _ in range(3):
        bench.press(Qt.Key.Key_T)
        made.append(bench.now(claim.uid).attributes["way"])
    assert made == ["to", "through", "to"]


# Of what pops up, offscreen Qt says more than elsewhere.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_one_of_many_choices_is_made_in_a_list(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    bench.inspector.focus_first()
    box = bench.focus()
    assert isinstance(box, DropBox)
    assert bench.hint("tone") == "Required"
    bench.press(Qt.Key.Key_B)
    assert bench.now(said.uid).attributes == {"tone": "bitter"}
    assert (box.currentText(), bench.hint("tone")) == ("Bitter", "")
    bench.press(Qt.Key.Key_Down)
    popup = box.view()
    bench.qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert bench.now(said.uid).attributes == {"tone": "triumphant"}
    box.setFocus()
    bench.press(Qt.Key.Key_Delete)
    assert bench.now(said.uid).attributes == {}
    assert bench.hint("tone") == "Required"


def test_the_wheel_chooses_nothing(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    for box in (bench.sheet.label, bench.field("tone")):
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, wheel)
    assert bench.now(said.uid) == said


def test_a_wrong_number_is_told_and_not_saved(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    line = bench.field("amount")
    line.setFocus()
    bench.type("12x")
    assert bench.hint("amount").startswith("“12x” is no number")
    assert bench.refused == []
    bench.press(Qt.Key.Key_Tab)
    assert bench.refused[0].startswith("“12x” is no number")
    assert bench.now(said.uid).attributes == {}
    line.setFocus()
    bench.press(Qt.Key.Key_End)
    bench.press(Qt.Key.Key_Backspace)
    assert bench.hint("amount") == ""
    bench.press(Qt.Key.Key_Tab)
    assert bench.now(said.uid).attributes == {"amount": 12}


def test_a_date_is_checked(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    bench.field("due").setFocus()
    bench.type("2025-3")
    assert bench.hint("due").startswith("“2025-3” is no date. Write it as 2025-03-12")
    bench.press(Qt.Key.Key_Backspace)
    bench.type("03")
    assert bench.hint("due") == ""
    bench.inspector.commit()
    assert bench.now(said.uid).attributes == {"due": "2025-03"}


def test_yes_no_and_neither_are_three_answers(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    made = []
    for title in ("Yes", "No", "–", "–"):
        bench.click(bench.option("hedged", title))
        made.append(bench.now(said.uid).attributes.get("hedged"))
    assert made == [True, False, None, None]


def test_a_question_is_asked_when_its_condition_is_met(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    assert not bench.field("why").isVisible()
    bench.click(bench.option("hedged", "Yes"))
    assert bench.field("why").isVisible()
    bench.click(bench.option("hedged", "No"))
    assert not bench.field("why").isVisible()


def test_an_answer_that_is_none_of_the_choices_is_told(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    odd = replace(quote, uid="odd", start=0, end=5, text="Ferry", attributes={"type": "odd"})
    bench.project.perform(Edit(Kind.ANNOTATE, (create(odd),)))
    bench.show(odd)
    assert bench.hint("type") == "“odd” is none of the choices."
    bench.click(bench.option("type", "Direct"))
    assert bench.hint("type") == ""


def test_the_fields_are_kept_where_the_label_stays(bench: Bench, text: Article) -> None:
    first, second = (bench.tag(text, words) for words in ("Ferry", "strike"))
    actor = bench.tag(text, "Ida Brandt", ACTOR)
    bench.show(first)
    field = bench.field("type")
    for one in (second, actor, first):
        bench.show(one)
    assert bench.field("type") is field


def test_another_codebook_is_asked_at_once(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    more = Attribute(uid="more", label=QUOTE, name="more", title="More", kind="text", position=7)
    bench.project.perform(Edit(Kind.CODEBOOK, (create(more),)))
    bench.field("more").setFocus()
    bench.type("so")
    bench.inspector.commit()
    assert bench.now(quote.uid).attributes == {"more": "so"}
    bench.project.undo()
    bench.project.undo()
    assert [row.attribute.name for row in bench.sheet.questions._rows] == ["type"]


# Labels, parts and links


def test_another_label_is_given_in_the_list(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.sheet.label.setFocus()
    bench.press(Qt.Key.Key_C)
    assert bench.now(quote.uid).label == CLAIM
    assert bench.field("stance").isVisible()


def test_a_label_that_is_refused_is_not_shown(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "Ferry")
    bench.tag(text, "Ferry", CLAIM)
    bench.show(quote)
    bench.sheet.label.setFocus()
    bench.press(Qt.Key.Key_C)
    assert bench.refused == ["The same span is tagged with this label already."]
    assert bench.sheet.label.currentText() == "Quote"


def test_a_later_part_shows_and_sets_the_answers_of_all(bench: Bench, text: Article) -> None:
    head = bench.tag(text, "“We will not sign,”")
    mention = bench.tag(text, "Ida Brandt", ACTOR)
    part = bench.go_on(text, head, "“Not this year.”")
    bench.tie(SPEAKER_LINK, head, mention)
    bench.show(part)
    assert bench.sheet.where.accessibleName() == "Paragraph 2, 89–105, part 2 of 2"
    assert "belong to all of it" in bench.sheet.shared.text()
    assert not bench.sheet.shared.isHidden()
    assert texts(bench.sheet.outgoing) == ["Speaker → Ida Brandt ¶ 2"]
    assert texts(bench.sheet.parts) == ["1 “We will not sign,” ¶ 2", "2 “Not this year.” ¶ 2"]
    bench.click(bench.option("type", "Direct"))
    assert bench.now(head.uid).attributes == {"type": "direct"}
    assert bench.now(part.uid).attributes == {}
    assert bench.option("type", "Direct").isChecked()
    bench.show(head)
    assert bench.sheet.shared.isHidden()


def test_a_part_is_gone_to_and_taken_off(bench: Bench, text: Article) -> None:
    head = bench.tag(text, "“We will not sign,”")
    part = bench.go_on(text, head, "“Not this year.”")
    bench.show(head)
    bench.sheet.parts.setFocus()
    bench.press(Qt.Key.Key_Delete)
    assert len(texts(bench.sheet.parts)) == 2, "the first part has nothing to be taken off from"
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Return)
    assert bench.jumps == [part.uid]
    bench.press(Qt.Key.Key_Delete)
    assert texts(bench.sheet.parts) == []
    assert bench.project.reading.links_of(text.uid) == []


def test_links_are_shown_from_both_ends(bench: Bench, text: Article) -> None:
    other = article("Ferries run\n\nHeadlines.\n\nA strike, she said.", outlet="Wire")
    bench.project.bring_in([other])
    quote = bench.tag(text, "“We will not sign,”")
    mention = bench.tag(text, "Ida Brandt", ACTOR)
    elsewhere = bench.tag(other, "A strike")
    bench.tie(builtin_uid("link/same"), elsewhere, quote)
    bench.tie(SPEAKER_LINK, quote, mention)
    bench.show(quote)
    assert texts(bench.sheet.outgoing) == ["Speaker → Ida Brandt ¶ 2"]
    assert texts(bench.sheet.incoming) == ["Same words ← Wire: A strike ¶ 3"]
    bench.show(mention)
    assert texts(bench.sheet.outgoing) == []
    assert texts(bench.sheet.incoming) == ["Speaker ← “We will not sign,” ¶ 2"]


def test_links_are_followed_and_taken_away_by_key(bench: Bench, text: Article) -> None:
    claim = bench.tag(text, "The port lost", CLAIM)
    berg, port = bench.tag(text, "Tomas Berg", ACTOR), bench.tag(text, "port", ACTOR)
    bench.tie(ABOUT_LINK, claim, port)
    bench.tie(CLAIMANT_LINK, claim, berg)
    bench.show(claim)
    bench.sheet.outgoing.setFocus()
    bench.press(Qt.Key.Key_Return)
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Return)
    assert bench.jumps == [berg.uid, port.uid], "in the order of the codebook"
    bench.press(Qt.Key.Key_Delete)
    assert texts(bench.sheet.outgoing) == ["Claimant → Tomas Berg ¶ 3"]
    bench.press(Qt.Key.Key_Delete)
    assert texts(bench.sheet.outgoing) == []
    bench.project.undo()
    assert texts(bench.sheet.outgoing) == ["Claimant → Tomas Berg ¶ 3"]


def test_links_are_followed_and_taken_away_by_mouse(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    mention = bench.tag(text, "Ida Brandt", ACTOR)
    bench.tie(SPEAKER_LINK, quote, mention)
    bench.show(quote)
    rows = bench.sheet.outgoing
    row = rows.visualRect(rows.model().index(0, 0))
    bench.click(rows.viewport(), QPoint(40, row.center().y()))
    assert bench.jumps == [mention.uid]
    bench.click(rows.viewport(), rows.cross(0).center())
    assert texts(rows) == []
    assert bench.jumps == [mention.uid]


# Typing while things change


def test_what_was_typed_is_saved_where_it_was_typed_for(bench: Bench, text: Article) -> None:
    one, other = bench.tag(text, "said", CUE), bench.tag(text, "according to", CUE)
    bench.show(one)
    bench.field("amount").setFocus()
    bench.type("7")
    bench.show(other)
    assert bench.now(one.uid).attributes == {"amount": 7}
    bench.inspector.edit_note()
    bench.type("so")
    bench.show(None)
    assert (bench.now(one.uid).note, bench.now(other.uid).note) == ("", "so")
    bench.show(one)
    assert bench.sheet.note.toPlainText() == ""


def test_others_change_all_but_what_somebody_types(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    mention = bench.tag(text, "Ida Brandt", ACTOR)
    bench.show(quote)
    bench.inspector.edit_note()
    bench.type("min")
    with Project.open(bench.project.path, BEN) as other:
        theirs = other.reading.annotation(quote.uid)
        other.perform(acts.note(theirs, "theirs"))
        theirs = other.reading.annotation(quote.uid)
        other.perform(acts.set_attribute(theirs, bench.project.scheme.attributes[0], "mixed"))
        kind = bench.project.scheme.link_kind(SPEAKER_LINK)
        other.perform(acts.link(kind, theirs, mention, BEN.uid, ()))
    bench.project.refresh()
    assert bench.option("type", "Mixed").isChecked()
    assert texts(bench.sheet.outgoing) == ["Speaker → Ida Brandt ¶ 2"]
    assert bench.focus() is bench.sheet.note
    bench.type("e")
    bench.inspector.commit()
    assert bench.now(quote.uid).note == "theirs"
    (told,) = bench.refused
    assert told == (
        "The note was changed in another window meanwhile, to “theirs”. What you wrote is still "
        "in the field; Ctrl+Return in it puts yours in that place."
    )
    bench.press(Qt.Key.Key_Return, CTRL)
    assert bench.now(quote.uid).note == "mine"
    bench.project.undo()
    assert bench.now(quote.uid).note == "theirs"
    assert bench.sheet.note.toPlainText() == "theirs"


def test_what_was_typed_for_what_others_erased_is_in_the_clipboard(
    bench: Bench, text: Article
) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.inspector.edit_note()
    bench.type("so it is")
    with Project.open(bench.project.path, BEN) as other:
        other.perform(acts.erase(other.reading.annotation(quote.uid), (), {}))
    bench.project.refresh()
    assert bench.refused == [
        "This annotation was erased meanwhile. What you wrote is in the clipboard."
    ]
    assert QGuiApplication.clipboard().text() == "so it is"
    assert isinstance(bench.inspector._stack.currentWidget(), QLabel)


def test_a_note_that_others_wrote_within_the_second_is_not_overwritten(
    bench: Bench, text: Article
) -> None:
    quote, other_quote = bench.tag(text, "“We will not sign,”"), bench.tag(text, "Ferry")
    bench.show(quote)
    bench.inspector.edit_note()
    with Project.open(bench.project.path, BEN) as other:
        other.perform(acts.note(other.reading.annotation(quote.uid), "half a page"))
    bench.type("x")
    bench.inspector.commit()
    assert bench.now(quote.uid).note == "half a page"
    assert bench.inspector.is_unsaved
    assert bench.sheet.note.toPlainText() == "x"
    bench.show(other_quote)
    assert not bench.inspector.is_unsaved
    assert [one.rpartition(". ")[2] for one in bench.refused] == [
        "What you wrote is still in the field; Ctrl+Return in it puts yours in that place.",
        "What you wrote is in the clipboard.",
    ]
    assert QGuiApplication.clipboard().text() == "x"
    bench.show(quote)
    assert bench.sheet.note.toPlainText() == "half a page"


def test_an_answer_that_others_gave_within_the_second_is_not_overwritten(
    bench: Bench, text: Article
) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    asked = {one.name: one for one in QUESTIONS}
    with Project.open(bench.project.path, BEN) as other:
        for name, value in (("amount", 7), ("hedged", True), ("tone", "calm")):
            theirs = other.reading.annotation(said.uid)
            other.perform(acts.set_attribute(theirs, asked[name], value))
    answers = dict(bench.now(said.uid).attributes)
    bench.field("amount").setFocus()
    bench.type("12")
    bench.inspector.commit()
    bench.click(bench.option("hedged", "No"))
    bench.field("tone").setFocus()
    bench.press(Qt.Key.Key_B)
    assert bench.now(said.uid).attributes == answers
    assert [one.partition(",")[0] for one in bench.refused if "still" not in one] == [
        "“Hedged” was changed in another window meanwhile",
        "“Tone & all” was changed in another window meanwhile",
    ]
    assert not bench.option("hedged", "No").isChecked()
    bench.field("due").setFocus()
    bench.type("2025")
    bench.inspector.commit()
    assert bench.now(said.uid).attributes == {**answers, "due": "2025"}, "another question"


def test_a_label_that_others_gave_within_the_second_is_not_overwritten(
    bench: Bench, text: Article
) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    with Project.open(bench.project.path, BEN) as other:
        theirs, scheme = other.reading.annotation(quote.uid), other.scheme
        other.perform(acts.relabel(theirs, scheme.label(CUE), scheme, (), {}))
    bench.sheet.label.setFocus()
    bench.press(Qt.Key.Key_C)
    assert bench.now(quote.uid).label == CUE
    assert bench.refused == [
        "This annotation was changed in another window meanwhile; look at it again."
    ]


def test_what_cannot_be_saved_when_the_project_goes_is_in_the_clipboard(
    bench: Bench, text: Article
) -> None:
    said = bench.tag(text, "said", CUE)
    bench.show(said)
    bench.field("amount").setFocus()
    bench.type("12")
    away = bench.project.path.with_name("away.annotator")
    bench.project.path.rename(away)
    bench.inspector.edit_note()
    bench.type("so it is")
    bench.inspector.commit()
    assert bench.inspector.is_unsaved
    bench.inspector.work_on(None)
    away.rename(bench.project.path)
    assert QGuiApplication.clipboard().text() == "12\n\nso it is"
    assert bench.refused[-1].endswith("What you wrote is in the clipboard.")
    assert not bench.inspector.is_unsaved
    assert bench.sheet.note.stay._save is None
    bench.inspector.work_on(bench.project)
    bench.show(said)
    bench.inspector.commit()
    assert (bench.now(said.uid).note, bench.now(said.uid).attributes) == ("", {})


def test_undo_is_followed_and_one_stay_is_one_step(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.show(quote)
    bench.inspector.edit_note()
    for some in ("so", " it", " is"):
        bench.type(some)
        bench.inspector.commit()
    bench.project.undo()
    assert bench.sheet.note.toPlainText() == ""
    bench.project.redo()
    assert bench.sheet.note.toPlainText() == "so it is"


def test_a_head_that_is_erased_leaves_its_answers_to_the_part(bench: Bench, text: Article) -> None:
    head = bench.tag(text, "“We will not sign,”")
    part = bench.go_on(text, head, "“Not this year.”")
    bench.show(part)
    bench.click(bench.option("type", "Direct"))
    links = bench.project.reading.links_of(text.uid)
    head, part = bench.now(head.uid), bench.now(part.uid)
    bench.project.perform(acts.erase(head, links, {part.uid: part}))
    assert bench.sheet.shared.isHidden()
    bench.click(bench.option("type", "Mixed"))
    assert bench.now(part.uid).attributes == {"type": "mixed"}


def test_a_title_that_changes_is_shown(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "Ferry"))
    bench.project.perform(acts.describe([text], {"outlet": "Herald"}))
    assert bench.sheet.article.whole.startswith("Herald")


def test_while_it_is_hidden_it_reads_nothing_and_then_catches_up(
    bench: Bench, text: Article
) -> None:
    one, other = bench.tag(text, "Ferry"), bench.tag(text, "strike")
    bench.show(one)
    bench.inspector.hide()
    bench.show(other)
    bench.project.perform(acts.note(bench.now(other.uid), "so"))
    assert bench.sheet.excerpt.toPlainText() == "Ferry"
    bench.inspector.show()
    assert bench.sheet.excerpt.toPlainText() == "strike"
    assert bench.sheet.note.toPlainText() == "so"


def test_a_project_that_can_only_be_read_is_shown(
    bench: Bench, text: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = bench.tag(text, "said", CUE)
    bench.project.perform(acts.note(said, "so"))
    monkeypatch.setattr(bench.project._store, "read_only", True)
    bench.inspector.work_on(bench.project)
    bench.show(said)
    assert not bench.sheet.label.isEnabled()
    assert not bench.field("tone").isEnabled()
    line = bench.field("amount")
    assert isinstance(line, QLineEdit)
    assert line.isReadOnly()
    assert line.isEnabled(), "so that it can be copied"
    bench.inspector.edit_note()
    bench.type("more")
    bench.show(None)
    assert bench.refused == []
    assert bench.now(said.uid).note == "so"


# The keyboard


def test_tab_goes_from_top_to_bottom_and_back(bench: Bench, text: Article) -> None:
    said = bench.tag(text, "said", CUE)
    other = bench.tag(text, "according to", CUE)
    bench.tie(ABOUT_LINK, said, other)
    bench.tie(ABOUT_LINK, other, said)
    bench.click(bench.inspector)
    for one in (bench.tag(text, "Ferry"), said):  # other fields first
        bench.show(one)
    bench.sheet.label.setFocus()
    visited: list[QWidget] = [bench.focus()]
    while visited[-1] is not bench.sheet.history.fold:
        bench.press(Qt.Key.Key_Tab)
        assert bench.focus() not in visited
        visited.append(bench.focus())
    assert [one.accessibleName() for one in visited] == [
        "Label", "Text of the annotation", "Paragraph 2, 51–55", "Tone & all", "Amount", "Due",
        "Hedged: Yes", "Links", "Links to this", "Note on the annotation",
        "History of the annotation",
    ]  # fmt: skip
    back: list[QWidget] = [visited[-1]]
    while back[-1] is not bench.sheet.label:
        bench.press(Qt.Key.Key_Backtab, SHIFT)
        back.append(bench.focus())
    assert back == visited[::-1]


def test_tab_goes_to_a_question_that_what_is_typed_has_asked_and_on_to_the_note(
    bench: Bench, text: Article
) -> None:
    total = Attribute(uid="sum", label=CUE, name="sum", title="Sum", kind="number", position=8)
    unit = Attribute(
        uid="unit", label=CUE, name="unit", title="Unit", kind="text", position=9,
        show_when={"attribute": "sum", "is": (12,)},
    )  # fmt: skip
    bench.project.perform(Edit(Kind.CODEBOOK, (create(total), create(unit))))
    said = bench.tag(text, "said", CUE)
    bench.tie(ABOUT_LINK, said, bench.tag(text, "according to", CUE))
    bench.show(said)
    bench.field("sum").setFocus()
    bench.type("12")
    visited = [bench.focus().accessibleName()]
    for _ in range(4):
        bench.press(Qt.Key.Key_Tab)
        visited.append(bench.focus().accessibleName())
    assert visited == [
        "Sum", "Unit", "Links", "Note on the annotation", "History of the annotation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_Escape, NONE), (Qt.Key.Key_Return, CTRL)],
    ids=["Esc", "Ctrl+Return"],
)
def test_everywhere_two_keys_lead_back_to_the_text(
    bench: Bench, text: Article, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    said, other = bench.tag(text, "said", CUE), bench.tag(text, "according to", CUE)
    bench.tie(ABOUT_LINK, said, other)
    bench.show(said)
    for stop in (
        bench.sheet.label, bench.sheet.excerpt, bench.sheet.where, *bench.sheet.questions.stops,
        bench.sheet.outgoing, bench.sheet.note, bench.sheet.history.fold,
    ):  # fmt: skip
        if not stop.isVisible():
            continue
        stop.setFocus()
        before = len(bench.left)
        bench.press(key, held)
        assert len(bench.left) == before + 1, stop.accessibleName()
    assert bench.now(said.uid).attributes == {}
    assert bench.jumps == []


def test_leaving_by_key_saves(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "Ferry")
    bench.show(quote)
    bench.inspector.edit_note()
    bench.type("so")
    bench.press(Qt.Key.Key_Escape)
    assert bench.now(quote.uid).note == "so"


def test_the_note_is_gone_on_with_at_its_end(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "Ferry")
    bench.project.perform(acts.note(quote, "so"))
    bench.show(quote)
    bench.inspector.edit_note()
    bench.type(" it is")
    bench.inspector.commit()
    assert bench.now(quote.uid).note == "so it is"


def test_the_keyboard_comes_in_at_the_first_question_or_else_at_the_note(
    bench: Bench, text: Article
) -> None:
    bench.show(bench.tag(text, "Ferry"))
    bench.inspector.focus_first()
    assert bench.focus().accessibleName() == "Type: Direct"
    passage = replace(bench.tag(text, "strike"), uid="passage", label=builtin_uid("label/passage"))
    bench.project.perform(Edit(Kind.ANNOTATE, (create(passage),)))
    bench.show(passage)
    assert bench.sheet.label.currentText() == "Passage"
    bench.inspector.setFocus()
    assert bench.focus() is bench.sheet.note
    assert bench.inspector.has_focus()


def test_whatever_takes_the_keyboard_has_a_name(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "said", CUE))
    for one in bench.inspector.findChildren(QWidget):
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(bench.inspector):
            assert one.accessibleName(), one


# History


def test_history_is_told_a_little_later(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    mention = bench.tag(text, "Ida Brandt", ACTOR)
    with Project.open(bench.project.path, BEN) as other:
        theirs = other.reading.annotation(quote.uid)
        other.perform(acts.resize(text, theirs, Span(quote.start, quote.end + 5)))
    bench.tie(SPEAKER_LINK, quote, mention)
    bench.project.perform(acts.note(bench.now(quote.uid), "so"))
    bench.show(quote)
    assert bench.sheet.history.text == ""
    bench.click(bench.option("type", "Direct"))
    assert bench.history() == [
        "tagged by Ann", "end moved by Ben", "speaker set by Ann", "note written", "type direct",
    ]  # fmt: skip


def test_what_was_undone_is_not_told(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.project.perform(acts.note(quote, "so"))
    bench.project.undo()
    bench.show(quote)
    assert bench.history() == ["tagged by Ann"]


def test_a_folded_history_is_not_read(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.sheet.history.fold.setFocus()
    bench.press(Qt.Key.Key_Space)
    bench.show(quote)
    assert not bench.sheet.history._later.isActive()
    bench.click(bench.sheet.history.fold)
    assert bench.history() == ["tagged by Ann"]


def test_a_project_without_history_says_so(bench: Bench, text: Article) -> None:
    quote = bench.tag(text, "“We will not sign,”")
    bench.project.forget_history()
    bench.show(quote)
    bench.qtbot.waitUntil(lambda: bool(bench.sheet.history.text), timeout=5000)
    assert bench.sheet.history.text == "No changes are recorded."


def test_another_theme_is_taken_over(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "“We will not sign,”"))
    before = bench.sheet.excerpt.grab().toImage().pixelColor(100, 3)
    bench.inspector.set_theme(DARK)
    after = bench.sheet.excerpt.grab().toImage().pixelColor(100, 3)
    assert after.lightness() < 100 < before.lightness()
    assert bench.sheet.label.currentText() == "Quote"


def test_a_narrow_panel_shows_every_choice(bench: Bench, text: Article) -> None:
    bench.show(bench.tag(text, "The port lost", CLAIM))
    bench.window.resize(200, 900)
    bench.qtbot.waitUntil(lambda: bench.field("kind").width() < 190)
    for name in ("stance", "kind", "checkworthy"):
        segments = bench.field(name)
        assert isinstance(segments, Segments)
        for one in segments.buttons:
            assert segments.rect().contains(one.geometry()), one.text()


@pytest.mark.parametrize("width", [200, 320, 500])
def test_no_title_lies_over_its_field(bench: Bench, text: Article, width: int) -> None:
    bench.window.resize(width, 900)
    bench.show(bench.tag(text, "said", CUE))
    bench.click(bench.option("hedged", "Yes"))
    QApplication.processEvents()
    for row in bench.sheet.questions._rows:
        title, field = row._title, row.field.widget
        assert not title.geometry().intersects(field.geometry()), row.attribute.name
        assert title.width() >= row.title_width()
        assert row.rect().contains(field.geometry())


def test_what_has_lost_its_label_is_shown_as_nothing(bench: Bench, text: Article) -> None:
    one = bench.tag(text, text.text[:12])
    bench.show(one)
    assert bench.inspector._stack.currentWidget() is bench.inspector._scroll
    bench.inspector.show_annotation(replace(one, label="gone"))
    assert bench.inspector._stack.currentWidget() is bench.inspector._empty
