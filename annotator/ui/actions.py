"""What can be done, as one table: menus, toolbar, shortcuts and tooltips are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from annotator.core.errors import AnnotatorError
from annotator.project.project import Project


class Needs(Flag):
    """What must be there for an action to make sense."""

    NOTHING = 0
    PROJECT = auto()
    WRITABLE = auto()
    ARTICLE = auto()
    UNDO = auto()
    REDO = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. Its text is translated in the context `Actions`.

    `keys` may hold several, parted by `; `. What stands behind a tab in the text is the key that
    the text surface has for the same, so that the menu shows it.
    """

    name: str
    text: str
    keys: str | QKeySequence.StandardKey | None
    needs: Needs
    tip: str


_PROJECT = Needs.PROJECT
_KEY = QKeySequence.StandardKey

SPECS = (
    Spec("file.new", "&New project…", _KEY.New, Needs.NOTHING, "Make an empty project"),
    Spec("file.open", "&Open project…", _KEY.Open, Needs.NOTHING, "Open a project"),
    Spec("file.sample", "Open the &sample", None, Needs.NOTHING, "Open a copy of the sample"),
    Spec(
        "file.import", "&Import articles…", "Ctrl+I", Needs.WRITABLE,
        "Bring in text files or JSONL; files can also be dropped on the window",
    ),
    Spec(
        "file.export", "&Export…", "Ctrl+E", _PROJECT,
        "Write the annotations to a CSV file, or all of the project to JSONL",
    ),
    Spec("file.close", "&Close project", "Ctrl+W", _PROJECT, "Close the project"),
    Spec("file.quit", "&Quit", _KEY.Quit, Needs.NOTHING, "Close the window"),
    Spec("edit.undo", "&Undo", _KEY.Undo, Needs.UNDO | Needs.WRITABLE, "Take back the last change"),
    Spec(
        "edit.redo", "&Redo", "Ctrl+Shift+Z; Ctrl+Y", Needs.REDO | Needs.WRITABLE,
        "Do again what was taken back",
    ),
    Spec(
        "edit.erase", "&Erase annotation\tDel", None, Needs.WRITABLE | Needs.ARTICLE,
        "Erase the selected annotation, or the innermost one at the caret (Delete)",
    ),
    Spec(
        "go.next", "&Next annotation\tTab", None, Needs.ARTICLE,
        "Go to the next annotation of this article (Tab)",
    ),
    Spec(
        "go.previous", "&Previous annotation\tShift+Tab", None, Needs.ARTICLE,
        "Go to the annotation before this one (Shift+Tab)",
    ),
    Spec("go.pane1", "&Left article", "Ctrl+1", _PROJECT, "Go to the left article"),
    Spec("go.pane2", "&Right article", "Ctrl+2", _PROJECT, "Go to the right article"),
    Spec("go.cycle", "Next &part of the window", "F6", _PROJECT, "Go round list and articles"),
    Spec(
        "go.cycle_back", "Previous part of the &window", "Shift+F6", _PROJECT,
        "Go round list and articles, the other way",
    ),
    Spec("view.larger", "&Larger text", _KEY.ZoomIn, Needs.NOTHING, "Make the text larger"),
    Spec("view.smaller", "&Smaller text", _KEY.ZoomOut, Needs.NOTHING, "Make the text smaller"),
    Spec("view.normal", "&Normal size", "Ctrl+0", Needs.NOTHING, "Text in its normal size"),
    Spec("help.keys", "&Keys", _KEY.HelpContents, Needs.NOTHING, "What each key does"),
    Spec("help.about", "&About Annotator", None, Needs.NOTHING, "Version and licence"),
)  # fmt: skip

MENUS: Mapping[str, tuple[str, ...]] = {
    "&File": (
        "file.new", "file.open", "recent", "file.sample", "-",
        "file.import", "file.export", "-", "file.close", "file.quit",
    ),
    "&Edit": ("edit.undo", "edit.redo", "-", "edit.erase"),
    "&Annotate": ("labels",),
    "&Go": (
        "go.next", "go.previous", "-", "go.pane1", "go.pane2", "-", "go.cycle", "go.cycle_back",
    ),
    "&View": ("view.larger", "view.smaller", "view.normal"),
    "&Help": ("help.keys", "help.about"),
}  # fmt: skip

# Names in MENUS that stand for what the window fills in itself: a menu of this title within that
# one or, without a title, the rest of that one.
FILLED_MENUS: Mapping[str, str] = {"recent": "Open &recent", "labels": ""}


def what_is_there(project: Project | None, *, article: bool) -> Needs:
    """Return the needs that are met, by the project and by whether an article is at hand."""
    if project is None:
        return Needs.NOTHING
    found = {
        Needs.PROJECT: True,
        Needs.WRITABLE: not project.read_only,
        Needs.UNDO: project.next_undo is not None,
        Needs.REDO: project.next_redo is not None,
        Needs.ARTICLE: article,
    }
    there = Needs.NOTHING
    for need, met in found.items():
        there |= need if met else Needs.NOTHING
    return there


class Actions(QObject):
    """The actions of a window, made from the table."""

    def __init__(self, parent: QObject, refuse: Callable[[str], None]) -> None:
        """`refuse` shows the sentence of an action that cannot be done."""
        super().__init__(parent)
        self._refuse = refuse
        self._specs = {spec.name: spec for spec in SPECS}
        self._actions = {spec.name: self._made(spec) for spec in SPECS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        return list(self._actions.values())

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

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Fill the menu bar; return the menus that the window fills itself, by name."""
        filled = {}
        for title, names in MENUS.items():
            menu = bar.addMenu(_translated(title))
            menu.setToolTipsVisible(True)
            for name in names:
                if name == "-":
                    menu.addSeparator()
                elif name in FILLED_MENUS:
                    inner = FILLED_MENUS[name]
                    filled[name] = menu.addMenu(_translated(inner)) if inner else menu
                else:
                    menu.addAction(self._actions[name])
        return filled

    def _made(self, spec: Spec) -> QAction:
        action = QAction(_translated(spec.text), self)
        if isinstance(spec.keys, str):
            action.setShortcuts(QKeySequence.listFromString(spec.keys))
        elif spec.keys is not None:
            action.setShortcut(QKeySequence(spec.keys))
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{_translated(spec.tip)} ({key})" if key else _translated(spec.tip))
        return action


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
