"""Times and sizes in the words that a person is shown.

The frame is shown before the rest of the program is there and needs this: it imports little.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale

# Qt takes over the language of the system for what Python says of months, too.
_ENGLISH = QLocale(QLocale.Language.English)


def local(utc: str) -> datetime | None:
    """Return the local time of a moment that a record keeps (ISO 8601), if it is one."""
    try:
        return datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)
    except (ValueError, OverflowError):  # a file of somebody else's can say anything
        return None


def told(utc: str) -> str:
    """Return a moment that a record keeps as it is written here, else what the record says."""
    at = local(utc)
    return dated(at) if at else utc


def stamped(utc: str) -> str:
    """Return a moment that a record keeps so that one below another is compared at a glance."""
    at = local(utc)
    return f"{at:%Y-%m-%d %H:%M}" if at else utc


def dated(at: datetime) -> str:
    return f"{date(at)}, {clock(at)}"


def date(at: datetime) -> str:
    return f"{at.day} {_month(at, QLocale.FormatType.ShortFormat)} {at.year}"


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def day(at: datetime, now: datetime) -> str:
    """Return a moment as people say it, by its day."""
    if at.date() == now.date():
        return f"today at {clock(at)}"
    if at.date() == now.date() - timedelta(days=1):
        return f"yesterday at {clock(at)}"
    said = f"{at.day} {_month(at, QLocale.FormatType.LongFormat)}"
    return said if at.year == now.year else f"{said} {at.year}"


def when(at: datetime, now: datetime) -> str:
    """Return a moment as people say it, with the time of the day."""
    said, time = day(at, now), clock(at)
    return said if said.endswith(time) else f"{said} at {time}"


def size(of: int) -> str:
    """Return a number of bytes, such as “4.2 MB”."""
    return _ENGLISH.formattedDataSize(of, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _month(at: datetime, form: QLocale.FormatType) -> str:
    return _ENGLISH.monthName(at.month, form)
