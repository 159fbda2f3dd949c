"""Keys: what is pressed, who may have it, and the editor that changes it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Label
from annotator.core.scheme import LABELS, Scheme
from annotator.ui.actions import Actions
from annotator.ui.bindings import Bindings, joined, pressed_key, split, where
from annotator.ui.dialogs.recorder import KeyRecorder
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.specs import SPECS, Scope

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier

BY_NAME = {spec.name: spec for spec in SPECS}


def key_event(key: int, held: Qt.KeyboardModifier, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


# What was pressed


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_N, NONE, "N"),
        (Qt.Key.Key_N, SHIFT, "Shift+N"),
        (Qt.Key.Key_Z, CONTROL, "Ctrl+Z"),
        (Qt.Key.Key_Z, CONTROL | SHIFT, "Ctrl+Shift+Z"),
        (Qt.Key.Key_Tab, NONE, "Tab"),
        (Qt.Key.Key_Tab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Backtab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Backtab, NONE, "Shift+Tab"),
        (Qt.Key.Key_Escape, NONE, "Esc"),
        (Qt.Key.Key_Return, NONE, "Return"),
        (Qt.Key.Key_Enter, KEYPAD, "Enter"),
        (Qt.Key.Key_Delete, NONE, "Del"),
        (Qt.Key.Key_F5, NONE, "F5"),
        (Qt.Key.Key_5, CONTROL | KEYPAD, "Ctrl+5"),
        (Qt.Key.Key_Plus, CONTROL | SHIFT, "Ctrl++"),
        (Qt.Key.Key_Question, SHIFT, "?"),
        (Qt.Key.Key_Semicolon, CONTROL, "Ctrl+;"),
        (0x0419, CONTROL, "Ctrl+Й"),
        (Qt.Key.Key_Control, CONTROL, ""),
        (Qt.Key.Key_Shift, SHIFT, ""),
        (Qt.Key.Key_AltGr, NONE, ""),
        (Qt.Key.Key_CapsLock, NONE, ""),
        (0, NONE, ""),
    ],
)
def test_a_key_has_one_name(key: int, held: Qt.KeyboardModifier, name: str) -> None:
    assert pressed_key(key_event(key, held)) == name


def test_the_keys_of_all_actions_have_the_names_that_pressing_them_gives() -> None:
    for spec in SPECS:
        for key in split(spec.keys):
            combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
            event = key_event(combination.key(), combination.keyboardModifiers())
            assert pressed_key(event) == key


@pytest.mark.parametrize("keys", [[], ["Ctrl+;"], ["Ctrl+;", "Ctrl+,"], [";", "Del"], ["Esc"]])
def test_several_keys_are_one_text_and_back(keys: list[str]) -> None:
    assert split(joined(keys)) == keys
    assert joined([*keys, *keys]) == joined(keys)


def test_a_place_has_words() -> None:
    assert where(Scope.WINDOW) == "everywhere"
    assert where(Scope.TEXT | Scope.TABLE) == "text and table"
    assert all(where(spec.scope) for spec in SPECS)


# A window with a project


@dataclass
class Stage:
    window: QMainWindow
    acting: Actions
    labels: list[Label] = field(default_factory=lambda: list(LABELS))

    def set_key(self, label: Label, key: str) -> None:
        """Change a label by the act, as a project does."""
        edit = acts.set_key(label, key, Scheme(tuple(self.labels)))
        for change in edit.changes:
            assert isinstance(change.after, Label)
            self.labels[self.labels.index(label)] = change.after

    def bindings(self) -> Bindings:
        return Bindings(self.acting, lambda: self.labels)

    def key_of(self, name: str) -> str:
        return next(one.key for one in self.labels if one.name == name)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    yield Stage(window, Actions(window, lambda _: None))  # noqa: PT022  # keeps the window alive


# Who may have a key


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("file.new", "Ctrl+J", ""),
        ("file.new", "F9", ""),
        ("file.new", "Alt+J", ""),
        ("file.new", "Ctrl+Del", ""),
        ("file.new", "J", "J is needed to write in fields. Take it together with Ctrl or Alt."),
        ("file.new", "Shift+J", "needed to write"),
        ("file.new", "Del", "needed to write"),
        ("file.new", "Tab", "needed to write"),
        ("file.new", "Esc", "needed to write"),
        ("file.new", "Alt+F", "Alt+F opens the menu “File”."),
        ("annotate.note", "M", ""),
        ("annotate.note", "Tab", ""),
        ("annotate.note", "Shift+Tab", ""),
        ("annotate.note", "Esc", ""),
        ("annotate.note", "Return", ""),
        ("annotate.note", "Del", ""),
        ("annotate.note", "S", ""),
        ("annotate.note", "Q", "Q is the key of the label “Quote”."),
        ("annotate.note", "Shift+Q", "Shift+Q is the key of the label “Quote”."),
        ("annotate.note", "Ctrl+Q", ""),
        ("annotate.note", "Left", "Left belongs to texts and fields"),
        ("annotate.note", "Ctrl+Shift+Right", "belongs to texts"),
        ("annotate.note", "Ctrl+C", "belongs to texts"),
        ("annotate.note", "PgDown", "belongs to texts"),
        ("file.new", "Ctrl+PgDown", ""),
        ("file.new", "Alt+Left", ""),
        ("article.open", "Q", ""),
    ],
)
def test_some_keys_cannot_be_had(stage: Stage, name: str, key: str, why: str) -> None:
    told = stage.bindings().objection(BY_NAME[name], key)

    assert (why in told) if why else told == ""


def test_all_keys_that_the_actions_come_with_can_be_had(stage: Stage) -> None:
    for spec in SPECS:
        for key in split(spec.keys):
            assert stage.bindings().objection(spec, key) == ""
            assert stage.bindings().others(spec, key) == []
        assert stage.bindings().clash(spec) == ""


def test_a_key_in_the_library_is_none_in_the_text(stage: Stage) -> None:
    bindings = stage.bindings()

    assert bindings.others(BY_NAME["edit.erase"], "Ctrl+Return") == []
    assert bindings.others(BY_NAME["file.new"], "Ctrl+Return") == [BY_NAME["article.beside"]]


@pytest.mark.parametrize(
    ("key", "why"),
    [("M", ""), ("N", "N is the key of “Note”."), ("7", "")],
)
def test_a_label_does_not_take_the_key_of_an_action(stage: Stage, key: str, why: str) -> None:
    assert stage.bindings().label_objection(LABELS[0], key) == why


def test_a_label_does_not_take_a_letter_whose_capital_is_taken(stage: Stage) -> None:
    stage.acting.rebind("annotate.note", "Shift+M")

    told = stage.bindings().label_objection(LABELS[0], "M")

    assert told == "Shift+M is the key of “Note”."


def test_a_clash_that_came_from_elsewhere_is_told_on_both_sides(stage: Stage) -> None:
    stage.acting.rebind("file.new", "Ctrl+O")
    stage.acting.rebind("annotate.note", "X")
    stage.labels[0] = replace(stage.labels[0], key="X")
    bindings = stage.bindings()

    assert bindings.clash(BY_NAME["file.new"]) == "Ctrl+O is the key of “Open project”, too."
    assert bindings.clash(BY_NAME["file.open"]) == "Ctrl+O is the key of “New project”, too."
    assert bindings.clash(BY_NAME["annotate.note"]) == "X is the key of the label “Quote”, too."
    assert bindings.label_objection(stage.labels[0], "X") == "X is the key of “Note”."


# The recorder


@pytest.fixture
def recorder(stage: Stage) -> KeyRecorder:
    recorder = KeyRecorder("Add a key…", stage.window)
    stage.window.setCentralWidget(recorder)
    stage.window.addAction(stage.acting["file.new"])
    recorder.setFocus()
    return recorder


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_Tab, NONE, "Tab"),
        (Qt.Key.Key_Backtab, SHIFT, "Shift+Tab"),
        (Qt.Key.Key_Escape, NONE, "Esc"),
        (Qt.Key.Key_Return, NONE, "Return"),
        (Qt.Key.Key_Delete, NONE, "Del"),
        (Qt.Key.Key_Plus, NONE, "+"),
        (Qt.Key.Key_N, NONE, "N"),
        (Qt.Key.Key_N, CONTROL, "Ctrl+N"),
        (Qt.Key.Key_F1, ALT, "Alt+F1"),
    ],
)
def test_any_key_can_be_recorded(
    recorder: KeyRecorder, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, name: str
) -> None:
    QTest.keyClick(recorder, Qt.Key.Key_Space)
    assert recorder.text() == "Press the keys…"

    with qtbot.waitSignal(recorder.recorded) as told:
        QTest.keyClick(recorder, Qt.Key.Key_Control)
        QTest.keyClick(recorder, key, held)

    assert told.args == [name]
    assert not recorder.isChecked()
    assert recorder.hasFocus()
    assert recorder.text() == "Add a key…"


def test_the_window_does_not_hear_what_is_recorded(
    stage: Stage, recorder: KeyRecorder, qtbot: QtBot
) -> None:
    recorder.click()

    with qtbot.assertNotEmitted(stage.acting["file.new"].triggered):
        QTest.keyClick(recorder, Qt.Key.Key_N, CONTROL)


def test_who_does_not_record_has_ordinary_keys(
    stage: Stage, recorder: KeyRecorder, qtbot: QtBot
) -> None:
    with (
        qtbot.assertNotEmitted(recorder.recorded),
        qtbot.waitSignal(stage.acting["file.new"].triggered),
    ):
        QTest.keyClick(recorder, Qt.Key.Key_N, CONTROL)


def test_a_click_ends_the_waiting(recorder: KeyRecorder, qtbot: QtBot) -> None:
    recorder.click()
    recorder.click()

    with qtbot.assertNotEmitted(recorder.recorded):
        QTest.keyClick(recorder, Qt.Key.Key_N)


def test_leaving_ends_the_waiting(recorder: KeyRecorder) -> None:
    recorder.click()

    recorder.clearFocus()

    assert not recorder.isChecked()


def test_a_key_held_from_before_is_not_recorded(recorder: KeyRecorder, qtbot: QtBot) -> None:
    recorder.click()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", autorep=True)

    with qtbot.assertNotEmitted(recorder.recorded):
        QApplication.sendEvent(recorder, held)


# The editor


@dataclass
class Editor:
    """The dialog, as seen and used from outside."""

    dialog: ShortcutsDialog

    @property
    def tree(self) -> QTreeWidget:
        found = self.dialog.findChild(QTreeWidget)
        assert isinstance(found, QTreeWidget)
        return found

    @property
    def filter(self) -> QLineEdit:
        found = self.dialog.findChild(QLineEdit)
        assert isinstance(found, QLineEdit)
        return found

    def rows(self) -> dict[str, str]:
        """Return the titles that are to be seen, with their keys."""
        found = {}
        for at in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(at)
            assert group is not None
            for number in range(0 if group.isHidden() else group.childCount()):
                item = group.child(number)
                assert item is not None
                if not item.isHidden():
                    found[item.text(0)] = item.text(1)
        return found

    def groups(self) -> list[str]:
        tops = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [top.text(0) for top in tops if top is not None and not top.isHidden()]

    def go_to(self, title: str) -> None:
        found = self.tree.findItems(
            title, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0
        )
        self.tree.setCurrentItem(found[-1])

    def button(self, text: str) -> QPushButton:
        shown = [one for one in self.dialog.findChildren(QPushButton) if one.isVisible()]
        return next(one for one in shown if text in (one.text(), one.accessibleName()))

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def record(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press Return in the table, and then a key."""
        self.tree.setFocus()
        QTest.keyClick(self.tree, Qt.Key.Key_Return)
        focused = QApplication.focusWidget()
        assert isinstance(focused, KeyRecorder)
        QTest.keyClick(focused, key, held)

    def buttons(self) -> set[str]:
        shown = [one for one in self.dialog.findChildren(QPushButton) if one.isVisible()]
        return {one.text() for one in shown}

    def says(self, sentence: str) -> bool:
        shown = [one for one in self.dialog.findChildren(QLabel) if one.isVisible()]
        return sentence in {one.text() for one in shown}


