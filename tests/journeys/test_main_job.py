"""The main job: two articles side by side, tagged with single keys, saved, reopened, exported."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.core.scheme import CONTINUES_LINK
from annotator.project.coder import this_coder
from annotator.ui import tasks
from tests.journeys.hands import COURIER, WIRE, Hands, answer, articles, open_window

Q, C, A = Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_A

QUOTE = "“The terminal loses eleven million euros a year,”"
SENTENCE = "The vote was 15 to 8."
NAME = "Mayor Ingrid Solheim"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Put a person before a new project with two articles, made through the window."""
    hands = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.choose("file.new")
    hands.drop(*articles(tmp_path))
    return hands


def exported(hands: Hands, monkeypatch: pytest.MonkeyPatch, to: Path) -> list[tuple[str, ...]]:
    """Export through the window; return label, start, end and text of each row."""
    answer(monkeypatch, "ask_export", ("csv", to))
    hands.choose("file.export")
    hands.wait(tasks.idle)
    with to.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["label"], row["start"], row["end"], row["text"]) for row in rows]


def row(label: str, text: str, words: str) -> tuple[str, ...]:
    start = text.index(words)
    return (label, str(start), str(start + len(words)), words)


def test_a_new_project_shows_the_first_two_articles_ready_for_the_keyboard(hands: Hands) -> None:
    shown = [pane.article.text for pane in (hands.left, hands.right) if pane.article]
    assert shown == [COURIER, WIRE]
    assert hands.left.view.hasFocus()
    assert hands.left.view.caret() == 0


