"""Tables tested as tables."""

from collections.abc import Iterator
from html import escape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.edit import Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.scheme import LABELS, RESERVED_KEYS, Scheme
from annotator.project.project import Cause
from annotator.ui.actions import Actions
from annotator.ui.bindings import Bindings
from annotator.ui.commands import action_entries
from annotator.ui.icons import names as icon_names
from annotator.ui.menus import CONTEXT_MENUS, MENUS
from annotator.ui.phrases import excerpt
from annotator.ui.specs import SPECS, Needs, Scope, meet
from annotator.ui.words import happened, in_quotes


@pytest.fixture
def acting(qtbot: QtBot) -> Iterator[Actions]:
    window = QMainWindow()
    qtbot.addWidget(window)
    yield Actions(window, lambda _: None)  # noqa: PT022  # this frame keeps the window alive


def clashes(acting: Actions) -> list[str]:
    bindings = Bindings(acting, lambda: ())
    return sorted(filter(None, map(bindings.clash, SPECS)))


def test_no_two_actions_share_a_name_or_a_key(acting: Actions) -> None:
    assert len({spec.name for spec in SPECS}) == len(SPECS)
    assert clashes(acting) == []


def test_the_keys_of_the_table_are_keys() -> None:
    for spec in SPECS:
        for key in filter(None, spec.keys.split("; ")):
            assert QKeySequence(key).toString() == key, f"{spec.name}: Qt writes it otherwise"


def test_no_key_of_the_text_is_that_of_a_label(acting: Actions) -> None:
    here = (spec for spec in SPECS if meet(spec.scope, Scope.TEXT))
    taken = {key for spec in here for key in acting.keys(spec.name).split("; ")}
    assert not taken & {label.key for label in LABELS if label.key}
    assert {key for key in taken if len(key) == 1 and key.isalpha()} <= RESERVED_KEYS


def test_every_action_is_in_a_menu_and_every_entry_is_an_action() -> None:
    specs = {spec.name for spec in SPECS}
    entries = [name for names in MENUS.values() for name in names if name != "-"]
    assert {name for name in entries if ":" not in name} == specs
    assert len(entries) == len(set(entries))
    shown = {name for names in CONTEXT_MENUS.values() for name in names if name != "-"}
    assert {name for name in shown if ":" not in name} <= specs


@pytest.mark.parametrize("names", MENUS.values(), ids=MENUS)
def test_no_two_entries_of_a_menu_share_a_letter(names: tuple[str, ...]) -> None:
    texts = {spec.name: spec.text for spec in SPECS}
    shown = [name.partition(":")[2] or texts[name] for name in names if name != "-"]
    letters = [text[text.index("&") + 1].upper() for text in shown]
    assert len(letters) == len(set(letters)), letters


def test_every_action_can_be_found_by_its_name(acting: Actions) -> None:
    found = {entry.name for entry in action_entries(acting)}
    assert found == {spec.name for spec in SPECS} - {"view.palette"}


def test_every_icon_of_the_table_is_there() -> None:
    assert {spec.icon for spec in SPECS if spec.icon} <= set(icon_names())


def test_every_tooltip_tells_its_key(acting: Actions) -> None:
    for spec in SPECS:
        action = acting[spec.name]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert action.toolTip()
        assert not key or f"({escape(key)})" in action.toolTip()


def test_an_action_on_another_key_says_so_and_is_kept(acting: Actions) -> None:
    acting.rebind("go.next", "F8")
    assert acting["go.next"].shortcut().toString() == "F8"
    assert "(F8)" in acting["go.next"].toolTip()
    assert acting.overrides() == {"go.next": "F8"}
    acting.rebind("go.next", acting.default_keys("go.next"))
    assert acting.overrides() == {}


def test_keys_that_were_kept_are_taken(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    acting = Actions(window, lambda _: None, {"file.new": "", "file.open": "F7"})
    assert acting["file.new"].shortcuts() == []
    assert acting["file.open"].shortcut().toString() == "F7"


def test_a_clash_is_found_where_both_keys_count(acting: Actions) -> None:
    acting.rebind("annotate.note", "Del")
    assert clashes(acting) == [
        "Del is the key of “Erase annotation”, too.",
        "Del is the key of “Note”, too.",
    ]
    acting.rebind("annotate.note", "Ctrl+Return")
    assert clashes(acting) == [], "the library has that key to itself"


def test_the_keys_of_a_part_count_only_there(acting: Actions, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    one, other = QLineEdit(window), QLineEdit(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    acting.add_to(one, Scope.LIBRARY)
    acting.allow(Needs.PROJECT | Needs.STORY | Needs.WRITABLE)
    done: list[str] = []
    acting.on("story.rename", lambda: done.append("renamed"))
    for field in (one, other):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_F2)
    assert done == ["renamed"]


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ida Brandt", "“Ida Brandt”"),
        ("“We will not sign,”", "“We will not sign,”"),
        ("“We will not sign,", "“We will not sign,”"),
        ("“", "“”"),
        ("„Nein“", "„Nein“"),
        ("«لن نوقع", "«لن نوقع»"),
    ],
)
def test_a_text_is_told_in_marks_that_are_closed(text: str, told: str) -> None:
    assert in_quotes(text) == told
