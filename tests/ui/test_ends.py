"""Moving the ends of the selected annotation: keys, the words that are selected, Ctrl+Z."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.model import Annotation, Article
from annotator.core.scheme import CLAIM, QUOTE
from annotator.project.project import Project
from annotator.ui.desk import Desk
from tests.build import ANN, TEXT, annotation, article, project
from tests.journeys.hands import Hands, Held, open_window

ARTICLE = article(TEXT, uid="ferry")
QUOTED = "“We will not sign,”"
END, START = ("Alt+Shift+Left", "Alt+Shift+Right"), ("Alt+Shift+Up", "Alt+Shift+Down")


class Scene:
    """A window on one article in which one quote is tagged and selected."""

    def __init__(self, hands: Hands, made: Project, quote: Annotation) -> None:
        self.hands, self.project, self.uid = hands, made, quote.uid
        hands.window.show_project(made)
        self.desk: Desk = hands.window.workplace.desk
        self.desk.open_articles([ARTICLE.uid])
        hands.wait_for_window()
        self.desk.go_to_annotation(quote.uid)

    @property
    def end(self) -> int:
        return self.project.reading.annotation(self.uid).end

    @property
    def text(self) -> str:
        found = self.project.reading.annotation(self.uid)
        assert found.text == ARTICLE.text[found.start : found.end]
        assert self.desk.tagging.selected == found
        return found.text


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Scene:
    return scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED))


def scene_of(qtbot: QtBot, folder: Path, *annotations: Annotation) -> Scene:
    made = project(folder, ARTICLE, *annotations)  # type: ignore[arg-type]
    return Scene(open_window(qtbot, folder / "settings.ini", ANN), made, annotations[0])


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((END[0],), "“We will not sign,"),
        ((END[0], END[0]), "“We will not sign"),
        ((END[1],), "“We will not sign,” said"),
        ((START[1],), "We will not sign,”"),
        ((START[1], START[1]), "will not sign,”"),
        ((START[0],), "day\n\n“We will not sign,”"),
        ((START[1], END[0], END[0]), "We will not sign"),
    ],
)
def test_an_end_moves_by_a_word_or_a_mark(scene: Scene, keys: tuple[str, ...], text: str) -> None:
    scene.hands.keys(*keys)
    assert scene.text == text


def test_all_presses_in_a_row_are_one_step_of_undo(scene: Scene) -> None:
    scene.hands.keys(*[END[0]] * 3, START[1], END[1])
    assert scene.text == "We will not sign"
    scene.hands.keys("Ctrl+Z")
    assert scene.text == QUOTED
    scene.hands.keys("Ctrl+Shift+Z")
    assert scene.text == "We will not sign"
    assert scene.hands.told[0].startswith("Done again: moved the ends of quote")


def test_presses_that_come_to_nothing_leave_nothing_to_undo(scene: Scene) -> None:
    scene.hands.keys(END[0], END[1])
    assert scene.text == QUOTED
    assert scene.project.next_undo is None


def test_presses_after_something_else_are_a_step_of_their_own(scene: Scene) -> None:
    scene.hands.keys(END[0], END[0], "Tab", "Shift+Tab")
    scene.hands.keys("Esc")
    scene.desk.go_to_annotation(scene.uid)
    scene.hands.keys(START[1])
    scene.hands.keys("Ctrl+Z")
    assert scene.text == "“We will not sign"
    scene.hands.keys("Ctrl+Z")
    assert scene.text == QUOTED


def test_an_undo_between_presses_is_kept(scene: Scene) -> None:
    scene.hands.keys(END[0], END[0], "Ctrl+Z", START[1])
    assert scene.text == "We will not sign,”"
    scene.hands.keys("Ctrl+Z")
    assert scene.text == QUOTED


def test_nothing_is_left_to_take_away_from_one_word(scene: Scene) -> None:
    scene.hands.keys(*[END[0]] * 6)
    assert scene.text == "“"
    scene.hands.keys(END[0])
    assert scene.text == "“"
    assert "nothing left" in scene.hands.told[1]
    scene.hands.keys(START[1])
    assert scene.text == "“"


def test_ends_stop_where_the_text_does(qtbot: QtBot, tmp_path: Path) -> None:
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, TEXT))
    scene.hands.keys(START[0])
    assert scene.hands.told[1] == "The text begins here."
    scene.hands.keys(END[1])
    assert scene.hands.told[1] == "The text ends here."
    assert scene.text == TEXT


def test_ends_that_another_annotation_of_the_label_has_are_refused(
    qtbot: QtBot, tmp_path: Path
) -> None:
    inner = annotation(ARTICLE, "“We will not sign,")
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED), inner)
    scene.hands.keys(END[0])
    assert scene.text == QUOTED
    assert scene.hands.told[1].startswith("Just these words are tagged as a quote already.")


def test_a_press_that_is_refused_does_not_end_the_row(qtbot: QtBot, tmp_path: Path) -> None:
    inner = annotation(ARTICLE, "We will not sign,")
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED), inner)
    scene.hands.keys(END[0], START[1])
    assert scene.hands.told[1].startswith("Just these words")
    scene.hands.keys(END[0])
    assert scene.text == "“We will not sign"
    scene.hands.keys("Ctrl+Z")
    assert scene.text == QUOTED


def test_ends_that_an_annotation_of_another_label_has_are_taken(
    qtbot: QtBot, tmp_path: Path
) -> None:
    inner = annotation(ARTICLE, "“We will not sign,", CLAIM)
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED), inner)
    scene.hands.keys(END[0])
    assert scene.text == "“We will not sign,"


def test_a_held_key_goes_on_moving(scene: Scene) -> None:
    assert scene.hands.window.acting["annotate.end_left"].autoRepeat()


def test_the_end_that_moves_stays_on_screen(qtbot: QtBot, tmp_path: Path) -> None:
    long = article("\n\n".join(f"Paragraph {number} of a long text." for number in range(200)))
    one = annotation(long, "Paragraph 1 of")
    made = project(tmp_path, long, one)  # type: ignore[arg-type]
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    desk = hands.window.workplace.desk
    hands.wait_for_window()
    desk.go_to_annotation(one.uid)
    hands.keys(*[END[1]] * 200)
    selected = desk.tagging.selected
    assert selected is not None
    rect = desk.active.view._caret_rect(selected.end)
    assert desk.active.view.viewport().rect().contains(rect.center())
    assert desk.active.view.first_visible() > selected.start


def test_f2_selects_the_words_and_takes_what_is_selected_then(scene: Scene) -> None:
    scene.hands.keys("F2")
    view = scene.desk.active.view
    chosen = view.selection()
    assert chosen is not None
    assert chosen.of(TEXT) == QUOTED
    assert not view.caret_is_first()
    scene.hands.keys("Shift+Left", "Shift+Left", "F2")
    assert scene.text == "“We will not sign"
    assert view.selection() is None
    scene.hands.keys("Ctrl+Z")
    assert scene.text == QUOTED


def test_f2_again_takes_the_caret_to_the_other_end_and_back(scene: Scene) -> None:
    view = scene.desk.active.view
    scene.hands.keys("F2", "F2")
    assert view.caret_is_first()
    scene.hands.keys("Shift+Right", "F2")
    assert scene.text == "We will not sign,”"
    scene.hands.keys("F2", "F2", "F2")
    assert not view.caret_is_first()


def test_f2_takes_to_the_character_without_blanks(scene: Scene) -> None:
    scene.hands.keys("F2", *["Shift+Left"] * 5)  # “We will not s
    scene.hands.keys("F2")
    assert scene.text == "“We will not s"
    scene.hands.keys("F2", "Shift+Left", "F2")  # ends in a blank
    assert scene.text == "“We will not"


def test_f2_never_cuts_a_character_in_two(qtbot: QtBot, tmp_path: Path) -> None:
    text = "Good 👩‍👩‍👧‍👦 e\u0301te\u0301 news"
    flags = article(text)
    one = annotation(flags, "Good")
    made = project(tmp_path, flags, one)  # type: ignore[arg-type]
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.wait_for_window()
    desk = hands.window.workplace.desk
    desk.go_to_annotation(one.uid)
    hands.keys("F2", "Shift+Right", "Shift+Right", "F2")
    selected = desk.tagging.selected
    assert selected is not None
    assert selected.text == "Good 👩‍👩‍👧‍👦"


def test_f2_leaves_words_alone_that_have_nothing_to_do_with_it(scene: Scene) -> None:
    view = scene.desk.active.view
    scene.hands.drag(scene.desk.active, "port lost")
    scene.hands.keys("F2")
    assert scene.text == QUOTED
    chosen = view.selection()
    assert chosen is not None
    assert chosen.of(TEXT) == QUOTED
    scene.hands.drag(scene.desk.active, "port lost")
    scene.hands.keys("F2")
    assert scene.text == "port lost", "after its own words were selected, the mouse may go anywhere"


def test_words_that_the_mouse_has_selected_at_it_are_taken_at_once(scene: Scene) -> None:
    scene.hands.drag(scene.desk.active, "We will not sign,” said")
    scene.hands.keys("F2")
    assert scene.text == "We will not sign,” said"


def test_f2_refuses_the_ends_of_another(qtbot: QtBot, tmp_path: Path) -> None:
    inner = annotation(ARTICLE, "“We will not sign")
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED), inner)
    scene.desk.go_to_annotation(scene.uid)
    scene.hands.keys("F2", "Shift+Left", "Shift+Left", "F2")
    assert scene.text == QUOTED
    assert scene.hands.told[1].startswith("Just these words")


def pull(scene: Scene, at: int, to: int, held: Held = Held.NoModifier) -> None:
    """Drag an end of the selected annotation with the mouse."""
    pane = scene.desk.active
    viewport = pane.view.viewport()
    begin, end = scene.hands.point(pane, at), scene.hands.point(pane, to)
    QTest.mouseMove(viewport, begin)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, held, begin)
    for step in range(1, 5):
        QTest.mouseMove(viewport, begin + (end - begin) * step / 4)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, held, end)


def test_an_end_is_dragged_to_another_word(scene: Scene) -> None:
    start, end = TEXT.index(QUOTED), TEXT.index(QUOTED) + len(QUOTED)
    pull(scene, end, TEXT.index("Brandt") + 3)
    assert scene.text == "“We will not sign,” said Ida Brandt"
    pull(scene, start, TEXT.index("not sign"))
    assert scene.text == "not sign,” said Ida Brandt"
    scene.hands.keys("Ctrl+Z")
    assert scene.text == "“We will not sign,” said Ida Brandt", "each drag is a step"


def test_an_end_is_not_dragged_onto_another_of_the_label(qtbot: QtBot, tmp_path: Path) -> None:
    inner = annotation(ARTICLE, "“We will not sign")
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED), inner)
    pull(scene, scene.end, inner.end)
    assert scene.text == QUOTED
    assert scene.hands.told[1].startswith("Just these words")


def test_the_ends_of_what_is_selected_move_from_another_pane(scene: Scene) -> None:
    scene.hands.choose("pane.add")
    assert scene.desk.active is scene.desk.panes[1]
    scene.desk.open_article(ARTICLE.uid, scene.desk.panes[1])
    scene.hands.keys(END[0])
    assert scene.text == "“We will not sign,"
    QTest.keyClick(scene.desk.active.view, Qt.Key.Key_F2)
    assert scene.desk.active is scene.desk.panes[0], "the keys that select words go there"


def test_parts_keep_what_ties_them(qtbot: QtBot, tmp_path: Path) -> None:
    scene = scene_of(qtbot, tmp_path, annotation(ARTICLE, QUOTED, QUOTE))
    scene.hands.drag(scene.desk.active, "“Not this year.”")
    QTest.keyClick(scene.desk.active.view, Qt.Key.Key_Q, Qt.KeyboardModifier.ShiftModifier)
    pane, part = scene.desk.active, scene.desk.tagging.selected
    assert part is not None
    scene.hands.keys(END[0])
    parts = [one.text for one in pane.parts_of(pane.index.get(part.uid) or part)]
    assert parts == [QUOTED, "“Not this year."]
    assert [one.text for one in pane.parts_of(scene.project.reading.annotation(scene.uid))] == parts
    scene.hands.keys("Ctrl+Z", "Ctrl+Z")
    assert pane.parts_of(scene.project.reading.annotation(scene.uid)) == [
        scene.project.reading.annotation(scene.uid)
    ]


def test_the_article_is_as_it_was(scene: Scene) -> None:
    before: Article = scene.project.reading.article(ARTICLE.uid)
    scene.hands.keys(END[0], START[1], "F2", "Shift+Left", "F2")
    assert scene.project.reading.article(ARTICLE.uid) == before
