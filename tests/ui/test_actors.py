"""The panel of actors: who there is, what is known of them, where they are met; and doing it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.edit import Edit, Kind, create
from annotator.core.model import Actor, Annotation, Story
from annotator.core.scheme import ACTOR, QUOTE
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.dialogs import merging
from annotator.ui.dialogs.merging import MergeDialog
from annotator.ui.dragging import ACTORS_MIME, to_drag
from annotator.ui.models.met import Heading
from annotator.ui.panels.actors import following as actors_following
from annotator.ui.panels.actors.pages import page_of
from annotator.ui.panels.actors.panel import ActorsPanel
from annotator.ui.specs import Needs
from annotator.ui.theme import DARK
from tests import build
from tests.build import ANN, BEN

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

FERRY = Story(uid="ferry", title="Ferry strike")
ONE = build.article(build.TEXT, uid="a1", title="Strike", outlet="Courier", story="ferry")
TWO = build.article(
    "Union digs in\n\nIda Brandt said no again. Brandt has led the union since May. "
    "“Nobody asked us,” a spokesperson said.",
    uid="a2", title="Union digs in", outlet="Wire", story="ferry",
)  # fmt: skip
THREE = build.article("Weather\n\nIt rained. Tomas Berg stayed at home.", uid="a3", title="Weather")

IDA = Actor(
    uid="ida", name="Ida Brandt", role="leader", organisation="Ferry union", aliases=("Brandt",)
)
TOMAS = Actor(uid="tom", name="Tómas Berg", role="spokesman", external_id="Q42")
PORT = Actor(uid="port", name="The port", kind="organisation", country="Norway")
SOMEBODY = Actor(uid="some", name="a spokesperson", kind="unnamed", article="a2")
NOBODY = Actor(uid="none", name="Zoe Nobody")
ACTORS = (IDA, TOMAS, PORT, SOMEBODY, NOBODY)


def mention(article: object, words: str, actor: Actor, label: str = ACTOR) -> Annotation:
    made = build.annotation(article, words, label)  # type: ignore[arg-type]  # an article
    return replace(made, actor=actor.uid)


@dataclass
class Desk:
    """A panel at work, what it asked for, and hands on it."""

    qtbot: QtBot
    panel: ActorsPanel
    project: Project
    acting: Actions
    window: QMainWindow
    refused: list[str]
    jumps: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)

    def shown(self) -> list[str]:
        """Return the rows of the list: who, mentions, quotes and claims."""
        rows = (self.panel.model.at(at) for at in range(self.panel.model.rowCount()))
        return [f"{row.actor.name} {row.mentions} {row.speeches}" for row in rows]

    def met(self) -> list[str]:
        lines = (self.panel.met.line(at) for at in range(self.panel.met.rowCount()))
        return [f"# {one.name}" if isinstance(one, Heading) else one.text for one in lines]

    def keys(self, *keys: Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys, or type letters, where the keyboard is."""
        for key in keys:
            if isinstance(key, str):
                for letter in key:
                    QTest.keyClicks(self.keyboard, letter)
            else:
                QTest.keyClick(self.keyboard, key, held)

    @property
    def keyboard(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def choose(self, *uids: str) -> None:
        """Click the rows of some actors, the later ones with Ctrl."""
        for number, uid in enumerate(uids):
            held = CTRL if number else NONE
            QTest.mouseClick(self.panel.parts.list.viewport(), LEFT, held, self.point(uid))
        self.panel.parts.list.setFocus()

    def point(self, uid: str) -> QPoint:
        place = self.panel.model.place(uid)
        assert place is not None, f"{uid} is not shown"
        view = self.panel.parts.list
        view.scrollTo(self.panel.model.index(place, 0))
        return view.visualRect(self.panel.model.index(place, 0)).center()

    def met_point(self, row: int) -> QPoint:
        return self.panel.parts.met.visualRect(self.panel.met.index(row, 0)).center()

    def go_to(self, widget: QWidget) -> None:
        widget.setFocus()
        assert widget.hasFocus()

    def actor(self, uid: str) -> Actor:
        found = self.project.reading.record("actor", (uid,))
        assert isinstance(found, Actor)
        return found

    def named(self, name: str) -> Actor:
        (found,) = (one for one in self.project.reading.records(Actor) if one.name == name)
        return found

    def everything(self) -> object:
        reading = self.project.reading
        actors = sorted(reading.records(Actor), key=lambda one: one.uid)
        tagged = [
            replace(one, modified_at="")
            for uid in ("a1", "a2", "a3")
            for one in reading.annotations_of(uid)
        ]
        return actors, tagged

    def undo(self) -> None:
        self.project.undo()

    def rest(self) -> None:
        """Wait until what is done when nothing more happens is done."""
        panel = self.panel
        timers = (panel._met_soon, panel.following._soon, panel.following._count_soon)
        self.qtbot.waitUntil(lambda: not any(one.isActive() for one in timers), timeout=3000)

    def drag_line(self, down: int) -> None:
        """Drag the line between the list and what is below it."""
        line = self.panel.parts.handle(1)
        QTest.mousePress(line, LEFT, NONE, QPoint(50, 0))
        QTest.mouseMove(line, QPoint(50, down))
        QTest.mouseRelease(line, LEFT, NONE, QPoint(50, down))

    def dialog(self) -> MergeDialog:
        (found,) = self.window.findChildren(MergeDialog)
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def tag(self, words: str, actor: Actor, article: object = THREE) -> Annotation:
        made = mention(article, words, actor)
        self.project.perform(Edit(Kind.ANNOTATE, (create(made),)))
        return made


def opened(qtbot: QtBot, project: Project) -> Desk:
    window = QMainWindow()
    qtbot.addWidget(window)
    refused: list[str] = []
    acting = Actions(window, refused.append)
    panel = ActorsPanel(acting, window)
    desk = Desk(qtbot, panel, project, acting, window, refused)

    def allow() -> None:
        there = Needs.PROJECT
        there |= Needs.NOTHING if project.read_only else Needs.WRITABLE
        there |= Needs.ACTOR if panel.chosen() else Needs.NOTHING
        there |= Needs.ACTORS if len(panel.chosen()) > 1 else Needs.NOTHING
        acting.allow(there)

    for name, handler in panel.handlers().items():
        acting.on(name, handler)
    panel.jump_requested.connect(desk.jumps.append)
    panel.offered.connect(desk.offers.append)
    panel.chosen_changed.connect(allow)
    project.listen(panel.hear)
    panel.work_on(project)
    window.setCentralWidget(panel)
    window.resize(300, 900)
    window.show()
    qtbot.waitExposed(window)
    panel.setFocus()
    desk.rest()
    allow()
    return desk


def made(folder: Path) -> Project:
    project = build.project(folder)
    ida = [mention(ONE, "Ida Brandt", IDA), mention(TWO, "Ida Brandt", IDA)]
    ida.append(mention(TWO, "Brandt has", IDA))
    quote = build.annotation(ONE, "“We will not sign,”", QUOTE)
    more = mention(ONE, "“Not this year.”", IDA, QUOTE)  # spoken by her without a mention
    tomas = [mention(ONE, "Tomas Berg", TOMAS), mention(THREE, "Tomas Berg", TOMAS)]
    others = [mention(ONE, "The port", PORT), mention(TWO, "a spokesperson", SOMEBODY)]
    speaker = next(one for one in project.scheme.link_kinds if one.name == "speaker")
    (tie,) = acts.link(speaker, quote, ida[0], ANN.uid, ()).changes
    assert tie.after is not None
    project.bring_in(
        [FERRY, ONE, TWO, THREE, *ACTORS, *ida, quote, more, *tomas, *others, tie.after]
    )
    project.forget_history()
    return project


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = made(tmp_path)
    desk = opened(qtbot, project)
    yield desk
    assert desk.refused == []
    desk.panel.work_on(None)
    project.close()


# What is shown


def test_the_actors_stand_by_name_with_mentions_and_what_they_say(desk: Desk) -> None:
    assert desk.shown() == [
        "a spokesperson 1 0", "Ida Brandt 3 2", "The port 1 0", "Tómas Berg 2 0", "Zoe Nobody 0 0",
    ]  # fmt: skip
    assert desk.panel.parts.filter.summary.whole == "5 actors"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("tomas", ["Tómas Berg"]),
        ("BRANDT", ["Ida Brandt"]),
        ("union", ["Ida Brandt"]),
        ("b sp", ["Tómas Berg"]),
        ("e", ["a spokesperson", "Ida Brandt", "The port", "Tómas Berg", "Zoe Nobody"]),
    ],
)
def test_what_is_typed_in_the_list_narrows_it(desk: Desk, typed: str, names: list[str]) -> None:
    desk.keys(typed)
    assert [one.rsplit(" ", 2)[0] for one in desk.shown()] == names
    desk.keys(Key.Key_Down)
    assert desk.panel.parts.list.hasFocus()
    assert len(desk.panel.chosen()) == 1
    desk.keys(Key.Key_Up)
    desk.keys(Key.Key_Escape)
    assert len(desk.shown()) == 5


