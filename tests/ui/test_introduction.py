"""The introduction: it hears what was done, and keeps out of the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Annotation, Article, Label
from annotator.core.scheme import ATTRIBUTES, LABELS
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.introduction import STEPS, Introduction
from tests import build

CLICK = Qt.MouseButton.LeftButton
QUOTES, CLAIMS = LABELS[:2]
FIRST = "“We will not sign,”"


class Stage:
    """A window with a text, a project, and the card over it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.acting = Actions(self.window, lambda _: None)
        self.text = QPlainTextEdit(self.window)
        self.window.setCentralWidget(self.text)
        self.window.resize(1024, 700)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.article = build.article()
        self.project = build.project(folder, self.article)
        self.card = Introduction(self.acting, self.text)
        self.project.listen(self.card.hear)
        self.finished: list[bool] = []
        self.card.finished.connect(lambda: self.finished.append(True))
        self.text.setFocus()

    def says(self) -> str:
        labels = self.card.findChildren(QLabel)
        return " ".join(one.text() for one in labels if one.isVisible())

    def button(self, text: str) -> QPushButton:
        buttons = self.card.findChildren(QPushButton)
        return next(one for one in buttons if one.text().replace("&", "") == text)

    def tag(self, words: str = FIRST, label: Label = QUOTES) -> Annotation:
        start = self.article.text.index(words)
        span = Span(start, start + len(words))
        edit = acts.annotate(self.article, label, span, self.project.coder.uid)
        self.project.perform(edit)
        made = edit.changes[0].after
        assert isinstance(made, Annotation)
        return made


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qtbot, tmp_path)
    yield stage
    stage.project.close()


def test_it_stays_hidden_and_deaf_until_it_begins(stage: Stage) -> None:
    stage.tag()
    stage.card.exported()
    assert not stage.card.isVisible()
    assert stage.card.at == 0
    assert stage.finished == []


def test_each_step_goes_on_by_itself_when_it_was_done(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    assert "1 of 4" in stage.says()
    made = stage.tag()
    assert stage.card.at == 1
    assert "2 of 4" in stage.says()
    stage.project.perform(acts.set_attribute(made, ATTRIBUTES[0], "direct"))
    assert stage.card.at == 2
    stage.project.undo()
    assert stage.card.at == 3
    stage.card.exported()
    assert stage.card.at == 4
    assert "That is all" in stage.says()
    assert stage.finished == []
    QTest.mouseClick(stage.button("Done"), CLICK)
    assert stage.finished == [True]
    assert not stage.card.isVisible()


def test_what_belongs_to_another_step_does_not_go_on(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    stage.card.exported()
    assert stage.card.at == 0
    stage.tag()
    stage.tag("“Not this year.”")
    stage.project.undo()
    assert stage.card.at == 1, "it waits for an attribute"


def test_what_somebody_else_does_does_not_go_on(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    with Project.open(stage.project.path, build.BEN) as other:
        span = Span(0, 5)
        other.perform(acts.annotate(stage.article, CLAIMS, span, build.BEN.uid))
    stage.project.refresh()
    assert stage.card.at == 0


def test_it_names_the_first_quotation_that_nobody_has_tagged(stage: Stage) -> None:
    stage.tag(FIRST, CLAIMS)
    stage.card.begin(stage.project, stage.article)
    assert f"{FIRST} in the right article and press <b>Q</b>" in stage.says()
    stage.tag()
    stage.card.begin(stage.project, stage.article)
    assert "“Not this year.” in the right article" in stage.says()
    stage.tag("“Not this year.”")
    for article in (stage.article, None):
        stage.card.begin(stage.project, article)
        assert "Click inside any quotation and" in stage.says()


def test_a_quotation_with_marks_of_html_is_shown_as_it_is(stage: Stage) -> None:
    article: Article = build.article("She wrote “<b>no</b> & never” on it.")
    stage.project.bring_in([article])
    stage.card.begin(stage.project, article)
    assert "“&lt;b&gt;no&lt;/b&gt; &amp; never”" in stage.says()


def test_keys_are_told_as_they_are_and_follow_a_change(stage: Stage) -> None:
    stage.card.begin(stage.project, None)
    for _ in range(2):
        QTest.mouseClick(stage.button("Next"), CLICK)
    assert "<b>Ctrl+Z</b>" in stage.says()
    stage.acting.rebind("edit.undo", "Ctrl+Alt+Backspace")
    assert "<b>Ctrl+Alt+Backspace</b> takes back" in stage.says()
    stage.acting.rebind("edit.undo", "")
    assert "<b>Edit → Undo</b> takes back" in stage.says()


def test_a_label_without_a_key_is_found_in_the_menu(stage: Stage) -> None:
    stage.project.perform(acts.set_key(QUOTES, "", stage.project.scheme))
    stage.card.begin(stage.project, None)
    assert "press <b>Annotate → Tag as</b>" in stage.says()


def test_one_goes_back_and_on_without_losing_the_keyboard(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    assert not stage.button("Back").isEnabled()
    QTest.mouseClick(stage.button("Next"), CLICK)
    QTest.mouseClick(stage.button("Next"), CLICK)
    QTest.mouseClick(stage.button("Back"), CLICK)
    assert stage.card.at == 1
    assert stage.text.hasFocus()


def test_the_keyboard_alone_goes_through_it(stage: Stage, qtbot: QtBot) -> None:
    stage.card.begin(stage.project, stage.article)
    stage.card.setFocus()
    for step in range(len(STEPS)):
        assert stage.card.at == step
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert stage.finished == [True]


def test_escape_ends_it_where_it_has_the_keyboard(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    QTest.keyClick(stage.text, Qt.Key.Key_Escape)
    assert stage.card.isVisible()
    stage.card.setFocus()
    QTest.keyClick(stage.button("Next"), Qt.Key.Key_Escape)
    assert not stage.card.isVisible()
    assert stage.finished == [True]


def test_all_of_it_can_be_skipped(stage: Stage) -> None:
    stage.card.begin(stage.project, stage.article)
    QTest.mouseClick(stage.button("Skip all"), CLICK)
    assert stage.finished == [True]
    assert not stage.card.isVisible()


@pytest.mark.parametrize("size", [(1024, 700), (640, 400), (400, 300)])
def test_it_lies_in_the_lower_right_corner_at_every_size(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.card.begin(stage.project, stage.article)
    stage.window.resize(*size)
    for step in range(len(STEPS)):
        QApplication.processEvents()
        assert stage.card.at == step
        place, room = stage.card.geometry(), stage.text.rect()
        assert room.contains(place)
        assert room.right() - place.right() < 24
        for label in stage.card.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width())
        corner = stage.card.mapTo(stage.text, QPoint(0, stage.card.height() - 1))
        assert room.contains(corner)
        stage.card._go_to(min(step + 1, len(STEPS) - 1))
