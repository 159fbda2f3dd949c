"""Which annotations are parts of one, as links tell: the first is the head, each later one has one.

Links of later parts lead to the head at once; what is said of a split annotation is said of it.
"""

from collections.abc import Iterable

from annotator.core.model import Annotation, Link
from annotator.core.scheme import CONTINUES_LINK


class Parts:
    """Follows the links that continue an annotation, to say at once what belongs together."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        """`links` may be any; those at an annotation and at its head tell all of its parts."""
        self._heads: dict[str, str] = {}
        self._later: dict[str, set[str]] = {}
        for link in links:
            self.add(link)

    def add(self, link: Link) -> None:
        """Take note of a link; one that continues nothing is passed over."""
        if link.kind == CONTINUES_LINK:
            self._leave(link.source)
            self._heads[link.source] = link.target
            self._later.setdefault(link.target, set()).add(link.source)

    def discard(self, link: Link) -> None:
        """Let what a link continues be continued by it no more."""
        if link.kind == CONTINUES_LINK and self._heads.get(link.source) == link.target:
            self._leave(link.source)

    def head(self, uid: str) -> str:
        """Return the first part of the annotation, or its own uid when it is that or not split."""
        return self._heads.get(uid, uid)

    def later(self, head: str) -> list[str]:
        """Return the parts that continue an annotation."""
        return sorted(self._later.get(head, ()))

    def of(self, uid: str) -> list[str]:
        """Return the parts of which an annotation is one, the head first; or only its own uid."""
        head = self.head(uid)
        return [head, *self.later(head)]

    def _leave(self, part: str) -> None:
        head = self._heads.pop(part, None)
        if head is not None:
            later = self._later[head]
            later.discard(part)
            if not later:
                del self._later[head]


def in_text_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return annotations of one article in the order in which parts are counted."""
    return sorted(annotations, key=lambda one: (one.start, one.end, one.uid))
