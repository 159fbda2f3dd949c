"""Tables tested as tables."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.scheme import Scheme
from annotator.project.project import Cause
from annotator.ui.actions import FILLED_MENUS, MENUS, SPECS, Actions, Needs
from annotator.ui.words import excerpt, happened


@pytest.fixture
def acting(qtbot: QtBot) -> Iterator[Actions]:
    window = QMainWindow()
    qtbot.addWidget(window)
    yield Actions(window, lambda _: None)  # noqa: PT022  # this frame keeps the window alive


def test_no_two_actions_share_a_name_or_a_key(acting: Actions) -> None:
    assert len({spec.name for spec in SPECS}) == len(SPECS)
    keys = Counter(
        key.toString() for action in acting.all() for key in action.shortcuts() if not key.isEmpty()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_is_in_a_menu_and_every_entry_is_an_action() -> None:
    entries = [name for names in MENUS.values() for name in names if name != "-"]
    assert set(entries) == {spec.name for spec in SPECS} | set(FILLED_MENUS)
    assert len(entries) == len(set(entries))


def test_every_tooltip_tells_its_key(acting: Actions) -> None:
    for action in acting.all():
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert action.toolTip()
        assert not key or action.toolTip().endswith(f"({key})")


def test_actions_are_allowed_where_their_needs_are_met(acting: Actions) -> None:
    acting.allow(Needs.PROJECT)
    assert acting["file.export"].isEnabled()
    assert not acting["file.import"].isEnabled()
    assert acting["file.open"].isEnabled()


def test_a_refusal_is_shown_and_nothing_else(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    refused: list[str] = []
    acting = Actions(window, refused.append)

    def refuse() -> None:
        raise AnnotatorError("Not now.")

    acting.on("file.open", refuse)
    acting["file.open"].trigger()
    assert refused == ["Not now."]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("cause", Cause)
def test_every_kind_of_edit_has_words(kind: Kind, cause: Cause) -> None:
    sentence = happened(cause, Edit(kind, ()), Scheme())
    assert sentence[0].isupper()
    assert "{" not in sentence


def test_a_long_text_is_cut_in_the_middle() -> None:
    assert excerpt("short\ntext") == "short text"
    long = excerpt("word " * 40)
    assert len(long) < 50
    assert " … " in long
