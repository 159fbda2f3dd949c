"""What reviews of the whole window have found: each as it happened to a person."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Story
from annotator.project.project import Project
from annotator.store.reading import Reading
from tests.build import ANN, article
from tests.journeys.hands import COURIER, WIRE, Hands, open_window


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Put a person before two articles, of which the first is open at the left."""
    path = tmp_path / "harbour.annotator"
    with Project.create(path, ANN) as project:
        project.bring_in([article(COURIER, title="Courier"), article(WIRE, title="Wire")])
        project.perform(acts.make_story("Ferry"))
        project.forget_history()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(path)
    return hands


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_that_is_opened_by_keys_is_about_what_had_the_keyboard(hands: Hands) -> None:
    library = hands.window.workplace.library
    library.tree.setFocus()
    library.show_article(library.articles()[1].uid)
    assert hands.left.article is not None
    assert hands.left.article.title == "Courier"

    QTest.keyClick(hands.window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(open_menu(), Qt.Key.Key_Y)  # Put into story
    QTest.keyClick(open_menu(), Qt.Key.Key_F)  # Ferry
    if QApplication.activePopupWidget():
        QTest.keyClick(open_menu(), Qt.Key.Key_Return)

    assert [row.story is not None for row in library.articles()] == [False, True]


def test_a_dialog_goes_with_the_project_that_it_is_about(hands: Hands, tmp_path: Path) -> None:
    hands.choose("article.properties")
    assert [one for one in hands.window.findChildren(QDialog) if one.isVisible()]
    other = tmp_path / "other.annotator"
    Project.create(other, ANN).close()
    hands.open(other)
    assert not [one for one in hands.window.findChildren(QDialog) if one.isVisible()]


def test_a_project_that_cannot_be_read_leaves_what_is_open(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.annotator"
    Project.create(other, ANN).close()

    def fail(*_: object) -> None:
        raise AnnotatorError("The disk has failed.")

    with monkeypatch.context() as patch:
        patch.setattr(Reading, "article_rows", fail)
        hands.open(other)
    assert hands.window.notices.sentence == "The disk has failed."
    assert hands.window.project is not None
    assert hands.window.project.path.name == "harbour.annotator"
    assert hands.left.article is not None


def test_no_project_takes_the_place_of_one_that_is_let_go_of(hands: Hands, tmp_path: Path) -> None:
    other = tmp_path / "other.annotator"
    Project.create(other, ANN).close()
    with hands.window.workplace.filing.released():
        hands.open(other)
        assert "One moment" in hands.window.notices.sentence
        hands.choose("file.close")
    assert hands.window.project is not None
    assert hands.window.project.path.name == "harbour.annotator"


def test_undo_of_a_link_goes_to_where_it_was(hands: Hands) -> None:
    project = hands.window.project
    assert project is not None
    hands.click(hands.left, "loses eleven")
    hands.press(hands.left, Qt.Key.Key_Q)
    quote = hands.window.workplace.desk.tagging.selected
    hands.click(hands.left, "Tomas Berg")
    hands.press(hands.left, Qt.Key.Key_A)
    mention = hands.window.workplace.desk.tagging.selected
    assert quote is not None
    assert mention is not None
    kind = next(one for one in project.scheme.link_kinds if one.name == "speaker")
    project.perform(acts.link(kind, quote, mention, ANN.uid, ()))
    hands.left.view.set_caret(0)
    hands.choose("edit.undo")
    assert hands.window.workplace.desk.tagging.selected == quote


def test_what_was_offered_to_be_undone_is_not_offered_after_another_change(hands: Hands) -> None:
    workplace = hands.window.workplace
    workplace.shelving.delete([workplace.library.articles()[1].uid])
    assert "Deleted" in hands.window.notices.sentence
    project = hands.window.project
    assert project is not None
    story = next(iter(project.reading.records(Story)))
    project.perform(acts.rename_story(story, "Another"))
    assert hands.window.notices.sentence == ""
