"""What a person does at the window: keys, clicks, drags; and what lies before them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import Coder
from annotator.core.span import Span
from annotator.ui import application, tasks
from annotator.ui.memory import Memory
from annotator.ui.pane import Pane
from annotator.ui.window import Window

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Held = Qt.KeyboardModifier
_NONE = Held.NoModifier
W = TypeVar("W", bound=QWidget)

COURIER = """\
Harbour council votes to close the coal terminal

After eleven hours of debate the council voted 14 to 9 on Tuesday to close its coal terminal. \
Mayor Ingrid Solheim called it “the hardest decision of my life”.

“The terminal loses eleven million euros a year,” said councillor Tomas Berg. “Nobody in this \
hall can say they were not told.”

The operator did not respond."""

WIRE = """\
Port city to shut coal terminal

ALDERSUND (NW) — The port city of Aldersund will shut its terminal after a nine-hour debate 😀. \
The vote was 15 to 8.

“I have the letter,” said union leader Amina Youssef. “There is no money in it.”"""


class Hands:
    """Drives one window; knows it only from outside."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot = qtbot
        self.window = window

    @property
    def left(self) -> Pane:
        return self.window.workplace.desk.panes[0]

    @property
    def right(self) -> Pane:
        return self.window.workplace.desk.panes[1]

    @property
    def path(self) -> Path:
        """Return the file of the project that is open."""
        assert self.window.project is not None
        return self.window.project.path

    @property
    def told(self) -> tuple[str, str]:
        """Return what the window says: in the status line, and in the notice over the texts."""
        return self.window.status.sentence, self.window.notices.sentence

    def press(self, pane: Pane, key: Qt.Key, *, shift: bool = False) -> None:
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(pane.view, key, held)

    def choose(self, action: str) -> None:
        """Choose an entry of the menus."""
        self.window.acting[action].trigger()

    def open(self, project: Path) -> None:
        """Open a project as the list of recent ones does."""
        window = self.window
        window.acting.attempt(lambda: window.workplace.filing.open_path(project))

    def click(self, pane: Pane, words: str, inside: int = 1) -> None:
        """Click into some words of an article, between two characters."""
        at = self._place(pane, words) + inside
        self.click_at(pane, at)

    def click_at(self, pane: Pane, at: int) -> None:
        pane.view.reveal(Span(at, at + 1))
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(pane, at))
        # Two clicks of a test come so fast after one another that they would be a double click.
        pane.view._clicks._last_time = -10_000

    def drag(self, pane: Pane, words: str) -> None:
        """Drag the mouse over some words of an article, from the first letter to the last."""
        start = self._place(pane, words)
        pane.view.reveal(Span(start, start + len(words)))
        viewport = pane.view.viewport()
        begin, end = self.point(pane, start), self.point(pane, start + len(words))
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
        for step in range(1, 5):
            QTest.mouseMove(viewport, begin + (end - begin) * step / 4)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def drop(self, *files: Path) -> None:
        """Drop files on the window and wait until they are read."""
        before = self.told
        self._drop(files)
        self.wait(lambda: tasks.idle() and self.told != before)

    def drop_project(self, path: Path) -> None:
        """Drop a project on the window and wait until it is open."""
        self._drop([path])
        self.wait(lambda: self.window.project is not None and self.path == path)

    def _drop(self, files: Iterable[Path]) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        self.window.dropEvent(event)

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=10_000)

    # The keyboard, wherever it is

    @property
    def keyboard(self) -> QWidget:
        """Return what a key goes to now: an open menu or list, else what has the focus."""
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    def keys(self, *names: str) -> None:
        """Press keys one after the other, each written as in a menu."""
        for name in names:
            if name == "Shift+Tab":  # as a keyboard sends it
                QTest.keyClick(self.keyboard, Qt.Key.Key_Backtab, Held.ShiftModifier)
            else:
                QTest.keySequence(self.keyboard, QKeySequence(name))

    def write(self, text: str) -> None:
        QTest.keyClicks(self.keyboard, text)

    # The mouse, on what is seen

    def press_button(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled(), button.text()
        click_at(button, button.rect().center())

    def click_menu(self, *titles: str) -> None:
        """Click through the menu bar to an entry."""
        bar = self.window.menuBar()
        first, *others = titles
        click_at(bar, bar.actionGeometry(_entry(bar.actions(), first)).center())
        self.click_entries(*others)

    def click_entries(self, *titles: str) -> None:
        """Click through the menu that is open."""
        for title in titles:
            self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            entry = _entry(menu.actions(), title)
            assert entry.isEnabled(), title
            click_at(menu, menu.actionGeometry(entry).center())

    def tick_in_menu(self, button: QAbstractButton, title: str) -> None:
        """Press a button that has a menu, click an entry there and, since that stays, beside it."""

        def tick() -> None:
            menu = QApplication.activePopupWidget()
            try:
                self.click_entries(title)
                assert menu is not None
                assert menu.isVisible(), "there may be more to tick"
            finally:  # else the button waits for ever
                if menu is not None:
                    menu.close()

        QTest.mouseMove(button, button.rect().center())
        QTimer.singleShot(0, self.window, tick)
        QTest.mouseClick(button, LEFT)

    def ask_menu(self, widget: QWidget, at: QPoint | None = None) -> QMenu:
        """Open the context menu of a widget with the right button."""
        place = at or widget.rect().center()
        click_at(widget, place, button=RIGHT)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)  # which a platform makes of that click
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def click_row(
        self, view: QAbstractItemView | None, words: str, *, held: Held = _NONE, twice: bool = False
    ) -> None:
        """Click the first row of a list, tree or table that holds some words."""
        assert view is not None
        at = row_with(view, words)
        view.scrollTo(at)
        place = view.visualRect(at).center()
        click_at(view.viewport(), place, held=held)
        if twice:
            QTest.mouseDClick(view.viewport(), LEFT, pos=place)

    def dialog(self, kind: type[W]) -> W:
        """Wait until a dialog of a kind is open, and has the keyboard."""
        self.wait(lambda: isinstance(QApplication.activeWindow(), kind))
        self.wait(lambda: QApplication.focusWidget() is not None)
        found = QApplication.activeWindow()
        assert isinstance(found, kind)
        return found

    def wait_for_window(self) -> None:
        """Wait until no dialog is before the window any more, and the keyboard is in it."""
        self.wait(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()  # as a window manager does, which there is none offscreen
        self.wait(lambda: self.window.isActiveWindow() and QApplication.focusWidget() is not None)

    @staticmethod
    def point(pane: Pane, at: int) -> QPoint:
        """Return where in the viewport a caret at `at` stands."""
        return pane.view._caret_rect(at).center()

    @staticmethod
    def _place(pane: Pane, words: str) -> int:
        assert pane.article is not None
        return pane.article.text.index(words)


def click_at(
    widget: QWidget, place: QPoint, *, button: Qt.MouseButton = LEFT, held: Held = _NONE
) -> None:
    """Go there and click. A menu takes no click of a mouse that has not moved since it opened."""
    QTest.mouseMove(widget, place)
    QTest.mouseClick(widget, button, held, place)


def _entry(actions: list[QAction], title: str) -> QAction:
    """Return the entry whose text, without its mark and key, begins so."""
    plain = {one.text().replace("&", "").split("\t")[0]: one for one in actions if one.text()}
    return next(one for text, one in plain.items() if text.startswith(title))


def row_with(view: QAbstractItemView, words: str) -> QModelIndex:
    """Return where in a view some words stand, whatever the column."""
    model = view.model()

    def search(parent: QModelIndex) -> Iterator[QModelIndex]:
        for row in range(model.rowCount(parent)):
            column = 0
            while (at := model.index(row, column, parent)).isValid():
                if words in str(at.data()):
                    yield at
                column += 1
            yield from search(model.index(row, 0, parent))

    return next(search(QModelIndex()))


def open_window(qtbot: QtBot, settings: Path, coder: Coder) -> Hands:
    """Open a window as the program does, with settings in a file of their own."""
    window = application.make_window(coder, Memory.in_file(settings))
    qtbot.addWidget(window)
    window.resize(1300, 800)
    window.show()
    qtbot.waitExposed(window)
    return Hands(qtbot, window)


def articles(folder: Path) -> list[Path]:
    """Write the two articles of the journey as files."""
    files = [folder / "courier.txt", folder / "wire.txt"]
    for file, text in zip(files, (COURIER, WIRE), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def answer(monkeypatch: pytest.MonkeyPatch, question: str, with_: object) -> None:
    """Answer a question for a file name, which the machine's own dialog would ask."""
    monkeypatch.setattr(f"annotator.ui.files.{question}", lambda *_: with_)
