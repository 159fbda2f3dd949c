"""Tagging all occurrences of some words, in a real window, while the project goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Story
from annotator.core.scheme import ACTOR, CLAIM, QUOTE
from annotator.core.search import Query, Way
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui import slicing
from annotator.ui.find import project_search, survey
from annotator.ui.find.dialog import OccurrencesDialog
from annotator.ui.find.extent import Extent
from annotator.ui.settings import THEME
from annotator.ui.theme import THEMES
from tests import build
from tests.build import ANN, BEN
from tests.journeys.hands import Hands, open_window

# Offscreen Qt says so of every popup, such as that of a combo box.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STORY = Story(uid="ferry", title="Ferry strike")
COURIER = replace(
    build.article(
        "Ferry strike\n\nTomas Berg said no. “Not now,” Berg said.\n\nBergen waited for BERG.",
        uid="courier", outlet="Courier",
    ),
    story="ferry",
)  # fmt: skip
WIRE = replace(
    build.article("Port shut\n\nMr Berg left.", uid="wire", outlet="Wire"), story="ferry"
)
OTHER = build.article("Elsewhere\n\nA Berg is a mountain, said Berg.", uid="other", outlet="Alps")


class Finder(Hands):
    """A person at a window on three articles, of which two are of one story."""

    @property
    def project(self) -> Project:
        assert self.window.project is not None
        return self.window.project

    @property
    def listing(self) -> OccurrencesDialog:
        dialog = self.window.workplace.occurrences.dialog
        assert dialog is not None
        return dialog

    def tag(self, words: str, label: str = ACTOR) -> Annotation:
        """Tag the first place of some words in the left pane, and select it."""
        start = COURIER.text.index(words)
        span = Span(start, start + len(words))
        edit = acts.annotate(COURIER, self.project.scheme.label(label), span, ANN.uid)
        self.project.perform(edit)
        made = self.project.reading.annotation(str(edit.changes[0].identity[0]))
        self.window.workplace.desk.tagging.go_to(self.left, made)
        return made

    def list_all(self, words: str = "Berg", label: str = ACTOR) -> OccurrencesDialog:
        """Tag some words, and ask for all their occurrences with the key."""
        self.tag(words, label)
        self.window.activateWindow()
        self.left.take_keyboard()
        self.wait(self.left.view.hasFocus)
        self.keys("Ctrl+Shift+A")
        return self.at_dialog()

    def offer(self, query: Query) -> OccurrencesDialog:
        """Ask for all occurrences as the find bar does."""
        self.window.workplace.occurrences.offer(query, self.left)
        return self.at_dialog()

    def at_dialog(self) -> OccurrencesDialog:
        dialog = self.listing
        dialog.activateWindow()
        self.wait(lambda: QApplication.focusWidget() in dialog.findChildren(QWidget))
        self.wait(lambda: not dialog.search.is_busy)
        return dialog

    def look_in(self, extent: Extent) -> None:
        """Choose with the keys of the list of choices."""
        box = self.listing.extent
        box.setFocus()
        keys = {Extent.ARTICLE: "Home", Extent.STORY: "Down", Extent.PROJECT: "End"}
        self.keys("Home", keys[extent])
        assert box.extent is extent
        self.wait(lambda: not self.listing.search.is_busy)

    def listed(self) -> list[str]:
        """Return what stands in the list, each row with the mark of its box."""
        model = self.listing.model
        marks = {(True, False): "+", (False, False): "-", (False, True): "="}
        return [
            marks[model.is_ticked(row), model.is_tagged(row)]
            + f" {model.hit(row).before}[{model.hit(row).words}]"
            for row in range(model.rowCount())
        ]

    def tagged(self, label: str = ACTOR) -> list[tuple[str, int]]:
        """Return where there are annotations of a label."""
        reading = self.project.reading
        every = (one for uid in ("courier", "wire", "other") for one in reading.annotations_of(uid))
        return [(one.article, one.start) for one in every if one.label == label]


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[Finder]:
    with build.project(tmp_path) as made:
        made.bring_in([STORY, COURIER, WIRE, OTHER, BEN])
        made.forget_history()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    person = Finder(qtbot, hands.window)
    person.open(tmp_path / "test.annotator")
    person.window.activateWindow()
    yield person
    person.window.close()


BERGS = ["= Tomas [Berg]", "+ Tomas Berg said no. “Not now,” [Berg]", "+ Bergen waited for [BERG]"]


def test_the_words_of_the_selected_annotation_are_found_as_whole_words(person: Finder) -> None:
    dialog = person.list_all()
    assert person.listed() == BERGS
    assert dialog.told == "3 hits, 1 tagged already"
    assert dialog.tag.text() == "Tag 2"
    assert dialog.labels.chosen is not None
    assert dialog.labels.chosen.uid == ACTOR
    assert dialog.model.place(0) == ("", "Paragraph 2")


def test_what_is_ticked_becomes_one_edit_that_the_window_offers_to_undo(person: Finder) -> None:
    person.list_all()
    person.look_in(Extent.PROJECT)
    assert len(person.listed()) == 6
    before = person.tagged()
    person.keys("Ctrl+Return")
    assert person.window.workplace.occurrences.dialog is None
    status, notice = person.told
    assert notice == "Tagged 5 hits in 3 articles as an actor."
    assert status == "Tagged 5 annotations"
    assert len(person.tagged()) == 6
    person.press_button(person.window.notices._offer)
    assert person.tagged() == before
    person.choose("edit.redo")
    assert len(person.tagged()) == 6


def test_it_is_undone_and_done_again_after_a_restart(person: Finder) -> None:
    path = person.path
    person.list_all()
    person.keys("Ctrl+Return")
    person.window.workplace.filing.close()
    person.open(path)
    person.choose("edit.undo")
    assert person.tagged() == [("courier", COURIER.text.index("Berg"))]
    person.window.workplace.filing.close()
    person.open(path)
    person.choose("edit.redo")
    assert len(person.tagged()) == 3


def test_space_ticks_what_is_chosen_and_cannot_tick_what_is_tagged(person: Finder) -> None:
    dialog = person.list_all()
    assert dialog.list.hasFocus()
    person.keys("Home", "Space")
    assert person.listed() == BERGS
    person.keys("Shift+End", "Space")
    assert dialog.model.ticked == 0
    assert not dialog.tag.isEnabled()
    person.keys("Home", "End", "Space")
    assert person.listed()[1:] == [f"-{BERGS[1][1:]}", BERGS[2]]
    person.keys("Ctrl+Return")
    assert len(person.tagged()) == 2


def test_a_click_on_a_box_ticks_and_beside_it_does_not(person: Finder) -> None:
    dialog = person.list_all()
    viewport, rect = dialog.list.viewport(), dialog.list.visualRect(dialog.model.index(1))
    box = QPoint(rect.left() + 18, rect.center().y())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box)
    assert not dialog.model.is_ticked(1)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=rect.center())
    assert not dialog.model.is_ticked(1)
    assert dialog.list.currentIndex().row() == 1
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=box)
    assert dialog.model.is_ticked(1)
    tagged = box - QPoint(0, rect.height())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=tagged)
    assert person.listed() == BERGS


def test_all_and_none_tick_all_that_can_be(person: Finder) -> None:
    dialog = person.list_all()
    person.press_button(dialog.none)
    assert dialog.model.ticked == 0
    with pytest.raises(AnnotatorError, match="No hit is ticked"):
        dialog.answer()
    person.press_button(dialog.all)
    assert person.listed() == BERGS


def test_enter_and_a_double_click_show_a_place_and_leave_the_dialog_open(person: Finder) -> None:
    dialog = person.list_all()
    person.look_in(Extent.PROJECT)
    dialog.list.setFocus()
    person.keys("End", "Return")
    pane = person.window.workplace.desk.pane_of("other")
    assert pane is not None
    assert pane.view.selection() == dialog.model.hit(5).span
    rect = dialog.list.visualRect(dialog.model.index(1))
    QTest.mouseDClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    pane = person.window.workplace.desk.pane_of("courier")
    assert pane is not None
    assert pane.view.selection() == dialog.model.hit(1).span
    assert dialog.isVisible()
    assert dialog.model.ticked == 5, "it was looked at, not unticked"


def test_the_range_is_remembered_and_tells_the_articles_apart(person: Finder) -> None:
    dialog = person.list_all()
    person.look_in(Extent.STORY)
    assert dialog.told == "4 hits in 2 articles, 1 tagged already"
    outlet, paragraph = dialog.model.place(3)
    assert outlet == "\u2068Wire\u2069  ·  \u2068Port shut\u2069"
    assert paragraph == "  ·  paragraph 2"
    person.keys("Escape")
    dialog = person.offer(Query("mountain"))
    assert dialog.extent.extent is Extent.STORY


def test_an_article_without_a_story_is_looked_through_alone(person: Finder) -> None:
    person.list_all()
    person.look_in(Extent.STORY)
    person.keys("Escape")
    desk = person.window.workplace.desk
    desk.open_article("other", desk.panes[0])
    dialog = person.offer(Query("Berg"))
    assert dialog.extent.extent is Extent.ARTICLE
    assert len(person.listed()) == 2
    person.look_in(Extent.PROJECT)
    assert len(person.listed()) == 7, "no whole words are asked for, so Bergen is among them"


def test_another_label_is_seen_at_once(person: Finder) -> None:
    dialog = person.list_all()
    dialog.labels.setFocus()
    person.keys("Up")
    assert dialog.labels.chosen is not None
    assert dialog.labels.chosen.uid == CLAIM
    assert dialog.tag.text() == "Tag 3"
    person.keys("Ctrl+Return")
    assert len(person.tagged(CLAIM)) == 3


def test_what_was_unticked_stays_so_when_it_is_looked_for_in_another_way(person: Finder) -> None:
    dialog = person.list_all()
    person.keys("Space")  # the keyboard is on the first that is not tagged
    dialog.match_case.click()
    assert person.listed() == [BERGS[0], f"-{BERGS[1][1:]}"]
    dialog.whole_words.click()
    assert len(person.listed()) == 3
    dialog.match_case.click()
    dialog.whole_words.click()
    assert person.listed() == [BERGS[0], f"-{BERGS[1][1:]}", BERGS[2]]


def test_the_find_bar_offers_the_label_that_was_used_last(person: Finder) -> None:
    assert person.offer(Query("berg", Way.MATCH_CASE)).labels.currentText() == "Quote"
    person.keys("Escape")
    person.list_all("Tomas", CLAIM)
    person.keys("Escape")
    dialog = person.offer(Query("said|left", Way.PATTERN))
    assert dialog.labels.currentText() == "Claim"
    assert person.listed() == [
        "+ Tomas Berg [said]",
        "+ Tomas Berg said no. “Not now,” Berg [said]",
    ]


@pytest.mark.parametrize(
    ("extent", "sentence"),
    [
        (
            Extent.ARTICLE,
            "“Not now” occurs nowhere else in this article.\nChoose a wider range above",
        ),
        (Extent.PROJECT, "“Not now” occurs nowhere else in the project."),
    ],
)
def test_words_that_occur_nowhere_else_are_told_of(
    person: Finder, extent: Extent, sentence: str
) -> None:
    dialog = person.list_all("Not now", QUOTE)
    person.look_in(extent)
    assert dialog.nothing.startswith(sentence)
    assert not dialog.tag.isEnabled()
    # Under another label, even the one place can be tagged.
    dialog.labels.choose(CLAIM)
    assert dialog.nothing == ""
    assert dialog.tag.text() == "Tag 1"


def test_what_was_typed_and_is_not_there_is_told_of(person: Finder) -> None:
    dialog = person.offer(Query("xyz"))
    assert dialog.nothing.startswith("“xyz” does not occur in this article.")
    assert dialog.extent.hasFocus()


def test_a_pattern_that_is_none_is_refused_before_a_dialog_comes(person: Finder) -> None:
    with pytest.raises(AnnotatorError):
        person.window.workplace.occurrences.offer(Query("(", Way.PATTERN), person.left)
    assert person.window.workplace.occurrences.dialog is None


def test_without_a_selected_annotation_it_says_what_to_do(person: Finder) -> None:
    with pytest.raises(AnnotatorError, match="Select an annotation first"):
        person.window.workplace.occurrences.list_selected()


def test_asked_again_for_the_same_the_dialog_comes_back_and_for_other_words_another(
    person: Finder,
) -> None:
    first = person.list_all()
    person.choose("annotate.everywhere")
    assert person.listing is first
    second = person.list_all("Tomas")
    assert second is not first
    assert not (isValid(first) and first.isVisible())


# What else happens to the project


def test_what_is_undone_can_be_tagged_again(person: Finder) -> None:
    dialog = person.list_all()
    person.choose("edit.undo")
    assert dialog.tag.text() == "Tag 3"
    person.choose("edit.redo")
    assert person.listed() == BERGS


def test_articles_that_go_and_come_back_take_their_hits_with_them(person: Finder) -> None:
    dialog = person.list_all()
    person.look_in(Extent.PROJECT)
    person.window.workplace.shelving.delete(["wire"])
    assert dialog.told == "5 hits in 2 articles, 1 tagged already"
    person.choose("edit.undo")
    assert dialog.told == "6 hits in 3 articles, 1 tagged already"
    assert dialog.extent.currentText() == "Whole project (3 articles)"


def test_the_article_itself_can_go(person: Finder) -> None:
    dialog = person.list_all()
    person.window.workplace.shelving.delete(["courier"])
    assert person.listed() == []
    assert dialog.nothing.startswith("“Berg” occurs nowhere else")
    person.look_in(Extent.PROJECT)
    assert len(person.listed()) == 3


def test_an_article_that_changes_its_story_is_looked_through_or_not(person: Finder) -> None:
    dialog = person.list_all()
    person.look_in(Extent.STORY)
    person.window.workplace.shelving.move(["other"], "ferry")
    assert len(person.listed()) == 6
    person.window.workplace.shelving.move(["wire", "other"], None)
    assert person.listed() == BERGS
    person.window.workplace.shelving.move(["courier"], None)
    assert dialog.extent.extent is Extent.ARTICLE
    assert person.listed() == BERGS


def test_a_new_title_is_shown(person: Finder) -> None:
    dialog = person.list_all()
    person.look_in(Extent.STORY)
    person.window.workplace.shelving.describe(["wire"], {"outlet": "Agency"})
    assert "Agency" in dialog.model.place(3)[0]


def test_articles_of_an_import_are_looked_through(person: Finder, tmp_path: Path) -> None:
    dialog = person.list_all()
    person.look_in(Extent.PROJECT)
    file = tmp_path / "new.txt"
    file.write_text("Another\n\nOnce more Berg.", encoding="utf-8")
    person.drop(file)
    person.wait(lambda: not dialog.search.is_busy)
    assert dialog.model.rowCount() == 7


def test_annotations_of_an_import_are_told_from_what_is_free(person: Finder) -> None:
    person.list_all()
    person.project.bring_in([build.annotation(COURIER, "BERG", ACTOR)])
    assert person.listed() == [*BERGS[:2], f"={BERGS[2][1:]}"]


def test_what_somebody_else_has_tagged_meanwhile_is_left_out(person: Finder) -> None:
    person.list_all()
    start = COURIER.text.index("Berg said.")
    with Project.open(person.path, BEN) as other:
        label = other.scheme.label(ACTOR)
        other.perform(acts.annotate(COURIER, label, Span(start, start + 4), BEN.uid))
    person.keys("Ctrl+Return")  # before the window has looked
    assert person.told[1] == "Tagged 1 hit as an actor."
    assert len(person.tagged()) == 3


def test_when_all_was_tagged_meanwhile_the_dialog_says_so_and_stays(person: Finder) -> None:
    dialog = person.list_all("Not now", QUOTE)
    dialog.labels.choose(CLAIM)
    start = COURIER.text.index("Not now")
    with Project.open(person.path, BEN) as other:
        label = other.scheme.label(CLAIM)
        other.perform(acts.annotate(COURIER, label, Span(start, start + 7), BEN.uid))
    person.keys("Ctrl+Return")
    assert dialog.isVisible()
    assert "nothing to tag" in dialog.sentence


def test_the_dialog_goes_with_its_project(person: Finder) -> None:
    dialog = person.list_all()
    person.window.workplace.filing.close()
    assert not dialog.isVisible()
    assert person.window.workplace.occurrences.dialog is None


def test_what_can_only_be_read_is_not_tagged(
    person: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.tag("Berg")
    monkeypatch.setattr(person.project._store, "read_only", True)
    with pytest.raises(AnnotatorError, match="can only be read"):
        person.window.workplace.occurrences.list_selected()


# A long search


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look through one article at a time."""
    monkeypatch.setattr(slicing, "_SLICE", 0.0)


