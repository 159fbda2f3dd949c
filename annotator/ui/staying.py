"""Text fields that save by themselves what is typed, and make one stay one step of undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from annotator.core.errors import AnnotatorError
from annotator.project.history import Step

PAUSE_MS = 500

# Saves a text, in place of what the step before it saved; returns the step that undoes it.
Save = Callable[[str, Step | None], Step | None]


class Stay(QObject):
    """Looks after one text field, which may show one record after another.

    What is typed is saved when the keys rest, on leaving the field, on Ctrl+Return, before the
    field shows something else, and whenever the owner asks (`commit`, when a window closes).
    Ctrl+Z inside the field is the field's own.
    """

    def __init__(
        self,
        field: QLineEdit | QPlainTextEdit,
        attempt: Callable[[Callable[[], object]], None],
        check: Callable[[str], object] | None = None,
    ) -> None:
        """`attempt` calls what it is given and shows the sentence of what is refused.

        `check` raises AnnotatorError at a text that would be refused; while somebody is still
        typing, that is left to the field to tell.
        """
        super().__init__(field)
        self._field = field
        self._attempt, self._check = attempt, check
        self._save: Save | None = None
        self._stored = ""
        self._kept = ""  # what the field said when it was last saved or set
        self._step: Step | None = None
        self._saving = self._putting = False
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest.timeout.connect(self._commit_if_fit)
        field.textChanged.connect(self._note_typing)
        field.installEventFilter(self)

    @property
    def text(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    @property
    def is_unsaved(self) -> bool:
        return self._save is not None and self.text != self._kept

    def show(self, text: str, save: Save | None) -> None:
        """Show a text; from now on what is typed is saved by `save`, or with `None` by nobody.

        What was typed before goes where it was typed for.
        """
        self.commit()
        self._end()
        self._save = save
        self._stored = text
        self._put(text)

    def follow(self, text: str) -> None:
        """Show what is stored now, unless somebody is typing here."""
        if text == self._stored:
            return
        self._stored = text
        if not self.is_unsaved:
            self._put(text)

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in the field."""
        self._rest.stop()
        save, typed = self._save, self.text
        if save is None or self._saving or not self.is_unsaved:
            return
        self._saving = True
        try:
            self._attempt(lambda: self._saved(save, typed))
        finally:
            self._saving = False

    def drop(self) -> None:
        """Save nothing of what is in the field any more: what it was typed for is gone."""
        self._rest.stop()
        self._save = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.commit()
            # A menu is no reason to think that somebody has left.
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._end()
        elif isinstance(event, QKeyEvent) and _is_done(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                self.commit()
                self._end()
        return super().eventFilter(watched, event)

    def _saved(self, save: Save, typed: str) -> None:
        step = save(typed, self._step)
        if self._save is save:  # else a listener has shown something else meanwhile
            self._step = step
            self._kept = typed

    def _commit_if_fit(self) -> None:
        if self._check is not None:
            try:
                self._check(self.text)
            except AnnotatorError:
                return
        self.commit()

    def _end(self) -> None:
        """Let what is typed from now on be a step of its own."""
        self._step = None

    def _note_typing(self) -> None:
        if not self._putting and self.is_unsaved:
            self._rest.start()

    def _put(self, text: str) -> None:
        """Set the text, with the caret where it was as far as the text goes."""
        field = self._field
        self._rest.stop()
        self._putting = True
        try:
            if isinstance(field, QLineEdit):
                caret = field.cursorPosition()
                field.setText(text)
                field.setCursorPosition(min(caret, len(field.text())) if field.hasFocus() else 0)
            else:
                caret = field.textCursor().position()
                field.setPlainText(text)
                if field.hasFocus():
                    cursor = field.textCursor()
                    cursor.setPosition(min(caret, field.document().characterCount() - 1))
                    field.setTextCursor(cursor)
        finally:
            self._putting = False
        self._kept = self.text


def _is_done(event: QKeyEvent) -> bool:
    is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_return and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