def test_the_main_job_from_two_files_to_a_csv(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.click(hands.left, "loses eleven")
    hands.press(hands.left, Q)
    hands.drag(hands.left, NAME)
    hands.press(hands.left, A)
    hands.click(hands.right, "15 to 8")
    hands.press(hands.right, C)
    hands.choose("edit.undo")
    hands.choose("edit.redo")
    expected = [
        row("actor", COURIER, NAME),
        row("quote", COURIER, QUOTE),
        row("claim", WIRE, SENTENCE),
    ]
    found = exported(hands, monkeypatch, tmp_path / "first.csv")
    assert sorted(found) == sorted(expected)
    hands.window.close()

    again = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    again.open(tmp_path / "harbour.annotator")
    assert [len(pane.index) for pane in (again.left, again.right)] == [2, 1]
    again.choose("edit.undo")
    assert again.window.status.sentence == "Undone: tagged claim “The vote was 15 to 8.”"
    assert again.window.workplace.desk.active is again.right, "undo goes to where it happened"
    found = exported(again, monkeypatch, tmp_path / "second.csv")
    assert sorted(found) == sorted(expected[:2])
    again.window.close()


def test_a_project_opens_where_it_was_left(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    hands.click(hands.right, "letter")
    caret = hands.right.view.caret()
    hands.window.close()
    again = open_window(qtbot, tmp_path / "settings.ini", this_coder("Ida", tmp_path))
    again.open(tmp_path / "harbour.annotator")
    assert again.right.view.caret() == caret
    again.window.close()


def test_pressing_the_key_again_widens_and_starts_over(hands: Hands) -> None:
    hands.click(hands.left, "Nobody")
    seen = []
    for _ in range(4):
        hands.press(hands.left, Q)
        seen.append([one.text for one in hands.left.index])
    assert seen[0] == ["“Nobody in this hall can say they were not told.”"]
    assert len(hands.left.index) == 1, "one annotation, made wider"
    assert len(seen[1][0]) > len(seen[0][0])
    assert seen[0] in seen[1:], "after the widest it starts over"


def test_the_same_span_is_not_tagged_twice(hands: Hands) -> None:
    hands.click(hands.left, "Nobody")
    hands.press(hands.left, Q)
    hands.press(hands.left, Qt.Key.Key_Escape)
    hands.click(hands.left, "were not told")
    hands.window.workplace.desk.tagging.select(None, None)
    hands.press(hands.left, Q)
    assert len(hands.left.index) == 1
    assert hands.window.workplace.desk.tagging.selected is not None


def test_a_split_quote_is_continued_with_shift(hands: Hands) -> None:
    hands.click(hands.left, "loses eleven")
    hands.press(hands.left, Q)
    # A click on bare text would select nothing, so the caret goes there by key.
    hands.left.view.set_caret(COURIER.index("Nobody"))
    hands.press(hands.left, Q, shift=True)
    assert [one.kind for one in hands.left.links] == [CONTINUES_LINK]
    hands.choose("edit.undo")
    assert len(hands.left.index) == 1
    assert not hands.left.links


def test_deleting_takes_the_annotation_at_the_caret(hands: Hands) -> None:
    hands.click(hands.left, "loses eleven")
    hands.press(hands.left, Q)
    hands.press(hands.left, Qt.Key.Key_Delete)
    assert len(hands.left.index) == 0
    hands.press(hands.left, Qt.Key.Key_Delete)
    assert "no annotation at the caret" in hands.window.notices.sentence
    hands.choose("edit.undo")
    assert len(hands.left.index) == 1


def test_tab_goes_from_annotation_to_annotation(hands: Hands) -> None:
    for words in ("hardest", "Nobody"):
        hands.click(hands.left, words)
        hands.press(hands.left, Q)
    hands.left.view.set_caret(0)
    hands.press(hands.left, Qt.Key.Key_Escape)
    hands.press(hands.left, Qt.Key.Key_Tab)
    first = hands.window.workplace.desk.tagging.selected
    hands.press(hands.left, Qt.Key.Key_Tab)
    second = hands.window.workplace.desk.tagging.selected
    assert first is not None
    assert second is not None
    assert [first.text, second.text] == [one.text for one in hands.left.index]
    hands.press(hands.left, Qt.Key.Key_Backtab, shift=True)
    assert hands.window.workplace.desk.tagging.selected == first


def test_clicking_again_selects_the_annotation_around(hands: Hands) -> None:
    hands.click(hands.left, "Nobody")
    hands.press(hands.left, Q)
    hands.drag(hands.left, "this hall")
    hands.press(hands.left, A)
    hands.press(hands.left, Qt.Key.Key_Escape)
    seen = []
    for _ in range(3):
        hands.click(hands.left, "this hall", inside=2)
        selected = hands.window.workplace.desk.tagging.selected
        seen.append(selected.text if selected else "")
    quote = "“Nobody in this hall can say they were not told.”"
    assert seen == ["this hall", quote, "this hall"], "innermost first"


def test_what_another_window_tags_appears_here(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    other = open_window(qtbot, tmp_path / "other.ini", this_coder("Ben", tmp_path))
    other.open(tmp_path / "harbour.annotator")
    other.click(other.left, "loses eleven")
    other.press(other.left, Q)
    hands.click(hands.right, "15 to 8")
    hands.press(hands.right, C)
    hands.wait(lambda: len(hands.left.index) == 1)
    other.wait(lambda: len(other.right.index) == 1)
    hands.choose("edit.undo")
    assert len(hands.left.index) == 1, "nobody undoes the work of somebody else"
    assert len(hands.right.index) == 0
    other.window.close()


def test_undoing_an_import_empties_the_panes(hands: Hands) -> None:
    hands.choose("edit.undo")
    assert hands.left.article is None
    assert hands.window.workplace.library.articles() == []
    hands.choose("edit.redo")
    assert len(hands.window.workplace.library.articles()) == 2


def test_bad_files_are_told_and_the_rest_is_imported(hands: Hands, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Third account\n\nSomething else was said.", encoding="utf-8")
    bad.write_bytes(b"")
    hands.drop(bad, good)
    assert len(hands.window.workplace.library.articles()) == 3
    assert hands.window.status.sentence == "Imported 1 article with 0 annotations."
    listing = hands.window.findChild(QPlainTextEdit, "listing")
    assert listing is not None
    assert "bad.txt holds no text" in listing.toPlainText()
