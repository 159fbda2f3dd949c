"""Opens the editor of the codebook, and asks for the files that it loads and saves."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from annotator.formats.codebook import CodebookFile, shipped
from annotator.project.project import Event, Project
from annotator.ui import files
from annotator.ui.codebook.editor import CodebookEditor
from annotator.ui.codebook.loading import LoadDialog
from annotator.ui.filing import Filing
from annotator.ui.frame import Frame
from annotator.ui.staying import keep
from annotator.ui.theme import Theme

_SHAPE = "codebook"  # what the memory knows its size and place by


class Codebooks(QObject):
    """Has at most one editor open, on the project of a window."""

    def __init__(self, frame: Frame, filing: Filing) -> None:
        super().__init__(frame)
        self._frame, self._filing = frame, filing
        self._project: Project | None = None
        self.editor: CodebookEditor | None = None  # the one that is open, if it is
        frame.appearance.changed.connect(self._set_theme)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"edit.codebook": self.open}

    def work_on(self, project: Project | None) -> None:
        """Go on with another project, or none; the editor goes with its project."""
        self._project = project
        self.leave()

    def leave(self) -> None:
        """Close the editor, if it is open; what cannot be saved goes to the clipboard."""
        editor = self.editor
        if editor is not None:
            keep(editor.let_go(), self._frame.acting.attempt)
            self._forget(editor)
            editor.hide()
            editor.deleteLater()

    def hear(self, event: Event) -> None:
        if self.editor is not None:
            self.editor.hear(event)

    def commit(self) -> None:
        """Save what has been typed in the editor, if anything."""
        if self.editor is not None:
            self.editor.commit()

    @property
    def is_unsaved(self) -> bool:
        """Say whether something was typed there that could not be saved."""
        return self.editor is not None and self.editor.is_unsaved

    def open(self, uid: str = "") -> None:
        """Show the editor, at a part of the codebook if one is named."""
        if self._project is None:
            return
        editor = self.editor or self._made(self._project)
        editor.show()
        editor.raise_()
        editor.activateWindow()
        editor.go_to(uid)

    def _made(self, project: Project) -> CodebookEditor:
        acting, theme = self._frame.acting, self._frame.appearance.theme
        undoing = (acting["edit.undo"], acting["edit.redo"])
        editor = self.editor = CodebookEditor(project, theme, undoing, self._frame)
        editor.restoreGeometry(self._frame.memory.state(_SHAPE))
        editor.finished.connect(lambda _: self._forget(editor))
        editor.shipped_requested.connect(partial(editor.attempt, self._offer_shipped))
        editor.load_requested.connect(partial(editor.attempt, self._load))
        editor.save_requested.connect(partial(editor.attempt, self._save))
        return editor

    def _forget(self, editor: CodebookEditor) -> None:
        self._frame.memory.keep_state(_SHAPE, editor.saveGeometry())
        if self.editor is editor:
            self.editor = None

    def _offer_shipped(self) -> None:
        editor = self.editor
        assert editor is not None  # it has the button
        editor.commit()
        self._ask(editor, shipped())

    def _load(self) -> None:
        """Ask for a file and show what is in it. Raises AnnotatorError where it is no codebook."""
        editor = self.editor
        assert editor is not None
        editor.commit()
        with self._filing.released():
            path = files.ask_load_codebook(editor)
        if path is not None:
            self._ask(editor, [editor.changing.codebook.read(path)])

    def _save(self) -> None:
        """Ask for a file and write the codebook to it."""
        editor, project = self.editor, self._project
        assert editor is not None
        assert project is not None
        editor.commit()
        with self._filing.released():
            path = files.ask_save_codebook(editor, project.path)
        if path is not None:
            editor.changing.codebook.save(path)
            editor.notices.tell(f"Saved the codebook to {path}.")

    def _ask(self, editor: CodebookEditor, found: list[CodebookFile]) -> None:
        LoadDialog(found, self._frame.appearance.theme, editor.changing, editor).open()

    def _set_theme(self, theme: Theme) -> None:
        if self.editor is not None:
            self.editor.set_theme(theme)
