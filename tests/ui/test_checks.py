"""The checks: they look only while they are seen, follow what is done, and are gone through."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.checks import RULES, USUAL, Finding
from annotator.core.checks.finding import Pieces
from annotator.core.edit import Change, Edit, Kind
from annotator.core.model import Actor, Annotation, Record, Story
from annotator.core.scheme import ACTOR, QUOTE
from annotator.core.span import Span
from annotator.project.checks import Checks
from annotator.project.project import Project
from annotator.ui import slicing
from annotator.ui.actions import Actions
from annotator.ui.panels.checks.panel import ChecksPanel
from annotator.ui.specs import Needs
from annotator.ui.theme import DARK, LIGHT
from tests.build import ANN, BEN, SCHEME, annotation, article, project
from tests.journeys.hands import Hands, open_window

# Offscreen Qt says so of every menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STORY = Story(uid="ferry", title="Ferry strike")
COURIER = replace(article(uid="courier", outlet="Courier"), story="ferry")
WIRE = replace(
    article(
        "Port to close\n\n“Nobody told us,” said the union. “Nobody,” it said.",
        uid="wire", outlet="Wire",
    ),
    story="ferry",
)  # fmt: skip
ALPS = article("Elsewhere\n\n“Snow,” said Berg.", uid="alps", outlet="Alps")
BERG = Actor(uid="berg", name="Tomas Berg")
KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
SHIFT, LEFT = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton


def wrong() -> list[Record]:
    """Return two quotes that nobody speaks, a name that is cut, and an actor of no use."""
    spoken = annotation(COURIER, "“We will not sign,”")
    cut = annotation(COURIER, "Ida Bran", ACTOR)
    mark = annotation(WIRE, "“Nobody told us,")
    named = {"quote": spoken, "cut": cut, "mark": mark}
    tagged = [replace(one, uid=uid) for uid, one in named.items()]
    return [STORY, ALPS, COURIER, WIRE, BERG, *tagged]


@dataclass
class Shown:
    """A panel in a window, what it told, and where the caret is."""

    panel: ChecksPanel
    project: Project
    acting: Actions
    qtbot: QtBot
    window: QMainWindow
    caret: tuple[str, int] = ("courier", 0)
    selected: list[object] = field(default_factory=list)
    jumps: list[object] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)

    def rows(self) -> list[str]:
        """Return what stands in the list, findings indented and with a star if repairable."""
        model = self.panel.model
        found = []
        for row in range(model.rowCount()):
            one = model.finding(row)
            if one is None:
                group = model.group_at(row)
                assert group is not None
                found.append(f"{group.rule.name} {len(group.findings)}")
            else:
                found.append(f"  {one.words}{'*' if one.repair else ''}")
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.panel.list, key, held)

    def look_in(self, extent: str) -> None:
        QTest.mouseClick(self.panel.bar.extent_buttons[extent], LEFT)  # type: ignore[index]
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is looked at any more."""
        panel = self.panel
        self.qtbot.waitUntil(
            lambda: not panel.following.soon.isActive() and not panel.following.survey.is_running
        )

    def go_to(self, words: str) -> Finding:
        """Make the first finding of some words the current one, as a click does."""
        row = next(at for at, one in enumerate(self.rows()) if one.strip("* ") == words)
        QTest.mouseClick(self.panel.list.viewport(), LEFT, NONE, self.point(row))
        finding = self.panel.current
        assert finding is not None
        return finding

    def point(self, row: int, x: int = 60) -> QPoint:
        rect = self.panel.list.visualRect(self.panel.model.index(row, 0))
        return QPoint(x, rect.center().y())

    def current(self) -> str:
        return self.panel.current.words if self.panel.current else ""

    def step(self, *, back: bool = False) -> object:
        """Go to the next finding from the text, as a window does: the caret goes there."""
        before = len(self.jumps)
        self.acting["go.previous_finding" if back else "go.next_finding"].trigger()
        if len(self.jumps) == before:
            return None
        where = self.jumps[-1]
        if isinstance(where, str):
            one = self.project.reading.annotation(where)
            self.caret = (one.article, one.start)
        elif isinstance(where, tuple):
            self.caret = (where[0], where[1].end)
        return where


