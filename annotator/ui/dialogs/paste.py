"""A text from the clipboard on its way to being an article: seen, mended and described before."""

import re

from PySide6.QtCore import QEvent, QMimeData, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Story
from annotator.formats.plain import article_of
from annotator.project.project import Project
from annotator.ui.clipboard import clipboard_text, text_of
from annotator.ui.dialogs.fields import PropertyFields
from annotator.ui.dialogs.question import Question
from annotator.ui.dialogs.stories import StoryBox
from annotator.ui.phrases import excerpt
from annotator.ui.provenance import cleaned, sizes
from annotator.ui.shelving import Shelving, check_length
from annotator.ui.text.breaks import breaks_of

_NAMES = ("title", "outlet", "author", "dateline", "published", "url", "language")
_SIZE = (940, 560)
_LOOK_AFTER_MS = 150
# On either side of a line end that is there for speed alone: one of these invisible characters.
# Unlike what Qt can keep with a block, it comes through every edit and its undo.
_JOINTS = "\u2063\u2064\u2062\u2061"


class PasteDialog(Question):
    """Makes an article of the text in the clipboard, and then of the next one."""

    added = Signal(str)  # the article to go to

    def __init__(
        self, project: Project, shelving: Shelving, parent: QWidget, story: str | None = None
    ) -> None:
        super().__init__("Paste as a new article", parent)
        self.setProperty("help", "library")
        self._project, self._shelving = project, shelving
        self._taken = ""  # from the clipboard, so that it is not taken again
        self.text = _Preview(self)
        self.text.refused.connect(self.tell)
        self.fields = PropertyFields(_NAMES, project.reading.values_of, self)
        stories = list(project.reading.records(Story))
        self.story = StoryBox(stories, self)
        self.story.choose(next((one for one in stories if one.uid == story), None))
        self._sizes, self._cleaned = QLabel(self), QLabel(self)
        self._look = QTimer(self, interval=_LOOK_AFTER_MS, singleShot=True)
        self._look.timeout.connect(self._show_what_comes_of_it)
        self.text.textChanged.connect(self._look.start)
        self.fields.changed.connect(self._look.start)
        buttons = self.lay_out(self._sides(), "Add")
        another = buttons.addButton("Add and paste another", QDialogButtonBox.ButtonRole.ActionRole)
        another.setToolTip("Ctrl+Shift+Return")
        another.setAutoDefault(False)
        another.clicked.connect(self.add_and_paste)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self, self.add_and_paste)
        self.resize(*_SIZE)
        self._take_clipboard()

    @override
    def answer(self) -> None:
        story = self.story.chosen()
        self._uid = self._shelving.add(self.text.whole(), self.fields.changes(), story)
        self.story.choose(story)

    @override
    def accept(self) -> None:
        if self.succeeds():
            self.done(self.DialogCode.Accepted)
            self.added.emit(self._uid)

    def add_and_paste(self) -> None:
        """Add this article and make room for the next one, of the same story."""
        if self.succeeds():
            self.text.show_text("")
            self.fields.show_values(dict.fromkeys(_NAMES, ""))
            self._take_clipboard()
            self.text.setFocus()

    @override
    def would_lose(self) -> bool:
        return self.text.is_edited() or bool(self.fields.changes())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Somebody who went to copy the next text comes back to find it here.
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._take_clipboard()

    def _sides(self) -> QLayout:
        left, right = QWidget(self), QWidget(self)
        name = QLabel("Te&xt", self)
        name.setBuddy(self.text)
        for label in (self._sizes, self._cleaned):
            label.setObjectName("hint")
            label.setWordWrap(True)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        for widget in (name, self.text, self._sizes, self._cleaned):
            column.addWidget(widget)
        self.fields.form.addRow("&Story", self.story)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.addWidget(self.fields)
        beside.addStretch(1)
        sides = QSplitter(self)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setStretchFactor(0, 3)
        sides.setStretchFactor(1, 2)
        row = QVBoxLayout()
        row.addWidget(sides)
        return row

    def _take_clipboard(self) -> None:
        """Take what is in the clipboard, unless there is a text or it has been here already."""
        text = "" if self.text.whole() else clipboard_text()
        if text.strip() and text != self._taken:
            self._taken = text
            self.text.take(text)

    def _show_what_comes_of_it(self) -> None:
        article = article_of(self.text.whole())
        self._sizes.setText(sizes(article.text) if article.text else "")
        self._cleaned.setText(cleaned(article.cleaning))
        self._cleaned.setVisible(bool(self._cleaned.text()))
        self.fields.guess({name: getattr(article, name) for name in _NAMES})
        try:
            self.tell(self._already(article))
        except AnnotatorError as error:
            self.tell(str(error))

    def _already(self, article: Article) -> str:
        """Say whether the project has this text."""
        if not self._project.is_open:  # the window tells why
            return ""
        reading = self._project.reading
        uid = reading.article_with(article.sha256) if article.text else None
        if uid is None:
            return ""
        return f"This text is in the project already, as “{excerpt(reading.article(uid).title)}”."


class _Preview(QPlainTextEdit):
    """The text as it will be, to be mended while that is still possible."""

    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._given = self._joint = ""
        self.setObjectName("field")
        self.setAccessibleName("Text")
        self.setPlaceholderText("Copy a text elsewhere and paste it here.")
        self.setTabChangesFocus(True)

    def whole(self) -> str:
        """Return the text, to the character as it was given where nobody has edited it."""
        if not self.is_edited():
            return self._given
        # Not toPlainText, which turns no-break spaces into blanks.
        text = self.document().toRawText()
        return _joined(text, self._joint) if self._joint else text

    def is_edited(self) -> bool:
        return self.document().isModified()

    def show_text(self, text: str) -> None:
        self._given = text
        self._joint = ""
        self.setPlainText(self._broken(text))

    def take(self, text: str) -> None:
        """Show a text, if it is not too long for that."""
        try:
            check_length(text)
        except AnnotatorError as error:
            self.refused.emit(str(error))
        else:
            self.show_text(text)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(text_of(source))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = text_of(source)
        if not self.whole():
            self.take(text)
            return
        try:
            check_length(self.whole() + text)
        except AnnotatorError as error:
            self.refused.emit(str(error))
        else:
            self.insertPlainText(self._broken(text))

    def _broken(self, text: str) -> str:
        """Return a text with line ends in giant paragraphs, that `whole` takes out again."""
        breaks = breaks_of(text)
        if breaks and not self._joint:
            taken = self.whole() + text
            self._joint = next((joint for joint in _JOINTS if joint not in taken), "")
        if not breaks or not self._joint or self._joint in text:
            return text
        parts, here = [], 0
        for one in breaks:
            behind = one.at if one.is_inserted else one.at + 1
            parts.append(text[here:behind])
            here = behind
        return f"{self._joint}\n{self._joint}".join([*parts, text[here:]])


def _joined(text: str, joint: str) -> str:
    """Return a text without its joints, and without one line end for each that they are at."""
    at_a_joint = f"{joint}?\u2029+{joint}|{joint}\u2029+"
    text = re.sub(at_a_joint, lambda found: found[0].strip(joint)[1:], text)
    return text.replace(joint, "")
