"""What went wrong once in somebody's hands, and must not again."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Coder, Label
from annotator.core.progress import Progress
from annotator.core.scheme import QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui import tasks
from annotator.ui.memory import Memory
from annotator.ui.report import show_report
from tests.build import ANN, BEN, article, project
from tests.journeys.hands import Hands, answer, articles, open_window

WITH_ITS_OWN_LABEL = """\
{"type":"project","version":1,"meta":{}}
{"type":"label","uid":"rumour","name":"rumour","title":"Rumour","colour":"#aa0000",\
"channel":"tint","key":"R"}
{"type":"article","uid":"one","title":"One","text":"One rumour.","annotations":\
[{"uid":"a","label":"rumour","start":0,"end":3,"text":"One"}]}
"""


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = open_window(qtbot, tmp_path / "settings.ini", Coder(uid="ida", name="Ida"))
    answer(monkeypatch, "ask_new", tmp_path / "harbour.annotator")
    hands.choose("file.new")
    return hands


def buttons(hands: Hands) -> list[str]:
    bar = hands.window.workplace.around.labels
    shown = [bar.widgetForAction(action) for action in bar.actions()]
    return [one.text().split()[0] for one in shown if isinstance(one, QToolButton)]


def test_a_label_that_comes_with_an_import_gets_its_button_and_loses_it(
    hands: Hands, tmp_path: Path
) -> None:
    file = tmp_path / "rumours.jsonl"
    file.write_text(WITH_ITS_OWN_LABEL, encoding="utf-8")
    hands.drop(file)
    assert "Rumour" in buttons(hands)
    assert hands.left.article is not None
    hands.choose("edit.undo")
    hands.wait(lambda: "Rumour" not in buttons(hands))
    assert hands.window.status.sentence == "Undone: imported articles"


def test_a_project_that_cannot_be_read_leaves_what_was_open(hands: Hands, tmp_path: Path) -> None:
    hands.drop(*articles(tmp_path))
    (tmp_path / "other").mkdir()
    other = project(tmp_path / "other", *(article(f"Text {n}\n\n" + "w " * 3000) for n in range(9)))
    other.close()
    content = bytearray(other.path.read_bytes())
    content[100:20000:7] = b"\xaa" * len(content[100:20000:7])
    other.path.write_bytes(content)
    hands.open(other.path)
    assert "damaged" in hands.window.notices.sentence
    assert hands.window.project is not None
    assert hands.window.project.path.name == "harbour.annotator"
    assert hands.left.article is not None


def test_a_project_that_goes_away_behind_a_file_dialog_is_told(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.drop(*articles(tmp_path))

    def take_away(*_: object) -> None:
        (tmp_path / "harbour.annotator").rename(tmp_path / "elsewhere")

    monkeypatch.setattr("annotator.ui.files.ask_open", take_away)
    hands.choose("file.open")
    assert "There is no project" in hands.window.notices.sentence
    assert hands.window.project is None
    with Project.open(tmp_path / "elsewhere", ANN) as whole:
        assert whole.reading.article_count() == 2


def test_nothing_is_closed_while_files_are_being_read(hands: Hands) -> None:
    go_on = threading.Event()

    def work(_: Progress) -> None:
        go_on.wait(10)

    tasks.run(hands.window, "Working", work, lambda _: None, lambda _: None)
    hands.window.close()
    assert hands.window.isVisible()
    hands.choose("file.close")
    assert hands.window.project is not None
    assert "One moment" in hands.window.notices.sentence
    go_on.set()
    hands.wait(tasks.idle)


def test_rejected_annotations_are_neither_shown_nor_reached(hands: Hands, tmp_path: Path) -> None:
    file = tmp_path / "rejected.jsonl"
    file.write_text(
        WITH_ITS_OWN_LABEL.replace('"text":"One"}', '"text":"One","status":"rejected"}')
    )
    hands.drop(file)
    assert len(hands.left.index) == 0
    hands.press(hands.left, Qt.Key.Key_Tab)
    assert hands.window.workplace.desk.tagging.selected is None


def test_an_empty_pane_is_made_the_active_one_by_a_click(hands: Hands, tmp_path: Path) -> None:
    hands.drop(articles(tmp_path)[0])
    assert hands.right.article is None
    hands.qtbot.mouseClick(hands.right._hint, Qt.MouseButton.LeftButton)
    assert hands.window.workplace.desk.active is hands.right


def test_tab_goes_on_from_the_caret_where_that_has_moved_away(hands: Hands, tmp_path: Path) -> None:
    hands.drop(*articles(tmp_path))
    for words in ("hardest", "Nobody"):
        hands.click(hands.left, words)
        hands.press(hands.left, Qt.Key.Key_Q)
    hands.left.view.set_caret(0)
    hands.press(hands.left, Qt.Key.Key_Tab)
    selected = hands.window.workplace.desk.tagging.selected
    assert selected is not None
    assert selected.text == "“the hardest decision of my life”"


def test_the_caret_does_not_stop_between_paragraphs(hands: Hands, tmp_path: Path) -> None:
    hands.drop(*articles(tmp_path))
    text = hands.left.article.text if hands.left.article else ""
    places = []
    for _ in range(12):
        hands.press(hands.left, Qt.Key.Key_Down)
        places.append(hands.left.view.caret())
    assert all(text[at - 1 : at + 1] != "\n\n" for at in places)
    assert max(places) > text.index("did not respond") - 30


def test_undoing_a_growth_leaves_the_caret_where_it_is(hands: Hands, tmp_path: Path) -> None:
    hands.drop(*articles(tmp_path))
    hands.click(hands.left, "Nobody", inside=3)
    caret = hands.left.view.caret()
    hands.press(hands.left, Qt.Key.Key_Q)
    hands.press(hands.left, Qt.Key.Key_Q)
    hands.choose("edit.undo")
    assert hands.left.view.caret() == caret


def test_the_window_starts_although_a_recent_project_is_out_of_reach(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory.in_file(tmp_path / "settings.ini")
    memory.add_recent(tmp_path)

    def closed(_: Path) -> bool:
        raise PermissionError

    hands = open_window(qtbot, tmp_path / "settings.ini", Coder(uid="ann", name="Ann"))
    monkeypatch.setattr(Path, "exists", closed)
    menu = QMenu(hands.window)
    hands.window.workplace.filing.fill_recent(menu)
    assert [action.text() for action in menu.actions()] == ["No projects yet"]


def test_one_report_tells_of_many_failures_and_stays(qtbot: QtBot) -> None:
    for number in (1, 2, 2):
        show_report(f"failure {number}")
    boxes = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QMessageBox) and one.isVisible()
    ]
    assert len(boxes) == 1
    assert boxes[0].detailedText() == "failure 1\n\nfailure 2"
    boxes[0].close()


def test_what_another_window_did_is_told_as_it_stands_now(tmp_path: Path) -> None:
    text = article()
    label = Label(uid=QUOTE, name="quote", title="Quote", colour="#000000", channel="tint")
    with project(tmp_path, text) as made, Project.open(made.path, BEN) as other:
        other.perform(acts.annotate(text, label, Span(0, 5), BEN.uid))
        (theirs,) = made.reading.annotations_of(text.uid)
        made.perform(acts.erase(theirs, (), {}))
        told: list[object] = []
        made.listen(lambda event: told.extend(change.after for change in event.edit.changes))
        made.refresh()
        assert told == [], "it is gone, and we know it"


def test_a_listener_that_fails_hears_the_rest_later(tmp_path: Path) -> None:
    with project(tmp_path) as made, Project.open(made.path, BEN) as other:
        for number in range(3):
            other.perform(acts.make_story(f"story {number}"))
        heard: list[str] = []

        def listen(event: object) -> None:
            heard.append("one")
            if len(heard) == 2:
                raise RuntimeError

        made.listen(listen)
        with pytest.raises(RuntimeError):
            made.refresh()
        made.refresh()
        assert len(heard) == 3, "each once"


def test_a_file_that_its_owner_changes_is_told_to_a_reader(tmp_path: Path) -> None:
    with project(tmp_path, article()) as made:
        pass
    reader = Project.open(made.path, ANN)
    reader._store._ask._seen = (0, 0)  # as if it had been opened read-only, long ago
    with pytest.raises(AnnotatorError, match="changed by its owner"):
        reader.reading.article_count()
    reader._store._ask._seen = None
    reader.close()
