"""Times and sizes in the words that a person is shown."""

from datetime import datetime

from PySide6.QtCore import QLocale

from annotator.ui.recent import day

_ENGLISH = QLocale(QLocale.Language.English)


def when(at: datetime, now: datetime) -> str:
    """Return a moment as people say it, with the time of the day."""
    said, time = day(at, now), f"{at:%H:%M}"
    return said if said.endswith(time) else f"{said} at {time}"


def local(utc: str) -> datetime | None:
    """Return the local time of a moment that a record keeps, if it is one."""
    try:
        return datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)
    except ValueError:
        return None


def size(of: int) -> str:
    """Return a number of bytes, such as “4.2 MB”."""
    return _ENGLISH.formattedDataSize(of, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