@pytest.fixture
def editor(stage: Stage, qtbot: QtBot) -> Editor:
    dialog = ShortcutsDialog(stage.acting, lambda: stage.labels, stage.set_key, stage.window)
    return opened(dialog, qtbot)


def opened(dialog: ShortcutsDialog, qtbot: QtBot) -> Editor:
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return Editor(dialog)


def test_every_action_and_label_is_there_with_its_keys(stage: Stage, editor: Editor) -> None:
    rows = editor.rows()

    assert rows["Undo"] == "Ctrl+Z"
    assert rows["Redo"] == "Ctrl+Shift+Z, Ctrl+Y"
    assert rows["Quote"] == "Q"
    assert rows["Passage"] == ""
    count = sum(item is not None for item in rows)
    assert count >= len({stage.acting[spec.name].text() for spec in SPECS})
    assert editor.groups() == [
        "File", "Edit", "Annotate", "Article", "Actor", "Check", "Go", "View", "Help", "Labels",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "title", "groups"),
    [
        ("taken back", "Redo", ["Edit"]),
        ("CTRL+Z", "Undo", ["Edit"]),
        ("file new", "New project…", ["File"]),
        ("passage", "Passage", ["Labels"]),
    ],
)
def test_the_filter_leaves_what_has_all_words(
    editor: Editor, words: str, title: str, groups: list[str]
) -> None:
    QTest.keyClicks(editor.filter, words)

    assert title in editor.rows()
    assert editor.groups() == groups
    assert len(editor.rows()) < 4


