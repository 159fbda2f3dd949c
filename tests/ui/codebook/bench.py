"""An editor of a codebook at work, as somebody with keys and mouse meets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.core import acts
from annotator.core.model import Annotation, Attribute, Label, LinkKind
from annotator.core.scheme import CLAIM, QUOTE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.codebook.editor import CodebookEditor
from annotator.ui.theme import LIGHT
from tests.build import ANN, article, project

LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Bench:
    """Drives an editor by what is seen of it."""

    def __init__(self, qtbot: QtBot, made: Project) -> None:
        self.qtbot, self.project = qtbot, made
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        undo, redo = self._action("Ctrl+Z", made.undo), self._action("Ctrl+Shift+Z", made.redo)
        self.editor = CodebookEditor(made, LIGHT, (undo, redo), self.window)
        made.listen(self.editor.hear)
        self.editor.show()
        qtbot.waitExposed(self.editor)
        self.editor.activateWindow()
        qtbot.waitUntil(self.editor.isActiveWindow)

    def _action(self, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(self.window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(act)
        self.window.addAction(action)
        return action

    # What there is

    def label(self, uid: str) -> Label:
        return self.project.scheme.label(uid)

    def attribute(self, label: str, name: str) -> Attribute:
        (found,) = [one for one in self.project.scheme.attributes_of(label) if one.name == name]
        return found

    def kind(self, name: str) -> LinkKind:
        (found,) = [one for one in self.project.scheme.link_kinds if one.name == name]
        return found

    def annotations(self) -> list[Annotation]:
        return sorted(self.project.reading.records(Annotation), key=lambda one: one.start)

    def rows(self) -> list[str]:
        """Return the outline, a line a row."""
        lines = []

        def add(item: QTreeWidgetItem | None, depth: int) -> None:
            if item is not None:
                lines.append("  " * depth + item.text(0))
                for at in range(item.childCount()):
                    add(item.child(at), depth + 1)

        tree = self.editor.outline
        for at in range(tree.topLevelItemCount()):
            add(tree.topLevelItem(at), 0)
        return lines

    @property
    def told(self) -> str:
        return self.editor.notices.sentence

    @property
    def steps(self) -> int:
        """Return how many steps can be undone; undoes them."""
        count = 0
        while self.project.next_undo is not None:
            self.project.undo()
            count += 1
        return count

    # What is done

    def keys(self, *names: str) -> None:
        """Press keys, each written as in a menu, on what has the keyboard."""
        for name in names:
            widget = QApplication.activePopupWidget() or QApplication.focusWidget()
            assert widget is not None
            QTest.keySequence(widget, QKeySequence(name))

    def write(self, text: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    def go_to(self, title: str, under: str = "") -> None:
        """Click a row of the outline; `under` is the title of the row above it."""
        tree = self.editor.outline
        found = [
            one
            for one in tree.findItems(title, Qt.MatchFlag.MatchRecursive)
            if not under or _title(one.parent()) == under
        ]
        tree.scrollToItem(found[0])
        QTest.mouseClick(tree.viewport(), LEFT, pos=tree.visualItemRect(found[0]).center())
        assert tree.currentItem() is found[0]

    def seen(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """Return the widget of a kind that is seen and called so."""
        found = [
            one
            for one in (inside or self.editor).findChildren(kind)
            if one.isVisible() and _is_called(one, name)
        ]
        assert len(found) == 1, (name, found)
        return found[0]

    def line(self, name: str) -> QLineEdit:
        return self.seen(QLineEdit, name)

    def text(self, name: str) -> QPlainTextEdit:
        return self.seen(QPlainTextEdit, name)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Click a button."""
        button = self.seen(QAbstractButton, name, inside)
        assert button.isEnabled()
        QTest.mouseClick(button, LEFT, pos=QPoint(8, button.height() // 2))

    def dialog(self, kind: type[W]) -> W:
        """Return the dialog that has come over the editor."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def asked(self) -> str:
        """Return what the question says that is open, and its buttons."""
        box = self.dialog(QMessageBox)
        buttons = " | ".join(one.text() for one in box.buttons())
        return "\n".join((box.text(), box.informativeText(), buttons))

    def answer(self, button: str) -> None:
        """Press a button of the question that is open."""
        box = self.dialog(QMessageBox)
        QTest.mouseClick(next(one for one in box.buttons() if one.text() == button), LEFT)
        self.closed(box)

    def closed(self, dialog: QDialog) -> None:
        """Wait until a dialog is gone and the editor has the keyboard again."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not dialog)
        self.editor.activateWindow()
        self.qtbot.waitUntil(self.editor.isActiveWindow)

    def write_title(self, title: str) -> None:
        """Answer the question for a title, or for a name."""
        dialog = self.dialog(QDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, title)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.closed(dialog)


def _is_called(widget: QWidget, name: str) -> bool:
    if isinstance(widget, QAbstractButton | QLabel) and widget.text().replace("&", "") == name:
        return True
    return widget.accessibleName() == name


@contextmanager
def at_work(qtbot: QtBot, folder: Path, *, read_only: bool = False) -> Iterator[Bench]:
    """Open an editor on an article with a quote and two claims."""
    text = article()
    with project(folder, text) as made:
        for label, start, end in ((QUOTE, 31, 52), (CLAIM, 0, 29), (CLAIM, 31, 60)):
            made.perform(acts.annotate(text, made.scheme.label(label), Span(start, end), ANN.uid))
        made.forget_history()
        made._store.read_only = read_only
        bench = Bench(qtbot, made)
        yield bench
        if shiboken6.isValid(bench.editor):
            bench.editor.close()


def _title(item: QTreeWidgetItem | None) -> str:
    return item.text(0) if item else ""


def cells(table: QTreeWidget) -> list[list[str]]:
    rows = (table.topLevelItem(at) for at in range(table.topLevelItemCount()))
    return [[one.text(column) for column in range(table.columnCount())] for one in rows if one]