def test_where_nothing_is_found_the_keyboard_goes_nowhere_wrong(desk: Desk) -> None:
    desk.keys("zzz", Key.Key_Return)
    assert desk.panel.chosen() == []
    desk.keys(Key.Key_Return, Key.Key_F2, Key.Key_Up)
    assert desk.panel.parts.filter.field.hasFocus()
    assert desk.refused == []


def test_the_menu_narrows_to_kinds_and_sorts(desk: Desk) -> None:
    filter_ = desk.panel.parts.filter
    filter_.kinds["person"].trigger()
    assert desk.shown() == ["Ida Brandt 3 2", "Tómas Berg 2 0", "Zoe Nobody 0 0"]
    assert filter_.summary.whole == "3 of 5 actors"
    assert filter_.button.isChecked()
    filter_.kinds["organisation"].trigger()
    assert len(desk.shown()) == 4
    filter_.every.trigger()
    assert len(desk.shown()) == 5
    filter_.orders["mentions"].trigger()
    assert [one[-3:] for one in desk.shown()] == ["3 2", "2 0", "1 0", "1 0", "0 0"]
    assert not filter_.button.isChecked()


def test_those_in_this_article_or_story_are_counted_there(desk: Desk) -> None:
    filter_ = desk.panel.parts.filter
    desk.panel.show_places("a2", "ferry")
    filter_.extents["article"].trigger()
    desk.rest()
    assert desk.shown() == ["a spokesperson 1 0", "Ida Brandt 2 0"]
    assert filter_.summary.whole == "2 actors in this article"
    filter_.extents["story"].trigger()
    desk.rest()
    assert desk.shown() == [
        "a spokesperson 1 0",
        "Ida Brandt 3 2",
        "The port 1 0",
        "Tómas Berg 1 0",
    ]
    filter_.extents["article"].trigger()
    desk.panel.show_places("a3", None)
    desk.rest()
    assert desk.shown() == ["Tómas Berg 1 0"]
    desk.tag("It rained", IDA)
    desk.rest()
    assert desk.shown() == ["Ida Brandt 1 0", "Tómas Berg 1 0"]
    desk.panel.show_actor("none")
    assert desk.panel.chosen() == ["none"]
    assert len(desk.shown()) == 5


