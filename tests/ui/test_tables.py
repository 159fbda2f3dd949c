"""What must hold for every action, menu, dialog and field of the whole window."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import Coder
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.help import page_for
from annotator.ui.manual import PAGES
from annotator.ui.menus import CONTEXT_MENUS, MENUS
from annotator.ui.specs import SPECS
from annotator.ui.text.view import TextView
from tests.build import ANN, TEXT, annotation, article
from tests.journeys.hands import Hands, open_window

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DIALOGS = (
    "file.paste", "file.restore", "file.information", "edit.settings", "edit.shortcuts",
    "article.properties", "story.new", "file.forget", "help.contents",
)  # fmt: skip


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Put Ann before two articles, with a quote selected, so that all parts show something."""
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
        if one.isVisible()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
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
    "action", sorted(set(DIALOGS) - {"file.forget", "story.new", "help.contents"})
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
        assert isinstance(menu, QMenu)
        check_filled(menu)


def check_filled(menu: QMenu) -> None:
    menu.aboutToShow.emit()
    actions = menu.actions()
    assert actions
    assert not actions[0].isSeparator()
    assert not actions[-1].isSeparator()
    for action in actions:
        if action.isSeparator():
            continue
        assert action.text()
        if isinstance(inner := action.menu(), QMenu):
            check_filled(inner)


@pytest.mark.parametrize("title", MENUS)
def test_no_letter_stands_for_two_entries_of_a_menu(hands: Hands, title: str) -> None:
    menu = next(one.menu() for one in hands.window.menuBar().actions() if one.text() == title)
    assert isinstance(menu, QMenu)
    assert twice(letters(menu)) == []


def letters(menu: QMenu) -> list[str]:
    """Return the letters that are underlined in a menu."""
    texts = [action.text().replace("&&", "") for action in menu.actions()]
    return [b.casefold() for text in texts for a, b in pairwise(text) if a == "&"]


def twice(found: list[str]) -> list[str]:
    return [one for one in set(found) if found.count(one) > 1]


def test_everything_in_the_window_is_reached_by_f6_and_tab(hands: Hands) -> None:
    wanted = stops(hands.window)
    reached: list[QWidget] = []
    for part in range(1, 6):  # two texts, inspector, table and library
        for way in ("Tab", "Shift+Tab"):
            hands.keys("Ctrl+1", *["F6"] * part)
            reached.append(hands.keyboard)
            # Tab is for the annotations in a text, and leads on everywhere else.
            while not isinstance(hands.keyboard, TextView):
                hands.keys(way)
                if hands.keyboard in reached:
                    break
                reached.append(hands.keyboard)
    assert [name_of(one) for one in wanted if not is_reached(one, reached)] == []


def is_reached(widget: QWidget, reached: list[QWidget]) -> bool:
    """Say whether the keyboard came to a widget, or to one from which the arrows lead to it."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return widget in reached or (
        group is not None and any(one in reached for one in group.buttons())
    )


@pytest.mark.parametrize("action", DIALOGS)
def test_everything_in_a_dialog_is_reached_by_tab(hands: Hands, action: str) -> None:
    dialog = opened(hands, action)
    dialog.activateWindow()
    hands.wait(lambda: QApplication.focusWidget() is not None and dialog.isActiveWindow())
    wanted = stops(dialog)
    reached: list[QWidget] = []
    for _ in range(60):  # through the links of a page of the help as well
        reached.append(hands.keyboard)
        hands.keys("Tab")
    assert [name_of(one) for one in wanted if not is_reached(one, reached)] == []
    dialog.close()


@pytest.mark.parametrize("name", CONTEXT_MENUS)
def test_no_letter_stands_for_two_entries_of_a_context_menu(hands: Hands, name: str) -> None:
    menu = hands.window.acting.menu(name, hands.window)
    assert twice(letters(menu)) == []
    menu.close()
