"""Text fields that save by themselves what is typed, and make one stay one step of undo."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from annotator.core.errors import AnnotatorError, Conflict
from annotator.project.history import Step

PAUSE_MS = 500

_STILL_THERE = "What you wrote is still in the field; Ctrl+Return in it puts yours in that place."

# Saves a value where another was shown, in place of what the step before it saved; returns the
# step that undoes it. Raises Conflict where what was shown is no longer what is stored.
Save = Callable[[Any, Any, Step | None], Step | None]


class Lost(NamedTuple):
    """What was typed and could not be saved, and why."""

    text: str
    reason: str


class Stay(QObject):
    """Looks after one text field, which may show one record after another.

    What is typed is saved when the keys rest, on leaving the field, on Ctrl+Return, before the
    field shows something else, and whenever the owner asks (`commit`, when a window closes).
    Ctrl+Z inside the field is the field's own. Where somebody else was quicker, the owner of the
    field is told and what is typed stays in it; Ctrl+Return once more puts it in the other's place.
    """

    def __init__(
        self,
        field: QLineEdit | QPlainTextEdit,
        attempt: Callable[[Callable[[], object]], None],
        read: Callable[[str], Any] = str.strip,
        write: Callable[[Any], str] = str,
    ) -> None:
        """`attempt` calls what it is given and shows the sentence of what is refused.

        `read` returns the value that a text stands for, `write` a text for a value. `read` raises
        AnnotatorError at a text that will not do; while somebody is still typing, that is left to
        the field to tell.
        """
        super().__init__(field)
        self._field = field
        self._attempt, self._read, self._write = attempt, read, write
        self._save: Save | None = None
        # What is stored, and from what of it that which is typed was made.
        self._stored: Any = None
        self._shown: Any = None
        self._clashes = False  # and somebody was told
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

    def show(self, value: Any, save: Save | None) -> None:
        """Show a value; from now on what is typed is saved by `save`, or with `None` by nobody.

        What was typed before goes where it was typed for.
        """
        self.commit()
        self._end()
        self._save = save
        self._stored = value
        self._put(value)

    def follow(self, value: Any) -> None:
        """Show what is stored now, unless somebody is typing here."""
        if value == self._stored:
            return
        self._stored = value
        if not self.is_unsaved:
            self._put(value)

    def commit(self) -> None:
        """Save what has been typed, if anything; what is refused stays in the field."""
        self._attempt(self._commit_telling)

    def let_go(self) -> Lost | None:
        """Save what has been typed and nothing any more; return what could not be, if anything."""
        save, lost = self._save, None
        if self._saving:
            return None  # whoever saves it looks after it
        try:
            self._commit()
        except AnnotatorError as error:
            lost = Lost(self.text, str(error))
        if self._save is save:  # else a listener has shown something else meanwhile
            self.drop()
        return lost

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
                if self._clashes:
                    self._shown = self._stored
                self.commit()
                self._end()
        return super().eventFilter(watched, event)

    def _commit_telling(self) -> None:
        try:
            self._commit()
        except Conflict as error:
            raise Conflict(f"{error} {_STILL_THERE}") from error

    def _commit(self) -> None:
        self._rest.stop()
        if self._save is None or self._saving:
            return
        if self.is_unsaved:
            self._saving = True
            try:
                self._save_typed(self._save, self.text)
            finally:
                self._saving = False
        elif self._shown != self._stored:
            self._put(self._stored)  # what was typed was taken back

    def _save_typed(self, save: Save, typed: str) -> None:
        value, shown = self._read(typed), self._shown
        try:
            step = save(value, shown, self._step)
        except Conflict:
            self._clashes = True
            raise
        if self._save is save:  # else a listener has shown something else meanwhile
            self._step, self._kept, self._shown, self._clashes = step, typed, value, False
            if self._stored == shown:
                self._stored = value

    def _commit_if_fit(self) -> None:
        if self._clashes:
            return  # it was told, and is once more when somebody leaves
        try:
            self._read(self.text)
        except AnnotatorError:
            return
        self.commit()

    def _end(self) -> None:
        """Let what is typed from now on be a step of its own."""
        self._step = None

    def _note_typing(self) -> None:
        if not self._putting and self.is_unsaved:
            self._rest.start()

    def _put(self, value: Any) -> None:
        """Set the text of a value, with the caret where it was as far as the text goes."""
        field, text = self._field, self._write(value)
        self._shown, self._clashes = value, False
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


def keep(lost: Sequence[Lost], attempt: Callable[[Callable[[], object]], None]) -> None:
    """Put into the clipboard what could not be saved, if anything, and let `attempt` say why."""

    def refuse() -> None:
        raise AnnotatorError(f"{lost[0].reason} What you wrote is in the clipboard.")

    if lost:
        QGuiApplication.clipboard().setText("\n\n".join(one.text for one in lost))
        attempt(refuse)


def _is_done(event: QKeyEvent) -> bool:
    is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_return and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
