"""The guidelines lie over the texts, follow what is selected, and never take the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Article, Coder
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.core.span import Span
from annotator.project.codebook import Codebook
from annotator.project.project import Project
from annotator.ui.guideline import Example
from annotator.ui.guidelines import Guidelines
from annotator.ui.theme import DARK
from tests import build
from tests.journeys.hands import Hands, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PARAGRAPH = "The council voted 14 to 9 on Tuesday to close its coal terminal, after long debate. "
TEXT = "Harbour council votes\n\n" + "\n\n".join([PARAGRAPH * 3] * 12)


class Reader:
    """Somebody before a window with one long article and a card that can be opened."""

    def __init__(self, hands: Hands, project: Project, article: Article) -> None:
        self.hands, self.project, self.article = hands, project, article
        window = hands.window
        self.desk = window.workplace.desk
        self.card = getattr(window.workplace, "guidelines", None) or Guidelines(window, self.desk)
        self.card.work_on(project)
        project.listen(self.card.hear)
        self.book = Codebook(project)

    def open(self) -> None:
        """Open the card, or close it, as its key does."""
        self.card.handlers()["annotate.guidelines"]()
        QApplication.processEvents()

    def tag(self, words: str, label: str = QUOTE) -> None:
        """Tag some words, and select that."""
        start = self.article.text.index(words)
        self.tag_at(start, start + len(words), label)

    def tag_at(self, start: int, end: int, label: str = QUOTE) -> None:
        scheme, me = self.project.scheme, self.project.coder.uid
        span = Span(start, end)
        edit = acts.annotate(self.article, scheme.label(label), span, me)
        self.project.perform(edit)
        self.desk.go_to_annotation(str(edit.changes[0].identity[0]))
        QApplication.processEvents()

    @property
    def lines(self) -> list[str]:
        """Return what is on the card, from top to bottom."""
        content = self.card._area.widget()
        assert content is not None
        shown = [one for one in content.findChildren(QLabel) if one.text()]
        return [
            one.text()
            for one in sorted(shown, key=lambda one: (one.mapTo(self.card, QPoint()).y(), one.x()))
        ]


@pytest.fixture
def reader(qtbot: QtBot, tmp_path: Path) -> Iterator[Reader]:
    me = Coder(uid="ann", name="Ann")
    article = build.article(TEXT)
    with build.project(tmp_path, article, coder=me):
        pass
    hands = open_window(qtbot, tmp_path / "settings.ini", me)
    hands.open(tmp_path / "test.annotator")
    assert hands.window.project is not None
    hands.wait_for_window()
    yield Reader(hands, hands.window.project, article)
    hands.window.workplace.closes()


def test_without_a_selection_it_is_about_all_labels(reader: Reader) -> None:
    assert not reader.card.is_shown
    reader.open()
    assert reader.card.is_shown
    assert reader.lines[:3] == ["Quote", "Q", reader.project.scheme.label(QUOTE).description]
    assert "Cue" in reader.lines
    assert "Passage" not in reader.lines, "nobody tags that by hand"
    assert not reader.card.findChildren(Example), "only the one label has room for those"


def test_it_is_about_the_label_of_the_selected_annotation(reader: Reader) -> None:
    reader.open()
    edit = reader.book.change_label(CLAIM, description="Can be true.", examples=("It is.", "No."))
    reader.project.perform(edit)
    reader.tag("14 to 9", CLAIM)
    assert reader.lines[:5] == ["Claim", "C", "Can be true.", "It is.", "No."]
    stance = reader.lines.index("Stance")
    answers = [line.split(":")[0] for line in reader.lines[stance:] if line.startswith("•")]
    assert answers[:3] == ["•  Affirm", "•  Refute", "•  Neutral"]
    assert reader.lines.index("Kind") > stance + 3
    reader.tag("council", ACTOR)
    assert reader.lines[0] == "Actor"
    reader.desk.tagging.select(None, None)
    QApplication.processEvents()
    assert reader.lines[0] == "Quote"


def test_it_tells_when_a_question_is_asked_and_what_answers_mean(reader: Reader) -> None:
    kind = next(one for one in reader.project.scheme.attributes_of(CLAIM) if one.name == "kind")
    choices = [{"name": "demand", "title": "Demand", "description": "Somebody is to do it."}]
    when = {"attribute": "stance", "is": ["affirm", "refute"]}
    for change in ({"choices": choices}, {"required": True}, {"show_when": when}):
        reader.project.perform(reader.book.change_attribute(kind.uid, **change))
    reader.open()
    reader.tag("14 to 9", CLAIM)
    assert "Required, asked where “Stance” is “Affirm” or “Refute”" in reader.lines
    assert "•  Demand: Somebody is to do it." in reader.lines


def test_a_change_of_the_codebook_is_shown(reader: Reader) -> None:
    reader.open()
    reader.tag("14 to 9", CLAIM)
    edit = reader.book.change_label(CLAIM, title="Assertion", key="Z", examples=())
    reader.project.perform(edit)
    assert reader.lines[:2] == ["Assertion", "Z"]
    reader.project.undo()
    QApplication.processEvents()
    assert reader.lines[:2] == ["Claim", "C"]


def test_a_label_of_which_nothing_is_written_says_so(reader: Reader) -> None:
    reader.project.perform(reader.book.change_label(CLAIM, description="", examples=()))
    reader.open()
    reader.tag("14 to 9", CLAIM)
    assert reader.lines[2].startswith("Nothing is written about this label yet.")


def test_what_runs_leftward_begins_at_the_right(reader: Reader) -> None:
    edit = reader.book.change_label(CLAIM, description="كلمات", examples=("«لن نوقّع»", "No."))
    reader.project.perform(edit)
    reader.open()
    reader.tag("14 to 9", CLAIM)
    examples = reader.card.findChildren(Example)
    directions = [one.layoutDirection() for one in examples]
    assert directions == [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight]


def test_the_keyboard_stays_in_the_text(reader: Reader) -> None:
    view = reader.desk.active.view
    view.setFocus()
    reader.open()
    QTest.mouseClick(reader.card, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    assert QApplication.focusWidget() is view
    QTest.keySequence(view, QKeySequence("Down"))
    assert view.caret() > 0
    reader.open()
    assert not reader.card.is_shown
    assert QApplication.focusWidget() is view


def test_its_cross_closes_it_and_leaving_says_whether_it_was_open(reader: Reader) -> None:
    reader.open()
    (cross,) = [
        one
        for one in reader.card.findChildren(QAbstractButton)
        if one.accessibleName() == "Close the guidelines"
    ]
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not reader.card.is_shown
    assert not reader.card.leave()
    reader.open()
    assert reader.card.leave()
    assert not reader.card.is_shown


def test_its_pencil_asks_for_the_codebook_at_this_label(reader: Reader) -> None:
    asked: list[str] = []
    reader.card.edit_requested.connect(asked.append)
    reader.open()
    reader.tag("14 to 9", CLAIM)
    (edit,) = [
        one
        for one in reader.card.findChildren(QAbstractButton)
        if one.accessibleName() == "Change this in the codebook"
    ]
    QTest.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert asked == [CLAIM]


def test_the_wheel_scrolls_it_and_not_the_text(reader: Reader) -> None:
    long = "\n".join(f"Rule {number}." for number in range(60))
    reader.project.perform(reader.book.change_label(CLAIM, description=long))
    reader.open()
    reader.tag("14 to 9", CLAIM)
    bar, text = reader.card._area.verticalScrollBar(), reader.desk.active.view.verticalScrollBar()
    before = text.value()
    viewport = reader.card._area.viewport()
    for _ in range(100):
        QApplication.sendEvent(viewport, _turn(viewport.rect().center()))
    assert bar.value() == bar.maximum() > 0
    assert text.value() == before
    reader.tag("coal", ACTOR)
    assert bar.value() == 0


def _turn(at: QPoint) -> QWheelEvent:
    none = Qt.KeyboardModifier.NoModifier
    return QWheelEvent(
        QPointF(at), QPointF(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_it_never_covers_the_selected_annotation(reader: Reader) -> None:
    window = reader.hands.window
    window.resize(900, 640)
    reader.open()
    places = set()
    text = reader.article.text
    for start in range(0, len(text) - 60, 217):
        reader.tag_at(start, start + 40, (QUOTE, CLAIM, ACTOR)[start % 3])
        reader.hands.wait(lambda: not reader.card._settling.isActive())
        view, one = reader.desk.active.view, reader.desk.tagging.selected
        assert one is not None
        rect = view.item_rect(one.uid)
        assert rect is not None
        corner = view.viewport().mapTo(window.stack, rect.topLeft())
        assert not reader.card.geometry().intersects(QRect(corner, rect.size()))
        places.add(reader.card.pos().toTuple())
    assert len(places) > 1


def test_it_stays_over_the_texts_when_the_window_is_small(reader: Reader) -> None:
    window = reader.hands.window
    reader.open()
    for size in ((1400, 900), (640, 420), (900, 500)):
        window.resize(*size)
        QApplication.processEvents()
        reader.hands.wait(lambda: not reader.card._settling.isActive())
        assert window.stack.rect().contains(reader.card.geometry())
        assert reader.card.height() > 60


def test_a_label_that_is_deleted_leaves_the_card(reader: Reader) -> None:
    reader.open()
    reader.tag("14 to 9", CLAIM)
    reader.project.perform(reader.book.delete_label(CLAIM))
    QApplication.processEvents()
    assert reader.lines[0] == "Quote"
    assert "Claim" not in reader.lines


def test_it_goes_with_its_project(reader: Reader) -> None:
    reader.open()
    reader.card.work_on(None)
    assert not reader.card.is_shown
    reader.open()
    assert not reader.card.is_shown, "there is nothing to tell of"


def test_another_theme_paints_it_anew(reader: Reader) -> None:
    reader.open()
    reader.card.set_theme(DARK)
    assert reader.lines[0] == "Quote"
