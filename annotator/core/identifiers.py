"""Identifiers of parts of a codebook: what stands in CSV columns, JSON and codebook files."""

import re
from collections.abc import Collection
from itertools import count

from annotator.core.errors import AnnotatorError
from annotator.core.folding import fold

_IDENTIFIER = re.compile("[a-z][a-z0-9_]*")
_OTHER = re.compile("[^a-z0-9]+")
LONGEST_NAME = 40  # letters
LONGEST_TITLE = 200


def identifier(title: str, taken: Collection[str], otherwise: str) -> str:
    """Return an identifier like a title that is not `taken`.

    `otherwise` is what to begin with where the title has no Latin letters.
    """
    words = simplified(title)
    start = words if _IDENTIFIER.fullmatch(words) else f"{otherwise}_{words}".rstrip("_")
    return free(start, taken)


def free(name: str, taken: Collection[str]) -> str:
    """Return a name, with a number behind it where that is taken."""
    name = name[:LONGEST_NAME].rstrip("_")
    numbered = (f"{name[: LONGEST_NAME - 1 - len(str(at))]}_{at}" for at in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def simplified(title: str) -> str:
    """Return the Latin letters and digits of a title in small letters, words joined by _."""
    return _OTHER.sub("_", fold(title)).strip("_")[:LONGEST_NAME].rstrip("_")


def check_identifier(name: str, taken: Collection[str], what: str) -> None:
    """Raise AnnotatorError where a name is none, or belongs to another `what`."""
    if not _IDENTIFIER.fullmatch(name):
        raise AnnotatorError(
            f"“{name}” cannot be the identifier of {what}. It begins with a letter and has small "
            "letters (a to z), digits and _."
        )
    if len(name) > LONGEST_NAME:
        raise AnnotatorError(f"An identifier has {LONGEST_NAME} letters at most.")
    if name in taken:
        raise AnnotatorError(f"There is {what} with the identifier “{name}” already.")


def check_title(title: str, what: str) -> None:
    """Raise AnnotatorError where `what`, “a label” say, cannot be called so."""
    if not title.strip():
        raise AnnotatorError(f"{what[0].upper()}{what[1:]} needs a title.")
    if len(title) > LONGEST_TITLE:
        raise AnnotatorError(f"The title of {what} has {LONGEST_TITLE} letters at most.")
    if any("\ud800" <= letter <= "\udfff" for letter in title):
        raise AnnotatorError(f"The title of {what} has half a letter in it. Write it anew.")
