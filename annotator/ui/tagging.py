"""From keys and clicks on a text to edits: tagging, widening, choosing, erasing."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotator.core import acts
from annotator.core.acts.attributing import cue
from annotator.core.edit import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation, Label
from annotator.core.scheme import CUE
from annotator.core.span import Span
from annotator.project.project import Project
from annotator.ui.cueing import Cueing, is_untied, may_have_cue, speech_for
from annotator.ui.pane import Pane
from annotator.ui.phrases import with_article
from annotator.ui.spans import spans_to_tag


@dataclass(slots=True)
class _Cycle:
    """What a label's key made last, and what it makes of that when it is pressed again."""

    pane: Pane
    caret: int
    label: str
    uid: str
    spans: list[Span]
    at: int = 0


class Tagging(QObject):
    """The gestures of one window, and its one selected annotation.

    The selected annotation is apart from the caret: moving the caret keeps it.
    """

    selected_changed = Signal(object)  # Annotation | None
    tagged = Signal(object)  # the Annotation that a key has just made
    reached = Signal(object)  # the Annotation that a key has made, widened or found there
    noticed = Signal(str)  # something worth telling that is no change of the project

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._selected: str | None = None
        self._pane: Pane | None = None
        self._cycle: _Cycle | None = None
        self._cueing = Cueing()
        self._last: tuple[Pane, str] | None = None  # what was selected last, now or before
        self._speech: tuple[Pane, str] | None = None  # the same of what may have a cue

    @property
    def selected(self) -> Annotation | None:
        """Return the selected annotation; one whose label somebody took away goes with it."""
        one = self._pane.index.get(self._selected) if self._pane else None
        project = self._project
        if one is None or project is None or not project.scheme.has_label(one.label):
            return None
        return one

    @property
    def pane(self) -> Pane | None:
        """Return the pane that holds the selected annotation."""
        return self._pane if self.selected else None

    def work_on(self, project: Project | None) -> None:
        self._project = project
        self._cycle = self._last = self._speech = None
        self._cueing.end()
        self.select(None, None)

    def select(self, pane: Pane | None, annotation: Annotation | None) -> None:
        """Make an annotation of a pane the selected one of the window, or none."""
        former = self._pane
        self._pane = pane if annotation else None
        self._selected = annotation.uid if annotation else None
        if former is not None and former is not self._pane:
            former.view.set_selected(None)
        if self._pane is not None and annotation is not None:
            self._pane.view.set_selected(self._selected)
            self._last = (self._pane, annotation.uid)
            if self._project is not None and may_have_cue(self._project.scheme, annotation):
                self._speech = self._last
        self.selected_changed.emit(annotation)

    def end_cycle(self) -> None:
        """Let the key of a label tag anew, also where it would have widened what it made."""
        self._cycle = None
        self._cueing.end()

    def press(self, pane: Pane, letter: str, *, continues: bool) -> None:
        """Tag with the label on a key; with `continues` as a part of the selected annotation.

        Raises AnnotatorError with the reason when nothing can be tagged. A letter that no label
        has does nothing.
        """
        project, article = self._project, pane.article
        label = project.scheme.label_on_key(letter) if project else None
        if project is None or article is None or label is None:
            return
        speech = self._speech_at_caret(project, pane) if label.uid == CUE else None
        if continues:
            self._continue(project, pane, label)
        elif speech is not None:
            self._cycle = None
            self._notice(self._cueing.find(project, pane, label, speech))
        elif self._presses_again(pane, label):
            self._widen(project, pane)
        else:
            self._tag(project, pane, label)

    def erase(self, pane: Pane) -> None:
        """Erase the selected annotation if the caret touches it, else the innermost there."""
        project = self._project
        if project is None or pane.article is None:
            return
        caret = pane.view.caret()
        here = pane.index.at(caret)
        selected = self.selected
        victim = selected if selected in here else next(iter(here), None)
        if victim is None:
            raise AnnotatorError(
                "There is no annotation at the caret to erase. Click into one, or go to one "
                "with Tab."
            )
        # A part that was rejected is not shown.
        parts = {
            uid: pane.index.get(uid) or project.reading.annotation(uid)
            for uid in pane.links.parts.later(victim.uid)
        }
        project.perform(acts.erase(victim, pane.links.at(victim.uid), parts))

    def go_to(self, pane: Pane, annotation: Annotation) -> None:
        """Select an annotation, put the caret to its start and bring it into view."""
        self.select(pane, annotation)
        pane.view.set_caret(annotation.start)
        pane.view.reveal(annotation.span)

    def click(self, pane: Pane, at: int) -> None:
        """Select the innermost annotation over a character, at the next click the one around it.

        A click on bare text selects none.
        """
        here = pane.index.covering(at)
        selected = self.selected
        if selected in here:
            self.select(pane, here[(here.index(selected) + 1) % len(here)])
        else:
            self.select(pane, here[0] if here else None)

    def _presses_again(self, pane: Pane, label: Label) -> bool:
        cycle = self._cycle
        if cycle is None or cycle.pane is not pane or cycle.label != label.uid:
            return False
        made = pane.index.get(cycle.uid)
        return (
            made is not None
            and made.span == cycle.spans[cycle.at]
            and self._selected == cycle.uid
            and pane.view.caret() == cycle.caret
            and pane.view.selection() is None
        )

    def _tag(self, project: Project, pane: Pane, label: Label) -> None:
        article = pane.article
        assert article is not None  # `press` has looked
        spans = spans_to_tag(pane, label)
        made = identical(pane, label.uid, spans[0])
        if made is None:
            edit = self._edit(project, pane, label, spans[0])
            project.perform(edit)
            made = pane.index.get(str(next(edit.of(Annotation.table)).identity[0]))
            assert made is not None
            self._cycle = _Cycle(pane, pane.view.caret(), label.uid, made.uid, spans)
            if is_untied(pane, made):
                self._notice("There is no quote or claim near to which this cue could be tied.")
        else:
            # Not made now, so that pressing again must not change its ends.
            self._cycle = None
            if not self._tie(project, pane, label, made):
                self._notice(f"This is tagged as {with_article(label.title.lower())} already.")
        if pane.view.selection() is not None:
            pane.view.clear_selection()
        self.select(pane, made)
        if self._cycle is not None:
            self.tagged.emit(made)
        self.reached.emit(made)

    def _edit(self, project: Project, pane: Pane, label: Label, span: Span) -> Edit:
        assert pane.article is not None  # `press` has looked
        if label.uid == CUE:
            return self._cue(project, pane, label, span)
        return acts.annotate(pane.article, label, span, project.coder.uid)

    def _tie(self, project: Project, pane: Pane, label: Label, made: Annotation) -> bool:
        """Tie a cue that was tagged before, and belongs to nothing; say whether that was so."""
        edit = self._cue(project, pane, label, made) if is_untied(pane, made) else None
        if edit:
            project.perform(edit)
        return bool(edit)

    def _cue(self, project: Project, pane: Pane, label: Label, place: Span | Annotation) -> Edit:
        """Return what tags a cue and ties it at once to what it is the cue of."""
        assert pane.article is not None  # `press` has looked
        span = place if isinstance(place, Span) else place.span
        head = self._speech_for(project, pane, span)
        links = pane.links.at(head.uid) if head else ()
        return cue(pane.article, place, label, head, links, project.scheme, project.coder.uid)

    def _widen(self, project: Project, pane: Pane) -> None:
        cycle, article = self._cycle, pane.article
        assert cycle is not None
        assert article is not None
        made = pane.index.get(cycle.uid)
        assert made is not None
        for step in range(1, len(cycle.spans)):
            at = (cycle.at + step) % len(cycle.spans)
            if identical(pane, made.label, cycle.spans[at]) is None:
                project.perform(acts.resize(article, made, cycle.spans[at]))
                cycle.at = at
                widened = pane.index.get(cycle.uid)
                self.select(pane, widened)
                self.reached.emit(widened)
                return
        raise AnnotatorError("There is nothing wider to tag here.")

    def _continue(self, project: Project, pane: Pane, label: Label) -> None:
        """Make a part of what is selected in this pane, or was before a click on bare text."""
        article, head = pane.article, self._last_in(pane)
        assert article is not None
        name = with_article(label.title.lower())
        if head is None:
            raise AnnotatorError(
                f"To continue {name}, select its first part in this article; then go to the "
                "next part and press Shift and the key."
            )
        if head.label != label.uid:
            raise AnnotatorError(
                f"The selected annotation is no {label.title.lower()}, so that cannot continue it."
            )
        span, coder = spans_to_tag(pane, label)[0], project.coder.uid
        part, links = identical(pane, label.uid, span), pane.links
        if part is None:
            edit = acts.continue_(article, head, span, coder, links.at(head.uid))
            made = str(edit.changes[0].identity[0])
        else:
            first = project.reading.annotation(links.parts.head(head.uid))
            ties = (*links.at(first.uid), *links.at(part.uid))
            edit, made = acts.join(first, part, ties, project.scheme, coder), part.uid
        project.perform(edit)
        if pane.view.selection() is not None:
            pane.view.clear_selection()
        self.select(pane, pane.index.get(made))

    def _speech_at_caret(self, project: Project, pane: Pane) -> Annotation | None:
        """Return what is selected, where the caret is in it and it may have a cue."""
        one = self.selected if self._pane is pane and pane.view.selection() is None else None
        is_there = one is not None and one.span.touches(pane.view.caret())
        return one if is_there and may_have_cue(project.scheme, one) else None

    def _speech_for(self, project: Project, pane: Pane, span: Span) -> Annotation | None:
        where, uid = self._speech or (None, None)
        last = pane.index.get(uid) if where is pane else None
        selected = self.selected if self._pane is pane else None
        return speech_for(project, pane, span, selected, last)

    def _notice(self, sentence: str) -> None:
        if sentence:
            self.noticed.emit(sentence)

    def _last_in(self, pane: Pane) -> Annotation | None:
        """Return what is selected or, where nothing is, was last, if that is in this pane."""
        where, uid = self._last or (None, None)
        return pane.index.get(uid) if where is pane else None


def identical(pane: Pane, label: str, span: Span) -> Annotation | None:
    """Return the annotation of a label (by uid) that covers just this span, if there is one."""
    here = pane.index.within(span.start, span.end)
    return next((one for one in here if one.label == label and one.span == span), None)
