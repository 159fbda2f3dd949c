"""What a person changes about the codebook of a project."""

from dataclasses import replace

from annotator.core.edit import Change, Edit, Kind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label
from annotator.core.scheme import RESERVED_KEYS, Scheme


def set_key(label: Label, key: str, scheme: Scheme) -> Edit:
    """Put a label on another letter or digit, or on none."""
    letter = key.upper()
    if letter and (len(letter) != 1 or not letter.isalnum()):
        raise AnnotatorError("The key of a label is one letter or digit.")
    if letter in RESERVED_KEYS:
        raise AnnotatorError(
            f"{letter} has a meaning of its own in the text; choose another key for "
            f"“{label.title}”."
        )
    other = scheme.label_on_key(letter) if letter else None
    if other is not None and other.uid != label.uid:
        raise AnnotatorError(f"{letter} is the key of “{other.title}” already.")
    after = replace(label, key=letter)
    return Edit(Kind.CODEBOOK, (Change(label, after),) if label != after else ())
