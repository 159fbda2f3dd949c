"""What can be done, as one table: menus, toolbar, palette, shortcuts and help are made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.errors import AnnotatorError
from annotator.ui.icons import icon
from annotator.ui.menus import CONTEXT_MENUS
from annotator.ui.phrases import tooltip


class Needs(Flag):
    """What must be there for an action to make sense."""

    NOTHING = 0
    PROJECT = auto()
    WRITABLE = auto()
    ARTICLE = auto()  # in the active pane
    CHOSEN = auto()  # one or several articles, in the library or in the active pane
    STORY = auto()  # of what is chosen
    ANNOTATION = auto()  # the selected one
    UNDO = auto()
    REDO = auto()
    ROOM = auto()  # for one pane more
    PANES = auto()  # more than one


class Scope(Flag):
    """Where the keys of an action count: in all of the window, or only in one part of it."""

    WINDOW = auto()
    TEXT = auto()
    LIBRARY = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. Its text is translated in the context `Actions`.

    `keys` may hold several, parted by `; `. `icon` is a file of resources/icons.
    """

    name: str
    text: str
    keys: str
    needs: Needs
    tip: str
    icon: str = ""
    scope: Scope = Scope.WINDOW
    checkable: bool = False


_NOTHING, _PROJECT, _WRITABLE = Needs.NOTHING, Needs.PROJECT, Needs.WRITABLE
_ARTICLE, _CHOSEN, _STORY = Needs.ARTICLE, Needs.CHOSEN, Needs.STORY
_TEXT, _LIBRARY, _TABLE = Scope.TEXT, Scope.LIBRARY, Scope.TABLE

