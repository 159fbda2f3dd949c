"""What can be done, as one table: menus, toolbar, palette, shortcuts and help are made from it."""

from dataclasses import dataclass
from enum import Flag, auto


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
    ACTOR = auto()  # one or several, chosen in the panel of actors
    ACTORS = auto()  # several of them
    ROWS = auto()  # chosen in the table of annotations
    FINDING = auto()  # the current one of the checks


class Scope(Flag):
    """Where the keys of an action count: in all of the window, or only in one part of it."""

    WINDOW = auto()
    TEXT = auto()
    LIBRARY = auto()
    TABLE = auto()
    ACTORS = auto()
    CHECKS = auto()


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
    repeats: bool = False  # while its key is held: never what erases


_NOTHING, _PROJECT, _WRITABLE = Needs.NOTHING, Needs.PROJECT, Needs.WRITABLE
_ARTICLE, _CHOSEN, _STORY = Needs.ARTICLE, Needs.CHOSEN, Needs.STORY
_TEXT, _LIBRARY, _TABLE = Scope.TEXT, Scope.LIBRARY, Scope.TABLE
_ACTORS, _CHECKS = Scope.ACTORS, Scope.CHECKS
_TAGGED = Needs.ANNOTATION | Needs.WRITABLE

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
        "undo", repeats=True,
    ),
    Spec(
        "edit.redo", "&Redo", "Ctrl+Shift+Z; Ctrl+Y", Needs.REDO | _WRITABLE,
        "Do again what was taken back", "redo", repeats=True,
    ),
    Spec("edit.copy", "&Copy", "Ctrl+C", _ARTICLE, "Copy the selected words", "copy", _TEXT),
    Spec(
        "edit.erase", "&Erase annotation", "Del; Backspace", _PROJECT,
        "Erase the selected annotation, or the innermost one at the caret", "erase",
        _TEXT | _TABLE,
    ),
    Spec("go.find", "&Find…", "Ctrl+F", _ARTICLE, "Find words in this article", "search"),
    Spec("go.find_next", "Find ne&xt", "F3; Ctrl+G", _ARTICLE, "Go to the next hit", "down",
         repeats=True),
    Spec("go.find_previous", "Find pre&vious", "Shift+F3; Ctrl+Shift+G", _ARTICLE,
         "Go to the hit before this one", "up", repeats=True),
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
        "annotate.speaker", "S&peaker…", "S", _ARTICLE | _WRITABLE,
        "Say who speaks or claims; of an actor, who that is", "speaker", _TEXT | _TABLE,
    ),
    Spec(
        "annotate.addressee", "Spo&ken to…", "Shift+S", _ARTICLE | _WRITABLE,
        "Addressee: say whom the selected quote or claim is addressed to", "addressee",
        _TEXT | _TABLE,
    ),
    Spec("annotate.link", "&Link to another…", "L", _TAGGED,
         "Choose what the selected annotation is linked to, in any pane", "link", _TEXT),
    Spec(
        "annotate.everywhere", "Ta&g all occurrences…", "Ctrl+Shift+A", _TAGGED,
        "Tag the same words elsewhere in the article, the story or the project", "everywhere",
    ),
    Spec(
        "annotate.refit", "C&hange its ends", "F2", _TAGGED,
        "Select the words of the annotation; pressed again, it takes what is selected then",
        "ends", _TEXT,
    ),
    Spec("annotate.end_right", "Move &end right", "Alt+Shift+Right", _TAGGED,
         "Move its end a word or a mark to the right", "end-right", _TEXT,
         repeats=True),
    Spec("annotate.end_left", "Move en&d left", "Alt+Shift+Left", _TAGGED,
         "Move its end a word or a mark to the left", "end-left", _TEXT,
         repeats=True),
    Spec("annotate.start_left", "Move &start left", "Alt+Shift+Up", _TAGGED,
         "Move its start a word or a mark to the left", "start-left", _TEXT,
         repeats=True),
    Spec("annotate.start_right", "Move st&art right", "Alt+Shift+Down", _TAGGED,
         "Move its start a word or a mark to the right", "start-right", _TEXT,
         repeats=True),
    Spec(
        "annotate.deselect", "Select n&othing", "Esc", _ARTICLE,
        "Let go of the selected annotation and the selected words", "deselect", _TEXT,
    ),
    Spec(
        "annotate.guidelines", "G&uidelines", "?; F4", _PROJECT,
        "Show what the label of the selected annotation is for, with examples", "guidelines",
        _TEXT | _TABLE,
    ),
    Spec("edit.codebook", "Code&book…", "Ctrl+K", _PROJECT,
         "Labels, what is asked about them, and kinds of link", "codebook"),
    Spec("table.change", "Change the chosen ro&ws…", "Ctrl+Shift+H", Needs.ROWS | _WRITABLE,
         "Change label, answers, speaker or note of all chosen rows of the table at once", "change",
         _TABLE),
    Spec("actor.new", "&New actor", "Ins", _WRITABLE, "Put somebody into the registry",
         "actor-new", _ACTORS),
    Spec("actor.rename", "&Rename", "F2", Needs.ACTOR | _WRITABLE, "Give the actor another name",
         "rename", _ACTORS),
    Spec("actor.merge", "&Merge…", "Ctrl+M", Needs.ACTORS | _WRITABLE,
         "Make one of the chosen actors; their other names are kept", "merge", _ACTORS),
    Spec("actor.split", "&Split off mentions…", "", Needs.ACTOR | _WRITABLE,
         "Make another actor of the chosen mentions", "split", _ACTORS),
    Spec("actor.delete", "&Delete actor", "Del", Needs.ACTOR | _WRITABLE,
         "Take the actor out of the registry; what is tagged stays", "delete", _ACTORS),
    Spec("check.repair", "&Repair", "R", Needs.FINDING | _WRITABLE,
         "Mend what was found, where that is safe", "repair", _CHECKS),
    Spec("check.repair_all", "Repair &all of this kind…", "Shift+R", Needs.FINDING | _WRITABLE,
         "Mend all that this check has found, where that is safe, as one change", "repair",
         _CHECKS),
    Spec("check.leave", "&Leave it", "Del", Needs.FINDING | _WRITABLE,
         "This is right as it is; do not find it again", "cross", _CHECKS),
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
        "Show the next article of the library in this pane", "down", repeats=True,
    ),
    Spec(
        "article.previous", "Pre&vious article", "Ctrl+PgUp", _PROJECT,
        "Show the article before this one of the library in this pane", "up", repeats=True,
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
    Spec("pane.left", "Move pane le&ft", "Ctrl+Shift+PgUp", Needs.PANES,
         "Let the active pane and the one to its left change places", "pane-left"),
    Spec("pane.right", "Move pane ri&ght", "Ctrl+Shift+PgDown", Needs.PANES,
         "Let the active pane and the one to its right change places", "pane-right"),
    Spec("pane.equal", "&Equal widths", "Ctrl+Shift+E", Needs.PANES,
         "Make all panes equally wide", "pane-equal"),
    Spec(
        "go.next", "&Next annotation", "Tab", _ARTICLE,
        "Go to the next annotation of this article", "next", _TEXT, repeats=True,
    ),
    Spec(
        "go.previous", "&Previous annotation", "Shift+Tab", _ARTICLE,
        "Go to the annotation before this one", "previous", _TEXT, repeats=True,
    ),
    Spec("go.next_same", "Next of the same &label", "Alt+Down", _ARTICLE,
         "Go to the next annotation of the same label", "next-same", _TEXT, repeats=True),
    Spec("go.previous_same", "Previous of the s&ame label", "Alt+Up", _ARTICLE,
         "Go to the annotation of the same label before this one", "previous-same", _TEXT,
         repeats=True),
    Spec("go.next_quotation", "Next &quotation not tagged", "Space", _ARTICLE,
         "Select the next quotation that is not tagged, ready for its label", "quotation", _TEXT),
    Spec("go.previous_quotation", "Previous q&uotation not tagged", "Shift+Space", _ARTICLE,
         "Select the quotation before that is not tagged", "quotation", _TEXT),
    Spec("go.next_name", "Next na&me not tagged", ".", _ARTICLE,
         "Select the next name that is not tagged, ready for its label", "name", _TEXT),
    Spec("go.previous_name", "Previous name not &tagged", ",", _ARTICLE,
         "Select the name before that is not tagged", "name", _TEXT),
    Spec("go.next_untouched", "Next untouched para&graph", "Ctrl+Down", _ARTICLE,
         "Go to the next paragraph in which nothing is tagged", "paragraph", _TEXT, repeats=True),
    Spec("go.previous_untouched", "Previous untouched paragrap&h", "Ctrl+Up", _ARTICLE,
         "Go to the paragraph before in which nothing is tagged", "paragraph", _TEXT,
         repeats=True),
    Spec("go.next_finding", "Next &finding", "F8", _PROJECT,
         "Go to what the checks have found next", "down", repeats=True),
    Spec("go.previous_finding", "Previous f&inding", "Shift+F8", _PROJECT,
         "Go to what the checks have found before", "up", repeats=True),
    Spec("go.back", "&Back", "Alt+Left", _PROJECT, "Go back to where you were", "back",
         repeats=True),
    Spec("go.forward", "&Forward", "Alt+Right", _PROJECT, "Go forward again", "forward",
         repeats=True),
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
    Spec("view.actors", "Registr&y of actors", "Alt+4", _PROJECT,
         "Show or hide the registry of actors", "actors", checkable=True),
    Spec("view.checks", "C&hecks", "Alt+5", _PROJECT, "Show or hide what the checks have found",
         "checks", checkable=True),
    Spec("view.brackets", "&Who said what", "Ctrl+Shift+T", _PROJECT,
         "Tie all quotes and claims to their cues and speakers, not only the selected one",
         "brackets", checkable=True),
    Spec("view.together", "Scroll &together", "Ctrl+Shift+L", Needs.PANES,
         "Let the panes scroll in step", "together", checkable=True),
    Spec("view.focus", "Foc&us mode", "F11", _PROJECT, "Show the texts and nothing else", "focus",
         checkable=True),
    Spec("view.larger", "La&rger text", "Ctrl++; Ctrl+=", _NOTHING, "Make the text larger",
         "larger", repeats=True),
    Spec("view.smaller", "&Smaller text", "Ctrl+-", _NOTHING, "Make the text smaller",
         "smaller", repeats=True),
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


def meet(one: Scope, other: Scope) -> bool:
    """Say whether a key of the one scope could also mean one of the other."""
    return bool(one & other) or Scope.WINDOW in (one, other)
