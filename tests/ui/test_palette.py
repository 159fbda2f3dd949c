"""What a few typed letters find, and the palette over a window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMainWindow, QPlainTextEdit, QSplitter
from pytestqt.qtbot import QtBot

from annotator.ui.actions import Actions
from annotator.ui.commands import REASONS, Commands, Entry, action_entries
from annotator.ui.dialogs.palette import CommandPalette
from annotator.ui.phrases import unmarked
from annotator.ui.specs import SPECS, Needs


def nothing() -> None:
    """Do nothing."""


def entry(title: str, path: str = "", keys: str = "", tip: str = "") -> Entry:
    return Entry(title.lower(), title, nothing, path=path, keys=keys, tip=tip)


def titles(entries: list[Entry]) -> list[str]:
    return [one.title for one in entries]


# Finding

SOME = [
    entry("New project…", "File", "Ctrl+N", "Make an empty project"),
    entry("Open project…", "File", "Ctrl+O"),
    entry("Open the sample", "File"),
    entry("New story…", "Article", "Ctrl+Shift+N", "Make a story of the chosen articles"),
    entry("Rename story…", "Article", "F2"),
    entry("Élan vital", "View"),
    entry("Tag as Quote", "Annotate", "Q"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("open", ["Open project…", "Open the sample"]),
        ("OPEN", ["Open project…", "Open the sample"]),
        ("story new", ["New story…"]),
        ("new st", ["New story…"]),
        ("sto", ["New story…", "Rename story…"]),
        ("np", ["New project…"]),
        ("ots", ["Open the sample"]),
        ("fop", ["Open project…"]),
        ("f2", ["Rename story…"]),
        ("ctrl+n", ["New project…"]),
        ("q", ["Tag as Quote"]),
        ("elan", ["Élan vital"]),
        ("ÉLAN", ["Élan vital"]),
        ("file sample", ["Open the sample"]),
        ("empty", ["New project…"]),
        ("ample", ["Open the sample"]),
        ("open story", []),
        ("zzz", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(query: str, found: list[str]) -> None:
    assert titles(Commands(SOME).find(query)) == found


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("new", "New project…"),
        ("st", "New story…"),
        ("pro", "New project…"),
        ("tag", "Tag as Quote"),
    ],
)
def test_the_best_is_the_first(query: str, best: str) -> None:
    mixed = [entry("Something", tip="A new tag for a project's story"), *SOME]

    assert Commands(mixed).find(query)[0].title == best


def test_without_a_query_all_is_there_in_order() -> None:
    assert titles(Commands(SOME).find("  ")) == titles(SOME)


def test_without_a_query_what_was_used_last_is_the_first() -> None:
    found = Commands(SOME, ["rename story…", "gone", "open the sample"]).find("")

    assert titles(found)[:3] == ["Rename story…", "Open the sample", "New project…"]
    assert len(found) == len(SOME)


def test_of_two_that_fit_alike_the_one_used_last_is_the_first() -> None:
    assert titles(Commands(SOME, ["open the sample"]).find("open"))[0] == "Open the sample"


def test_what_cannot_be_done_comes_last() -> None:
    closed = Entry("close", "Close project", nothing, enabled=False, why_not="no project is open")
    there = entry("Look closer")

    assert titles(Commands([closed, there]).find("clos")) == ["Look closer", "Close project"]
    assert titles(Commands([closed, there], ["close"]).find("")) == ["Look closer", "Close project"]


@pytest.mark.parametrize("query", ["*", "(", "\\", "[a", "“", " ", "a" * 500, "😀", "\n"])
def test_any_query_can_be_asked(query: str) -> None:
    Commands(SOME).find(query)


# What there may be much of

ARTICLES = [
    entry("Wire: Ferry strike", "Open"),
    entry("Ferry news", "Open"),
    entry("Élan: On the ferry", "Open"),
    entry("Open ferryman", "Open"),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        ("ferry", ["Ferry news", "Wire: Ferry strike", "Élan: On the ferry", "Open ferryman"]),
        ("errym", ["Open ferryman"]),
        ("strike fer", ["Wire: Ferry strike"]),
        ("strike erry", ["Wire: Ferry strike"]),
        ("elan", ["Élan: On the ferry"]),
        ("open news", ["Ferry news"]),
        ("fn", []),
        ("zzz", []),
    ],
)
def test_what_is_found_only_by_its_title(query: str, found: list[str]) -> None:
    assert titles(Commands([], (), lambda: ARTICLES).find(query)) == found


def test_articles_stand_among_the_rest_by_how_well_they_fit() -> None:
    closed = Entry("f", "Ferry off", nothing, enabled=False)
    few = [closed, entry("Sum", tip="of a ferry"), entry("The ferry"), entry("Ferry on")]
    assert titles(Commands(few, (), lambda: ARTICLES[:2]).find("ferry")) == [
        "Ferry on", "Ferry news", "The ferry", "Wire: Ferry strike", "Sum", "Ferry off",
    ]  # fmt: skip


def test_they_are_asked_for_once_and_none_is_there_twice() -> None:
    asked: list[int] = []

    def more() -> list[Entry]:
        asked.append(1)
        return ARTICLES

    commands = Commands(ARTICLES[:1], ["ferry news"], more)
    assert titles(commands.find("")) == ["Wire: Ferry strike"]
    assert asked == []
    assert not commands.take_in(2)
    assert commands.take_in(2)
    assert len(commands.find("ferry")) == len(ARTICLES)
    assert asked == [1]


# The actions of the window


@dataclass
class Stage:
    """A window with a text that has the keyboard, and what was run there."""

    window: QMainWindow
    text: QPlainTextEdit
    acting: Actions
    done: list[str] = field(default_factory=list)

    def entries(self) -> list[Entry]:
        entries = list(action_entries(self.acting))
        for spec in SPECS:
            self.acting[spec.name].triggered.connect(lambda _=False, n=spec.name: self.note(n))
        return entries

    def note(self, name: str) -> None:
        assert self.text.hasFocus()
        self.done.append(name)

    def open(self, *recent: str) -> CommandPalette:
        palette = CommandPalette(self.entries(), recent, self.window)
        palette.open()
        return palette


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    window = QMainWindow()
    qtbot.addWidget(window)
    # Three that take the keyboard, so that it does not come back to one by chance.
    side_by_side = QSplitter(window)
    for _ in range(3):
        side_by_side.addWidget(QPlainTextEdit(window))
    window.setCentralWidget(side_by_side)
    text = side_by_side.widget(1)
    assert isinstance(text, QPlainTextEdit)
    window.resize(1024, 700)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    acting = Actions(window, lambda _: None)
    acting.allow(Needs.PROJECT | Needs.WRITABLE)
    yield Stage(window, text, acting)  # noqa: PT022  # this frame keeps the window alive


def test_every_action_is_in_the_palette_with_a_menu(stage: Stage) -> None:
    entries = stage.entries()

    assert {one.name for one in entries} == {spec.name for spec in SPECS} - {"view.palette"}
    assert all(one.path and one.title and "&" not in one.title + one.path for one in entries)


def test_every_need_has_a_reason() -> None:
    assert set(REASONS) == set(Needs)


def test_every_action_that_cannot_be_done_says_why(stage: Stage) -> None:
    for one in stage.entries():
        assert bool(one.why_not) != one.enabled


@pytest.mark.parametrize(
    ("there", "name", "why"),
    [
        (Needs.NOTHING, "edit.undo", "no project is open"),
        (Needs.NOTHING, "file.import", "no project is open"),
        (Needs.PROJECT, "file.import", "this project can only be read"),
        (Needs.PROJECT | Needs.WRITABLE, "edit.undo", "nothing to take back"),
        (Needs.PROJECT | Needs.WRITABLE, "annotate.note", "no annotation is selected"),
        (Needs.PROJECT | Needs.WRITABLE, "pane.close", "there is only one pane"),
    ],
)
def test_the_first_thing_missing_is_told(stage: Stage, there: Needs, name: str, why: str) -> None:
    stage.acting.allow(there)

    assert {one.name: one.why_not for one in stage.entries()}[name] == why


def test_the_keys_are_those_of_now(stage: Stage) -> None:
    stage.acting.rebind("file.new", "Ctrl+J; F9")

    assert {one.name: one.keys for one in stage.entries()}["file.new"] == "Ctrl+J, F9"


@pytest.mark.parametrize(
    ("text", "shown"), [("&New…", "New…"), ("A && B", "A & B"), ("O&pen", "Open"), ("x", "x")]
)
def test_a_text_is_shown_without_its_mnemonic(text: str, shown: str) -> None:
    assert unmarked(text) == shown


# The palette


def line(palette: CommandPalette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def listed(palette: CommandPalette) -> list[str]:
    model = rows(palette).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def rows(palette: CommandPalette) -> QListView:
    found = palette.findChild(QListView)
    assert isinstance(found, QListView)
    return found


def current(palette: CommandPalette) -> str:
    return str(rows(palette).currentIndex().data())


def test_it_comes_at_the_top_in_the_middle_with_the_keyboard(stage: Stage) -> None:
    palette = stage.open()

    place = palette.geometry()
    assert line(palette).hasFocus()
    assert abs(place.center().x() - stage.window.width() / 2) <= 2
    assert place.top() < 60
    assert stage.window.rect().contains(place)


def test_a_name_and_enter_do_it_where_the_keyboard_was(stage: Stage, qtbot: QtBot) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "new proj")
    assert current(palette) == "New project…"

    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(line(palette), Qt.Key.Key_Return)

    assert stage.done == ["file.new"]
    assert stage.text.hasFocus()


def test_a_click_does_it(stage: Stage) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "new")
    second = rows(palette).model().index(1, 0)

    at = rows(palette).visualRect(second).center()
    QTest.mouseClick(rows(palette).viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert len(stage.done) == 1
    assert stage.done != ["file.new"]
    assert not palette.isVisible()


def test_what_was_done_is_told_by_its_name(stage: Stage, qtbot: QtBot) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "about")

    with qtbot.waitSignal(palette.ran) as told:
        QTest.keyClick(line(palette), Qt.Key.Key_Enter)

    assert told.args == ["help.about"]


def test_arrows_and_pages_move_through_the_list(stage: Stage) -> None:
    palette = stage.open()
    names = listed(palette)

    assert current(palette) == names[0]
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    QTest.keyClick(line(palette), Qt.Key.Key_Down)
    QTest.keyClick(line(palette), Qt.Key.Key_Up)
    assert current(palette) == names[1]
    QTest.keyClick(line(palette), Qt.Key.Key_PageDown)
    assert names.index(current(palette)) > 8
    QTest.keyClick(line(palette), Qt.Key.Key_PageUp)
    assert names.index(current(palette)) < 3
    assert line(palette).hasFocus()


def test_escape_leaves_everything_as_it_was(stage: Stage, qtbot: QtBot) -> None:
    palette = stage.open()

    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(line(palette), Qt.Key.Key_Escape)

    assert stage.done == []
    assert stage.text.hasFocus()


def test_a_click_elsewhere_ends_it_and_is_a_click_there(stage: Stage) -> None:
    palette = stage.open()

    QTest.mouseClick(stage.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 600))

    assert not palette.isVisible()
    assert stage.text.hasFocus()


def test_keys_of_the_window_wait_while_it_is_there(stage: Stage) -> None:
    palette = stage.open()
    stage.window.addAction(stage.acting["file.new"])

    QTest.keyClick(line(palette), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert stage.done == []
    assert palette.isVisible()


def test_tab_stays_in_the_field(stage: Stage) -> None:
    palette = stage.open()

    QTest.keyClick(line(palette), Qt.Key.Key_Tab)

    assert line(palette).hasFocus()


def test_what_cannot_be_done_is_shown_with_the_reason_and_not_done(stage: Stage) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "undo")
    assert listed(palette)[0] == "Undo"

    QTest.keyClick(line(palette), Qt.Key.Key_Return)
    at = rows(palette).visualRect(rows(palette).model().index(0, 0)).center()
    QTest.mouseClick(rows(palette).viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert stage.done == []
    assert palette.isVisible()
    spoken = rows(palette).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Undo, Ctrl+Z, nothing to take back"


def test_where_nothing_is_found_that_is_said(stage: Stage) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "zzzz")

    QTest.keyClick(line(palette), Qt.Key.Key_Return)

    said = [label.text() for label in palette.findChildren(QLabel) if label.isVisible()]
    assert said == ["Nothing has that name."]
    assert not rows(palette).isVisible()
    line(palette).clear()
    assert rows(palette).isVisible()


def test_what_was_used_last_is_the_first_to_be_offered(stage: Stage) -> None:
    palette = stage.open("help.about", "file.export")

    assert listed(palette)[:2] == ["About Annotator", "Export…"]


def test_what_is_chosen_can_be_heard(stage: Stage) -> None:
    palette = stage.open()
    QTest.keyClicks(line(palette), "about")

    assert line(palette).accessibleName() == "Command"
    assert line(palette).accessibleDescription() == "About Annotator"


@pytest.mark.parametrize("size", [(640, 400), (512, 350), (1024, 700), (2400, 1400)])
def test_it_fits_its_window_and_follows_it(stage: Stage, size: tuple[int, int]) -> None:
    palette = stage.open()

    stage.window.resize(*size)

    assert stage.window.rect().contains(palette.geometry())
    assert palette.width() <= 660


def test_a_very_long_list_is_cut(stage: Stage) -> None:
    many = [entry(f"Open “Article {number}”") for number in range(5_000)]
    palette = CommandPalette(many, (), stage.window)
    palette.open()

    QTest.keyClicks(line(palette), "4999")

    assert listed(palette) == ["Open “Article 4999”"]
    line(palette).clear()
    assert len(listed(palette)) == 300


def test_an_entry_that_opens_the_palette_again_gets_it(stage: Stage) -> None:
    opened: list[CommandPalette] = []
    again = Entry("again", "Again", lambda: opened.append(stage.open()))
    palette = CommandPalette([again], (), stage.window)
    palette.open()

    QTest.keyClick(line(palette), Qt.Key.Key_Return)

    assert not palette.isVisible()
    assert line(opened[0]).hasFocus()


@dataclass
class Lots:
    """As many articles as a big project has."""

    taken: int = 0

    def __iter__(self) -> Iterator[Entry]:
        for number in range(10_000):
            self.taken += 1
            yield entry(f"Outlet {number % 30}: Ferry strike, part {number}", "Open")


def test_the_palette_makes_ready_bit_by_bit_what_it_looks_in(stage: Stage, qtbot: QtBot) -> None:
    lots = Lots()
    palette = CommandPalette([], (), stage.window, lambda: lots)
    palette.open()
    assert lots.taken == 0, "nobody waits for it"
    qtbot.waitUntil(lambda: lots.taken == 10_000)
    for letter in "ferry":
        begun = monotonic()
        QTest.keyClicks(line(palette), letter)
        assert monotonic() - begun < 0.3
    assert rows(palette).model().rowCount() == 300
    palette.close()