SPECS = (
    Spec("file.new", "&New project…", "Ctrl+N", _NOTHING, "Make an empty project", "new"),
    Spec("file.open", "&Open project…", "Ctrl+O", _NOTHING, "Open a project", "open"),
    Spec("file.sample", "Open the &sample", "", _NOTHING, "Open a copy of the sample", "sample"),
    Spec(
        "file.import", "&Import articles…", "Ctrl+I", _WRITABLE,
        "Bring in text files or JSONL; files can also be dropped on the window", "import",
    ),
    Spec(
        "file.paste", "&Paste as a new article…", "Ctrl+Shift+V", _WRITABLE,
        "Make an article of the text in the clipboard", "paste",
    ),
    Spec(
        "file.export", "&Export…", "Ctrl+E", _PROJECT,
        "Write the annotations to a CSV file, or all of the project to JSONL", "export",
    ),
    Spec(
        "file.copy", "Save a &copy…", "Ctrl+Shift+S", _PROJECT,
        "Write the whole project, as it is now, to another file", "copy",
    ),
    Spec(
        "file.backup", "Make a &backup now", "Ctrl+B", _PROJECT,
        "Put a verified copy beside the project", "backup",
    ),
    Spec(
        "file.restore", "&Go back to a backup…", "", _PROJECT,
        "Look at the backups of this project and go back to one", "restore",
    ),
    Spec(
        "file.information", "Project in&formation…", "Ctrl+Shift+I", _PROJECT,
        "Title, file, counts and coders of this project", "information",
    ),
    Spec(
        "file.forget", "Forget &history…", "", _WRITABLE,
        "Empty the log of who did what, before the file is shared", "forget",
    ),
    Spec("file.close", "C&lose project", "Ctrl+Shift+W", _PROJECT, "Close the project", "close"),
    Spec("file.quit", "&Quit", "Ctrl+Q", _NOTHING, "Close the window", "quit"),
    Spec(
        "edit.undo", "&Undo", "Ctrl+Z", Needs.UNDO | _WRITABLE, "Take back the last change",
        "undo",
    ),
    Spec(
        "edit.redo", "&Redo", "Ctrl+Shift+Z; Ctrl+Y", Needs.REDO | _WRITABLE,
        "Do again what was taken back", "redo",
    ),
    Spec("edit.copy", "&Copy", "Ctrl+C", _ARTICLE, "Copy the selected words", "copy", _TEXT),
    Spec(
        "edit.erase", "&Erase annotation", "Del; Backspace", _PROJECT,
        "Erase the selected annotation, or the innermost one at the caret", "erase",
        _TEXT | _TABLE,
    ),
    Spec(
        "edit.settings", "&Settings…", "Ctrl+,", _NOTHING, "Font, theme, backups, your name",
        "settings",
    ),
    Spec(
        "edit.shortcuts", "&Keyboard shortcuts…", "", _NOTHING, "Put actions on other keys",
        "keyboard",
    ),
    Spec(
        "annotate.note", "&Note", "N", Needs.ANNOTATION,
        "Write a note on the selected annotation", "note", _TEXT | _TABLE,
    ),
    Spec(
        "annotate.inspect", "&Inspect", "Return; Enter", Needs.ANNOTATION,
        "Go to the properties of the selected annotation", "inspect", _TEXT,
    ),
    Spec(
        "annotate.deselect", "Select n&othing", "Esc", _ARTICLE,
        "Let go of the selected annotation and the selected words", "deselect", _TEXT,
    ),
    Spec(
        "article.open", "&Open", "Return; Enter", _CHOSEN, "Open in the active pane", "article",
        _LIBRARY,
    ),
    Spec(
        "article.beside", "Open in the other pan&e", "Ctrl+Return; Ctrl+Enter", _CHOSEN,
        "Open in the pane beside the active one", "beside", _LIBRARY,
    ),
    Spec(
        "article.properties", "Article &properties…", "Alt+Return", _CHOSEN,
        "Title, outlet, author, date … of one or several articles", "properties",
    ),
    Spec(
        "article.todo", "&To do", "Ctrl+Alt+T", _CHOSEN | _WRITABLE, "Nothing is done here yet",
        "todo",
    ),
    Spec(
        "article.doing", "&In progress", "Ctrl+Alt+I", _CHOSEN | _WRITABLE,
        "This is being annotated", "doing",
    ),
    Spec(
        "article.done", "&Done", "Ctrl+D", _CHOSEN | _WRITABLE,
        "This is annotated to the end; pressed again, it is in progress", "done",
    ),
    Spec(
        "article.delete", "De&lete article", "Del", _CHOSEN | _WRITABLE,
        "Delete with all its annotations; can be undone", "delete", _LIBRARY,
    ),
    Spec(
        "article.next", "Ne&xt article", "Ctrl+PgDown", _PROJECT,
        "Show the next article of the library in this pane", "down",
    ),
    Spec(
        "article.previous", "Pre&vious article", "Ctrl+PgUp", _PROJECT,
        "Show the article before this one of the library in this pane", "up",
    ),
    Spec(
        "story.open", "Open the story &side by side", "Ctrl+Shift+O", _STORY,
        "Show the articles of this story in panes beside each other, as they were left",
        "side-by-side",
    ),
    Spec(
        "story.new", "Ne&w story…", "Ctrl+Shift+N", _WRITABLE,
        "Make a story of the chosen articles", "story-new",
    ),
    Spec(
        "story.rename", "&Rename story…", "F2", _STORY | _WRITABLE, "Give the story another title",
        "rename", _LIBRARY,
    ),
    Spec(
        "story.delete", "Delete story, keep its &articles", "", _STORY | _WRITABLE,
        "Take the story away; its articles stay", "delete",
    ),
    *(
        Spec(
            f"pane.{number}", f"Pane &{number}", f"Ctrl+{number}", _PROJECT,
            f"Go to pane {number}", "article",
        )
        for number in (1, 2, 3, 4)
    ),
    Spec("pane.add", "Add a pa&ne", "Ctrl+T", Needs.ROOM, "One article more, at the right",
         "pane-add"),
    Spec("pane.close", "Cl&ose pane", "Ctrl+W", Needs.PANES, "Close the active pane",
         "pane-close"),
    Spec("pane.left", "Move pane le&ft", "Alt+Shift+Left", Needs.PANES,
         "Let the active pane and the one to its left change places", "pane-left"),
    Spec("pane.right", "Move pane ri&ght", "Alt+Shift+Right", Needs.PANES,
         "Let the active pane and the one to its right change places", "pane-right"),
    Spec("pane.equal", "&Equal widths", "Alt+Shift+Down", Needs.PANES,
         "Make all panes equally wide", "pane-equal"),
    Spec(
        "go.next", "&Next annotation", "Tab", _ARTICLE,
        "Go to the next annotation of this article", "next", _TEXT,
    ),
    Spec(
        "go.previous", "&Previous annotation", "Shift+Tab", _ARTICLE,
        "Go to the annotation before this one", "previous", _TEXT,
    ),
    Spec("go.cycle", "Next pa&rt of the window", "F6", _PROJECT,
         "Go round panes, inspector, table and library", "next"),
    Spec("go.cycle_back", "Previous part of the &window", "Shift+F6", _PROJECT,
         "Go round the parts of the window, the other way", "previous"),
    Spec("view.library", "&Library", "Alt+1", _PROJECT, "Show or hide the library", "library",
         checkable=True),
    Spec("view.inspector", "&Inspector", "Alt+2", _PROJECT, "Show or hide the inspector",
         "inspector", checkable=True),
    Spec("view.annotations", "&Annotations", "Alt+3", _PROJECT,
         "Show or hide the table of annotations", "annotations", checkable=True),
    Spec("view.larger", "La&rger text", "Ctrl++; Ctrl+=", _NOTHING, "Make the text larger",
         "larger"),
    Spec("view.smaller", "&Smaller text", "Ctrl+-", _NOTHING, "Make the text smaller", "smaller"),
    Spec("view.normal", "Nor&mal size", "Ctrl+0", _NOTHING, "Text in its normal size", "normal"),
    Spec("view.palette", "&Command palette…", "Ctrl+Shift+P", _NOTHING,
         "Find anything that can be done by its name", "palette"),
    Spec("help.contents", "&Help", "F1", _NOTHING, "The page on what has the keyboard", "help"),
    Spec("help.keys", "&Keys", "Ctrl+F1", _NOTHING, "What each key does", "keyboard"),
    Spec("help.introduction", "Show the &introduction", "", _NOTHING,
         "Four steps on the sample", "introduction"),
    Spec("help.log", "Show the &log file", "", _NOTHING,
         "Open the folder in which failures are noted", "log"),
    Spec("help.about", "&About Annotator", "", _NOTHING, "Version and licence", "about"),
)  # fmt: skip


