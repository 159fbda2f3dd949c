"""What an edit does to annotations, links and answers, counted and told before it is done."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from annotator.core.edit import Edit
from annotator.core.model import Annotation, Link


class Consequences(NamedTuple):
    """How many records other than the codebook's own an edit concerns."""

    erased: int = 0  # annotations
    joined: int = 0  # annotations that become one with another in the same place
    relabelled: int = 0
    links_erased: int = 0
    links_changed: int = 0  # that become another kind
    answers_taken: int = 0
    answers_changed: int = 0  # rewritten or converted

    def sentences(self) -> list[str]:
        """Tell of it in sentences; nothing when the edit changes the codebook alone."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        erased = [
            _counted(number, what)
            for number, what in ((self.erased, "annotation"), (self.links_erased, "link"))
            if number
        ]
        if erased:
            yield f"Erases {' and '.join(erased)}."
        if self.relabelled:
            yield f"Gives {_counted(self.relabelled, 'annotation')} another label."
        if self.joined:
            which = "one" if self.joined == 1 else "ones"
            yield (
                f"Makes {_counted(self.joined, 'annotation')} one with the {which} in the same "
                "place."
            )
        if self.links_changed:
            yield f"Turns {_counted(self.links_changed, 'link')} into another kind."
        if self.answers_taken:
            yield f"Takes {_counted(self.answers_taken, 'answer')} away."
        if self.answers_changed:
            yield f"Rewrites {_counted(self.answers_changed, 'answer')}."


def consequences(edit: Edit) -> Consequences:
    """Count what an edit does besides changing the codebook."""
    found: Counter[str] = Counter()
    stands = {_place(one) for one in _standing(edit)}
    for change in edit.changes:
        match change.before, change.after:
            case Annotation() as before, None:
                found["joined" if _place(before) in stands else "erased"] += 1
            case Annotation() as before, Annotation() as after:
                found["relabelled"] += before.label != after.label
                found["answers_taken"] += _fewer(before, after)
                found["answers_changed"] += _other(before, after)
            case Link(), None:
                found["links_erased"] += 1
            case Link(kind=before_kind), Link(kind=after_kind):
                found["links_changed"] += before_kind != after_kind
    return Consequences(**found)


def _standing(edit: Edit) -> Iterator[Annotation]:
    """Yield annotations that may stand for others: they keep their label and all that they say."""
    for change in edit.of(Annotation.table):
        match change.before, change.after:
            case Annotation() as before, Annotation() as after if (
                before.label == after.label
                and before.attributes.items() <= after.attributes.items()
            ):
                yield after


def _place(one: Annotation) -> tuple[str, int, int, str]:
    return one.article, one.start, one.end, one.coder


def _fewer(before: Annotation, after: Annotation) -> int:
    return max(0, len(before.attributes) - len(after.attributes))


def _other(before: Annotation, after: Annotation) -> int:
    """Return how many answers have become others, or answers to another attribute."""
    was, then = before.attributes, after.attributes
    changed = [name for name in was.keys() & then.keys() if then[name] != was[name]]
    return len(changed) + min(len(was.keys() - then.keys()), len(then.keys() - was.keys()))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
