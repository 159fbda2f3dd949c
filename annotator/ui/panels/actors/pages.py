"""The page on the web that an external id names, if it names one."""

import re

from PySide6.QtCore import QUrl

_WIKIDATA = re.compile(r"(?:wikidata:|wd:)?(Q[1-9][0-9]{0,11})", re.IGNORECASE)


def page_of(external_id: str) -> QUrl | None:
    """Return the address of a web page or of an entry of Wikidata (Q and a number)."""
    written = external_id.strip()
    if found := _WIKIDATA.fullmatch(written):
        return QUrl(f"https://www.wikidata.org/wiki/{found[1].upper()}")
    url = QUrl(written, QUrl.ParsingMode.StrictMode)
    is_page = url.isValid() and url.scheme() in ("http", "https") and bool(url.host())
    return url if is_page else None
