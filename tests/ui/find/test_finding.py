"""Finding words in an article: with the bar, without it, and what is remembered of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import patterns
from annotator.core.scheme import QUOTE
from annotator.core.search import Query, Way
from annotator.core.span import Span
from annotator.ui.find.pane_search import PaneSearch
from annotator.ui.pane import Pane
from tests.build import ANN, article, project
from tests.journeys.hands import Hands, open_window

# Offscreen there is no window manager that could do this.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FERRY = """\
Ferry strike enters third day 😀

“We will not sign,” said Ida Brandt, who leads the Ferry Union. “Not this year.”

The ferry’s owner lost 1.2 million crowns. No ferry sails before Friday, the union’s lawyer said.

In Café Brandt they sat until ten."""
PORT = """\
Port counts its losses

The port is quiet. Not one ferry has left it since Monday, said the port’s master."""
LONG = "Talks\n\n" + "\n\n".join(
    f"On day {day} the talks went on, and there was nothing to tell. " + "They talked. " * 40
    for day in range(60)
)


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    articles = [article(FERRY, uid="ferry"), article(PORT, uid="port"), article(LONG, uid="long")]
    project(tmp_path, *articles).close()
    return start(qtbot, tmp_path)


def start(qtbot: QtBot, folder: Path) -> Hands:
    hands = open_window(qtbot, folder / "settings.ini", ANN)
    hands.open(folder / "test.annotator")
    hands.wait_for_window()
    for uid, pane in zip(("ferry", "port"), (hands.left, hands.right), strict=True):
        hands.window.workplace.desk.open_article(uid, pane)
    hands.left.take_keyboard()
    hands.keys("Ctrl+Home")
    return hands


def bring_in(hands: Hands, text: str) -> None:
    """Make an article of a text and open it at the left."""
    assert hands.window.project is not None
    hands.window.project.bring_in([article(text, uid="new")])
    hands.window.workplace.desk.open_article("new", hands.left)


def search(hands: Hands, pane: Pane | None = None) -> PaneSearch:
    return hands.window.workplace.finding.in_pane(pane or hands.left)


def found(hands: Hands, pane: Pane | None = None) -> str:
    """Return what the bar of a pane says of the hits."""
    return search(hands, pane).bar.field.found


def selected(hands: Hands, pane: Pane | None = None) -> tuple[int, str]:
    """Return where the selection begins and what it says."""
    pane = pane or hands.left
    span = pane.view.selection()
    assert span is not None
    assert pane.article is not None
    return span.start, span.of(pane.article.text)


def places(words: str, text: str = FERRY) -> list[int]:
    """Return where some words begin in a text, whatever their case."""
    folded = text.lower()
    return [at for at in range(len(text)) if folded.startswith(words, at)]


def is_open(hands: Hands, pane: Pane | None = None) -> bool:
    return search(hands, pane).bar.isVisible()


def field_has_keyboard(hands: Hands) -> bool:
    return search(hands).bar.field.hasFocus()


def test_what_is_typed_leads_to_the_first_hit_after_the_caret(hands: Hands) -> None:
    hands.click(hands.left, "Brandt, who")
    hands.keys("Ctrl+F")
    hands.write("ferry")

    assert selected(hands) == (places("ferry")[1], "Ferry")
    assert found(hands) == "2 of 4"
    assert field_has_keyboard(hands)


def test_each_letter_counts_from_where_it_began(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("t")
    hands.write("h")
    assert selected(hands)[0] == places("th")[0]
    hands.write("e ")
    assert selected(hands)[0] == places("the ")[0]

    hands.keys("Backspace", "Backspace", "Backspace")
    assert selected(hands) == (places("t")[0], "t")


def test_an_emptied_field_leads_back_to_where_it_began(hands: Hands) -> None:
    hands.window.workplace.desk.open_article("long", hands.left)
    view = hands.left.view
    view.set_first_visible(LONG.index("day 10 "))
    hands.click(hands.left, "day 11 ")
    before = hands.left.place

    hands.keys("Ctrl+F")
    hands.write("day 50 ")
    assert view.first_visible() > LONG.index("day 40 ")
    hands.keys("Ctrl+A", "Del")

    assert hands.left.place == before
    assert found(hands) == ""


def test_enter_goes_on_and_with_shift_back(hands: Hands) -> None:
    first, second, third, fourth = places("ferry")
    hands.keys("Ctrl+F")
    hands.write("ferry")
    visited = [selected(hands)[0]]
    for key in ("Return", "F3", "Enter", "Shift+Return", "Shift+F3"):
        hands.keys(key)
        visited.append(selected(hands)[0])

    assert visited == [first, second, third, fourth, third, second]
    assert found(hands) == "2 of 4"
    assert field_has_keyboard(hands)


def test_beyond_the_last_hit_it_goes_on_from_the_beginning_and_says_so(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.keys("Shift+Return")
    assert (found(hands), flash(hands)) == ("4 of 4", "Went on from the end")
    hands.keys("Return")
    assert (found(hands), flash(hands)) == ("1 of 4", "Went on from the beginning")
    hands.keys("Return")
    assert (found(hands), flash(hands)) == ("2 of 4", "Went on from the beginning")
    hands.wait(lambda: flash(hands) == "")


def test_a_single_hit_is_said_to_be_the_only_one(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("lawyer")
    hands.keys("Return")

    assert (found(hands), flash(hands)) == ("1 of 1", "This is the only hit")


def flash(hands: Hands) -> str:
    """Return what stands over the text for a moment."""
    one = search(hands).flash
    assert not one.geometry().intersects(search(hands).hit_rect()) or not one.isVisible()
    return one.text() if one.isVisible() else ""


def test_without_a_bar_the_last_query_goes_on_and_the_status_line_counts(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.keys("Esc", "F3")

    assert not is_open(hands)
    assert selected(hands)[0] == places("ferry")[1]
    assert hands.told[0] == "“ferry”: 2 of 4"
    hands.keys("Ctrl+2", "F3")
    assert selected(hands, hands.right) == (places("ferry", PORT)[0], "ferry")
    hands.keys("Ctrl+Shift+G")
    assert hands.told[0] == "“ferry”: 1 of 1. This is the only hit"


def test_without_anything_to_go_on_with_f3_opens_the_bar(hands: Hands) -> None:
    hands.keys("F3")

    assert is_open(hands)
    assert field_has_keyboard(hands)


def test_selected_words_are_what_is_looked_for(hands: Hands) -> None:
    hands.drag(hands.left, "Ida Brandt")
    hands.keys("Ctrl+F")

    assert search(hands).bar.field.selectedText() == "Ida Brandt"
    assert found(hands) == "1 of 1"
    assert selected(hands)[1] == "Ida Brandt"


@pytest.mark.parametrize("span", [Span(0, 40), Span(62, 300)])
def test_what_is_long_or_has_several_lines_is_not_looked_for(hands: Hands, span: Span) -> None:
    hands.window.workplace.desk.open_article("long", hands.left)
    hands.keys("Ctrl+F")
    hands.write("union")
    hands.keys("Esc")
    hands.left.view.select(span)
    hands.keys("Ctrl+F")

    assert search(hands).bar.query.text == "union"


def test_selected_words_are_no_pattern(hands: Hands) -> None:
    hands.keys("Ctrl+F", "Alt+R", "Esc")
    hands.drag(hands.left, "1.2 million")
    hands.keys("Ctrl+F")

    assert search(hands).bar.query == Query(r"1\.2 million", Way.PATTERN)
    assert found(hands) == "1 of 1"


def test_asked_for_again_the_bar_selects_what_is_written_in_it(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.keys("Return", "Ctrl+F")
    assert search(hands).bar.field.selectedText() == "ferry"

    hands.left.take_keyboard()  # where the hit “Ferry” is selected now
    hands.keys("Ctrl+F")
    assert search(hands).bar.field.selectedText() == "ferry"
    assert found(hands) == "2 of 4"


def test_esc_closes_the_bar_and_the_hit_can_be_tagged_at_once(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ida brandt")
    assert len(hands.left.view._hits.spans) == 1
    hands.keys("Esc", "Q")

    assert not is_open(hands)
    assert not hands.left.view._hits.spans
    (made,) = hands.left.index
    assert (made.label, made.text) == (QUOTE, "Ida Brandt")


def test_in_the_text_esc_closes_the_bar_when_nothing_else_is_left_to_let_go_of(
    hands: Hands,
) -> None:
    hands.keys("Ctrl+F")
    hands.write("brandt")
    hands.left.take_keyboard()
    hands.keys("Q")
    assert hands.window.workplace.desk.tagging.selected is not None

    hands.keys("Esc")
    assert hands.window.workplace.desk.tagging.selected is None
    assert is_open(hands)
    hands.keys("Esc")
    assert not is_open(hands)
    assert hands.left.view.hasFocus()


def test_hits_stay_while_they_are_tagged_one_after_the_other(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.left.take_keyboard()
    hands.keys("A", "F3", "A", "F3", "A")
    assert found(hands) == "3 of 4"
    hands.keys("Shift+F3")

    assert found(hands) == "2 of 4"
    assert [one.start for one in hands.left.index] == places("ferry")[:3]


def test_a_click_elsewhere_lets_go_of_the_hit_and_is_where_it_goes_on(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.click(hands.left, "lost 1.2")
    assert found(hands) == "4 hits"
    hands.keys("F3")
    assert found(hands) == "4 of 4"

    hands.click(hands.left, "lost 1.2")
    hands.keys("Shift+F3")
    assert found(hands) == "3 of 4"
    hands.click(hands.left, "strike")
    search(hands).bar.take_keyboard()
    hands.write("brandt")
    assert found(hands) == "1 of 2"


def test_a_hit_that_is_selected_by_hand_is_counted(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.click(hands.left, "lost 1.2")
    hands.drag(hands.left, "Ferry")

    assert found(hands) == "1 of 4"


def test_the_ways_of_looking_have_keys_and_are_remembered(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.keys("Ctrl+F")
    hands.write("cafe")
    assert found(hands) == "1 of 1"
    hands.keys("Alt+C")
    assert found(hands) == "No hits"
    hands.keys("Alt+C", "Alt+W")
    hands.write("\b")  # caf
    assert found(hands) == "No hits"
    hands.keys("Alt+R", "Ctrl+A")
    hands.write(r"n\w+ t\w+")
    assert found(hands) == "1 of 1"
    assert selected(hands)[1] == "Not this"
    hands.keys("Return")
    hands.window.close()

    again = start(qtbot, tmp_path)
    again.keys("Ctrl+F")
    assert search(again).bar.query == Query(r"n\w+ t\w+", Way.WHOLE_WORDS | Way.PATTERN)


def test_a_pattern_that_is_none_is_told_on_enter_and_nothing_is_lost(hands: Hands) -> None:
    hands.keys("Ctrl+F", "Alt+R")
    hands.write("(ferry")
    bar = search(hands).bar
    assert bar.problem == ""  # it may not be complete yet
    hands.keys("Return")

    assert "“)” is missing" in bar.problem
    assert bar.field.text() == "(ferry"
    hands.write(")")
    assert bar.problem == ""
    assert found(hands) == "1 of 4"


def test_a_pattern_that_is_none_is_told_after_a_while(hands: Hands) -> None:
    hands.keys("Ctrl+F", "Alt+R")
    hands.write("[")
    hands.wait(lambda: bool(search(hands).bar.problem))


def test_a_pattern_that_takes_too_long_is_told(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "_PATIENCE", 0.05)
    bring_in(hands, "a" * 60 + "b")
    hands.keys("Ctrl+F", "Alt+R")
    hands.write("(?:a|aa)+$")
    hands.keys("Return")

    hands.wait(lambda: "takes too long" in search(hands).bar.problem)
    assert search(hands).search.count == 0


def test_where_there_is_no_hit_the_bar_says_so_and_the_text_stays(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferr")
    before = selected(hands)
    hands.write("x")

    bar = search(hands).bar
    assert found(hands) == "No hits"
    assert selected(hands) == before
    assert not any(one.isEnabled() for one in (bar.previous, bar.next, bar.tag_all))
    hands.keys("Return", "F3", "Backspace")
    assert found(hands) == "1 of 4"


def test_without_a_bar_no_hit_is_told_in_the_status_line(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("lawyer")
    hands.keys("Esc", "Ctrl+2", "F3")

    assert hands.told[0] == "“lawyer”: No hits"


def test_each_pane_has_a_bar_of_its_own(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("brandt")
    hands.keys("Ctrl+2", "Ctrl+F")
    hands.write("port")

    assert (found(hands), found(hands, hands.right)) == ("1 of 2", "1 of 3")
    search(hands).bar.field.setFocus()
    assert hands.window.workplace.desk.active is hands.left
    hands.keys("F3")
    assert (found(hands), found(hands, hands.right)) == ("2 of 2", "1 of 3")


def test_another_article_in_the_pane_is_searched_anew(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.window.workplace.desk.open_article("port", hands.left)
    assert found(hands) == "1 hit"
    assert len(hands.left.view._hits.spans) == 1

    hands.keys("F3")
    assert found(hands) == "1 of 1"


def test_the_bar_goes_with_its_article(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.choose("file.close")
    assert not search(hands).is_open
    assert search(hands).search.count == 0


def test_tag_all_asks_for_what_was_found(hands: Hands) -> None:
    asked: list[tuple[Query, Pane]] = []
    hands.window.workplace.finding.tag_all_requested.connect(
        lambda query, pane: asked.append((query, pane))
    )
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.press_button(search(hands).bar.tag_all)
    hands.keys("Ctrl+Shift+A")

    assert asked == [(Query("ferry"), hands.left)] * 2


def test_up_and_down_go_through_what_was_looked_for(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.keys("Ctrl+F")
    for words in ("ferry", "brandt", "ferry", "union"):
        hands.keys("Ctrl+A")
        hands.write(words)
        hands.keys("Return")
    hands.keys("Ctrl+A")
    hands.write("f")
    assert past(hands, "Up", "Up", "Up", "Up") == ["union", "ferry", "brandt", "brandt"]
    assert found(hands) == "2 of 2"
    assert past(hands, "Down", "Down", "Down", "Down") == ["ferry", "union", "f", "f"]
    hands.window.close()

    again = start(qtbot, tmp_path)
    again.keys("Ctrl+F")
    assert past(again, "Up", "Up") == ["ferry", "brandt"]


def past(hands: Hands, *keys: str) -> list[str]:
    texts = []
    for key in keys:
        hands.keys(key)
        texts.append(search(hands).bar.field.text())
    return texts


def test_what_was_looked_for_can_be_chosen_with_the_mouse(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("R&B ferry")
    hands.keys("Return", "Ctrl+A")
    hands.write("union")
    hands.keys("Return")
    field = search(hands).bar.field
    field.actions()[0].trigger()
    hands.click_entries("RB")

    assert field.text() == "R&B ferry"
    hands.wait(lambda: QApplication.activePopupWidget() is None)


def test_tab_goes_through_the_bar_and_out_to_the_text(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    bar = search(hands).bar
    stops = []
    for _ in range(8):
        stops.append(hands.keyboard)
        hands.keys("Tab")

    assert stops == [
        bar.field, *bar.ways.values(), bar.previous, bar.next, bar.tag_all, bar.close_button,
    ]  # fmt: skip
    assert hands.left.view.hasFocus()
    bar.field.setFocus()
    hands.keys("Shift+Tab")
    assert hands.left.view.hasFocus()


def test_buttons_are_pressed_with_enter_or_space_and_keep_the_keyboard(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    hands.write("ferry")
    bar = search(hands).bar
    bar.next.setFocus()
    hands.keys("Return", "Space")
    assert found(hands) == "3 of 4"
    assert bar.next.hasFocus()

    hands.press_button(bar.previous)
    assert found(hands) == "2 of 4"
    assert bar.next.hasFocus()
    hands.keys("Esc")
    assert hands.left.view.hasFocus()


def test_hits_come_with_lines_around_them(hands: Hands) -> None:
    bring_in(hands, "Talks\n\n" + "\n\n".join(f"On day {day} they talked." for day in range(80)))
    view = hands.left.view
    hands.keys("Ctrl+F")
    hands.write("on day")
    for _ in range(60):
        hands.keys("Return")
        rect, room = search(hands).hit_rect(), view.viewport().height()
        assert rect.top() >= view.spacing.pitch
        assert rect.bottom() <= room - 2 * view.spacing.pitch


def test_back_leads_to_where_the_search_began(hands: Hands) -> None:
    hands.window.workplace.desk.open_article("long", hands.left)
    hands.click(hands.left, "On day 0")
    hands.keys("Ctrl+F")
    hands.write("day 3")
    hands.keys(*["Return"] * 8, "Esc", "Alt+Left")

    assert hands.left.article is not None
    assert hands.left.article.uid == "long"
    assert hands.left.view.caret() == LONG.index("On day 0") + 1


def test_hits_are_said(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    hands.keys("Ctrl+F")
    hands.write("ferry")
    hands.wait(lambda: "1 of 4" in said)
    hands.keys("Shift+Return")
    hands.wait(lambda: "4 of 4. Went on from the end" in said)
    hands.write("x")
    hands.wait(lambda: "No hits" in said)
    assert len(said) == 3


def test_in_a_long_text_one_looks_after_a_pause_and_at_once_on_enter(
    hands: Hands, tmp_path: Path
) -> None:
    text = "\n\n".join([LONG] * 16)
    bring_in(hands, text)
    hands.keys("Ctrl+F")
    hands.write("day 59")
    assert found(hands) == ""
    hands.wait(lambda: found(hands) == "1 of 16")

    hands.keys("Ctrl+A")
    hands.write("day 58")
    hands.keys("Return")
    hands.wait(lambda: found(hands) == "2 of 16")
    assert selected(hands) == (places("day 58", text)[1], "day 58")


def test_a_pane_may_be_closed_while_it_is_searched(hands: Hands) -> None:
    text = "\n\n".join([LONG] * 16)
    bring_in(hands, text)
    hands.keys("Ctrl+F")
    hands.write("e")
    hands.keys("Return")
    assert not search(hands).search.is_done
    hands.keys("Ctrl+W")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    hands.window.acting.rebind("go.find", "Ctrl+J")  # of which no bar hears that is gone

    assert len(hands.window.workplace.desk.panes) == 1


def test_letters_typed_in_the_bar_tag_nothing(hands: Hands) -> None:
    hands.keys("Ctrl+F")
    QTest.keyClicks(hands.keyboard, "qcau")
    QTest.keyClick(hands.keyboard, Qt.Key.Key_Space)

    assert list(hands.left.index) == []
    assert search(hands).bar.field.text() == "qcau "
