"""The links at some annotations, to be asked at once which are at one and what its parts are."""

from collections.abc import Iterable, Iterator

from annotator.core.model import Link
from annotator.core.parts import Parts


class Links:
    """Links by uid and by their ends. `parts` follows them and is not changed otherwise."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self.parts = Parts()
        self._links: dict[str, Link] = {}
        self._at: dict[str, dict[str, Link]] = {}
        for link in links:
            self.add(link)

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[Link]:
        return iter(self._links.values())

    def add(self, link: Link) -> None:
        """Put a link in, in place of the one of the same uid where there is one."""
        self.discard(link.uid)
        self._links[link.uid] = link
        for end in (link.source, link.target):
            self._at.setdefault(end, {})[link.uid] = link
        self.parts.add(link)

    def discard(self, uid: str) -> None:
        """Take a link out, if it is there."""
        link = self._links.pop(uid, None)
        if link is None:
            return
        for end in {link.source, link.target}:
            there = self._at[end]
            del there[uid]
            if not there:
                del self._at[end]
        self.parts.discard(link)

    def at(self, annotation: str) -> list[Link]:
        """Return the links that begin or end at an annotation (by uid)."""
        return list(self._at.get(annotation, {}).values())