def test_where_nothing_is_found_that_is_said(editor: Editor) -> None:
    QTest.keyClicks(editor.filter, "zzz")

    assert editor.rows() == {}
    assert editor.says("Nothing has that name, nor that key.")
    assert not editor.button("Add a key…").isEnabled()
    editor.filter.clear()
    assert not editor.says("Nothing has that name, nor that key.")
    assert editor.button("Add a key…").isEnabled()


@pytest.mark.parametrize(
    ("key", "held", "found"),
    [
        (Qt.Key.Key_Z, CONTROL, {"Undo"}),
        (Qt.Key.Key_Return, NONE, {"Inspect", "Open"}),
        (Qt.Key.Key_Q, NONE, {"Quote"}),
        (Qt.Key.Key_F12, NONE, set()),
    ],
)
def test_a_key_finds_what_is_on_it(
    editor: Editor, key: Qt.Key, held: Qt.KeyboardModifier, found: set[str]
) -> None:
    editor.press("Find by key…")

    QTest.keyClick(editor.button("Press the keys…"), key, held)

    assert set(editor.rows()) == found


def test_a_key_is_added_and_counts_at_once(stage: Stage, editor: Editor) -> None:
    editor.go_to("Undo")

    editor.record(Qt.Key.Key_F9)

    assert stage.acting.overrides() == {"edit.undo": "Ctrl+Z; F9"}
    assert QKeySequence("F9") in stage.acting["edit.undo"].shortcuts()
    assert editor.rows()["Undo"] == "Ctrl+Z, F9"
    assert editor.says("“Undo” is on Ctrl+Z and F9 now.")