def shown(qtbot: QtBot, made: Project, *, visible: bool = True) -> Shown:
    window = QMainWindow()
    qtbot.addWidget(window)
    refused: list[str] = []
    acting = Actions(window, refused.append)
    panel = ChecksPanel(acting, LIGHT, window)
    window.setCentralWidget(panel)
    window.resize(1200, 500)
    it = Shown(panel, made, acting, qtbot, window, refused=refused)
    for name, handler in panel.handlers().items():
        acting.on(name, handler)
    panel.caret = lambda: it.caret
    panel.selected.connect(it.selected.append)
    panel.span_selected.connect(lambda uid, span: it.selected.append((uid, span)))
    panel.jump_requested.connect(it.jumps.append)
    panel.span_requested.connect(lambda uid, span: it.jumps.append((uid, span)))
    panel.actor_requested.connect(it.jumps.append)
    panel.offered.connect(it.offered.append)
    panel.counted.connect(it.counts.append)
    acting.allow(Needs.PROJECT | Needs.WRITABLE | Needs.FINDING)
    made.listen(panel.hear)
    panel.work_on(made)
    panel.show_places("courier", "ferry")
    if visible:
        window.show()
        qtbot.waitExposed(window)
        it.settle()
    return it


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Project]:
    with project(tmp_path) as opened:
        opened.bring_in(wrong())
        opened.forget_history()
        yield opened


@pytest.fixture
def it(qtbot: QtBot, made: Project) -> Shown:
    return shown(qtbot, made)


PANE = [
    "quotation 1", "  “Not this year.”*",
    "speaker 1", "  “We will not sign,”",
    "actor 1", "  Ida Bran",
    "word 1", "  Ida Bran*",
]  # fmt: skip
STORY_ROWS = [
    "quotation 2", "  “Not this year.”*", "  “Nobody,”*",
    "speaker 2", "  “We will not sign,”", "  “Nobody told us,",
    "actor 1", "  Ida Bran",
    "mark 1", "  “Nobody told us,*",
    "word 1", "  Ida Bran*",
]  # fmt: skip


# What is looked at


def test_findings_stand_under_their_rules_by_place(it: Shown) -> None:
    assert it.rows() == PANE
    assert (it.counts[-1], it.panel.bar.told.whole) == (4, "4 findings")
    assert not it.panel.bar.stop.isVisible()


def test_the_story_and_the_project_can_be_looked_at(it: Shown) -> None:
    it.look_in("story")
    assert it.rows() == STORY_ROWS
    it.look_in("all")
    assert it.rows()[:2] == ["quotation 3", "  “Snow,”*"], "what is in no story comes first"
    assert it.rows()[-2:] == ["unmentioned 1", "  Tomas Berg*"]
    assert it.counts[-1] == len(it.rows()) - 6
    it.look_in("pane")
    assert it.rows() == PANE


def test_another_article_in_the_pane_is_looked_at_at_once(it: Shown) -> None:
    it.panel.show_places("wire", "ferry")
    it.settle()
    assert it.rows() == [
        "quotation 1", "  “Nobody,”*", "speaker 1", "  “Nobody told us,",
        "mark 1", "  “Nobody told us,*",
    ]  # fmt: skip
    it.panel.show_places(None, None)
    it.settle()
    assert it.rows() == []
    assert it.panel.following.hint.text == "No article is open in the active pane."
    it.look_in("story")
    assert it.panel.following.hint.text == "The article in the active pane is in no story."


def test_nothing_is_looked_at_while_nobody_sees_it(qtbot: QtBot, made: Project) -> None:
    it = shown(qtbot, made, visible=False)
    made.perform(acts.annotate(COURIER, SCHEME.label(ACTOR), Span(0, 3), ANN.uid))
    QApplication.processEvents()
    assert it.rows() == []
    assert set(it.counts) == {None}
    it.panel.window().show()
    it.qtbot.waitUntil(lambda: bool(it.rows()))
    it.settle()
    assert "word 2" in it.rows()
    it.panel.hide()
    made.undo()
    it.settle()
    assert "word 2" in it.rows(), "as it was seen last"
    assert it.counts[-1] is None
    it.panel.show()
    it.qtbot.waitUntil(lambda: it.rows() == PANE)


