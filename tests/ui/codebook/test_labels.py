"""Labels are made, changed, ordered, merged and deleted in the editor, and each can be undone."""

from itertools import combinations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE
from annotator.project.codebook import Codebook
from annotator.ui.codebook.merging import MergeDialog
from annotator.ui.codebook.titles import COLOUR_TITLES
from annotator.ui.dragging import to_drag
from annotator.ui.theme import DARK, THEMES, VISIBLE, contrast
from tests.ui.codebook.bench import Bench
from tests.ui.text.test_colour_blindness import SEEN, SIGHTS, difference

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def titles(bench: Bench) -> list[str]:
    return [one.title for one in bench.project.scheme.labels]


def test_the_outline_has_labels_with_their_attributes_and_kinds_of_link(bench: Bench) -> None:
    assert bench.rows()[:7] == [
        "Labels", "  Quote", "    Type", "  Claim", "    Stance", "    Kind", "    Check-worthy",
    ]  # fmt: skip
    assert bench.rows()[11:14] == ["Kinds of link", "  Speaker", "  Claimant"]


def test_a_title_is_saved_as_it_is_typed_and_one_stay_is_one_step(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.keys("Return")
    bench.write("Words")
    bench.qtbot.waitUntil(lambda: bench.label(QUOTE).title == "Words")
    bench.write(" said")
    bench.qtbot.waitUntil(lambda: bench.label(QUOTE).title == "Words said")
    assert "  Words said" in bench.rows()
    assert bench.label(QUOTE).name == "quote"
    assert bench.steps == 1
    assert bench.label(QUOTE).title == "Quote"
    assert bench.line("Title").text() == "Quote"


def test_undo_in_the_window_takes_back_and_shows_where(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.keys("Return")
    bench.write("Words")
    bench.keys("Escape")
    assert bench.editor.outline.hasFocus()
    assert bench.label(QUOTE).title == "Words"
    bench.go_to("Cue", "Labels")
    bench.keys("Ctrl+Z")
    assert bench.label(QUOTE).title == "Quote"
    assert bench.line("Title").text() == "Quote"
    bench.keys("Ctrl+Shift+Z")
    assert bench.line("Title").text() == "Words"


def test_undo_in_a_field_is_the_fields_own(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.keys("Return")
    bench.write("Words")
    bench.keys("Ctrl+Z")
    assert bench.line("Title").text() == "Quote"
    assert bench.project.next_undo is None


def test_a_title_that_is_missing_is_told_on_leaving(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.keys("Return", "Backspace", "Tab")
    assert bench.told == "A title is needed here."
    assert bench.label(QUOTE).title == "Quote"


def test_definition_and_examples_are_written(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    field = bench.text("Definition")
    field.setFocus()
    field.selectAll()
    bench.write("Verbs.")
    examples = bench.text("Examples")
    examples.setFocus()
    assert bench.label(CUE).description == "Verbs."
    examples.selectAll()
    bench.write("told")
    bench.keys("Return", "Return")
    bench.write(" claimed ")
    bench.keys("Escape")
    assert bench.label(CUE).examples == ("told", "claimed")


def test_another_key_counts_at_once(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    key = bench.line("Key")
    key.setFocus()
    bench.write("k")
    assert bench.label(CUE).key == "K"
    assert key.text() == "K"
    bench.keys("Backspace")
    assert bench.label(CUE).key == ""


def test_a_key_that_another_label_has_is_only_swapped_when_that_is_wanted(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    bench.line("Key").setFocus()
    bench.write("q")
    assert (bench.label(CUE).key, bench.label(QUOTE).key) == ("U", "Q")
    assert bench.line("Key").text() == "U"
    assert bench.seen(QLabel, "Q is the key of “Quote”.").isVisible()
    bench.go_to("Quote")
    bench.go_to("Cue", "Labels")
    (swap,) = (one for one in bench.editor.findChildren(QAbstractButton) if "Swap" in one.text())
    assert not swap.isVisible()
    bench.line("Key").setFocus()
    bench.write("q")
    bench.press("Swap keys")
    assert not swap.isVisible()
    assert (bench.label(CUE).key, bench.label(QUOTE).key) == ("Q", "U")
    assert bench.told == "Q was the key of “Quote”, which is on U now."


def test_a_key_with_a_meaning_of_its_own_is_refused(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    bench.line("Key").setFocus()
    bench.write("s")
    assert bench.label(CUE).key == "U"
    assert bench.line("Key").text() == "U"
    assert bench.told.startswith("S has a meaning of its own")


def test_a_colour_of_the_palette_is_chosen_by_mouse_and_arrows(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.press("Raspberry")
    assert bench.label(QUOTE).colour == "#da0b5e"
    bench.press("Green")
    bench.keys("Space")  # it is so already
    assert bench.steps == 2


def test_a_colour_of_its_own_is_shown_beside_the_palette(bench: Bench) -> None:
    codebook = bench.editor.changing.codebook
    bench.project.perform(codebook.change_label(QUOTE, colour="#123456"))
    own = bench.seen(QAbstractButton, "Own colour")
    assert own.isChecked()
    bench.press("Amber")
    assert not own.isVisible()


def test_how_it_is_shown_is_chosen_from_drawn_examples(bench: Bench) -> None:
    bench.go_to("Quote")
    box = bench.seen(QComboBox, "Shown as")
    assert not any(box.itemIcon(at).isNull() for at in range(box.count()))
    box.setFocus()
    bench.keys("O")  # by its first letter
    QTest.keyClick(box, Qt.Key.Key_Down)
    bench.keys("Return")
    assert bench.label(QUOTE).channel == "outline"


def test_a_label_is_added_by_its_title(bench: Bench) -> None:
    bench.go_to("Actor")
    bench.keys("Ins")
    bench.write_title("Promise")
    made = bench.project.scheme.labels[-1]
    assert (made.title, made.name) == ("Promise", "promise")
    assert bench.line("Title").text() == "Promise"
    assert bench.seen(QLabel, "LABEL").isVisible()


def test_deleting_asks_first_where_annotations_go(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.keys("Del")
    asked = bench.asked()
    assert asked.startswith("Delete the label “Claim”?\nErases 2 annotations")
    assert asked.endswith("Delete 2 annotations | Cancel")
    bench.answer("Cancel")
    assert "Claim" in titles(bench)
    bench.keys("Del")
    bench.answer("Delete 2 annotations")
    assert "Claim" not in titles(bench)
    assert len(bench.annotations()) == 1
    assert bench.line("Title").text() == "Actor"
    bench.keys("Ctrl+Z")
    assert "Claim" in titles(bench)
    assert len(bench.annotations()) == 3
    assert bench.line("Title").text() == "Claim"


def test_deleting_what_nobody_has_used_asks_nothing(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.keys("Ins")
    bench.write_title("Promise")
    bench.press("Delete")
    assert "Promise" not in titles(bench)


def test_passage_stays(bench: Bench) -> None:
    bench.go_to("Passage")
    bench.keys("Del")
    assert "Passage" in titles(bench)
    assert "Passage" in bench.told


def test_labels_are_merged_when_it_was_told_what_that_does(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.press("Merge into…")
    dialog = bench.dialog(MergeDialog)
    assert dialog.box.itemText(0) == "Quote"
    assert "2 annotations" in dialog.told
    assert "Quote is asked “" in dialog.told
    dialog.box.setCurrentIndex(dialog.box.findText("Actor"))
    dialog.box.setCurrentIndex(0)
    bench.press("Merge", dialog)
    bench.closed(dialog)
    assert bench.editor.outline.chosen == QUOTE
    assert "Claim" not in titles(bench)
    assert {one.label for one in bench.annotations()} == {QUOTE}
    assert bench.steps == 1
    assert len(bench.annotations()) == 3


def test_what_a_merge_would_do_otherwise_by_now_is_told_before_it_is_done(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.press("Merge into…")
    dialog = bench.dialog(MergeDialog)
    gone = next(one for one in bench.annotations() if one.label == CLAIM)
    bench.project.perform(acts.erase(gone, (), {}))
    bench.press("Merge", dialog)
    assert "by now" in dialog.sentence
    assert "1 annotation " in dialog.told
    bench.press("Merge", dialog)
    bench.closed(dialog)
    assert "Claim" not in titles(bench)


def test_a_label_that_was_deleted_elsewhere_is_not_deleted_again(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.keys("Del")
    bench.project.perform(Codebook(bench.project).delete_label(CLAIM))
    bench.answer("Delete 2 annotations")
    assert "deleted from the codebook meanwhile" in bench.told


def test_labels_are_ordered_by_keys(bench: Bench) -> None:
    bench.go_to("Claim")
    bench.keys("Alt+Up", "Alt+Up")
    assert titles(bench)[:3] == ["Claim", "Quote", "Actor"]
    bench.keys("Alt+Down", "Alt+Down")
    assert titles(bench)[:3] == ["Quote", "Actor", "Claim"]
    assert bench.editor.outline.chosen == CLAIM


def test_labels_are_ordered_by_dragging_among_their_like(bench: Bench) -> None:
    tree = bench.editor.outline
    bench.go_to("Cue", "Labels")

    def drop(on: str, share: float) -> bool:
        (item,) = tree.findItems(on, Qt.MatchFlag.MatchRecursive)
        rect = tree.visualItemRect(item)
        place = QPointF(rect.center().x(), rect.top() + share * rect.height())
        return _dropped(bench, place, to_drag([CUE], "application/x-annotator-codebook"))

    assert drop("Quote", 0.05)
    assert titles(bench)[:3] == ["Cue", "Quote", "Claim"]
    assert not drop("Speaker", 0.05)
    assert not drop("Stance", 0.05)
    assert titles(bench)[:3] == ["Cue", "Quote", "Claim"]
    assert bench.steps == 1


def _dropped(bench: Bench, place: QPointF, data: QMimeData) -> bool:
    """Say whether the outline let something be moved to a place, and took it there."""
    rest = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    at, move = place.toPoint(), Qt.DropAction.MoveAction
    entered, moved = QDragEnterEvent(at, move, *rest), QDragMoveEvent(at, move, *rest)
    dropped = QDropEvent(place, move, *rest)
    for event in (entered, moved, dropped):
        event.ignore()
        QApplication.sendEvent(bench.editor.outline.viewport(), event)
    assert moved.isAccepted() == dropped.isAccepted()
    return dropped.isAccepted()


def test_the_identifier_is_renamed_on_its_own(bench: Bench) -> None:
    bench.go_to("Quote")
    bench.press("Rename the identifier")
    bench.write_title("utterance")
    assert bench.label(QUOTE).name == "utterance"
    assert bench.label(QUOTE).title == "Quote"
    assert bench.seen(QLabel, "utterance").isVisible()


def test_a_label_without_attributes_says_what_they_are(bench: Bench) -> None:
    bench.go_to("Cue", "Labels")
    hints = [one.text() for one in bench.editor.findChildren(QLabel) if one.isVisible()]
    assert any(one.startswith("None yet. An attribute is a question") for one in hints)
    bench.go_to("Quote")
    hints = [one.text() for one in bench.editor.findChildren(QLabel) if one.isVisible()]
    assert not any(one.startswith("None yet.") for one in hints)


def test_what_is_changed_elsewhere_is_shown(bench: Bench) -> None:
    bench.go_to("Actor")
    codebook = bench.editor.changing.codebook
    bench.project.perform(codebook.change_label(ACTOR, title="Person", key="P"))
    assert bench.line("Title").text() == "Person"
    assert bench.line("Key").text() == "P"


def test_what_somebody_changed_meanwhile_is_not_written_over(bench: Bench) -> None:
    bench.go_to("Actor")
    bench.keys("Return")
    bench.write("Persons")
    codebook = bench.editor.changing.codebook
    bench.project.perform(codebook.change_label(ACTOR, title="People"))
    bench.keys("Escape")
    assert bench.label(ACTOR).title == "People"
    assert "changed elsewhere meanwhile, to “People”" in bench.told
    assert bench.line("Title").text() == "Persons"
    bench.editor.close()
    assert bench.editor.isVisible(), "it is told once that what was typed is not saved"
    bench.editor.close()


def test_closing_saves_what_was_typed(bench: Bench) -> None:
    bench.go_to("Actor")
    bench.keys("Return")
    bench.write("Person")
    bench.editor.close()
    assert bench.label(ACTOR).title == "Person"


def test_another_theme_paints_it_anew(bench: Bench, qtbot: QtBot) -> None:
    bench.editor.set_theme(DARK)
    assert bench.rows()[1] == "  Quote"


def test_colours_of_the_palette_are_seen_and_told_apart_by_everybody() -> None:
    for theme in THEMES.values():
        marks = {name: theme.label_colours(colour).mark for colour, name in COLOUR_TITLES.items()}
        for name, mark in marks.items():
            assert contrast(mark, QColor(theme.paper)) >= VISIBLE - 0.01, name
        for (one, its), (other, others) in combinations(marks.items(), 2):
            for sight in SIGHTS.values():
                assert difference(its, others, sight) >= SEEN, (theme.name, one, other)
