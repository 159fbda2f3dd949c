"""What a person chooses for themselves: settings, keys, and anything by its name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.core.scheme import LABELS
from annotator.store.articles import ArticleRow
from annotator.ui.commands import Entry, action_entries
from annotator.ui.desk import Desk
from annotator.ui.dialogs.palette import CommandPalette
from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.filing import Filing
from annotator.ui.frame import Frame
from annotator.ui.icons import icon
from annotator.ui.panels.library.panel import Library
from annotator.ui.settings import NUMBERS, PALETTE, TEXT_SIZE, WHOLE_WORDS
from annotator.ui.swatch import swatch

_RECENT = 12
_OPEN = "open."  # before the uid of an article, in the name of what opens it


class Choosing(QObject):
    """Opens the dialogs of choices, and lets what is chosen count at once."""

    coder_renamed = Signal()
    read_as = Signal(object)  # text.Reading

    def __init__(self, frame: Frame, desk: Desk, filing: Filing, library: Library) -> None:
        super().__init__(frame)
        self._window, self._acting, self._memory = frame, frame.acting, frame.memory
        self._settings, self._appearance = frame.settings, frame.appearance
        self._desk, self._filing, self._library = desk, filing, library
        frame.settings.changed.connect(self.take_settings)
        desk.zoomed.connect(self._change_text_size)
        frame.acting.rebound.connect(self._keep_keys)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "edit.settings": self.open_settings,
            "edit.shortcuts": self.open_shortcuts,
            "view.palette": self.open_palette,
            "view.larger": lambda: self._change_text_size(1),
            "view.smaller": lambda: self._change_text_size(-1),
            "view.normal": lambda: self._set_text_size(TEXT_SIZE.default),
        }

    def labels(self) -> Iterable[Label]:
        """Return the labels of the project, or where none is open those of a new one."""
        project = self._filing.project
        return project.scheme.labels if project else LABELS

    def take_settings(self) -> None:
        """Let the texts be as they were chosen to be."""
        reading = self._settings.reading()
        self._desk.set_reading(reading)
        self.read_as.emit(reading)
        self._desk.set_whole_words(self._settings[WHOLE_WORDS])
        self._desk.set_palette(self._settings[PALETTE])
        self._desk.set_numbered(self._settings[NUMBERS])

    def open_settings(self) -> None:
        dialog = SettingsDialog(
            self._settings, self._desk.theme, self._filing.coder.name, self._window
        )
        dialog.coder_named.connect(lambda name: self._name_coder(dialog, name))
        self._appearance.changed.connect(dialog.set_theme)
        dialog.open()

    def open_shortcuts(self) -> None:
        project = self._filing.project
        set_key = self._set_key if project and not project.read_only else None
        ShortcutsDialog(self._acting, self.labels, set_key, self._window).open()

    def open_palette(self) -> None:
        """Offer all that can be done, the labels, and the articles."""
        palette = CommandPalette(
            self._entries(), self._memory.texts("commands"), self._window, self._articles
        )
        palette.ran.connect(self._note_command)
        palette.open()

    def _entries(self) -> Iterator[Entry]:
        yield from action_entries(self._acting)
        if self._filing.project is None:
            return
        for name in self._memory.texts("commands"):
            row = self._library.row(name.removeprefix(_OPEN)) if name.startswith(_OPEN) else None
            if row is not None:
                yield self._to_article(row, icon("article"))
        for label in self.labels():
            if label.key:
                tag = partial(self._desk.press_label, label.key)
                title = f"Tag as {label.title.lower()}"
                picture = swatch(label, self._desk.theme)
                yield Entry(
                    f"label.{label.name}", title, tag, path="Annotate", keys=label.key, icon=picture
                )
        line = self._desk.active.font_line
        if line.sentence:
            title = "Do not say again which letters are boxes"
            yield Entry("fonts.dismiss", title, line.dismiss, path="View")

    def _articles(self) -> Iterator[Entry]:
        if self._filing.project is None:
            return
        picture = icon("article")
        for row in self._library.articles():
            yield self._to_article(row, picture)

    def _to_article(self, row: ArticleRow, picture: QIcon) -> Entry:
        title = f"{row.outlet}: {row.title}" if row.outlet else row.title
        go = partial(self._go_to_article, row.uid)
        return Entry(f"{_OPEN}{row.uid}", title, go, path="Open", icon=picture)

    def _go_to_article(self, uid: str) -> None:
        desk = self._desk
        desk.attempt(lambda: desk.open_article(uid, desk.pane_of(uid) or desk.active))

    def _note_command(self, name: str) -> None:
        former = [one for one in self._memory.texts("commands") if one != name]
        self._memory.keep_texts("commands", [name, *former][:_RECENT])

    def _name_coder(self, dialog: SettingsDialog, name: str) -> None:
        try:
            self._filing.rename_coder(name)
        except AnnotatorError as error:
            dialog.refuse_name(str(error))
        else:
            dialog.show_coder(self._filing.coder.name)
            self.coder_renamed.emit()

    def _set_key(self, label: Label, key: str) -> None:
        project = self._filing.project
        assert project is not None  # the dialog is not given this without one
        project.perform(acts.set_key(label, key, project.scheme))

    def _change_text_size(self, step: int) -> None:
        self._set_text_size(self._settings[TEXT_SIZE] + step)

    def _set_text_size(self, size: float) -> None:
        self._settings.change(TEXT_SIZE, size)
        self._window.status.tell(f"The text has {self._settings[TEXT_SIZE]:g} points")

    def _keep_keys(self) -> None:
        self._memory.keep_keys(self._acting.overrides())
