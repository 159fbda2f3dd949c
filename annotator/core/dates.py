"""Dates of publication: ISO 8601, as much of it as is known."""

import re
from datetime import datetime

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def is_publication_date(text: str) -> bool:
    """Say whether a text is empty, a year, a month, a day or a moment, in ISO 8601."""
    if not text or _PARTIAL.fullmatch(text):
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "-" in text
