"""The rows of annotations that are looked at: read a page at a time, and the last ones kept."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from annotator.store.listing import AnnotationRow, Listing
from annotator.ui.models.annotation_lines import Line

_PAGE = 50
_KEPT = 2000
# No column is as wide as so many characters, and of a text of a million words no more is kept.
_LONGEST = 600


class Pages:
    def __init__(self) -> None:
        # Those looked at last come last; None for one that is gone or cannot be read.
        self._rows: OrderedDict[str, AnnotationRow | None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, uid: str) -> AnnotationRow | None:
        """Return what was read of an annotation. Raises KeyError when that has not been done."""
        row = self._rows[uid]
        self._rows.move_to_end(uid)
        return row

    def read(self, listing: Listing, lines: Sequence[Line], place: int) -> None:
        """Read the page of a line. Raises AnnotatorError; that is not tried again then."""
        first = place - place % _PAGE
        page = lines[first : first + _PAGE]
        uids = [one for one in page if isinstance(one, str) and one not in self._rows]
        self._rows.update(dict.fromkeys(uids))
        for row in listing.rows(uids):
            cut = row._replace(text=row.text[:_LONGEST], note=row.note[:_LONGEST])
            self._rows[row.uid] = cut
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def forget(self, uids: Iterable[str]) -> None:
        for uid in uids:
            self._rows.pop(uid, None)

    def clear(self) -> None:
        self._rows.clear()


def in_pages(listing: Listing, uids: Sequence[str]) -> Iterable[AnnotationRow]:
    """Yield the rows of many annotations as they are, without keeping them."""
    for first in range(0, len(uids), _PAGE):
        yield from listing.rows(uids[first : first + _PAGE])
