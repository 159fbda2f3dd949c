"""Which annotations are parts of one, as the links of an article tell."""

from collections.abc import Iterable

from annotator.core.model import Link
from annotator.core.scheme import CONTINUES_LINK


class Parts:
    """Follows the links that continue an annotation, to say at once what belongs together."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._heads: dict[str, str] = {}
        self._tails: dict[str, set[str]] = {}
        for link in links:
            self.add(link)

    def add(self, link: Link) -> None:
        """Take note of a link; one that continues nothing is passed over."""
        if link.kind == CONTINUES_LINK:
            self.discard(link.source)
            self._heads[link.source] = link.target
            self._tails.setdefault(link.target, set()).add(link.source)

    def discard(self, part: str) -> None:
        """Let a later part be one no more."""
        head = self._heads.pop(part, None)
        if head is not None:
            tails = self._tails[head]
            tails.discard(part)
            if not tails:
                del self._tails[head]

    def of(self, uid: str) -> list[str]:
        """Return the parts of which an annotation is one, the head first; or only its own uid."""
        head = self._heads.get(uid, uid)
        return [head, *sorted(self._tails.get(head, ()))]