class Actions(QObject):
    """The actions of a window, made from the table, on the keys that a person has put them on."""

    rebound = Signal()

    def __init__(
        self,
        parent: QObject,
        refuse: Callable[[str], None],
        overrides: Mapping[str, str] | None = None,
    ) -> None:
        """`refuse` shows the sentence of an action that cannot be done.

        `overrides` are keys by the names of actions, instead of those of the table.
        """
        super().__init__(parent)
        self._refuse = refuse
        self._overrides = dict(overrides or {})
        self._fillers: dict[str, Callable[[QMenu], object]] = {}
        self._specs = {spec.name: spec for spec in SPECS}
        self._actions = {spec.name: self._made(spec) for spec in SPECS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def of(self, scope: Scope) -> list[QAction]:
        """Return the actions whose keys count in a part of the window."""
        return [self._actions[spec.name] for spec in SPECS if spec.scope & scope]

    def add_to(self, widget: QWidget, scope: Scope) -> None:
        """Let the keys of a scope count while a widget has the keyboard."""
        widget.addActions(self.of(scope))

    def on(self, name: str, handler: Callable[[], object]) -> None:
        """Let an action call `handler`; what that refuses is shown."""
        self._actions[name].triggered.connect(lambda: self.attempt(handler))

    def attempt(self, handler: Callable[[], object]) -> None:
        """Call `handler` and show why, if it cannot be done."""
        try:
            handler()
        except AnnotatorError as error:
            self._refuse(str(error))

    def allow(self, there: Needs) -> None:
        """Enable the actions whose needs are met by what is there."""
        for name, action in self._actions.items():
            action.setEnabled(self._specs[name].needs in there)

    def on_show(self, name: str, filler: Callable[[QMenu], object]) -> None:
        """Let `filler` fill the menus that the tables of ui/menus.py call `name:Title`."""
        self._fillers[name] = filler

    def fill(self, menu: QMenu, names: Iterable[str]) -> None:
        """Fill a menu from a row of a table of ui/menus.py."""
        menu.setToolTipsVisible(True)
        for name in names:
            if name == "-":
                menu.addSeparator()
            elif ":" in name:
                inner, _, title = name.partition(":")
                self._fill_on_show(menu.addMenu(_translated(title)), inner)
            else:
                menu.addAction(self._actions[name])

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Return the context menu of a name; it goes when it is closed."""
        return self.menu_of(CONTEXT_MENUS[name], parent)

    def menu_of(self, names: Iterable[str], parent: QWidget) -> QMenu:
        """Return a menu of some actions that goes when it is closed."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, names)
        return menu

    def keys(self, name: str) -> str:
        """Return the keys of an action as they are now, parted by `; `."""
        return self._overrides.get(name, self._specs[name].keys)

    def default_keys(self, name: str) -> str:
        return self._specs[name].keys

    def overrides(self) -> dict[str, str]:
        """Return the keys that differ from the table, by the names of the actions."""
        return dict(self._overrides)

    def rebind(self, name: str, keys: str) -> None:
        """Put an action on other keys, parted by `; `, or with none on no key."""
        if keys == self._specs[name].keys:
            self._overrides.pop(name, None)
        else:
            self._overrides[name] = keys
        self._set_keys(self._actions[name], self._specs[name])
        self.rebound.emit()

    def _fill_on_show(self, menu: QMenu, name: str) -> None:
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fillers[name](menu))

    def _made(self, spec: Spec) -> QAction:
        action = QAction(_translated(spec.text), self)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.name in _REPEATING)
        if spec.icon:
            action.setIcon(icon(spec.icon))
            action.setIconVisibleInMenu(False)
        if spec.scope is not Scope.WINDOW:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._set_keys(action, spec)
        return action

    def _set_keys(self, action: QAction, spec: Spec) -> None:
        keys = self.keys(spec.name)
        # An empty text would be read as one empty key.
        action.setShortcuts(QKeySequence.listFromString(keys) if keys else [])
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = _translated(spec.tip)
        action.setToolTip(tooltip(f"{tip} ({key})" if key else tip))


# What a held key does again and again; no other key may, least of all one that erases.
_REPEATING = frozenset((
    "edit.undo", "edit.redo", "go.next", "go.previous", "article.next", "article.previous",
    "view.larger", "view.smaller",
))  # fmt: skip


def meet(one: Scope, other: Scope) -> bool:
    """Say whether a key of the one scope could also mean one of the other."""
    return bool(one & other) or Scope.WINDOW in (one, other)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
