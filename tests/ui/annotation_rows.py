"""The table of annotations in a window of its own, with a few annotations or with many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Record, Story
from annotator.core.scheme import ACTOR, CLAIM, CUE, QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.actions import Actions
from annotator.ui.models.annotation_columns import COLUMNS
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.specs import Needs
from annotator.ui.theme import LIGHT
from tests.build import ANN, SCHEME, annotation, article, project

STORY = Story(uid="ferry", title="Ferry strike")
COURIER = replace(article(uid="courier", outlet="Courier"), story="ferry")
WIRE = article("Port to close\n\n“Nobody told us,” said the union.", uid="wire", outlet="Wire")
KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
WORDS = ["Ferry", "“We will not sign,”", "said", "Ida Brandt", "The port lost 1.2 million crowns"]
LABELS = [ACTOR, QUOTE, CUE, ACTOR, CLAIM]


def few() -> list[Record]:
    """Return seven annotations, five of them in the first article; they are known by number."""
    tagged = [
        *(annotation(COURIER, words, label) for words, label in zip(WORDS, LABELS, strict=True)),
        annotation(WIRE, "“Nobody told us,”"),
        replace(annotation(WIRE, "the union", ACTOR), note="whose?"),
    ]
    named = (replace(one, uid=str(number)) for number, one in enumerate(tagged))
    # In the order of the CSV what has no story comes first; here it comes last.
    return [STORY, COURIER, replace(WIRE, story="ferry"), *named]


def many() -> list[Record]:
    """Return 500 annotations of one article, `000` to `499`, at every tenth character."""
    text = article("a word or two, " * 400, uid="long", title="Long")
    spans = (Span(start, start + 6) for start in range(0, 5000, 10))
    tagged = (replace(annotation(text, "a", CUE), start=s.start, end=s.end) for s in spans)
    return [text, *(replace(one, uid=f"{number:03}") for number, one in enumerate(tagged))]


@dataclass
class Shown:
    """A panel in a window, and what it told."""

    panel: AnnotationsPanel
    project: Project
    acting: Actions
    qtbot: QtBot
    selected: list[str] = field(default_factory=list)
    jumps: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def uids(self) -> list[str]:
        """Return the annotations whose rows are seen or can be scrolled to."""
        return [line for line in self.panel.model.lines() if isinstance(line, str)]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.panel.table, key, held)

    def click(self, uid: str, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(self.panel.table.viewport(), LEFT, held, self.point(uid))

    def point(self, uid: str, column: int = 1) -> QPoint:
        row = self.panel.model.place(uid)
        assert row is not None, f"{uid} is not seen"
        return self.panel.table.visualRect(self.panel.model.index(row, column)).center()

    def click_header(self, column: str) -> None:
        header = self.panel.table.horizontalHeader()
        at = header.sectionViewportPosition(self.column(column)) + 20
        QTest.mouseClick(header.viewport(), LEFT, pos=QPoint(at, header.height() // 2))

    def column(self, name: str) -> int:
        return [one.name for one in self.panel.model.columns].index(name)

    def go_to(self, uid: str, column: str) -> None:
        """Make a cell the current one by keys."""
        self.panel.columns.show_column(column, True)
        self.press(KEY.Key_Home)
        while self.panel.table.current() != uid:
            self.press(KEY.Key_Down)
        seen = self.panel.columns.visible()
        here = seen.index(self.panel.table.currentIndex().column())
        steps = seen.index(self.column(column)) - here
        for _ in range(abs(steps)):
            self.press(KEY.Key_Right if steps > 0 else KEY.Key_Left)

    def lines(self) -> list[str]:
        """Return what each row shows: an annotation, or a header with its count."""
        model, folding = self.panel.model, self.panel.table.folding
        told = []
        for row in range(model.rowCount()):
            heading = folding.heading(row)
            sign = "> " if heading and heading.is_folded else "v "
            told.append(
                f"{sign}{heading.title} {heading.count}" if heading else str(model.uid(row))
            )
        return told

    def chips(self) -> list[str]:
        """Return what the chips above the table say, as far as they are seen."""
        chips = self.panel.filter.chips
        return [chip.button.text() for chip in chips.chips] if chips.isVisible() else []

    def popup(self) -> QWidget:
        """Return the menu or list that is open."""
        popup = QApplication.activePopupWidget()
        assert popup is not None, "nothing is open"
        return popup

    def annotate(self, uid: str, span: Span) -> str:
        edit = acts.annotate(self.project.reading.article(uid), SCHEME.label(QUOTE), span, ANN.uid)
        self.project.perform(edit)
        return str(edit.changes[0].identity[0])

    def top(self) -> tuple[str, int]:
        """Return the row at the upper edge and where it begins."""
        at = self.panel.table.rowAt(0)
        return self.uids()[at], self.panel.table.rowViewportPosition(at)

    def told(self) -> str:
        return self.panel._hint.text() if self.panel._hint.isVisible() else ""

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=5000)


def place(column: str) -> int:
    return [one.name for one in COLUMNS].index(column)


Show = Callable[[list[Record]], Shown]


@contextmanager
def showing(qtbot: QtBot, folder: Path) -> Iterator[Show]:
    made = project(folder)
    window = QMainWindow()
    qtbot.addWidget(window)

    def show(records: list[Record]) -> Shown:
        made.bring_in(records)
        refused: list[str] = []
        acting = Actions(window, refused.append)
        panel = AnnotationsPanel(acting, LIGHT, window)
        acting.on("edit.erase", panel.erase_chosen)
        for name, handler in panel.handlers().items():
            acting.on(name, handler)
        acting.allow(~Needs.NOTHING)
        window.setCentralWidget(panel)
        window.resize(1000, 260)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        panel.work_on(made)
        made.listen(panel.hear)
        shown = Shown(panel, made, acting, qtbot, refused=refused)
        panel.selected.connect(shown.selected.append)
        panel.jump_requested.connect(shown.jumps.append)
        panel.offered.connect(shown.offered.append)
        panel.table.setFocus()
        shown.until(lambda: not panel._is_stale)
        return shown

    yield show
    made.close()


def tick(menu: QMenu, title: str) -> None:
    """Click on an entry."""
    action = entry(menu, title)
    QTest.mouseMove(menu, menu.actionGeometry(action).center())
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def press_on(menu: QMenu, title: str, key: Qt.Key) -> None:
    menu.setActiveAction(entry(menu, title))
    QTest.keyClick(menu, key)


def entry(menu: QMenu, title: str) -> QAction:
    """Return the entry that begins so."""
    return next(one for one in menu.actions() if one.text().replace("&", "").startswith(title))