def test_a_tag_its_undo_and_a_link_are_counted_at_once(desk: Desk) -> None:
    desk.tag("It rained", NOBODY)
    assert desk.shown()[-1] == "Zoe Nobody 1 0"
    desk.undo()
    assert desk.shown()[-1] == "Zoe Nobody 0 0"
    tagged = desk.project.reading.annotations_of("a1")
    (quote,) = (one for one in tagged if one.text == "“We will not sign,”")
    (tie,) = desk.project.reading.links_of("a1")
    desk.project.perform(acts.unlink(tie))
    assert "Ida Brandt 3 1" in desk.shown()
    desk.undo()
    assert "Ida Brandt 3 2" in desk.shown()
    desk.project.perform(acts.erase(quote, [tie], {}))
    assert "Ida Brandt 3 1" in desk.shown()


def test_what_others_do_is_followed(desk: Desk) -> None:
    with Project.open(desk.project.path, BEN) as other:
        there = mention(THREE, "It rained", NOBODY)
        other.perform(Edit(Kind.ANNOTATE, (create(replace(there, coder=BEN.uid)),)))
    desk.project.refresh()
    desk.rest()
    assert desk.shown()[-1] == "Zoe Nobody 1 0"


def test_from_whom_others_took_a_mention_is_found_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors_following, "_RARELY_MS", 10)
    with Project.open(desk.project.path, BEN) as other:
        (there,) = other.reading.annotations_of("a3")
        other.perform(acts.identify(there, NOBODY, other.scheme))
    desk.project.refresh()
    assert desk.shown()[-1] == "Zoe Nobody 1 0"
    desk.rest()
    assert "Tómas Berg 1 0" in desk.shown()


def test_while_it_is_hidden_nothing_is_read(desk: Desk) -> None:
    desk.choose("none")
    desk.panel.hide()
    asked: list[str] = []
    connection = desk.project.reading.registry._ask.connection
    connection.set_trace_callback(asked.append)
    desk.tag("It rained", NOBODY)
    connection.set_trace_callback(None)
    assert not [one for one in asked if "speaks" in one]
    assert desk.shown()[-1] == "Zoe Nobody 0 0"
    desk.panel.show()
    desk.rest()
    assert desk.shown()[-1] == "Zoe Nobody 1 0"
    assert desk.met() == ["# Weather", "It rained"]


def test_a_tag_asks_for_nothing_but_the_one_whom_it_touches(desk: Desk) -> None:
    desk.choose("ida")
    desk.rest()
    asked: list[str] = []
    connection = desk.project.reading.registry._ask.connection
    connection.set_trace_callback(asked.append)
    desk.tag("It rained", NOBODY)
    desk.rest()
    connection.set_trace_callback(None)
    assert len([one for one in asked if "speaks" in one]) == 1