def test_a_search_can_be_stopped_and_gone_on_with(slow: None, person: Finder) -> None:
    dialog = person.list_all()
    dialog.extent.choose(Extent.PROJECT)
    dialog.extent.chosen.emit()
    assert dialog.search.is_busy
    assert not dialog.tag.isEnabled()
    with pytest.raises(AnnotatorError, match="still going on"):
        dialog.answer()
    assert dialog.stop.isVisible()
    dialog.stop.click()
    assert dialog.told.startswith("Stopped after ")
    assert "of 3 articles" in dialog.told
    ticked = dialog.model.ticked
    assert dialog.tag.text() == (f"Tag {ticked}" if ticked else "Tag")
    dialog.stop.click()
    person.wait(lambda: not dialog.search.is_busy)
    assert dialog.told == "6 hits in 3 articles, 1 tagged already"
    assert not dialog.stop.isVisible()


def test_the_label_can_be_changed_while_it_goes_on(
    slow: None, person: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_search, "_SCREENFUL", 0)  # what was found is shown much later
    monkeypatch.setattr(project_search, "_SHOW_EVERY", 1000.0)
    dialog = person.list_all()
    dialog.extent.choose(Extent.PROJECT)
    dialog.extent.chosen.emit()
    while not dialog.search.looked_at[0]:
        dialog.search._searching._go_on()
    dialog.labels.choose(CLAIM)
    person.wait(lambda: not dialog.search.is_busy)
    assert dialog.told == "6 hits in 3 articles"
    assert dialog.tag.text() == "Tag 6"


