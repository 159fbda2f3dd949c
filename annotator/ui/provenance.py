"""Where an article came from and what was done to its text on the way, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.core.model import Article
from annotator.formats.plain import OUTLET_GUESSED
from annotator.ui.moments import stamped
from annotator.ui.phrases import counted

CLIPBOARD = "clipboard"  # the name of the source of what was pasted

# What each count of a cleaning report means, for one and for several.
_CLEANED = {
    "bom": ("a byte order mark removed", "{:,} byte order marks removed"),
    "line_ends": ("1 line end made plain", "{:,} line ends made plain"),
    "replaced": (
        "1 character that cannot be shown replaced by �",
        "{:,} characters that cannot be shown replaced by �",
    ),
    "blanks": ("1 blank at the end of a line removed", "{:,} blanks at the ends of lines removed"),
    "empty_lines": ("1 empty line removed", "{:,} empty lines removed"),
    "undecodable_bytes": (
        "1 byte that is no text replaced by �",
        "{:,} bytes that are no text replaced by �",
    ),
}


def cleaned(report: Mapping[str, Any]) -> str:
    """Say what was changed in a text when it became canonical; empty where nothing was."""
    parts = []
    for name, (one, several) in _CLEANED.items():
        if count := report.get(name, 0):
            parts.append(one if count == 1 else several.format(count))
    return _sentence(", ".join(parts))


def sizes(text: str) -> str:
    """Say how long a text is."""
    return f"{counted(len(text.split()), 'word')} · {counted(len(text), 'character')}"


def provenance(article: Article) -> Iterator[tuple[str, str]]:
    """Yield what there is to tell of where an article comes from, each with its heading."""
    name = article.source_name
    yield "Source", "Pasted from the clipboard" if name == CLIPBOARD else name or "Not known"
    yield "Added", stamped(article.imported_at)
    yield "Length", sizes(article.text)
    encoding = str(article.cleaning.get("encoding", ""))
    if encoding and not encoding.startswith("utf"):
        yield "Read as", encoding
    yield "Text", cleaned(article.cleaning) or "Taken as it was"
    if article.cleaning.get(OUTLET_GUESSED):
        yield "Outlet", "A guess from the first lines of the text"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
