"""The dialogs on articles and stories: by keyboard alone, and nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Story
from annotator.formats.plain import LARGEST
from annotator.project.project import Project
from annotator.store.reading import Reading
from annotator.ui.clipboard import paragraphs, text_of
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.dialogs.properties import PropertiesDialog
from annotator.ui.dialogs.question import Question
from annotator.ui.dialogs.title import TitleDialog
from annotator.ui.languages import code_of, in_words, languages
from annotator.ui.provenance import cleaned
from annotator.ui.shelving import Shelving
from tests import build

# Offscreen Qt says so of every popup, such as a completer's.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NEWS = """Council shuts terminal

ALDERSUND, March 12, 2025 (Reuters) — The council voted 14 to 9 on Tuesday."""
COAL, FERRY = Story(uid="coal", title="Coal vote"), Story(uid="ferry", title="Ferry strike")
ONE = build.article(uid="a1", outlet="Courier", author="Ida", language="en", story="coal")
TWO = build.article(f"{build.TEXT} 2", uid="a2", outlet="Wire", author="Ida", title="Second")


@dataclass
class Desk:
    project: Project
    shelving: Shelving
    window: QMainWindow
    qtbot: QtBot

    def article(self, uid: str) -> Article:
        return self.project.reading.article(uid)

    def show(self, dialog: Question) -> None:
        dialog.open()
        self.qtbot.waitExposed(dialog)
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.findChildren(QWidget))

    def properties(self, *uids: str) -> PropertiesDialog:
        dialog = PropertiesDialog(self.project, uids, self.shelving, self.window)
        self.show(dialog)
        return dialog

    def paste(self, text: str = "", story: str | None = None) -> PasteDialog:
        copy(text)
        dialog = PasteDialog(self.project, self.shelving, self.window, story)
        self.show(dialog)
        return dialog


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def type_(text: str) -> None:
    """Type into what has the keyboard."""
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, held)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def is_gone(dialog: Question) -> bool:
    try:
        return not dialog.isVisible()
    except RuntimeError:  # deleted already
        return True


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = build.project(tmp_path)
    project.bring_in([COAL, FERRY, ONE, TWO])
    project.forget_history()
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    shelving = Shelving(window)
    shelving.work_on(project)
    yield Desk(project, shelving, window, qtbot)
    copy("")
    project.close()


# A title


def test_a_title_is_typed_and_taken_with_enter(desk: Desk) -> None:
    dialog = TitleDialog("New", "Title", "", desk.shelving.new_story, desk.window)
    desk.show(dialog)
    type_("Harbour")
    press(Qt.Key.Key_Return)
    assert is_gone(dialog)
    assert "Harbour" in [story.title for story in desk.project.reading.records(Story)]


def test_a_refused_title_stays_with_the_reason(desk: Desk) -> None:
    dialog = TitleDialog("New", "Title", "Coal", desk.shelving.new_story, desk.window)
    desk.show(dialog)
    before = dialog.height()
    type_("coal vote")
    press(Qt.Key.Key_Return, CTRL)
    assert "already" in dialog.sentence
    assert dialog._line.text() == "coal vote", "what there was was selected and typed over"
    assert dialog.height() > before, "the sentence takes no room from the field"
    type_("s")
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)


# Properties


def test_properties_are_gone_through_and_saved_by_keyboard(desk: Desk) -> None:
    dialog = desk.properties("a1")
    type_("A better title")
    press(Qt.Key.Key_Tab)
    type_("Herald")
    QTest.keyClick(focused(), Qt.Key.Key_D, ALT)
    type_("2025-03")
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)
    article = desk.article("a1")
    assert (article.title, article.outlet, article.published, article.author) == (
        "A better title", "Herald", "2025-03", "Ida",
    )  # fmt: skip
    desk.project.undo()
    assert desk.article("a1") == ONE


def test_of_several_articles_only_what_was_touched_is_written(desk: Desk) -> None:
    dialog = desk.properties("a1", "a2")
    fields = dialog.fields
    assert [fields._lines[name].placeholderText() for name in ("title", "outlet")] == [
        "(several values)"
    ] * 2
    assert fields._lines["author"].text() == "Ida"
    fields.go_to("url")
    type_("https://example.org")
    fields.go_to("language")
    type_("german")
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)
    one, two = desk.article("a1"), desk.article("a2")
    assert (one.outlet, two.outlet, one.title, two.title) == (
        "Courier", "Wire", ONE.title, "Second",
    )  # fmt: skip
    assert (one.language, two.language, one.url, two.url) == ("de", "de", *[one.url] * 2)
    desk.project.undo()
    assert desk.article("a1").language == "en"
    assert desk.project.next_undo is None, "it was one step"


def test_a_field_that_differs_can_be_emptied_in_all(desk: Desk) -> None:
    dialog = desk.properties("a1", "a2")
    dialog.fields.go_to("outlet")
    type_("x")
    press(Qt.Key.Key_Backspace)
    assert dialog.fields._lines["outlet"].placeholderText() == "(emptied in all)"
    press(Qt.Key.Key_Return, CTRL)
    assert {desk.article(uid).outlet for uid in ("a1", "a2")} == {""}


def test_nothing_changed_is_no_step(desk: Desk) -> None:
    dialog = desk.properties("a1")
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)
    assert desk.project.next_undo is None


def test_a_date_is_looked_at_while_it_is_typed(desk: Desk) -> None:
    dialog = desk.properties("a1")
    dialog.fields.go_to("published")
    told = dialog.fields._no_date
    for typed, wrong in (("2025", False), ("-1", True), ("2", False), ("-", True), ("31", False)):
        type_(typed)
        assert told.isVisible() is wrong, dialog.fields._lines["published"].text()
    type_("x")
    press(Qt.Key.Key_Return, CTRL)
    assert "“2025-12-31x” is no date" in dialog.sentence
    press(Qt.Key.Key_Backspace)
    assert dialog.sentence == ""
    press(Qt.Key.Key_Return, CTRL)
    assert desk.article("a1").published == "2025-12-31"


def test_esc_does_not_throw_away_what_was_typed_at_once(desk: Desk) -> None:
    dialog = desk.properties("a1")
    type_("Another")
    press(Qt.Key.Key_Escape)
    assert "not saved" in dialog.sentence
    type_("!")
    press(Qt.Key.Key_Escape)
    assert "not saved" in dialog.sentence, "it is told again after more was typed"
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)
    assert desk.article("a1") == ONE


def test_what_was_typed_and_taken_back_is_no_loss(desk: Desk) -> None:
    dialog = desk.properties("a1")
    dialog.fields.go_to("url")
    type_("x")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog)


def test_in_a_project_that_can_only_be_read_properties_are_shown(desk: Desk) -> None:
    desk.project._store.read_only = True
    dialog = desk.properties("a1")
    for line in dialog.findChildren(QLineEdit):
        assert line.isReadOnly()
    for notes in dialog.findChildren(QPlainTextEdit):
        assert notes.isReadOnly()
    assert dialog.fields._lines["language"].text() == in_words("en")
    assert [one.text().replace("&", "") for one in dialog.findChildren(QPushButton)] == ["Close"]
    type_("X")
    assert dialog.fields.changes() == {}
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert is_gone(dialog)
    assert desk.project.next_undo is None


def test_an_article_that_went_meanwhile_is_told_in_the_dialog(desk: Desk) -> None:
    dialog = desk.properties("a1")
    type_("Another")
    desk.shelving.delete(["a1"])
    press(Qt.Key.Key_Return, CTRL)
    assert "no longer in the project" in dialog.sentence
    assert dialog.fields._lines["title"].text() == "Another"


def test_outlets_of_the_project_are_proposed(desk: Desk) -> None:
    dialog = desk.properties("a1")
    completer = dialog.fields._lines["outlet"].completer()
    assert completer is not None
    completer.setCompletionPrefix("ir")
    assert completer.currentCompletion() == "Wire"


def test_where_an_article_comes_from_is_told(desk: Desk) -> None:
    uid = desk.shelving.add(f"{NEWS}\r\n", {})
    told = [label.text() for label in desk.properties(uid).findChildren(QLabel)]
    for fact in (
        "Pasted from the clipboard",
        "17 words · 99 characters",
        "1 line end made plain, 1 empty line removed",
        "A guess from the first lines of the text",
    ):
        assert fact in told


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ({}, ""),
        ({"bom": 1}, "A byte order mark removed"),
        ({"replaced": 1}, "1 character that cannot be shown replaced by �"),
        (
            {"blanks": 1200, "empty_lines": 1},
            "1,200 blanks at the ends of lines removed, 1 empty line removed",
        ),
        ({"encoding": "cp1252", "outlet_guessed": True}, ""),
        ({"undecodable_bytes": 3}, "3 bytes that are no text replaced by �"),
    ],
)  # fmt: skip
def test_cleaning_is_told_in_words(report: dict[str, object], told: str) -> None:
    assert cleaned(report) == told


@pytest.mark.parametrize(
    ("typed", "code"),
    [("en", "en"), ("English", "en"), ("german (de)", "de"), ("Norwegian Bokmål", "nb"),
     (" Klingon ", "Klingon"), ("", "")],
)  # fmt: skip
def test_a_language_is_named_or_coded(typed: str, code: str) -> None:
    assert code_of(typed) == code
    assert code_of(in_words(code)) == code


def test_every_language_has_a_code_and_a_name_of_its_own() -> None:
    assert len(set(languages().values())) == len(languages()) > 150


# Pasting


def test_a_copied_text_is_added_with_one_key(desk: Desk) -> None:
    dialog = desk.paste(NEWS, "coal")
    added: list[str] = []
    dialog.added.connect(added.append)
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)
    article = desk.article(added[0])
    assert (article.text, article.outlet, article.story) == (NEWS, "Reuters", "coal")


def test_what_comes_of_a_text_is_shown_before(desk: Desk) -> None:
    dialog = desk.paste(f"{NEWS}  \r\n\0")
    lines = dialog.fields._lines
    desk.qtbot.waitUntil(lambda: lines["outlet"].text() == "Reuters")
    assert lines["title"].text() == "Council shuts terminal"
    assert lines["published"].text() == "2025-03-12"
    assert dialog._sizes.text() == "18 words · 101 characters"
    assert dialog._cleaned.text() == (
        "1 line end made plain, 1 character that cannot be shown replaced by �, "
        "2 blanks at the ends of lines removed"
    )


def test_a_guess_does_not_touch_what_was_typed(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    dialog.fields.go_to("outlet")
    type_("Wire")
    dialog.text.setFocus()
    press(Qt.Key.Key_End, CTRL)
    type_(" More.")
    desk.qtbot.waitUntil(lambda: "18 words" in dialog._sizes.text())
    assert dialog.fields._lines["outlet"].text() == "Wire"
    press(Qt.Key.Key_Return, CTRL)
    added = [one for one in desk.project.reading.articles() if one.title.startswith("Council")]
    assert [(one.outlet, one.text) for one in added] == [("Wire", f"{NEWS} More.")]


def test_a_text_is_taken_to_the_character(desk: Desk) -> None:
    text = "Ten\u00a0million 😀\u2028and a\u0301 line\n\nسلام"
    dialog = desk.paste(text)
    assert dialog.text.whole() == text
    dialog.text.setFocus()
    press(Qt.Key.Key_End, CTRL)
    type_("!")
    edited = dialog.text.whole().replace("\u2029", "\n")
    assert edited == f"{text}!", "a no-break space is one still after somebody has edited"
    press(Qt.Key.Key_Z, CTRL)
    assert dialog.text.whole() == text


@pytest.mark.parametrize("unit", ["x", "日本。", "word "])
def test_a_giant_paragraph_is_quick_and_stays_one_through_every_edit(desk: Desk, unit: str) -> None:
    text = unit * (60_000 // len(unit)) + "end"
    dialog = desk.paste(text)
    assert max(len(line) for line in dialog.text.toPlainText().split("\n")) <= 20_002
    assert dialog.text.whole() == text

    dialog.text.setFocus()
    press(Qt.Key.Key_End, CTRL)
    began = thread_time()
    type_("!")
    assert thread_time() - began < 0.5
    assert dialog.text.whole() == f"{text}!"

    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_Return)
    assert dialog.text.whole() == f"\u2029{text}!"

    borders = [at for at, char in enumerate(dialog.text.document().toRawText()) if char == "\u2029"]
    for end in (45_000, *range(borders[2] - 1, borders[2] + 3)):
        cursor = dialog.text.textCursor()
        cursor.setPosition(10)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        left = dialog.text.whole()
        assert left[:10] == f"\u2029{text}"[:10]
        assert len(left) < len(text)
        assert f"{text}!".endswith(left[10:])
        press(Qt.Key.Key_Z, CTRL)
        assert dialog.text.whole() == f"\u2029{text}!"

    cursor.setPosition(borders[2])
    dialog.text.setTextCursor(cursor)
    press(Qt.Key.Key_Return)
    assert len(dialog.text.whole()) == len(text) + 3
    press(Qt.Key.Key_Z, CTRL)

    data = QMimeData()
    data.setText(text)
    press(Qt.Key.Key_End, CTRL)
    dialog.text.insertFromMimeData(data)
    assert dialog.text.whole() == f"\u2029{text}!{text}"


def test_a_web_page_becomes_paragraphs(desk: Desk) -> None:
    page = (
        "<html><head><style>p {}</style></head><body><h1>A  title</h1>"
        "<p>One&nbsp;two<br>three <img src='file:///etc/passwd'></p><script>no()</script>"
        "<p> </p><ul><li>four</li></ul></body></html>"
    )
    assert paragraphs(page) == "A title\n\nOne\u00a0two\nthree\n\nfour"
    data = QMimeData()
    data.setHtml(page)
    dialog = desk.paste()
    dialog.text.insertFromMimeData(data)
    assert dialog.text.whole() == paragraphs(page)


def test_files_in_the_clipboard_are_no_text(desk: Desk) -> None:
    data = QMimeData()
    data.setText("file:///tmp/one.txt")
    data.setData("text/uri-list", b"file:///tmp/one.txt")
    dialog = desk.paste()
    assert not dialog.text.canInsertFromMimeData(data)


def test_a_text_that_is_there_already_is_told_and_not_added_twice(desk: Desk) -> None:
    dialog = desk.paste(build.TEXT)
    desk.qtbot.waitUntil(lambda: "already, as “Ferry strike" in dialog.sentence)
    press(Qt.Key.Key_Return, CTRL)
    assert "already" in dialog.sentence
    assert desk.project.reading.article_count() == 2


def test_no_text_is_told_and_what_was_typed_stays(desk: Desk) -> None:
    dialog = desk.paste("")
    dialog.fields.go_to("title")
    type_("A title")
    press(Qt.Key.Key_Return, CTRL)
    assert "no text here yet" in dialog.sentence
    assert dialog.fields._lines["title"].text() == "A title"


def test_a_project_that_cannot_be_read_is_told_in_the_dialog(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object, __: str) -> None:
        raise AnnotatorError("The disk reported a failure.")

    monkeypatch.setattr(Reading, "article_with", fail)
    dialog = desk.paste(NEWS)
    desk.qtbot.waitUntil(lambda: dialog.sentence == "The disk reported a failure.")


def test_a_project_that_was_closed_meanwhile_is_not_asked(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    desk.project.close()
    dialog._show_what_comes_of_it()
    assert dialog.sentence == ""


def test_a_clipboard_that_tells_nothing_is_empty() -> None:
    assert text_of(None) == ""


def test_a_text_too_long_is_told_and_not_shown(desk: Desk) -> None:
    dialog = desk.paste("x " * (LARGEST // 2 + 1))
    assert "20.0 MB" in dialog.sentence
    assert dialog.text.toPlainText() == ""


def test_one_text_after_the_other_goes_into_the_same_story(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    dialog.story.setFocus()
    type_("Harbour")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert (dialog.isVisible(), dialog.text.whole(), dialog.sentence) == (True, "", "")
    assert dialog.text.hasFocus()
    copy(f"{NEWS} More.")
    # Somebody has been in another window to copy it.
    desk.window.activateWindow()
    dialog.activateWindow()
    desk.qtbot.waitUntil(lambda: dialog.text.whole() == f"{NEWS} More.")
    press(Qt.Key.Key_Return, CTRL)
    assert is_gone(dialog)
    made = next(one for one in desk.project.reading.records(Story) if one.title == "Harbour")
    assert len(desk.project.reading.articles_in(made.uid)) == 2


def test_a_story_is_known_by_its_title_in_any_case(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    dialog.story.setFocus()
    type_("COAL VOTE")
    assert dialog.story.chosen() == COAL
    press(Qt.Key.Key_Return, CTRL)
    assert len(desk.project.reading.articles_in("coal")) == 2


def test_the_same_clipboard_is_not_taken_twice(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert dialog.text.whole() == ""
    press(Qt.Key.Key_Escape)
    assert is_gone(dialog), "there is nothing to lose"


def test_a_refusal_while_adding_several_keeps_the_text(desk: Desk) -> None:
    dialog = desk.paste(NEWS)
    dialog.fields.go_to("published")
    type_("soon")
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert "“soon” is no date" in dialog.sentence
    assert dialog.text.whole() == NEWS


def test_every_field_has_a_name(desk: Desk) -> None:
    for dialog in (desk.properties("a1"), desk.paste(NEWS)):
        boxes = dialog.findChildren(QComboBox)
        inside = [box.lineEdit() for box in boxes]
        lines = [one for one in dialog.findChildren(QLineEdit) if one not in inside]
        for field in (*boxes, *lines, *dialog.findChildren(QPlainTextEdit)):
            assert field.accessibleName()
        dialog.done(0)


def test_a_question_without_an_answer_is_a_mistake_of_ours(desk: Desk) -> None:
    question = Question("x", desk.window)
    with pytest.raises(NotImplementedError):
        question.accept()
    assert not issubclass(NotImplementedError, AnnotatorError)
