"""The library shows what the project holds, follows what happens to it and says what to open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPalette,
)
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Annotation, Article, Coder, CodingStatus, Story
from annotator.core.scheme import ACTOR
from annotator.project.project import Event, Project
from annotator.ui.actions import Actions
from annotator.ui.dragging import to_drag
from annotator.ui.models.library import LibraryModel
from annotator.ui.models.shelves import Contents, Shelf
from annotator.ui.panels.library.panel import Library
from annotator.ui.panels.library.rows import mark_colour
from annotator.ui.shelving import Shelving
from annotator.ui.theme import THEMES, VISIBLE, Theme, contrast
from tests import build
from tests.build import ANN, BEN

COAL = Story(uid="coal", title="Coal terminal vote")
DAY_2 = Story(uid="day2", title="Ferry strike, day 2")
DAY_10 = Story(uid="day10", title="Ferry strike, day 10")

LEFT, CTRL, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def text(uid: str, title: str, story: Story | None = None, **properties: str) -> Article:
    placed = {"story": story.uid} if story else {}
    return build.article(f"{build.TEXT}\n\n{uid}", uid=uid, title=title, **placed, **properties)


COURIER = text("a1", "Council closes the terminal", COAL, outlet="Courier", author="Ida Brandt")
WIRE = text("a2", "Port to shut terminal", COAL, outlet="Wire")
FERRY = text("a3", "Les traversiers à l’arrêt", DAY_2, outlet="Élan")
LOOSE = text("a4", "A loose note")


@dataclass
class Desk:
    """A library at work, and what it asked for."""

    library: Library
    project: Project
    shelving: Shelving
    acting: Actions
    window: QMainWindow
    opened: list[tuple[str, bool]] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)

    @property
    def model(self) -> LibraryModel:
        return self.library.tree._library

    def shown(self) -> list[str]:
        return rows(self.model)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.library.tree, key, held)

    def click(
        self, uid: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, x: int = 60
    ) -> None:
        viewport = self.library.tree.viewport()
        QTest.mouseClick(viewport, LEFT, held, self.point(uid, x))

    def point(self, uid: str, x: int = 60) -> QPoint:
        index = self.model.index_of(uid)
        if not index.isValid():
            index = self.model.index_of_story(uid)
        self.library.tree.scrollTo(index)
        return QPoint(x, self.library.tree.visualRect(index).center().y())

    def drop(self, data: QMimeData, at: QPoint) -> set[bool]:
        """Drop something on the tree; return whether entering, moving and dropping were taken."""
        viewport = self.library.tree.viewport()
        rest = (data, LEFT, Qt.KeyboardModifier.NoModifier)
        entered = QDragEnterEvent(at, Qt.DropAction.MoveAction, *rest)
        moved = QDragMoveEvent(at, Qt.DropAction.MoveAction, *rest)
        dropped = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, *rest)
        for event in (entered, moved, dropped):
            event.ignore()
            QApplication.sendEvent(viewport, event)
        return {event.isAccepted() for event in (entered, moved, dropped)}


def rows(model: LibraryModel) -> list[str]:
    """Return what a model shows, a line a row."""
    lines = []
    for shelf in model.shelves:
        if not model.is_flat:
            lines.append(f"{shelf.title} ({model.done_in(shelf)} done)")
        for uid in shelf.articles:
            row = model.row(uid)
            assert row is not None
            lines.append(f"  {row.outlet}|{row.title}|{row.status}|{row.annotations}")
    return lines


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = build.project(tmp_path)
    project.bring_in([DAY_10, DAY_2, COAL, COURIER, WIRE, FERRY, LOOSE])
    project.forget_history()
    window = QMainWindow()
    qtbot.addWidget(window)
    refused: list[str] = []
    acting, shelving = Actions(window, refused.append), Shelving(window)
    library = Library(acting, window)
    made = Desk(library, project, shelving, acting, window)
    library.open_requested.connect(lambda uid, beside: made.opened.append((uid, beside)))
    library.story_requested.connect(made.stories.append)
    library.move_requested.connect(shelving.move)
    project.listen(library.hear)
    shelving.work_on(project)
    library.work_on(project)
    window.setCentralWidget(library)
    window.resize(260, 600)
    window.show()
    qtbot.waitExposed(window)
    library.setFocus()
    yield made
    assert refused == []
    project.close()


def tag(project: Project, article: Article, words: str) -> Annotation:
    made = build.annotation(article, words, ACTOR, project.coder)
    project.perform(Edit(Kind.ANNOTATE, (create(made),)))
    return made


# What is shown


def test_stories_stand_by_title_and_loose_articles_last(desk: Desk) -> None:
    assert desk.shown() == [
        "Coal terminal vote (0 done)",
        "  Courier|Council closes the terminal|todo|0",
        "  Wire|Port to shut terminal|todo|0",
        "Ferry strike, day 2 (0 done)",
        "  Élan|Les traversiers à l’arrêt|todo|0",
        "Ferry strike, day 10 (0 done)",
        "Other articles (0 done)",
        "  |A loose note|todo|0",
    ]


def test_the_model_is_one_that_qt_takes(desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.model)
    desk.library.filter.setText("terminal")
    desk.library.filter.clear()
    desk.shelving.delete_story("coal")
    assert tester.model() is desk.model


def test_without_stories_there_are_no_headings(desk: Desk) -> None:
    for story in (COAL, DAY_2, DAY_10):
        desk.shelving.delete_story(story.uid)
    assert desk.model.is_flat
    assert desk.model.rowCount() == 4
    assert desk.model.order() == ["a1", "a2", "a3", "a4"]
    assert desk.model.at(desk.model.index_of("a3")) == desk.model.row("a3")
    desk.click("a3")
    assert (desk.library.chosen(), desk.library.story()) == (["a3"], None)
    desk.shelving.new_story("Another", ["a4"])
    assert desk.shown()[:2] == ["Another (0 done)", "  |A loose note|todo|0"]
    assert desk.library.chosen() == ["a3"]


def test_an_article_is_in_progress_once_this_coder_has_tagged_in_it(
    desk: Desk,
) -> None:
    tag(desk.project, COURIER, "Ida Brandt")
    desk.project.perform(
        Edit(Kind.ANNOTATE, (create(build.annotation(WIRE, "Tomas Berg", ACTOR, ANN)),))
    )
    desk.shelving.set_status(["a3"], "done")
    assert [desk.library.row(uid).status for uid in ("a1", "a2", "a3", "a4")] == [  # type: ignore[union-attr]
        "doing", "doing", "done", "todo",
    ]  # fmt: skip
    with Project.open(desk.project.path, BEN) as of_ben:
        model = LibraryModel(desk.window)
        model.work_on(of_ben)
        assert [row.status for row in model.rows()] == ["todo"] * 4
        assert [row.annotations for row in model.rows()] == [1, 1, 0, 0]


def test_the_summary_counts_all_and_what_is_found(desk: Desk) -> None:
    assert desk.library._summary.whole == "3 stories · 4 articles"
    desk.library.filter.setText("terminal")
    assert desk.library._summary.whole == "2 of 4 articles"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("status", ["todo", "doing", "done"])
def test_a_status_is_seen_on_every_ground(theme: Theme, status: CodingStatus) -> None:
    ink = mark_colour(status, theme.palette())
    for ground in (theme.chrome, theme.chosen):
        assert contrast(ink, QColor(ground)) >= VISIBLE


def test_every_row_is_painted_whatever_it_holds(desk: Desk) -> None:
    desk.library.mark_open(["a1"])
    desk.shelving.toggle_done(["a2"])
    tag(desk.project, COURIER, "Ida Brandt")
    desk.shelving.describe(["a3"], {"title": "مجلس الميناء " * 20})
    accent = desk.library.palette().color(QPalette.ColorRole.Accent)
    picture = desk.library.tree.viewport().grab().toImage()
    assert picture.pixelColor(1, desk.point("a1").y()) == accent, "the bar of what is open"
    assert picture.pixelColor(1, desk.point("a2").y()) != accent


# Following


def make_all_changes(project: Project, shelving: Shelving) -> None:
    """Do everything that the library must follow, each as a step of its own."""
    shelving.work_on(project)
    named = tag(project, COURIER, "Ida Brandt")
    tag(project, COURIER, "Tomas Berg")
    tag(project, LOOSE, "Tomas Berg")
    project.perform(acts.erase(named, (), {}))
    shelving.set_status(["a1", "a4"], "done")
    shelving.toggle_done(["a1"])
    shelving.describe(["a1", "a3"], {"outlet": "Herald"})
    shelving.move(["a1", "a4"], "day10")
    shelving.new_story("A new one", ["a2"])
    shelving.rename_story("day2", "Zebra")
    shelving.add("Pasted\n\nA text that was pasted.", {"outlet": "Sky"}, DAY_2)
    shelving.delete(["a4", "a3"])
    shelving.delete_story("day10")
    shelving.move(["a2"], None)


def assert_as_read_anew(desk: Desk, model: LibraryModel) -> None:
    fresh = LibraryModel(desk.window)
    fresh.work_on(desk.project)
    assert rows(model) == rows(fresh)
    places = [model.index_of(uid) for uid in model.order()]
    assert [model.at(index) for index in places] == [model.row(uid) for uid in model.order()]


def test_every_change_its_undo_and_redo_leave_what_reading_anew_would_give(desk: Desk) -> None:
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        assert_as_read_anew(desk, desk.model)

    desk.project.listen(hear)
    make_all_changes(desk.project, desk.shelving)
    done = len(heard)
    while desk.project.next_undo:
        desk.project.undo()
    while desk.project.next_redo:
        desk.project.redo()
    assert len(heard) == 3 * done


@pytest.mark.parametrize("coder", [ANN, BEN], ids=["our own", "another coder’s"])
def test_changes_of_another_window_are_followed(desk: Desk, coder: Coder) -> None:
    with Project.open(desk.project.path, coder) as other:
        make_all_changes(other, Shelving(desk.window))
        # Told one by one, but each as things are after the last.
        desk.project.refresh()
        assert_as_read_anew(desk, desk.model)
        while other.next_undo:
            other.undo()
            desk.project.refresh()
            assert_as_read_anew(desk, desk.model)


def test_many_changes_of_another_window_are_read_at_once(desk: Desk) -> None:
    many = [build.article(f"Text {number}", uid=f"n{number}") for number in range(250)]
    with Project.open(desk.project.path, BEN) as other:
        other.bring_in(many)
        desk.project.refresh()
        shelving = Shelving(desk.window)
        shelving.work_on(other)
        shelving.move([one.uid for one in many], "coal")
        desk.project.refresh()
    assert len(desk.library.articles_of("coal")) == 252
    assert_as_read_anew(desk, desk.model)


def test_a_story_that_was_not_told_of_yet_does_no_harm(desk: Desk) -> None:
    with Project.open(desk.project.path, BEN) as other:
        shelving = Shelving(desk.window)
        shelving.work_on(other)
        shelving.new_story("Of Ben", ["a1"])
        desk.shelving.describe(["a1"], {"outlet": "Herald"})
        assert desk.library.row("a1") is not None
        assert desk.shown()[-2] == "  Herald|Council closes the terminal|todo|0"
        desk.project.refresh()
    assert_as_read_anew(desk, desk.model)


def test_what_is_chosen_and_current_stays_when_rows_move(desk: Desk) -> None:
    desk.click("a2")
    desk.click("a3", CTRL)
    desk.click("day10", CTRL)
    desk.click("a4", CTRL)
    desk.shelving.rename_story("coal", "Zebra")
    desk.shelving.move(["a3"], "day10")
    assert sorted(desk.library.chosen()) == ["a2", "a3", "a4"]
    chosen = desk.library.tree.selectionModel().selectedIndexes()
    assert "day10" in [getattr(desk.model.at(one), "uid", "") for one in chosen]
    assert getattr(desk.library.tree.current(), "uid", "") == "a4"


def test_after_a_deletion_the_next_article_is_chosen(desk: Desk) -> None:
    desk.click("a2")
    desk.shelving.delete(["a2"])
    assert desk.library.chosen() == ["a3"]
    desk.shelving.delete(["a3"])
    assert desk.library.chosen() == ["a4"]
    desk.shelving.delete(["a4"])
    assert desk.library.chosen() == ["a1"], "the one before where none comes after"


def test_when_a_story_goes_the_row_that_takes_its_place_is_current(desk: Desk) -> None:
    desk.click("day10")
    desk.shelving.delete_story("day10")
    current = desk.library.tree.current()
    assert isinstance(current, Shelf)
    assert current.title == "Other articles"


def test_closed_stories_stay_closed_and_new_ones_are_open(desk: Desk) -> None:
    tree = desk.library.tree
    tree.collapse(desk.model.index_of_story("coal"))
    desk.shelving.new_story("Another", ["a3"])
    assert not tree.isExpanded(desk.model.index_of_story("coal"))
    assert tree.isExpanded(desk.model.index_of_story("day2"))
    another = next(shelf.uid for shelf in desk.model.shelves if shelf.title == "Another")
    assert tree.isExpanded(desk.model.index_of_story(another))


def test_another_project_starts_afresh(desk: Desk, tmp_path: Path) -> None:
    desk.library.tree.collapse(desk.model.index_of_story("coal"))
    desk.library.filter.setText("wire")
    desk.click("a2")
    desk.library.work_on(None)
    assert (desk.library.chosen(), desk.library.story(), desk.shown()) == ([], None, [])
    assert not desk.library.filter.text()
    desk.library.work_on(desk.project)
    assert len(desk.shown()) == 8
    assert desk.library.tree.isExpanded(desk.model.index_of_story("coal"))
    assert desk.library.chosen() == []


# The filter


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("terminal", ["a1", "a2"]),
        ("TERMINAL wire", ["a2"]),
        ("brandt", ["a1"]),
        ("elan arret", ["a3"]),
        ("coal", ["a1", "a2"]),
        ("strike élan", ["a3"]),
        ("coal wire", ["a2"]),
        ("  ", ["a1", "a2", "a3", "a4"]),
        ("zebra", []),
    ],
)
def test_words_are_looked_for_in_title_outlet_author_and_story(
    desk: Desk, words: str, found: list[str]
) -> None:
    desk.library.filter.setText(words)
    assert desk.model.order() == found


def test_a_story_without_articles_is_found_by_its_title(desk: Desk) -> None:
    desk.library.filter.setText("strike day 10")
    assert desk.shown() == ["Ferry strike, day 10 (0 done)"]


def test_what_is_found_is_shown_and_closed_stories_are_closed_again_after(desk: Desk) -> None:
    tree = desk.library.tree
    tree.collapse(desk.model.index_of_story("coal"))
    desk.library.filter.setText("wire")
    assert tree.isExpanded(desk.model.index_of_story("coal"))
    desk.library.filter.setText("l")
    tree.collapse(desk.model.index_of_story("day2"))
    desk.library.filter.clear()
    assert not tree.isExpanded(desk.model.index_of_story("coal"))
    assert tree.isExpanded(desk.model.index_of_story("day2"))


def test_what_is_filtered_away_is_not_chosen(desk: Desk) -> None:
    desk.click("a2")
    desk.click("a3", CTRL)
    desk.library.filter.setText("élan")
    assert desk.library.chosen() == ["a3"]
    desk.library.filter.setText("loose")
    assert desk.library.chosen() == [], "nothing is chosen in its place, either"


def test_an_article_is_found_by_what_it_is_called_now(desk: Desk) -> None:
    desk.library.filter.setText("herald")
    assert desk.model.order() == []
    desk.library.filter.clear()
    desk.shelving.describe(["a1"], {"outlet": "Herald"})
    desk.library.filter.setText("herald")
    assert desk.model.order() == ["a1"]


def test_a_count_changes_while_words_are_looked_for(desk: Desk) -> None:
    desk.library.filter.setText("wire")
    tag(desk.project, WIRE, "Ida Brandt")
    tag(desk.project, COURIER, "Ida Brandt")
    assert desk.shown() == [
        "Coal terminal vote (0 done)", "  Wire|Port to shut terminal|doing|1",
    ]  # fmt: skip


def test_down_goes_to_the_list_and_esc_clears_then_leaves(desk: Desk) -> None:
    field, tree = desk.library.filter, desk.library.tree
    field.setFocus()
    QTest.keyClicks(field, "wire")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert tree.hasFocus()
    assert tree.currentIndex().isValid()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus()) == ("", True)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert tree.hasFocus()


# Keys


def test_enter_is_for_the_action_on_an_article_and_opens_a_story(desk: Desk) -> None:
    pressed: list[str] = []
    for name in ("article.open", "article.beside", "article.delete", "story.rename"):
        desk.acting[name].triggered.connect(lambda _=False, name=name: pressed.append(name))
    desk.click("a1")
    for key, held in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        desk.press(key, held)
    assert pressed == ["article.open", "article.beside", "article.delete", "story.rename"]
    desk.click("coal")
    for name in ("article.open", "article.beside"):
        desk.acting[name].setEnabled(False)  # no article is at hand
    desk.press(Qt.Key.Key_Return)
    assert desk.stories == ["coal"]


def test_left_and_right_close_and_open_a_story(desk: Desk) -> None:
    tree = desk.library.tree
    desk.click("a2")
    desk.press(Qt.Key.Key_Left)
    assert getattr(tree.current(), "uid", "") == "coal"
    assert desk.library.chosen() == [], "the heading is chosen instead"
    desk.press(Qt.Key.Key_Left)
    assert not tree.isExpanded(tree.currentIndex())
    desk.press(Qt.Key.Key_Right)
    assert tree.isExpanded(tree.currentIndex())


def test_shift_and_arrows_choose_several(desk: Desk) -> None:
    desk.click("a1")
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.press(Qt.Key.Key_Down, SHIFT)
    assert desk.library.chosen() == ["a1", "a2", "a3"], (
        "and the heading between, which is no article"
    )


def test_an_article_is_gone_to_without_opening_it(desk: Desk) -> None:
    desk.library.tree.collapse(desk.model.index_of_story("day2"))
    desk.library.show_article("a3")
    assert (desk.library.chosen(), desk.library.story(), desk.opened) == (["a3"], "day2", [])
    assert desk.library.tree.isExpanded(desk.model.index_of_story("day2"))


def test_going_to_an_article_leaves_several_chosen_ones_chosen(desk: Desk) -> None:
    desk.click("a1")
    desk.click("a2", CTRL)
    desk.library.show_article("a3")
    assert desk.library.chosen() == ["a1", "a2"]
    assert desk.library.story() == "day2"


def test_the_articles_before_and_behind_are_those_that_are_shown(desk: Desk) -> None:
    library = desk.library
    assert [library.beside(uid, 1) for uid in ("a1", "a2", "a3", "a4")] == ["a2", "a3", "a4", None]
    assert library.beside("a1", -1) is None
    library.filter.setText("wire")
    assert library.beside("a1", 1) == "a2", "from what is not shown to the first that is"
    assert library.first_two() == ["a2"]
    library.filter.clear()
    assert library.first_two() == ["a1", "a2"]


# The mouse


def test_a_plain_click_opens_and_others_only_choose(desk: Desk) -> None:
    desk.click("a1")
    desk.click("a2", CTRL)
    desk.click("a4", SHIFT)
    desk.click("coal")
    assert desk.opened == [("a1", False)]
    QTest.mouseClick(
        desk.library.tree.viewport(), Qt.MouseButton.MiddleButton, pos=desk.point("a3")
    )
    assert desk.opened == [("a1", False)]


def test_a_click_on_the_sign_of_a_story_closes_and_opens_it(desk: Desk) -> None:
    index = desk.model.index_of_story("coal")
    desk.click("coal", x=10)
    assert not desk.library.tree.isExpanded(index)
    desk.click("coal", x=10)
    assert desk.library.tree.isExpanded(index)


def test_chosen_articles_are_told_once_they_change(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.library.chosen_changed):
        desk.click("a1")
    with qtbot.waitSignal(desk.library.chosen_changed):
        desk.shelving.delete(["a1"])


def test_articles_are_dropped_on_a_story_in_one_step(desk: Desk) -> None:
    assert desk.drop(to_drag(["a1", "a4"]), desk.point("day10")) == {True}
    assert desk.library.articles_of("day10") == ["a1", "a4"]
    desk.project.undo()
    assert desk.library.articles_of("day10") == []


def test_articles_dropped_on_an_article_go_to_its_story(desk: Desk) -> None:
    assert desk.drop(to_drag(["a4"]), desk.point("a3")) == {True}
    assert desk.library.articles_of("day2") == ["a3", "a4"]


def test_articles_dropped_on_nothing_leave_their_story(desk: Desk) -> None:
    below = QPoint(60, desk.library.tree.viewport().height() - 4)
    assert not desk.library.tree.indexAt(below).isValid()
    assert desk.drop(to_drag(["a1", "a3"]), below) == {True}
    assert desk.shown()[-4:-1] == [
        "Other articles (0 done)",
        "  Courier|Council closes the terminal|todo|0",
        "  Élan|Les traversiers à l’arrêt|todo|0",
    ]


def test_files_and_articles_of_another_project_are_left_to_the_window(desk: Desk) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/one.txt")])
    assert desk.drop(files, desk.point("coal")) == {False}
    assert desk.drop(to_drag(["elsewhere"]), desk.point("coal")) == {False}
    assert desk.project.next_undo is None


def test_what_is_dragged_are_the_chosen_articles(desk: Desk) -> None:
    desk.click("coal")
    desk.click("a3", CTRL)
    desk.click("a1", CTRL)
    data = desk.model.mimeData(desk.library.tree.selectionModel().selectedIndexes())
    assert sorted(bytes(data.data("application/x-annotator-articles").data())) == sorted(
        b'["a3", "a1"]'
    )


# Offscreen Qt says so of every popup.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(
    ("uid", "entry"),
    [("a1", "article.open"), ("coal", "story.rename"), (None, "file.import"), ("", "file.import")],
)
def test_the_context_menu_is_about_what_it_is_opened_on(
    desk: Desk, uid: str | None, entry: str
) -> None:
    viewport = desk.library.tree.viewport()
    below = QPoint(60, viewport.height() - 4)
    other = desk.library.tree.visualRect(desk.model.index_of_story(None)).center()
    at = {None: below, "": other}.get(uid) or desk.point(str(uid))
    # A right press chooses the row first, as on every desktop.
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, pos=at)
    QApplication.sendEvent(
        viewport,
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at)),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert desk.acting[entry] in menu.actions()
    assert desk.opened == []
    menu.close()


# Where there is nothing


def test_an_empty_project_says_how_articles_come_in(qtbot: QtBot, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    acting = Actions(window, lambda _: None)
    library = Library(acting, window)
    window.setCentralWidget(library)
    window.show()
    with build.project(tmp_path) as project:
        library.work_on(project)
        hint = library._hint
        assert hint.isVisible()
        assert [one.text() for one in library.findChildren(QPushButton)] == [
            "Import…   Ctrl+I", "Paste…   Ctrl+Shift+V",
        ]  # fmt: skip
        acting.rebind("file.import", "Ctrl+J")
        button = library.findChildren(QPushButton)[0]
        assert button.text() == "Import…   Ctrl+J"
        with qtbot.waitSignal(acting["file.import"].triggered):
            QTest.mouseClick(button, LEFT)
        project.listen(library.hear)
        project.bring_in([LOOSE])
        assert hint.isHidden()
        library.filter.setText("zebra")
        assert hint.isVisible()
        assert not button.isVisible()
        library.work_on(None)
        assert hint.isHidden()


def test_everything_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    assert desk.library.tree.accessibleName()
    assert desk.library.filter.accessibleName()
    index = desk.model.index_of("a1")
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == ("Council closes the terminal, Courier, Ida Brandt, To do · 0 annotations")
    assert "Council closes the terminal<br>Courier" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_titles_are_sorted_by_their_numbers_however_long() -> None:
    titles = ["Day 10", "Day 2", "Day 007", "Day ٣", f"Day 1{'0' * 5000}", f"Day {'9' * 5000}"]
    stories = [Story(uid=title, title=title) for title in titles]
    shelves = Contents("", stories).arranged(())
    assert [shelf.title for shelf in shelves] == [titles[at] for at in (1, 3, 2, 0, 5, 4)]
