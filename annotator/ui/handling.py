"""What is done with the articles at hand: those chosen in the library, else the active pane's."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.core.model import Story
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.dialogs.paste import PasteDialog
from annotator.ui.dialogs.properties import PropertiesDialog
from annotator.ui.dialogs.title import TitleDialog
from annotator.ui.panels.library.panel import Library
from annotator.ui.phrases import counted
from annotator.ui.shelving import Shelving


class Handling(QObject):
    """Opens, moves, describes and deletes articles and stories, by their actions."""

    def __init__(self, window: QWidget, desk: Desk, library: Library, shelving: Shelving) -> None:
        super().__init__(window)
        self._window = window
        self._desk, self._library, self._shelving = desk, library, shelving
        self._project: Project | None = None
        self._in_library = False

    def follow_focus(self, now: QWidget) -> None:
        """Take note of where the keyboard is; a menu is about what had it before."""
        if not isinstance(now, QMenuBar | QMenu):
            self._in_library = self._library.has_focus()

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self._shelving.work_on(project)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        shelving = self._shelving
        return {
            "file.paste": self.paste,
            "article.open": lambda: self.open(beside=False),
            "article.beside": lambda: self.open(beside=True),
            "article.properties": self.describe,
            "article.todo": lambda: shelving.set_status(self.at_hand(), "todo"),
            "article.doing": lambda: shelving.set_status(self.at_hand(), "doing"),
            "article.done": lambda: shelving.toggle_done(self.at_hand()),
            "article.delete": lambda: shelving.delete(self.at_hand()),
            "story.open": self.open_story,
            "story.new": self.new_story,
            "story.rename": self.rename_story,
            "story.delete": self.delete_story,
        }

    def at_hand(self) -> list[str]:
        """Return the articles that an action is about."""
        if self._in_library:
            chosen = self._library.chosen()
            if chosen or self._library.story():
                return chosen
        shown = self._desk.active.article
        return [shown.uid] if shown else []

    def story(self) -> str | None:
        """Return the story that an action is about."""
        if self._in_library:
            return self._library.story()
        shown = self._desk.active.article
        return shown.story if shown else self._library.story()

    def fill_stories(self, menu: QMenu) -> None:
        """Fill a menu with the stories that the articles at hand can be put into."""
        menu.clear()
        if self._project is None:
            return
        uids, attempt = self.at_hand(), self._desk.attempt
        stories = sorted(self._project.reading.records(Story), key=lambda one: one.title.casefold())
        for story in stories:
            move = partial(self._shelving.move, uids, story.uid)
            menu.addAction(story.title.replace("&", "&&"), partial(attempt, move))
        if stories:
            menu.addSeparator()
        out = partial(self._shelving.move, uids, None)
        menu.addAction("No story", partial(attempt, out)).setEnabled(bool(uids))

    def open(self, *, beside: bool) -> None:
        """Open the first of the articles at hand."""
        uids = self.at_hand()
        if uids:
            self.open_article(uids[0], beside=beside)

    def open_article(self, uid: str, *, beside: bool, keyboard: bool = True) -> None:
        """Open an article where it is shown already, or in the active pane, or beside that."""
        desk = self._desk
        if beside:
            pane = desk.beside(desk.active) or desk.add_pane()
        else:
            pane = desk.pane_of(uid) or desk.active
        desk.open_article(uid, pane, keyboard=keyboard)

    def open_story(self, uid: str | None = None) -> None:
        """Open a story, or the one at hand, side by side."""
        uid = uid or self.story()
        if uid is not None:
            self._desk.open_story(uid, self._library.articles_of(uid))

    def paste(self) -> None:
        """Ask for a text and make it an article."""
        assert self._project is not None  # the action needs one
        desk = self._desk
        dialog = PasteDialog(self._project, self._shelving, self._window, self.story())
        dialog.added.connect(
            lambda uid: desk.attempt(lambda: desk.open_article(uid, desk.free_pane()))
        )
        dialog.open()

    def describe(self) -> None:
        """Ask for the properties of the articles at hand."""
        assert self._project is not None
        PropertiesDialog(self._project, self.at_hand(), self._shelving, self._window).open()

    def new_story(self) -> None:
        uids = self.at_hand() if self._in_library else []
        TitleDialog(
            f"New story of {counted(len(uids), 'article')}" if uids else "New story",
            "Title of the story", "",
            lambda title: self._shelving.new_story(title, uids), self._window,
        ).open()  # fmt: skip

    def rename_story(self) -> None:
        uid = self.story()
        story = self._project.reading.record("story", (uid,)) if self._project and uid else None
        if isinstance(story, Story):
            TitleDialog(
                "Rename story", "Title of the story", story.title,
                lambda title: self._shelving.rename_story(story.uid, title), self._window,
            ).open()  # fmt: skip

    def delete_story(self) -> None:
        uid = self.story()
        if uid is not None:
            self._shelving.delete_story(uid)
