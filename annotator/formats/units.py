"""Which annotations belong together: by links, and as parts of one split quote."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.core.model import Annotation, Link, Status
from annotator.core.scheme import CONTINUES_LINK


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with what it ties."""

    link: Link
    source: Annotation
    target: Annotation


def ties(
    links: Iterable[Link],
    annotations: Iterable[Annotation],
    elsewhere: Callable[[str], Annotation],
    statuses: Sequence[Status],
) -> list[Tie]:
    """Return the links of an article that count: they and both their ends are of `statuses`."""
    here = {one.uid: one for one in annotations}
    found = []
    for link in links:
        if link.status in statuses:
            source = here[link.source]
            target = here.get(link.target) or elsewhere(link.target)
            if source.status in statuses and target.status in statuses:
                found.append(Tie(link, source, target))
    return found


class Units:
    """Which annotations are parts of one split quote."""

    def __init__(self, annotations: Iterable[Annotation], tied: Iterable[Tie]) -> None:
        self._next = {
            one.source.uid: one.target
            for one in tied
            if one.link.kind == CONTINUES_LINK and one.target.article == one.source.article
        }
        self._parts: dict[str, list[str]] = defaultdict(list)
        if self._next:
            heads = {one.uid for one in self._next.values()}
            for one in annotations:
                if one.uid in self._next or one.uid in heads:
                    self._parts[self.head(one).uid].append(one.uid)

    def head(self, one: Annotation) -> Annotation:
        """Return the first part. Links should lead there at once; a chain of them is followed."""
        seen = {one.uid}
        while (following := self._next.get(one.uid)) and following.uid not in seen:
            one = following
            seen.add(one.uid)
        return one

    def part(self, one: Annotation) -> tuple[int, int]:
        """Return which part this is, by place, and of how many."""
        parts = self._parts.get(self.head(one).uid) if self._next else None
        return (parts.index(one.uid) + 1, len(parts)) if parts else (1, 1)