def test_rules_can_be_turned_off_and_on(it: Shown) -> None:
    menu = it.panel.bar.rules_button.menu()
    by_title = {one.text(): one for one in menu.actions()}
    by_title["Quotations not tagged"].trigger()
    by_title["Mentions without an actor"].trigger()
    it.settle()
    assert it.rows() == ["speaker 1", "  “We will not sign,”", "word 1", "  Ida Bran*"]
    assert it.panel.bar.rules_button.text() == f"6 of {len(RULES)} checks"
    by_title["Quotations not tagged"].trigger()
    it.settle()
    assert it.rows()[:2] == PANE[:2]


def test_with_no_rule_nothing_is_looked_for_and_it_says_so(it: Shown) -> None:
    it.panel.bar.set_rules(())
    it.settle()
    assert (it.rows(), it.counts[-1]) == ([], 0)
    assert it.panel.following.hint.text.startswith("No check is made.")


def test_where_nothing_is_found_it_says_so(it: Shown) -> None:
    it.panel.bar.set_rules(("duplicate",))
    it.settle()
    assert (
        it.panel.following.hint.text
        == "All is well in this article. 1 check found nothing to mend."
    )
    assert it.panel.following.hint.isVisible()
    it.panel.bar.set_rules(("word",))
    it.settle()
    assert not it.panel.following.hint.isVisible()


def test_what_a_person_has_chosen_is_kept(qtbot: QtBot, it: Shown, made: Project) -> None:
    it.panel.bar.set_rules(("word", "claimant"))
    it.look_in("story")
    kept = it.panel.state()
    other = shown(qtbot, made)
    other.panel.restore(kept)
    assert other.panel.bar.extent == "story"
    assert other.panel.bar.rules == {"word", "claimant"}
    for nonsense in (b"", b"[", b"[1]", b'{"extent": "moon", "rules": 3}', b'{"rules": ["x"]}'):
        other.panel.restore(type(kept)(nonsense))
    assert other.panel.bar.extent == "story"
    assert other.panel.bar.rules == frozenset()


# Following