def test_those_who_are_met_often_are_counted_when_nothing_more_happens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors_following, "OFTEN", 1)
    desk.tag("It rained", TOMAS)
    assert "Tómas Berg 2 0" in desk.shown()
    desk.rest()
    assert "Tómas Berg 3 0" in desk.shown()


def test_while_a_file_is_chosen_nothing_is_read_and_all_is_painted(desk: Desk) -> None:
    desk.choose("some")
    desk.rest()
    desk.panel._homes.clear()
    with desk.project.released():
        desk.window.grab()
        desk.panel.following.ask_soon(0)
        desk.qtbot.waitUntil(lambda: desk.panel.following._soon.interval() > 100)
    desk.rest()
    assert len(desk.shown()) == 5


# What is known of one


def test_what_is_typed_in_a_field_is_saved_as_one_step(desk: Desk) -> None:
    desk.choose("ida")
    role = desk.panel.parts.form.lines["role"]
    desk.go_to(role)
    desk.keys(Key.Key_End, " of")
    desk.qtbot.waitUntil(lambda: desk.actor("ida").role == "leader of", timeout=3000)
    desk.keys(" all")
    desk.keys(Key.Key_Tab)
    assert desk.actor("ida").role == "leader of all"
    desk.undo()
    assert desk.actor("ida").role == "leader"
    assert role.text() == "leader"


def test_f2_renames_and_the_row_goes_where_the_name_belongs(desk: Desk) -> None:
    desk.choose("ida")
    desk.keys(Key.Key_F2, "Zara Zed", Key.Key_Return)
    assert desk.shown()[-2:] == ["Zara Zed 3 2", "Zoe Nobody 0 0"]
    assert desk.panel.parts.list.hasFocus()
    assert desk.panel.chosen() == ["ida"]
    desk.undo()
    assert desk.shown()[1] == "Ida Brandt 3 2"


def test_an_actor_keeps_its_name_where_none_is_typed(desk: Desk) -> None:
    desk.choose("ida")
    desk.keys(Key.Key_F2, Key.Key_Delete, Key.Key_Return)
    assert desk.refused == ["An actor needs a name."]
    desk.choose("tom")
    desk.choose("ida")
    assert desk.panel.parts.form.lines["name"].text() == "Ida Brandt"
    desk.refused.clear()


def test_other_names_stand_on_lines(desk: Desk) -> None:
    desk.choose("ida")
    names = desk.panel.parts.form.texts["aliases"]
    assert names.toPlainText() == "Brandt"
    desk.go_to(names)
    desk.keys(Key.Key_End, Key.Key_Return, "I. Brandt ", Key.Key_Return, "Brandt")
    desk.panel.commit()
    assert desk.actor("ida").aliases == ("Brandt", "I. Brandt")
    desk.undo()
    assert desk.actor("ida").aliases == ("Brandt",)


def test_a_kind_is_chosen_from_the_list(desk: Desk) -> None:
    desk.choose("ida")
    desk.go_to(desk.panel.parts.form.kind)
    desk.keys("g")
    assert desk.actor("ida").kind == "group"
    desk.undo()
    assert desk.panel.parts.form.kind.currentText() == "Person"


def test_an_unnamed_one_shows_its_article(desk: Desk) -> None:
    home = desk.panel.parts.form.home
    desk.choose("some")
    assert home.isVisible()
    assert home.whole == "Only in Wire · Union digs in"
    desk.choose("tom")
    assert not home.isVisible()
    kind = desk.panel.parts.form.kind
    desk.go_to(kind)
    desk.keys("u")
    assert "Tómas Berg" in desk.refused.pop()
    assert kind.currentText() == "Person"


def test_what_others_wrote_in_a_field_is_not_lost(desk: Desk) -> None:
    desk.choose("ida")
    role = desk.panel.parts.form.lines["role"]
    desk.go_to(role)
    desk.keys(Key.Key_End, "!")
    with Project.open(desk.project.path, BEN) as other:
        change = acts.change_actor(IDA, {"role": "chair"})
        other.perform(change)
    desk.project.refresh()
    desk.panel.commit()
    assert desk.actor("ida").role == "chair"
    assert desk.refused.pop().startswith("The role was changed in another window meanwhile")
    desk.keys(Key.Key_Return, held=CTRL)
    assert desk.actor("ida").role == "leader!"
    assert desk.panel.parts.list.hasFocus()


