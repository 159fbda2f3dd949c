"""The two things an act takes from outside: the time and a fresh identity."""

from datetime import UTC, datetime
from uuid import uuid4


def now() -> str:
    """Return the time in UTC, ISO 8601 with milliseconds and `Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uid() -> str:
    """Return a fresh UUID4 as text."""
    return str(uuid4())