@pytest.mark.parametrize(
    ("key", "held", "name"),
    [
        (Qt.Key.Key_Tab, CONTROL, "Ctrl+Tab"),
        (Qt.Key.Key_Plus, NONE, "+"),
        (Qt.Key.Key_M, NONE, "M"),
        (Qt.Key.Key_Insert, NONE, "Ins"),
    ],
)
def test_an_action_of_the_text_can_be_on_a_plain_key(
    stage: Stage, editor: Editor, key: Qt.Key, held: Qt.KeyboardModifier, name: str
) -> None:
    editor.go_to("Note")

    editor.record(key, held)

    assert stage.acting.keys("annotate.note") == f"N; {name}"


def test_a_key_is_taken_away(stage: Stage, editor: Editor) -> None:
    editor.go_to("Redo")

    editor.press("Take Ctrl+Y away")

    assert stage.acting.keys("edit.redo") == "Ctrl+Shift+Z"
    editor.press("Take Ctrl+Shift+Z away")
    assert stage.acting.keys("edit.redo") == ""
    assert editor.says("“Redo” is on no key now.")


def test_the_keyboard_stays_near_when_its_button_goes(editor: Editor) -> None:
    editor.go_to("Undo")
    editor.button("Take Ctrl+Z away").setFocus()

    QTest.keyClick(editor.button("Take Ctrl+Z away"), Qt.Key.Key_Space)

    assert editor.button("Add a key…").hasFocus()