def test_what_cannot_be_saved_is_in_the_clipboard_when_another_is_chosen(desk: Desk) -> None:
    desk.choose("ida")
    desk.go_to(desk.panel.parts.form.lines["role"])
    desk.keys(Key.Key_End, "!")
    with Project.open(desk.project.path, BEN) as other:
        other.perform(acts.change_actor(IDA, {"role": "chair"}))
    desk.project.refresh()
    desk.panel.show_actor("tom")
    assert QGuiApplication.clipboard().text() == "leader!"
    assert desk.refused.pop().endswith("What you wrote is in the clipboard.")
    assert desk.panel.parts.form.lines["role"].text() == "spokesman"
    assert desk.actor("ida").role == "chair"


def test_what_actors_have_is_proposed(desk: Desk) -> None:
    desk.choose("none")
    line = desk.panel.parts.form.lines["organisation"]
    desk.go_to(line)
    desk.keys("uni")
    completer = line.completer()
    assert completer is not None
    assert completer.currentCompletion() == "Ferry union"
    popup = completer.popup()
    assert popup is not None
    popup.hide()


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("Q42", "https://www.wikidata.org/wiki/Q42"),
        ("wd:q42", "https://www.wikidata.org/wiki/Q42"),
        ("https://viaf.org/viaf/1", "https://viaf.org/viaf/1"),
        ("http://example.org", "http://example.org"),
        ("Q", None), ("Q0", None), ("42", None), ("", None), ("ftp://example.org", None),
        ("file:///etc/passwd", None), ("javascript:alert(1)", None), ("https://", None),
    ],
)  # fmt: skip
def test_only_addresses_and_entries_of_wikidata_are_pages(written: str, page: str | None) -> None:
    assert page_of(written) == (QUrl(page) if page else None)


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.pages.append(url.toString())


def test_a_page_is_opened_by_a_click_and_by_nothing_else(desk: Desk) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")  # type: ignore[arg-type]  # a stub that is wrong
    button = desk.panel.parts.form.open_button
    desk.choose("ida")
    assert not button.isVisible()
    desk.choose("tom")
    assert button.isVisible()
    assert browser.pages == []
    QTest.mouseClick(button, LEFT)
    QDesktopServices.unsetUrlHandler("https")
    assert browser.pages == ["https://www.wikidata.org/wiki/Q42"]


def test_what_may_only_be_read_cannot_be_changed(qtbot: QtBot, tmp_path: Path) -> None:
    with made(tmp_path) as project:
        project._store.read_only = True
        desk = opened(qtbot, project)
        desk.choose("ida")
        form = desk.panel.parts.form
        assert all(line.isReadOnly() for line in form.lines.values())
        assert all(text.isReadOnly() for text in form.texts.values())
        assert not form.kind.isEnabled()
        assert not desk.panel.model.may_drag
        for name in desk.panel.handlers():
            assert not desk.acting[name].isEnabled()
        desk.keys("Eva")
        assert not desk.panel.parts.hint.button.isVisible()
        desk.panel.work_on(None)


# Where one is met


def test_the_places_stand_by_article_in_their_words(desk: Desk) -> None:
    desk.choose("ida")
    assert desk.met() == [
        "# Courier · Strike", "“We will not sign,”", "Ida Brandt", "“Not this year.”",
        "# Wire · Union digs in", "Ida Brandt", "Brandt has",
    ]  # fmt: skip
    assert desk.panel.parts.met_count.whole == "3 · 2 said"
    line = desk.panel.met.line(2)
    assert not isinstance(line, Heading)
    around = desk.panel.met.around(line)
    assert around is not None
    assert around.before.endswith("said ")
    assert around.after.startswith(", who leads")
    assert around.paragraph == 2


def test_enter_goes_from_an_actor_to_its_mentions_and_into_the_text(desk: Desk) -> None:
    desk.choose("ida")
    desk.keys(Key.Key_Return)
    assert desk.panel.parts.met.hasFocus()
    desk.keys(Key.Key_Down, Key.Key_Down, Key.Key_Down)  # over the second heading
    desk.keys(Key.Key_Return)
    tagged = desk.project.reading.annotations_of("a2")
    assert desk.jumps == [tagged[0].uid]
    desk.keys(Key.Key_Escape)
    assert desk.panel.parts.list.hasFocus()


def test_a_click_goes_there_and_one_on_a_heading_nowhere(desk: Desk) -> None:
    desk.choose("tom")
    viewport = desk.panel.parts.met.viewport()
    QTest.mouseClick(viewport, LEFT, NONE, desk.met_point(0))
    assert desk.jumps == []
    assert desk.panel.parts.met.chosen() == []
    QTest.mouseClick(viewport, LEFT, NONE, desk.met_point(1))
    assert len(desk.jumps) == 1
    QTest.mouseClick(viewport, LEFT, CTRL, desk.met_point(3))
    assert len(desk.jumps) == 1
    assert len(desk.panel.parts.met.chosen()) == 2