def test_only_what_was_touched_is_looked_at_anew(
    it: Shown, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    it.look_in("all")
    looked_at: list[str] = []
    plain = Checks.look_at

    def noted(checks: Checks, article: str, rules: Collection[str] = USUAL) -> Pieces:
        looked_at.append(article)
        return plain(checks, article, rules)

    monkeypatch.setattr(Checks, "look_at", noted)
    one = made.reading.annotation("cut")
    made.perform(acts.resize(COURIER, one, Span(one.start, one.end + 2)))
    it.settle()
    assert looked_at == ["courier"]
    assert "word 1" not in it.rows()
    made.undo()
    it.settle()
    assert looked_at == ["courier", "courier"]
    assert it.rows()[-4:-2] == ["word 1", "  Ida Bran*"]


def test_an_actor_that_is_used_is_no_finding_any_more(it: Shown, made: Project) -> None:
    it.look_in("all")
    one = made.reading.annotation("cut")
    made.perform(acts.identify(one, BERG, made.scheme))
    it.settle()
    assert "unmentioned 1" not in it.rows()
    assert "actor 1" not in it.rows()
    made.undo()
    it.settle()
    assert "unmentioned 1" in it.rows()


def test_a_link_is_followed_also_when_it_goes(it: Shown, made: Project) -> None:
    quote, mention = made.reading.annotation("quote"), made.reading.annotation("cut")
    kind = next(one for one in SCHEME.link_kinds if one.name == "speaker")
    made.perform(acts.link(kind, quote, mention, ANN.uid, ()))
    it.settle()
    assert "speaker 1" not in it.rows()
    made.undo()
    it.settle()
    assert it.rows() == PANE


def test_a_new_actor_may_be_whom_a_mention_means(it: Shown, made: Project) -> None:
    made.perform(acts.add_actor(Actor(uid="ida", name="Ida Bran")))
    it.settle()
    assert it.rows()[4:6] == ["actor 1", "  Ida Bran*"]


def test_the_codebook_is_followed(it: Shown, made: Project) -> None:
    one = next(one for one in made.scheme.attributes if one.name == "type")
    made.perform(Edit(Kind.CODEBOOK, (Change(one, replace(one, required=True)),)))
    it.settle()
    assert it.rows()[4:6] == ["required 1", "  “We will not sign,”"]


def test_articles_come_and_go(it: Shown, made: Project) -> None:
    it.look_in("all")
    before = it.rows()
    made.perform(acts.delete_articles([WIRE], made.reading.dependents("wire")))
    it.settle()
    assert "  “Nobody,”*" not in it.rows()
    made.undo()
    it.settle()
    assert it.rows() == before
    made.perform(acts.describe([ALPS], {"outlet": "Peaks"}))
    it.settle()
    assert any("Peaks" in str(tip(it, row)) for row in range(it.panel.model.rowCount()))


def tip(it: Shown, row: int) -> object:
    return it.panel.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_another_project_is_looked_at_from_the_beginning(
    it: Shown, made: Project, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    with project(tmp_path / "other", ALPS) as other:
        it.panel.work_on(other)
        assert it.rows() == []
        it.panel.show_places("alps", None)
        it.settle()
        assert it.rows() == ["quotation 1", "  “Snow,”*"]
        it.panel.work_on(None)
        assert (it.rows(), it.panel.isEnabled()) == ([], False)


def test_while_a_file_is_chosen_nothing_is_read(it: Shown, made: Project) -> None:
    with made.released():
        it.panel.show_places("wire", "ferry")
        QTest.qWait(60)
        assert it.rows() == PANE
    it.qtbot.waitUntil(lambda: it.rows() != PANE)


# Slices


def test_a_long_look_is_stopped_and_gone_on_with(
    it: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slicing, "_SLICE", 0.0)  # a step at a time
    bar = it.panel.bar
    QTest.mouseClick(bar.extent_buttons["all"], LEFT)
    it.qtbot.waitUntil(bar.stop.isVisible)
    assert bar.stop.text() == "Stop"
    assert it.counts[-1] is None
    QTest.mouseClick(bar.stop, LEFT)
    assert bar.stop.text() == "Go on"
    assert bar.told.whole.startswith("Stopped after ")
    assert not it.panel.following.survey.is_running
    QTest.mouseClick(bar.stop, LEFT)
    it.settle()
    assert not bar.stop.isVisible()
    assert it.rows()[-2:] == ["unmentioned 1", "  Tomas Berg*"]


def test_an_edit_in_the_middle_of_a_look_is_not_missed(
    it: Shown, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slicing, "_SLICE", 0.0)
    it.panel.show_places("wire", "ferry")
    it.qtbot.waitUntil(lambda: it.panel.following.survey.is_running)
    one = made.reading.annotation("mark")
    made.perform(acts.resize(WIRE, one, Span(one.start, one.end + 1)))
    it.settle()
    assert "mark 1" not in it.rows()


# Going through them


def test_a_finding_is_shown_by_arrow_or_click_and_gone_to_with_enter(it: Shown) -> None:
    it.panel.list.take_keyboard()
    it.press(KEY.Key_Down)
    span = Span(COURIER.text.index("“Not"), COURIER.text.index("year.”") + 6)
    assert it.selected == [("courier", span)]
    it.press(KEY.Key_Down)
    assert len(it.selected) == 1, "a heading is nowhere"
    it.press(KEY.Key_Down)
    assert it.selected[1:] == ["quote"]
    assert it.jumps == []
    it.press(KEY.Key_Return)
    assert it.jumps == ["quote"]
    it.go_to("“Not this year.”")
    it.press(KEY.Key_Enter)
    assert it.jumps[1:] == [("courier", span)]


def test_a_double_click_goes_there_and_an_actor_is_gone_to_in_the_registry(it: Shown) -> None:
    it.look_in("all")
    it.go_to("Tomas Berg")
    row = it.panel.list.currentIndex().row()
    QTest.mouseDClick(it.panel.list.viewport(), LEFT, NONE, it.point(row))
    assert it.jumps == ["berg"]
    assert it.selected == []


def test_rules_are_folded_by_keys_and_mouse(it: Shown) -> None:
    it.panel.list.take_keyboard()
    it.press(KEY.Key_Left)
    assert it.rows()[:2] == ["quotation 1", "speaker 1"]
    it.press(KEY.Key_Left)
    assert len(it.rows()) == len(PANE) - 1
    it.press(KEY.Key_Right)
    it.press(KEY.Key_Right)
    assert it.current() == "“Not this year.”"
    it.press(KEY.Key_Left)
    it.press(KEY.Key_Space)
    assert it.rows()[:2] == ["quotation 1", "speaker 1"]
    it.press(KEY.Key_Return)
    assert it.rows() == PANE
    QTest.mouseClick(it.panel.list.viewport(), LEFT, NONE, it.point(2, x=12))
    assert it.rows()[2:4] == ["speaker 1", "actor 1"]
    QTest.mouseDClick(it.panel.list.viewport(), LEFT, NONE, it.point(2))
    assert it.rows() == PANE
    it.press(KEY.Key_End)
    assert it.current() == "Ida Bran"
    it.press(KEY.Key_Home)
    assert it.panel.list.currentIndex().row() == 0


def test_what_comes_and_goes_under_a_folded_rule_is_counted(it: Shown, made: Project) -> None:
    it.panel.model.fold(0, closed=True)
    quotation = annotation(COURIER, "“Not this year.”")
    edit = acts.annotate(COURIER, SCHEME.label(QUOTE), quotation.span, ANN.uid)
    made.perform(edit)
    it.settle()
    assert it.rows()[0] == "speaker 2"
    made.undo()
    it.settle()
    assert it.rows()[:2] == ["quotation 1", "speaker 1"], "it stays folded"


def test_one_stays_at_a_finding_when_others_come_and_go(it: Shown, made: Project) -> None:
    it.look_in("story")
    it.go_to("“Nobody told us,")
    made.perform(acts.annotate(COURIER, SCHEME.label(ACTOR), Span(0, 3), ANN.uid))
    it.settle()
    assert it.current() == "“Nobody told us,"
    assert it.selected == ["mark"], "nobody has gone there once more"
    it.look_in("all")
    assert it.current() == "“Nobody told us,"


# From the text


def test_f8_goes_through_all_findings_of_an_article_and_on_to_the_next(it: Shown) -> None:
    it.look_in("story")
    it.panel.bar.rules_button.setFocus()
    gone_to = [it.step() for _ in range(8)]
    not_this, nobody = COURIER.text.index("“Not"), WIRE.text.index("“Nobody,")
    assert gone_to == [
        "quote", "cut", "cut", ("courier", Span(not_this, not_this + 16)),
        "mark", "mark", ("wire", Span(nobody, nobody + 9)), None,
    ]  # fmt: skip
    assert it.refused == ["There is no finding after this place in this story."]
    assert [it.step(back=True) for _ in range(3)] == ["mark", "mark", gone_to[3]]
    assert not it.panel.list.hasFocus()


def test_f8_goes_on_from_the_caret(it: Shown) -> None:
    it.caret = ("courier", COURIER.text.index("who leads"))
    there = it.step()
    assert isinstance(there, tuple)
    it.caret = ("courier", COURIER.text.index("said"))
    assert it.step(back=True) == "quote"
    it.caret = ("courier", 0)
    assert it.step(back=True) is None
    assert it.refused == ["There is no finding before this place in this article."]


def test_f8_knows_what_was_done_just_now(it: Shown, made: Project) -> None:
    made.perform(acts.annotate(COURIER, SCHEME.label(ACTOR), Span(0, 3), ANN.uid))
    made_uid = next(one.uid for one in made.reading.annotations_of("courier") if one.start == 0)
    assert it.step() == made_uid


def test_f8_calls_the_panel_where_it_is_not_seen(qtbot: QtBot, made: Project) -> None:
    it = shown(qtbot, made, visible=False)
    it.panel.reveal_requested.connect(it.panel.window().show)
    assert it.step() == "quote"
    assert it.panel.isVisible()


def test_a_folded_rule_opens_for_what_is_gone_to(it: Shown) -> None:
    it.panel.model.fold(2, closed=True)
    assert it.step() == "quote"
    assert it.rows() == PANE
    assert it.current() == "“We will not sign,”"


# Repairing and leaving


def test_r_repairs_and_goes_on_with_the_next(it: Shown, made: Project) -> None:
    it.look_in("story")
    it.panel.list.take_keyboard()
    it.go_to("“Not this year.”")
    it.press(KEY.Key_R)
    assert it.current() == "“Nobody,”"
    it.press(KEY.Key_R)
    assert it.current() == "“We will not sign,”"
    texts = {one.text for uid in ("courier", "wire") for one in made.reading.annotations_of(uid)}
    assert {"“Not this year.”", "“Nobody,”"} <= texts
    it.settle()
    assert it.rows()[:2] == ["speaker 4", "  “We will not sign,”"]
    made.undo()
    made.undo()
    it.settle()
    assert it.rows() == STORY_ROWS


def test_what_only_a_person_can_tell_is_not_repaired(it: Shown, made: Project) -> None:
    it.go_to("“We will not sign,”")
    before = made.next_undo
    it.press(KEY.Key_R)
    assert it.refused == [
        "Who speaks, nobody but you can tell. Enter goes there, and then S says who."
    ]
    assert made.next_undo == before
    assert it.current() == "“We will not sign,”"


def test_a_click_on_the_offer_repairs(it: Shown, made: Project) -> None:
    row = it.rows().index("  Ida Bran*")
    finding = it.panel.model.finding(row)
    assert finding is not None
    view = it.panel.list
    place = view._offer(it.panel.model.index(row, 0), finding).center()
    QTest.mouseMove(view.viewport(), place)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.viewport(), LEFT, NONE, place)
    assert made.reading.annotation("cut").text == "Ida Brandt"
    it.settle()
    assert "word 1" not in it.rows()


def test_all_of_a_kind_are_repaired_as_one_when_that_is_confirmed(it: Shown, made: Project) -> None:
    it.look_in("all")
    it.go_to("“Not this year.”")
    it.press(KEY.Key_R, SHIFT)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    assert box.text() == "Quotations not tagged: repair 3 findings in 3 articles?"
    assert "Tag it as a quote" in box.informativeText()
    box.reject()
    assert made.next_undo is None
    it.press(KEY.Key_R, SHIFT)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    QTest.keyClick(box, KEY.Key_Return)
    it.qtbot.waitUntil(lambda: bool(it.offered))
    assert it.offered == ["Repaired 3 findings."]
    assert it.rows()[0].startswith("speaker")
    made.undo()
    it.settle()
    assert it.rows()[0] == "quotation 3"
    assert made.next_undo is None, "it was one edit"


def test_of_a_kind_that_nobody_can_repair_nothing_is_asked(it: Shown) -> None:
    it.go_to("“We will not sign,”")
    it.press(KEY.Key_R, SHIFT)
    assert QApplication.activeModalWidget() is None
    assert len(it.refused) == 1


def test_a_long_repair_that_is_stopped_changes_nothing(
    it: Shown, made: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    it.look_in("all")
    it.go_to("“Not this year.”")
    monkeypatch.setattr(slicing, "_SLICE", 0.0)
    it.press(KEY.Key_R, SHIFT)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    box.accept()
    assert it.panel.bar.told.whole.startswith("Repairing… ")
    QTest.mouseClick(it.panel.bar.stop, LEFT)
    it.settle()
    assert made.next_undo is None
    assert it.panel.bar.told.whole.endswith("findings")
    assert it.rows()[0] == "quotation 3"


def test_del_leaves_a_finding_for_good_until_that_is_taken_back(it: Shown, made: Project) -> None:
    it.go_to("“Not this year.”")
    it.press(KEY.Key_Delete)
    assert it.current() == "“We will not sign,”"
    it.settle()
    assert it.rows() == PANE[2:]
    menu = it.panel.bar.rules_button.menu()
    menu.aboutToShow.emit()
    again = menu.actions()[-1]
    assert again.text() == "&Find again what was left (1)"
    again.trigger()
    it.settle()
    assert it.rows() == PANE
    made.undo()
    it.settle()
    assert it.rows() == PANE[2:]
    menu.aboutToShow.emit()
    assert again.isVisible()


def test_an_actor_cannot_be_left_and_is_deleted_by_its_repair(it: Shown, made: Project) -> None:
    it.look_in("all")
    it.go_to("Tomas Berg")
    it.press(KEY.Key_Delete)
    assert it.refused == [
        "That an actor is left as it is cannot be kept. Turn this check off, or delete the actor."
    ]
    it.press(KEY.Key_R)
    assert made.reading.uids("actor") == set()
    it.settle()
    assert "unmentioned 1" not in it.rows()


def test_without_a_finding_the_actions_say_so(it: Shown) -> None:
    it.panel.list.take_keyboard()
    for action in ("check.repair", "check.leave"):
        it.acting[action].trigger()
    assert set(it.refused) == {"No finding is chosen. Choose one in the list of the checks."}


def test_what_others_have_done_is_found_out_when_it_is_repaired(it: Shown, made: Project) -> None:
    it.go_to("“Not this year.”")
    with Project.open(made.path, BEN) as theirs:
        quotation = annotation(COURIER, "“Not this year.”")
        theirs.perform(acts.annotate(COURIER, theirs.scheme.label(QUOTE), quotation.span, BEN.uid))
    it.press(KEY.Key_R)
    assert it.refused == ["This can no longer be repaired: it has changed since."]
    made.refresh()
    it.settle()
    assert "quotation 1" not in it.rows()


def test_the_menu_of_a_finding_has_what_can_be_done(it: Shown) -> None:
    it.go_to("Ida Bran")
    row = it.panel.list.currentIndex().row()
    it.panel._show_menu(it.point(row))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [one.text().replace("&", "") for one in menu.actions() if one.text()]
    assert titles[0] == "Go there\tEnter"
    assert titles[1:] == ["Repair", "Repair all of this kind…", "Leave it"]
    menu.actions()[0].trigger()
    assert it.jumps == ["cut"]
    menu.close()


# What it looks like, and what is heard of it


def test_each_row_tells_a_screen_reader_all_of_it(it: Shown) -> None:
    it.look_in("story")
    model = it.panel.model
    told = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert told[0] == "Quotations not tagged, 2 findings, open"
    assert told[1] == (
        "“Not this year.”. It is not tagged. Courier, Ferry strike enters third day, "
        "paragraph 2. Tag it as a quote"
    )


def test_it_is_painted_in_any_width_theme_and_with_texts_from_the_right(
    it: Shown, made: Project
) -> None:
    text = article("عنوان\n\n“لن نوقع،” قالت ايدا. “هذا العام <b>لا</b>.”", uid="rtl", outlet="ا")
    made.bring_in([text])
    it.look_in("all")
    for width in (300, 700, 1600):
        it.panel.window().resize(width, 400)
        assert not it.panel.grab().isNull()
    it.panel.set_theme(DARK)
    assert not it.panel.grab().isNull()
    assert any("&lt;b&gt;" in str(tip(it, row)) for row in range(it.panel.model.rowCount()))


def test_findings_of_one_annotation_are_kept_apart(it: Shown, made: Project) -> None:
    one = made.reading.annotation("cut")
    assert isinstance(one, Annotation)
    it.go_to("Ida Bran")
    first = it.panel.current
    it.press(KEY.Key_Down)
    it.press(KEY.Key_Down)
    assert it.panel.current is not first
    assert it.selected == ["cut", "cut"]


# In the window


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Put Ann before the three articles, the second of them in the left pane."""
    with Project.create(tmp_path / "ferry.annotator", ANN) as made:
        made.bring_in(wrong())
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "ferry.annotator")
    hands.wait_for_window()
    desk = hands.window.workplace.desk
    desk.open_article("courier", hands.left)
    hands.left.view.set_caret(0)
    return hands


def test_f8_in_a_text_selects_what_was_found_and_stays_there(hands: Hands) -> None:
    workplace = hands.window.workplace
    assert not workplace.checks.isVisible()
    hands.keys("F8")
    assert workplace.checks.isVisible()
    assert hands.keyboard is hands.left.view
    selected = workplace.desk.tagging.selected
    assert selected is not None
    assert selected.uid == "quote"
    hands.keys("F8", "F8", "F8")
    chosen = hands.left.view.selection()
    assert chosen is not None
    assert chosen.of(COURIER.text) == "“Not this year.”"
    hands.keys("Q")
    hands.keys("Shift+F8")
    assert workplace.desk.tagging.selected is not None
    assert workplace.desk.tagging.selected.text == "“Not this year.”", "it has no speaker now"


def test_findings_are_gone_through_with_the_keyboard_in_the_list(hands: Hands) -> None:
    workplace = hands.window.workplace
    checks = workplace.checks
    hands.keys("Alt+5")
    hands.wait(lambda: checks.model.count == 4)
    hands.keys("Home", "Down")
    assert checks.has_focus()
    assert hands.left.view.selection() is not None, "it is shown"
    hands.keys("R")
    assert checks.has_focus()
    assert hands.told[0].startswith("Tagged quote “Not this year.”")
    assert checks.current is not None
    assert checks.current.rule == "speaker"
    hands.keys("Return")
    assert hands.left.view.hasFocus()
    hands.wait(lambda: checks.model.count == 4)
