"""A part of the codebook by its uid, which may have been deleted since somebody saw it."""

from collections.abc import Iterable

from annotator.core.errors import AnnotatorError
from annotator.core.ordering import P


def existing(parts: Iterable[P], uid: str) -> P:
    """Return the part of a uid. Raises AnnotatorError where it is gone, as from another window."""
    found = next((one for one in parts if one.uid == uid), None)
    if found is None:
        raise AnnotatorError("This was deleted from the codebook meanwhile.")
    return found