def test_one_action_gets_the_keys_it_came_with(stage: Stage, editor: Editor) -> None:
    editor.go_to("Undo")
    assert not editor.button("Reset").isEnabled()
    editor.record(Qt.Key.Key_F9)

    editor.press("Reset")

    assert stage.acting.overrides() == {}
    assert not editor.button("Reset").isEnabled()


def test_all_actions_get_the_keys_they_came_with_and_that_can_be_taken_back(
    stage: Stage, editor: Editor
) -> None:
    stage.acting.rebind("edit.undo", "F9")
    stage.acting.rebind("annotate.note", "")

    editor.press("Reset all")

    assert stage.acting.overrides() == {}
    assert editor.rows()["Note"] == "N"
    editor.press("Take that back")
    assert stage.acting.overrides() == {"edit.undo": "F9", "annotate.note": ""}


def test_a_key_that_another_action_has_is_taken_only_when_that_is_said(
    stage: Stage, editor: Editor
) -> None:
    editor.go_to("New project…")

    editor.record(Qt.Key.Key_Z, CONTROL)

    assert stage.acting.overrides() == {}
    assert editor.says("Ctrl+Z is the key of “Undo”.")
    editor.press("Take it from there")
    assert stage.acting.keys("file.new") == "Ctrl+N; Ctrl+Z"
    assert stage.acting.keys("edit.undo") == ""
    assert not any(map(stage.bindings().clash, SPECS))


def test_who_goes_elsewhere_takes_nothing(editor: Editor) -> None:
    editor.go_to("New project…")
    editor.record(Qt.Key.Key_Z, CONTROL)

    editor.go_to("Open project…")

    assert "Take it from there" not in editor.buttons()
    assert not editor.says("Ctrl+Z is the key of “Undo”.")


def test_a_key_that_nobody_can_have_is_refused_with_the_reason(
    stage: Stage, editor: Editor
) -> None:
    editor.go_to("Note")

    editor.record(Qt.Key.Key_Q)

    assert stage.acting.overrides() == {}
    assert editor.says("Q is the key of the label “Quote”.")
    assert "Take it from there" not in editor.buttons()


def test_a_clash_shows_in_the_table_and_the_panel(stage: Stage, editor: Editor) -> None:
    stage.acting.rebind("file.new", "Ctrl+O")

    editor.go_to("Open project…")

    sentence = "Ctrl+O is the key of “New project”, too."
    assert editor.says(sentence)
    item = editor.tree.currentItem()
    assert item is not None
    assert not item.icon(1).isNull()
    assert sentence in str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))