def test_no_more_are_found_than_can_be_tagged_at_once(
    person: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST", 2)
    dialog = person.list_all()
    person.look_in(Extent.PROJECT)
    assert dialog.told.startswith("3 hits in 1 article, 1 tagged already. No more than ")
    assert dialog.tag.text() == "Tag 2"


def test_a_pattern_that_takes_too_long_is_told_and_what_was_found_stays(
    person: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.core.patterns._PATIENCE", 0.01)
    person.project.bring_in([build.article(f"Slow\n\n{'a' * 40_000}b", uid="slow")])
    dialog = person.offer(Query("Berg|(a|aa)+$", Way.PATTERN))
    assert len(person.listed()) == 4
    person.look_in(Extent.PROJECT)
    assert "takes too long" in dialog.sentence
    assert dialog.model.rowCount() == 7


def test_a_dialog_that_was_closed_looks_no_further(slow: None, person: Finder) -> None:
    dialog = person.list_all()
    dialog.extent.choose(Extent.PROJECT)
    dialog.extent.chosen.emit()
    dialog.hide()
    assert not dialog.search.is_searching


# How it looks and sounds


def test_everything_that_takes_the_keyboard_has_a_name(person: Finder) -> None:
    dialog = person.list_all()
    stops = [one for one in dialog.findChildren(QWidget) if one.focusPolicy() and one.isVisible()]
    assert len(stops) > 5
    nameless = [one for one in stops if not (one.accessibleName() or getattr(one, "text", str)())]
    assert nameless == []


def test_it_follows_a_change_of_theme(person: Finder) -> None:
    dialog = person.list_all()
    before = dialog.labels.itemIcon(0).pixmap(16).toImage()
    shown = dialog.list.viewport().grab().toImage()
    person.window.settings.change(THEME, "dark")
    QApplication.processEvents()
    assert person.window.appearance.theme is THEMES["dark"]
    assert dialog.labels.itemIcon(0).pixmap(16).toImage() != before
    assert dialog.list.viewport().grab().toImage() != shown


def test_a_script_from_the_right_begins_at_the_right(person: Finder) -> None:
    text = "عنوان\n\nقال Berg لا"
    person.project.bring_in([build.article(text, uid="rtl", title="عنوان")])
    person.window.workplace.desk.open_article("rtl", person.left)
    dialog = person.offer(Query("Berg"))
    picture = dialog.list.viewport().grab(dialog.list.visualRect(dialog.model.index(0))).toImage()
    scale, ground = picture.devicePixelRatio(), picture.pixelColor(picture.width() // 2, 3)
    inked = [
        x
        for x in range(round(60 * scale), picture.width() - round(12 * scale))
        if any(picture.pixelColor(x, y) != ground for y in range(8, round(20 * scale)))
    ]
    assert min(inked) > picture.width() // 2