def test_new_mentions_of_the_one_who_is_shown_are_listed(desk: Desk) -> None:
    desk.choose("tom")
    desk.tag("It rained", TOMAS)
    desk.rest()
    assert desk.met() == [
        "# Weather",
        "It rained",
        "Tomas Berg",
        "# Courier · Strike",
        "Tomas Berg",
    ]


def test_the_menu_of_a_mention_goes_there_and_copies(desk: Desk) -> None:
    desk.choose("tom")
    met = desk.panel.parts.met
    QTest.mouseClick(met.viewport(), RIGHT, NONE, desk.met_point(1))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, desk.met_point(1), met.mapToGlobal(desk.met_point(1))
    )
    QApplication.sendEvent(met.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    assert texts == ["&Go there", "&Split off…", "&Copy"]
    menu.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text() == "Tomas Berg"
    menu.actions()[0].trigger()
    assert len(desk.jumps) == 1
    menu.close()


# Making, splitting, merging, deleting


def test_ins_makes_an_actor_and_goes_on_to_what_it_is(desk: Desk) -> None:
    desk.keys(Key.Key_Insert, "Eva Ek", Key.Key_Return)
    eva = desk.named("Eva Ek")
    assert eva.kind == "person"
    assert desk.panel.chosen() == [eva.uid]
    assert desk.panel.parts.form.kind.hasFocus()
    assert not desk.panel.parts.new_name.isVisible()
    desk.undo()
    assert len(desk.shown()) == 5


def test_who_has_a_name_already_is_told_and_esc_makes_nobody(desk: Desk) -> None:
    naming = desk.panel.parts.new_name
    desk.keys(Key.Key_Insert, "ida brandt")
    assert naming.hint.text().startswith("“Ida Brandt” is in the registry already.")
    desk.keys(Key.Key_Escape)
    assert not naming.isVisible()
    assert desk.panel.parts.list.hasFocus()
    assert desk.project.next_undo is None


def test_who_is_looked_for_in_vain_can_be_made(desk: Desk) -> None:
    desk.keys("Eva Ek")
    hint = desk.panel.parts.hint
    assert hint.isVisible()
    assert hint.heading.text() == "Nothing matches"
    QTest.mouseClick(hint.button, LEFT)
    assert desk.panel.parts.new_name.line.text() == "Eva Ek"
    desk.keys(Key.Key_Return)
    assert desk.panel.chosen() == [desk.named("Eva Ek").uid]


def test_chosen_mentions_become_another_actor(desk: Desk) -> None:
    before = desk.everything()
    desk.choose("ida")
    desk.keys(Key.Key_Return, Key.Key_End)
    QTest.keyClick(desk.panel.parts.met, Key.Key_Up, SHIFT)
    assert len(desk.panel.parts.met.chosen()) == 2
    QTest.mouseClick(desk.panel.parts.split_button, LEFT)
    assert (
        "2 mentions of “Ida Brandt” go to a new actor" in desk.panel.parts.split_name.heading.text()
    )
    desk.keys("Ada Brandt", Key.Key_Return)
    assert "Ada Brandt 2 0" in desk.shown()
    assert "Ida Brandt 1 2" in desk.shown()
    assert desk.panel.chosen() == ["ida"]
    assert desk.offers == ["Split “Ada Brandt” with 2 mentions off “Ida Brandt”."]
    desk.undo()
    assert desk.everything() == before


def test_of_a_quote_and_a_mention_it_is_said_that_they_are_places(desk: Desk) -> None:
    desk.choose("ida")
    met = desk.panel.parts.met
    met.selectAll()
    speeches = sum(one.is_speech for one in desk.panel.met.places())
    assert speeches
    count = len(met.chosen())
    QTest.mouseClick(desk.panel.parts.split_button, LEFT)
    heading = desk.panel.parts.split_name.heading.text()
    assert heading.startswith(f"{count} places of “Ida Brandt” go to a new actor")


def test_the_hints_of_the_form_have_room_in_it(desk: Desk) -> None:
    desk.choose("none")
    field = desk.panel.parts.form.texts["aliases"]
    words = field.placeholderText()
    assert field.fontMetrics().horizontalAdvance(words) < 100


def test_the_question_for_a_name_goes_with_the_actor_it_is_about(desk: Desk) -> None:
    desk.choose("ida")
    desk.keys(Key.Key_Return)
    desk.acting["actor.split"].trigger()
    assert desk.panel.parts.split_name.isVisible()
    desk.choose("tom")
    assert not desk.panel.parts.split_name.isVisible()


def test_without_chosen_mentions_it_is_told_what_to_choose(desk: Desk) -> None:
    desk.choose("ida")
    assert not desk.panel.parts.split_button.isEnabled()
    desk.acting["actor.split"].trigger()
    assert "Choose the mentions of “Ida Brandt”" in desk.refused.pop()


def test_two_become_one_who_is_asked_for(desk: Desk) -> None:
    before = desk.everything()
    desk.choose("tom", "ida")
    QTest.keyClick(desk.panel.parts.list, Key.Key_M, CTRL)
    dialog = desk.dialog()
    assert dialog.kept == "ida", "who is met most often"
    assert dialog.outcome.text().split("\n") == [
        "2 mentions become those of “Ida Brandt”.",
        "Also called from now on: Tómas Berg.",
        "Gets the external id “Q42”.",
        "Not kept: role “spokesman” of “Tómas Berg”.",
    ]
    desk.keys(Key.Key_Down)
    assert dialog.kept == "tom"
    assert dialog.outcome.text().startswith(
        "3 mentions and 2 quotes and claims become those of “Tóm"
    )
    desk.keys(Key.Key_Return)
    assert "Tómas Berg 5 2" in desk.shown()
    assert desk.panel.chosen() == ["tom"]
    assert desk.panel.parts.list.current() == "tom", "the frame is around who is chosen"
    assert desk.offers == ["Merged “Ida Brandt” into “Tómas Berg”."]
    assert desk.actor("tom").aliases == ("Ida Brandt", "Brandt")
    desk.undo()
    assert desk.everything() == before
    assert "Ida Brandt 3 2" in desk.shown()


def test_what_cannot_be_merged_is_told_in_the_dialog(desk: Desk) -> None:
    desk.choose("some", "ida")
    desk.acting["actor.merge"].trigger()
    dialog = desk.dialog()
    assert dialog.kept == "ida", "not one without a name"
    dialog.buttons["some"].click()
    assert "unnamed" in dialog.sentence
    QTest.keyClick(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    dialog.buttons["ida"].click()
    assert dialog.sentence == ""
    dialog.reject()
    assert desk.project.next_undo is None


def test_too_many_are_refused_and_leave_no_dialog_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST", 1)
    desk.choose("some", "ida")
    desk.acting["actor.merge"].trigger()
    assert desk.refused.pop() == "Choose at most 1 actors to merge at once."
    assert desk.window.findChildren(merging.MergeDialog) == []


def test_one_is_dragged_onto_another(desk: Desk) -> None:
    viewport = desk.panel.parts.list.viewport()
    rest = (to_drag(["tom"], ACTORS_MIME), LEFT, NONE)
    at = desk.point("ida")
    entered = QDragEnterEvent(at, Qt.DropAction.MoveAction, *rest)
    moved = QDragMoveEvent(at, Qt.DropAction.MoveAction, *rest)
    dropped = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, *rest)
    onto_itself = QDragMoveEvent(desk.point("tom"), Qt.DropAction.MoveAction, *rest)
    for event in (entered, onto_itself, moved, dropped):
        event.ignore()
        QApplication.sendEvent(viewport, event)
    taken = [event.isAccepted() for event in (entered, onto_itself, moved, dropped)]
    assert taken == [True, False, True, True]
    dialog = desk.dialog()
    assert dialog.kept == "ida"
    dialog.accept()
    assert "Ida Brandt 5 2" in desk.shown()


def test_articles_and_strangers_are_not_taken(desk: Desk) -> None:
    at = desk.point("ida")
    for data in (to_drag(["a1"]), to_drag(["stranger"], ACTORS_MIME)):
        entered = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, LEFT, NONE)
        QApplication.sendEvent(desk.panel.parts.list.viewport(), entered)
        assert not entered.isAccepted()


