"""What must hold for every action, menu, dialog and field of the whole window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import Coder
from annotator.project.project import Project
from annotator.ui.actions import SPECS, Actions
from annotator.ui.help import page_for
from annotator.ui.manual import PAGES
from annotator.ui.menus import CONTEXT_MENUS, MENUS
from annotator.ui.text.view import TextView
from tests.build import ANN, TEXT, annotation, article
from tests.journeys.hands import Hands, open_window

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DIALOGS = (
    "file.paste", "file.restore", "file.information", "edit.settings", "edit.shortcuts",
    "article.properties", "story.new", "file.forget", "view.palette", "help.contents",
)  # fmt: skip


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Put Ann before two articles with a quote that is selected, so that all parts show something."""
    one, other = article(TEXT), article("Ports reopen\n\n“At last,” said Tomas Berg.")
    with Project.create(tmp_path / "ferry.annotator", ANN) as project:
        project.bring_in([one, other, annotation(one, "“We will not sign,”")])
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "ferry.annotator")
    hands.wait_for_window()
    hands.choose("go.next")
    table = hands.window.workplace.annotations.table
    hands.wait(lambda: table.model().rowCount() == 1)
    QGuiApplication.clipboard().setText("A third article\n\nWith a text.")
    return hands


def opened(hands: Hands, action: str) -> QWidget:
    """Open a dialog and return it."""
    before = set(QApplication.topLevelWidgets())
    hands.choose(action)

    def new() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets() if one not in before]

    hands.wait(lambda: any(one.isVisible() for one in new()))
    return next(one for one in new() if one.isVisible())


def stops(window: QWidget) -> list[QWidget]:
    """Return what is seen of a window and takes the keyboard."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.window() is window
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
    ]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def nameless(window: QWidget) -> list[str]:
    found = [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.focusProxy() is None
        and one.window() is window
        and not one.objectName().startswith("qt_")
    ]
    return [f"{type(one).__name__} {one.objectName()}" for one in found if not name_of(one)]


def test_everything_that_takes_the_keyboard_has_a_name_in_the_window(hands: Hands) -> None:
    assert len(stops(hands.window)) > 10
    assert nameless(hands.window) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_everything_that_takes_the_keyboard_has_a_name_in_a_dialog(
    hands: Hands, action: str
) -> None:
    dialog = opened(hands, action)
    assert stops(dialog)
    assert nameless(dialog) == []
    dialog.close()


def test_every_part_of_the_window_has_a_page_of_the_help(hands: Hands) -> None:
    desk, workplace = hands.window.workplace.desk, hands.window.workplace
    pages = {
        "library": workplace.library, "inspector": workplace.inspector,
        "annotations": workplace.annotations, "annotate": hands.left.view,
        "panes": desk.panes[1], "start": hands.window.welcome,
    }  # fmt: skip
    assert {name: page_for(part) for name, part in pages.items()} == {one: one for one in pages}
    named = [one for one in hands.window.findChildren(QWidget) if one.property("help")]
    assert {one.property("help") for one in named} <= set(PAGES)
    for one in stops(hands.window):
        assert any(is_in(one, part) for part in named), name_of(one)


def is_in(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


@pytest.mark.parametrize(
    "action", sorted(set(DIALOGS) - {"file.forget", "story.new", "view.palette", "help.contents"})
)
def test_every_dialog_has_a_page_of_the_help(hands: Hands, action: str) -> None:
    dialog = opened(hands, action)
    assert dialog.property("help") in PAGES
    dialog.close()


def test_every_action_does_something(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    on = Actions.on

    def note(self: Actions, name: str, handler: object) -> None:
        taken.append(name)
        on(self, name, handler)  # type: ignore[arg-type]

    monkeypatch.setattr(Actions, "on", note)
    open_window(qtbot, tmp_path / "settings.ini", Coder(uid="ann", name="Ann"))
    assert sorted(taken) == sorted(spec.name for spec in SPECS), "each by one part of the window"


@pytest.mark.parametrize("name", CONTEXT_MENUS)
def test_every_context_menu_can_be_made_and_filled(hands: Hands, name: str) -> None:
    menu = hands.window.acting.menu(name, hands.window)
    check_filled(menu)
    menu.close()


def test_every_menu_can_be_filled(hands: Hands) -> None:
    menus = [action.menu() for action in hands.window.menuBar().actions()]
    assert len(menus) == len(MENUS)
    for menu in menus:
        check_filled(menu)


def check_filled(menu: QMenu) -> None:
    menu.aboutToShow.emit()
    actions = menu.actions()
    assert actions
    assert not actions[0].isSeparator()
    assert not actions[-1].isSeparator()
    marks = []
    for action in actions:
        if action.isSeparator():
            continue
        assert action.text()
        if action.menu() is not None:
            check_filled(action.menu())
        marks += [letter.casefold() for mark, letter in pairs(action.text()) if mark == "&"]
    assert len(marks) == len(set(marks)), f"{menu.title()}: one letter for two entries {marks}"


def pairs(text: str) -> list[tuple[str, str]]:
    text = text.replace("&&", "  ")
    return list(zip(text, text[1:], strict=False))


def test_everything_in_the_window_is_reached_by_f6_and_tab(hands: Hands) -> None:
    wanted = {id(one): one for one in stops(hands.window)}
    reached: dict[int, QWidget] = {}
    hands.keys("Ctrl+1")
    first = hands.keyboard
    for _ in range(12):
        hands.keys("F6")
        part = hands.keyboard
        reached[id(part)] = part
        # Tab is for the annotations in a text, and leads on everywhere else.
        for _ in range(60):
            if isinstance(hands.keyboard, TextView):
                break
            hands.keys("Tab")
            reached[id(hands.keyboard)] = hands.keyboard
            if hands.keyboard is part:
                break
        part.setFocus()
        if part is first:
            break
    missed = [
        f"{type(one).__name__} {name_of(one)}" for at, one in wanted.items() if at not in reached
    ]
    assert missed == []


@pytest.mark.parametrize("action", [one for one in DIALOGS if one != "view.palette"])
def test_everything_in_a_dialog_is_reached_by_tab(hands: Hands, action: str) -> None:
    dialog = opened(hands, action)
    dialog.activateWindow()
    hands.wait(lambda: QApplication.focusWidget() is not None and dialog.isActiveWindow())
    wanted = {id(one): one for one in stops(dialog)}
    reached = set()
    for _ in range(4 * len(wanted) + 4):
        reached.add(id(hands.keyboard))
        QTest.keyClick(hands.keyboard, Qt.Key.Key_Tab)
    missed = [
        f"{type(one).__name__} {name_of(one)}" for at, one in wanted.items() if at not in reached
    ]
    assert missed == []
    dialog.close()
