"""Link mode: the selected annotation waits for another, which a click or Enter picks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from annotator.core import acts
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, LinkKind
from annotator.core.scheme import CONTINUES_LINK, Scheme
from annotator.core.tying import may_tie
from annotator.project.project import Event, Project
from annotator.project.ties import Ties, ties_of
from annotator.ui.actions import Actions
from annotator.ui.mnemonics import let_letters_choose, with_mnemonics
from annotator.ui.pane import Pane
from annotator.ui.panes import Panes
from annotator.ui.phrases import with_article
from annotator.ui.places import Place
from annotator.ui.tagging import Tagging
from annotator.ui.words import in_quotes


class _Start(NamedTuple):
    """From what is linked, and where somebody was then."""

    uid: str
    pane: Pane
    place: Place


class _Offer(NamedTuple):
    """A link that could be made, or is there."""

    kind: LinkKind
    source: Annotation
    target: Annotation
    other: Annotation  # what was picked, or a part of it
    words: str
    is_made: bool


class Linking(QObject):
    """Belongs to a desk, which leaves clicks, Enter and Esc to it while it is on.

    Whatever else can be done goes on meanwhile. Where nothing was tagged, what is tagged then is
    what was missing, and is linked to at once.
    """

    held = Signal(str)  # what to do, as long as it is on; then nothing

    def __init__(self, acting: Actions, tagging: Tagging, panes: Panes) -> None:
        super().__init__(panes)
        self._acting, self._tagging, self._panes = acting, tagging, panes
        self._project: Project | None = None
        self._start: _Start | None = None
        self._missed: tuple[Pane, int] | None = None  # where nothing was tagged that was picked
        panes.on_each_pane(self._show_in)
        tagging.tagged.connect(self._pick_tagged)

    @property
    def is_on(self) -> bool:
        return self._start is not None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {"annotate.link": self.begin}

    def work_on(self, project: Project | None) -> None:
        self._stop()
        self._project = project

    def begin(self) -> None:
        """Wait for what the selected annotation is linked to; or, if that is so already, leave."""
        if self.leave():
            return
        pane, source = self._tagging.pane, self._tagging.selected
        if pane is None or source is None:
            raise AnnotatorError("Select the annotation that is to be linked to another.")
        self._start = _Start(source.uid, pane, pane.place)
        self._show()
        self.held.emit(self._sentence(source))

    def leave(self) -> bool:
        """Go back to where link mode began; say whether it was on."""
        start = self._start
        if start is None:
            return False
        self._stop()
        source = start.pane.index.get(start.uid) if start.pane in self._panes.panes else None
        if source is not None:
            self._tagging.select(start.pane, source)
            start.pane.go_back_to(start.place)
            start.pane.take_keyboard()
        return True

    def hear(self, event: Event) -> None:
        """Follow a change of the project: what is gone cannot be linked."""
        start, project = self._start, self._project
        if start is None or project is None:
            return
        touched = any(change.identity == (start.uid,) for change in event.edit.changes)
        if (touched or not event.edit) and not project.reading.has("annotation", start.uid):
            self._stop()

    def pick_at(self, pane: Pane, at: int) -> None:
        """Link to what covers a character; where several do, the innermost is offered first.

        Raises AnnotatorError where nothing can be linked.
        """
        self._missed = (pane, at)
        self._pick(pane, pane.index.covering(at))

    def pick_here(self, pane: Pane) -> bool:
        """Link to what the caret of a pane is at; say whether link mode is on.

        What was gone to and selected comes alone, else all that the caret touches.
        """
        if self._start is None:
            return False
        caret, selected = pane.view.caret(), self._tagging.selected
        self._missed = (pane, caret)
        here = pane.index.at(caret)
        if selected is not None and selected in here and selected.uid != self._start.uid:
            here = [selected]
        self._pick(pane, here)
        return True

    def _pick_tagged(self, made: Annotation) -> None:
        if self._start is None or self._missed is None:
            return
        pane, at = self._missed
        if pane is self._tagging.pane and made.span.touches(at):
            self._acting.attempt(lambda: self._pick(pane, [made]))

    def _pick(self, pane: Pane, here: Sequence[Annotation]) -> None:
        start, project = self._start, self._project
        assert start is not None  # whoever calls has looked
        assert project is not None
        if not project.reading.has("annotation", start.uid):
            self._stop()  # somebody else has erased it, which is told a little later
            raise AnnotatorError("The annotation from which you link is no longer there.")
        ties = _ties(project, start.uid)
        own = {one.uid for one in ties.parts}
        others = [one for one in here if one.uid not in own]
        if not others:
            raise AnnotatorError(_IS_ITSELF if here else _NOTHING_HERE)
        offers = [list(_offers(project, ties, other)) for other in others]
        flat = [one for group in offers for one in group]
        if not flat:
            raise AnnotatorError(_misfit(project.scheme, ties.head, others[0]))
        if len(flat) == 1:
            self._make(flat[0])
        else:
            self._ask(pane, [group for group in offers if group])

    def _ask(self, pane: Pane, groups: Sequence[Sequence[_Offer]]) -> None:
        """Let the first letters of a menu choose."""
        menu = QMenu(pane.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Kind of link")
        let_letters_choose(menu)
        offers = [one for group in groups for one in group]
        texts = iter(with_mnemonics([one.words for one in offers]))
        for number, group in enumerate(groups):
            if number:
                menu.addSeparator()
            for offer in group:
                make = partial(self._acting.attempt, partial(self._make, offer))
                action = menu.addAction(next(texts), make)
                action.setEnabled(not offer.is_made)
        free = (one for one in menu.actions() if one.isEnabled() and not one.isSeparator())
        first = next(free, None)
        rect = pane.view.item_rect(groups[0][0].other.uid) or pane.view.viewport().rect()
        menu.popup(pane.view.viewport().mapToGlobal(rect.bottomLeft()))
        if first is not None:
            menu.setActiveAction(first)

    def _make(self, offer: _Offer) -> None:
        project = self._project
        if self._start is None or project is None:
            return  # it was left while the menu was open
        links = project.reading.tracing.ties(offer.source.uid)
        project.perform(
            acts.link(
                offer.kind, offer.source, offer.target, project.coder.uid,
                [one.link for one in links],
            )
        )  # fmt: skip
        self.leave()

    def _show(self) -> None:
        for pane in self._panes.panes:
            self._show_in(pane)

    def _show_in(self, pane: Pane) -> None:
        """Show in a pane whether a click there picks."""
        pane.view.set_picking(self.is_on)

    def _stop(self) -> None:
        if self._start is not None:
            self._start = self._missed = None
            self._show()
            self.held.emit("")

    def _sentence(self, source: Annotation) -> str:
        assert self._project is not None  # its annotation is selected
        there, away = map(self._acting.key_told, ("annotate.inspect", "annotate.deselect"))
        return "".join(
            (
                f"Linking {_named(self._project.scheme, source)}: click the other annotation",
                f", or go to it and press {there}." if there else ".",
                f" {away} leaves." if away else "",
            )
        )


_IS_ITSELF = "This is the annotation from which you link; choose another one."
_NOTHING_HERE = (
    "Nothing is tagged here. Press the key of a label to tag it and link to it, or choose "
    "another place."
)


def _ties(project: Project, uid: str) -> Ties:
    return ties_of(project, project.reading.annotation(uid))


def _offers(project: Project, ties: Ties, other: Annotation) -> Iterator[_Offer]:
    """Yield the links that may be from one annotation to another or, where not, the other way.

    Of split ones the first parts are linked. What continues is tagged so, and not linked.
    """
    here, there = ties.head, _ties(project, other.uid).head
    made = {(one.kind, one.source, one.target) for one in ties.links}
    for kind in project.scheme.link_kinds:
        for source, target, arrow in ((here, there, "→"), (there, here, "←")):
            if kind.uid != CONTINUES_LINK and may_tie(kind, source, target):
                is_made = (kind.uid, source.uid, target.uid) in made
                words = f"{kind.title} {arrow} {_named(project.scheme, other)}"
                words += " (set already)" if is_made else ""
                yield _Offer(kind, source, target, other, words, is_made)
                break


def _misfit(scheme: Scheme, source: Annotation, target: Annotation) -> str:
    one, other = (scheme.label(each.label).title.lower() for each in (source, target))
    where = "of the same article" if source.article == target.article else "of another article"
    return f"No kind of link ties {with_article(one)} to {with_article(other)} {where}."


def _named(scheme: Scheme, annotation: Annotation) -> str:
    return f"{scheme.label(annotation.label).title.lower()} {in_quotes(annotation.text)}"