def test_what_deleting_does_is_told_first(desk: Desk) -> None:
    before = desk.everything()
    desk.choose("ida")
    desk.keys(Key.Key_Delete)
    (box,) = desk.window.findChildren(QMessageBox)
    assert box.text() == "Delete “Ida Brandt”?"
    assert box.informativeText().split("\n") == [
        "3 mentions stay tagged and name nobody then.",
        "2 quotes and claims lose whom they are of.",
    ]
    assert desk.everything() == before
    QTest.keyClick(box, Key.Key_Return)
    assert desk.everything() == before, "Enter deletes nobody who is met"
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(QMessageBox))
    desk.acting["actor.delete"].trigger()
    (box,) = desk.window.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == "&Delete").click()
    assert len(desk.shown()) == 4
    assert desk.offers == ["Deleted “Ida Brandt”; what is tagged stayed."]
    assert desk.panel.chosen() == ["port"], "the next one"
    desk.undo()
    assert desk.everything() == before


def test_esc_deletes_nobody(desk: Desk) -> None:
    desk.choose("ida", "tom")
    desk.keys(Key.Key_Delete)
    (box,) = desk.window.findChildren(QMessageBox)
    assert box.text() == "Delete 2 actors?"
    QTest.keyClick(box, Key.Key_Escape)
    assert desk.project.next_undo is None


