"""From place to place in an article: to what is tagged, and to what is not tagged yet."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, QUOTE
from annotator.core.span import Span
from annotator.core.untagged import (
    Meeting,
    next_name,
    next_quotation,
    next_untouched,
    untagged_quotations,
    untagged_starts_at,
)
from annotator.ui.desk import Desk
from annotator.ui.pane import Pane

# Of those that are left more are not counted: it takes its time.
_COUNTED = 99


class Stepping:
    """The steps in the active pane. Those of one kind in a row count as one jump."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        steps: Mapping[str, Callable[[Pane, bool], object]] = {
            "": self._to_annotation,
            "_same": self._to_same_label,
            "_quotation": self._to_quotation,
            "_name": self._to_name,
            "_untouched": self._to_untouched,
        }
        return {
            f"go.{way}{what}": partial(self._step, what, step, back=way == "previous")
            for what, step in steps.items()
            for way in ("next", "previous")
        }

    def _step(self, what: str, step: Callable[[Pane, bool], object], *, back: bool) -> None:
        pane = self._desk.active
        if pane.article is not None:
            self._desk.tagging.end_cycle()  # a key of a label must not widen what lies behind
            with self._desk.visits.jumping(f"step{what}"):
                step(pane, back)

    def _to_annotation(self, pane: Pane, back: bool) -> None:
        found = self._beside(pane, self._place(pane), back)
        if found is None:
            raise AnnotatorError(f"There is no annotation {_way(back)} this place in the article.")
        self._desk.tagging.go_to(pane, found)

    def _to_same_label(self, pane: Pane, back: bool) -> None:
        project, place = self._desk.project, self._place(pane)
        assert project is not None  # there is an article
        model = self._desk.tagging.selected or next(iter(pane.index.at(pane.view.caret())), None)
        found = self._beside(pane, place, back)
        while found is not None and model is not None and found.label != model.label:
            found = self._beside(pane, found, back)
        if found is None:
            title = project.scheme.label(model.label).title.lower() if model else "annotation"
            raise AnnotatorError(f"There is no {title} {_way(back)} this place in the article.")
        self._desk.tagging.go_to(pane, found)

    def _to_quotation(self, pane: Pane, back: bool) -> None:
        """Select the quotation, so that the key of a label tags it; or say how many are left."""
        assert pane.article is not None  # `_step` has looked
        text, place = pane.article.text, pane.view.selection() or pane.view.caret()
        tagged = partial(_spans, pane, label=QUOTE)
        found = next_quotation(text, tagged, place, back=back)
        if found is None:
            raise AnnotatorError(_none_left(*_left_behind(text, tagged, place, back), back))
        pane.view.select(found)
        pane.view.reveal(found)

    def _to_name(self, pane: Pane, back: bool) -> None:
        """Select the name, so that the key of a label tags it."""
        assert pane.article is not None  # `_step` has looked
        tagged = partial(_spans, pane, label=ACTOR)
        place = pane.view.selection() or pane.view.caret()
        found = next_name(pane.article.text, tagged, place, back=back)
        if found is None:
            raise AnnotatorError(f"There is no untagged name {_way(back)} this place.")
        pane.view.select(found)
        pane.view.reveal(found)

    def _to_untouched(self, pane: Pane, back: bool) -> None:
        assert pane.article is not None  # `_step` has looked
        found = next_untouched(
            pane.article.text, partial(_spans, pane), pane.view.caret(), back=back
        )
        if found is None:
            raise AnnotatorError(f"In each paragraph {_way(back)} this place something is tagged.")
        pane.view.set_caret(found.start)
        pane.view.reveal(found)

    def _place(self, pane: Pane) -> Annotation | int:
        """Return from where a step goes: the caret may have left the selected annotation since."""
        caret, tagging = pane.view.caret(), self._desk.tagging
        here = tagging.selected if tagging.pane is pane else None
        return here if here is not None and here.span.touches(caret) else caret

    @staticmethod
    def _beside(pane: Pane, place: Annotation | int, back: bool) -> Annotation | None:
        return pane.index.previous_before(place) if back else pane.index.next_after(place)


def _spans(pane: Pane, within: Span, label: str | None = None) -> list[Span]:
    here = pane.index.within(within.start, within.end)
    return [one.span for one in here if label in (None, one.label)]


def _way(back: bool) -> str:
    return "before" if back else "after"


def _left_behind(text: str, tagged: Meeting, place: Span | int, back: bool) -> tuple[int, bool]:
    """Count what is left on the side from which somebody came; say whether the place is, too.

    What lies ahead has just been read to its end, and is not read again.
    """
    if isinstance(place, int):
        at, is_here = place, False
    else:
        at = place.start + 1 if back else place.start
        is_here = untagged_starts_at(text, tagged, place.start)
    others = untagged_quotations(text, tagged, at, back=not back)
    return sum(1 for _ in islice(others, _COUNTED + 1)), is_here


def _none_left(others: int, is_here: bool, back: bool) -> str:
    if not others:
        if is_here:
            return "This is the only quotation in this article that is not tagged."
        return "There is no quotation in this article that is not tagged."
    many = f"more than {_COUNTED}" if others > _COUNTED else str(others)
    verb = "is" if others == 1 else "are"
    return (
        f"There is no untagged quotation {_way(back)} this place; {many} {verb} left "
        f"{_way(not back)} it."
    )