def test_a_label_changes_its_key(stage: Stage, editor: Editor) -> None:
    editor.go_to("Quote")
    assert "Reset" not in editor.buttons()
    assert "Change the key…" in editor.buttons()

    editor.record(Qt.Key.Key_M)

    assert stage.key_of("quote") == "M"
    assert editor.rows()["Quote"] == "M"
    assert editor.says("“Quote” is on M now.")


def test_a_label_without_a_key_gets_one_and_loses_it(stage: Stage, editor: Editor) -> None:
    editor.go_to("Passage")
    assert "Add a key…" in editor.buttons()

    editor.record(Qt.Key.Key_7)

    assert stage.key_of("passage") == "7"
    editor.press("Take 7 away")
    assert stage.key_of("passage") == ""
    assert editor.says("“Passage” is on no key now.")


@pytest.mark.parametrize(
    ("key", "held", "why"),
    [
        (Qt.Key.Key_C, NONE, "C is the key of “Claim” already."),
        (Qt.Key.Key_N, NONE, "N is the key of “Note”."),
        (Qt.Key.Key_S, NONE, "S is the key of “Speaker”."),
        (Qt.Key.Key_J, CONTROL, "The key of a label is one letter or digit."),
        (Qt.Key.Key_Tab, NONE, "The key of a label is one letter or digit."),
        (Qt.Key.Key_Exclam, SHIFT, "The key of a label is one letter or digit."),
    ],
)
def test_a_label_is_refused_a_key_that_is_not_for_it(
    stage: Stage, editor: Editor, key: Qt.Key, held: Qt.KeyboardModifier, why: str
) -> None:
    editor.go_to("Quote")

    editor.record(key, held)

    assert stage.key_of("quote") == "Q"
    said = [one.text() for one in editor.dialog.findChildren(QLabel) if one.isVisible()]
    assert any(why in sentence for sentence in said)
    assert "Take it from there" not in editor.buttons()


def test_labels_stay_where_they_are_in_a_project_that_can_only_be_read(
    stage: Stage, qtbot: QtBot
) -> None:
    dialog = ShortcutsDialog(stage.acting, lambda: stage.labels, None, stage.window)
    editor = opened(dialog, qtbot)
    editor.go_to("Quote")

    editor.record(Qt.Key.Key_M)

    assert stage.key_of("quote") == "Q"
    assert editor.says("Labels belong to a project, and none is open that can be changed.")


def test_without_a_project_there_are_only_actions(stage: Stage, qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(stage.acting, tuple, None, stage.window)

    assert "Labels" not in opened(dialog, qtbot).groups()


def test_labels_that_came_or_went_meanwhile_are_shown(stage: Stage, editor: Editor) -> None:
    editor.go_to("Cue")
    del stage.labels[3]
    stage.labels[0] = replace(stage.labels[0], key="X", title="Words")

    editor.dialog.refresh()

    assert "Cue" not in editor.rows()
    assert editor.rows()["Words"] == "X"


def test_keys_changed_elsewhere_are_shown(stage: Stage, editor: Editor) -> None:
    stage.acting.rebind("edit.undo", "F9")

    assert editor.rows()["Undo"] == "F9"


def test_tab_goes_through_the_dialog_when_nothing_is_recorded(editor: Editor) -> None:
    editor.filter.setFocus()
    seen = []
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    order = [editor.filter, editor.button("Find by key…"), editor.tree]
    order += map(editor.button, ("Take Ctrl+N away", "Add a key…", "Reset all", "Close"))
    assert seen == (order * 3)[:20]
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in seen)


def test_escape_closes_it_and_enter_does_not(editor: Editor, qtbot: QtBot) -> None:
    QTest.keyClick(editor.filter, Qt.Key.Key_Return)
    assert editor.tree.hasFocus()

    with qtbot.waitSignal(editor.dialog.destroyed):
        QTest.keyClick(editor.filter, Qt.Key.Key_Escape)


def test_it_fits_a_small_screen(editor: Editor) -> None:
    hint = editor.dialog.minimumSizeHint()

    assert hint.width() <= 512
    assert hint.height() <= 350
