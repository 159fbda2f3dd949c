"""A window with two articles in it, and questions about who says what there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.model import Actor, Annotation, Link, Record
from annotator.core.scheme import ACTOR, CLAIM, CUE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.desk import Desk
from annotator.ui.pane import Pane
from annotator.ui.picker.picker import Picker
from tests.build import ANN, annotation, article, project
from tests.journeys.hands import COURIER, WIRE, Hands, open_window

LEFT, RIGHT = article(COURIER, uid="courier"), article(WIRE, uid="wire")
HARDEST = "“the hardest decision of my life”"
LOSES = "“The terminal loses eleven million euros a year,”"
NOBODY = "“Nobody in this hall can say they were not told.”"
VOTED = "the council voted 14 to 9 on Tuesday to close its coal terminal"


def actor(name: str, **values: object) -> Actor:
    return Actor(uid=name.casefold(), name=name, **values)  # type: ignore[arg-type]


class Scene:
    """What a person sees of a window, and what the project then holds."""

    def __init__(self, hands: Hands, made: Project) -> None:
        self.hands, self.project = hands, made

    @property
    def desk(self) -> Desk:
        return self.hands.window.workplace.desk

    @property
    def pane(self) -> Pane:
        return self.desk.active

    @property
    def picker(self) -> Picker:
        return self.desk.attributing.picker

    @property
    def rows(self) -> list[str]:
        """Return what the picker offers."""
        model = self.picker.chooser.rows
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    @property
    def selected(self) -> str | None:
        one = self.desk.tagging.selected
        return one.text if one else None

    @property
    def proposed(self) -> str:
        """Return who is proposed for a mention."""
        QApplication.processEvents()
        return self.pane.proposal.words

    def keys(self, *names: str) -> None:
        self.hands.keys(*names)

    def select(self, words: str, label: str | None = None) -> Annotation:
        """Select what is tagged there in the active pane, and put the caret into it."""
        one = self.tagged(words, label)
        assert one is not None
        self.desk.tagging.go_to(self.pane, one)
        self.pane.view.set_caret(one.start + 1)
        return one

    def put_caret(self, words: str, inside: int = 1) -> None:
        assert self.pane.article is not None
        self.pane.view.set_caret(self.pane.article.text.index(words) + inside)

    def tagged(self, words: str, label: str | None = None) -> Annotation | None:
        assert self.pane.article is not None
        found = self.project.reading.annotations_of(self.pane.article.uid)
        return next(
            (one for one in found if one.text == words and label in (None, one.label)), None
        )

    def texts(self, label: str) -> list[str]:
        assert self.pane.article is not None
        found = self.project.reading.annotations_of(self.pane.article.uid)
        return [one.text for one in found if one.label == label]

    @property
    def links(self) -> set[tuple[str, str, str]]:
        """Return the links of the project: what kind, from which words, to which."""
        reading = self.project.reading
        return {
            (
                self.project.scheme.link_kind(one.kind).name,
                reading.annotation(one.source).text,
                reading.annotation(one.target).text,
            )
            for one in reading.records(Link)
        }

    @property
    def actors(self) -> set[str]:
        return {one.name for one in self.project.reading.records(Actor)}

    def actor_of(self, words: str, label: str | None = None) -> str | None:
        """Return who an annotation names, or speaks it without a mention."""
        one = self.tagged(words, label)
        assert one is not None
        if one.actor is None:
            return None
        found = self.project.reading.record(Actor.table, (one.actor,))
        assert isinstance(found, Actor)
        return found.name

    @property
    def state(self) -> object:
        """Return all that gestures change, to be compared."""
        reading = self.project.reading
        kinds: tuple[type[Record], ...] = (Annotation, Link, Actor)
        return [sorted(reading.records(kind), key=lambda one: one.identity) for kind in kinds]

    @property
    def where(self) -> tuple[str | None, int, Span | None]:
        """Return what is selected, the caret, and the words that are selected."""
        view = self.pane.view
        return self.selected, view.caret(), view.selection()


Open = Callable[..., Scene]


def open_scene(qtbot: QtBot, folder: Path, *records: Record) -> Scene:
    """Open a window on a project of two articles that holds some other records, too."""
    made = project(folder, LEFT, RIGHT)
    if records:
        made.bring_in(records)
        made.forget_history()
    hands = open_window(qtbot, folder / "settings.ini", ANN)
    hands.window.show_project(made)
    hands.window.workplace.desk.open_articles(["courier", "wire"])
    hands.wait_for_window()
    return Scene(hands, made)


def quote(words: str) -> Annotation:
    return annotation(LEFT, words)


def claim(words: str) -> Annotation:
    return annotation(LEFT, words, CLAIM)


def mention(words: str) -> Annotation:
    return annotation(LEFT, words, ACTOR)


def cue(words: str) -> Annotation:
    return annotation(LEFT, words, CUE)