def test_one_who_is_met_nowhere_goes_without_a_question(desk: Desk) -> None:
    desk.choose("none")
    desk.keys(Key.Key_Delete)
    assert desk.window.findChildren(QMessageBox) == []
    assert len(desk.shown()) == 4
    desk.undo()
    assert len(desk.shown()) == 5


def test_several_can_be_merged_and_deleted_with_buttons(desk: Desk) -> None:
    desk.choose("tom", "none", "port")
    parts = desk.panel.parts
    assert not parts.met.isVisible()
    assert not parts.form.isVisible()
    assert parts.filter.summary.whole == "5 actors · 3 chosen"
    QTest.mouseClick(parts.merge_button, LEFT)
    desk.dialog().reject()
    QTest.mouseClick(parts.delete_button, LEFT)
    (box,) = desk.window.findChildren(QMessageBox)
    assert box.text() == "Delete 3 actors?"
    box.reject()


# Where there is nobody, and the rest


def test_a_project_without_actors_says_how_they_come(qtbot: QtBot, tmp_path: Path) -> None:
    with build.project(tmp_path, THREE) as project:
        desk = opened(qtbot, project)
        hint = desk.panel.parts.hint
        assert hint.heading.text() == "No actors yet"
        assert hint.sentence.text().startswith("Press A on a name in a text, then Enter")
        (button,) = hint.findChildren(QPushButton)
        QTest.mouseClick(button, LEFT)
        desk.keys("Ida", Key.Key_Return)
        assert desk.shown() == ["Ida 0 0"]
        assert not hint.isVisible()
        assert desk.panel.parts.met_count.whole == "none yet"


def test_nobody_in_this_article_is_told_as_such(desk: Desk) -> None:
    desk.panel.show_places("a9", None)
    desk.panel.parts.filter.extents["article"].trigger()
    desk.rest()
    assert desk.panel.parts.hint.sentence.text() == "Nobody is met in this article yet."


def test_a_name_that_is_being_typed_goes_with_its_actor_only(desk: Desk) -> None:
    desk.choose("ida")
    desk.keys(Key.Key_F2, "Eva Ek")
    desk.choose("tom")
    assert desk.actor("ida").name == "Eva Ek"
    assert desk.actor("tom").name == "Tómas Berg"
    assert desk.panel.parts.form.lines["name"].text() == "Tómas Berg"


def test_another_project_begins_anew(desk: Desk, tmp_path: Path) -> None:
    desk.choose("ida")
    desk.keys("tom")
    desk.panel.work_on(None)
    assert desk.shown() == []
    assert not desk.panel.isEnabled()
    folder = tmp_path / "other"
    folder.mkdir()
    with build.project(folder, THREE) as other:
        other.bring_in([Actor(uid="eva", name="Eva Ek")])
        desk.panel.work_on(other)
        desk.rest()
        assert desk.shown() == ["Eva Ek 0 0"]
        assert desk.panel.chosen() == []
        desk.panel.work_on(None)


def test_how_it_is_set_up_is_kept(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.panel.parts.filter.orders["mentions"].trigger()
    desk.choose("ida")
    desk.drag_line(60)
    state = desk.panel.state()
    folder = tmp_path / "other"
    folder.mkdir()
    with made(folder) as project:
        other = opened(qtbot, project)
        other.panel.restore(state)
        assert other.shown()[0] == "Ida Brandt 3 2"
        other.choose("ida")
        sizes = zip(other.panel.parts.sizes(), desk.panel.parts.sizes(), strict=True)
        assert all(abs(one - kept) < 6 for one, kept in sizes)
        other.panel.restore(QByteArray(b"nonsense"))
        assert other.panel.state() == state
        other.panel.work_on(None)


def test_a_theme_paints_the_labels_anew(desk: Desk) -> None:
    desk.choose("ida")
    line = desk.panel.met.line(2)
    assert not isinstance(line, Heading)
    before = desk.panel.met.picture(line)
    desk.panel.set_theme(DARK)
    after = desk.panel.met.picture(line)
    assert before is not None
    assert after is not None
    assert before.pixmap(16, 16).toImage() != after.pixmap(16, 16).toImage()


def test_names_are_copied(desk: Desk) -> None:
    desk.choose("ida", "tom")
    QTest.keyClick(desk.panel.parts.list, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Ida Brandt\nTómas Berg"
