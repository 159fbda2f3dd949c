"""Small turns of language, which know nothing of projects: the window stands on these alone."""

import re
import unicodedata

_EXCERPT = 40
# The standard library's `html` takes ten milliseconds to import, before the first paint.
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\n", "<br>"))


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, such as “1 article” or “1,204 articles”."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def with_article(noun: str) -> str:
    """Return a noun with “a” or “an” before it."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def tooltip(text: str) -> str:
    """Return a text for a tooltip, which Qt would otherwise take for HTML if it looks like it."""
    for mark, entity in _ENTITIES:
        text = text.replace(mark, entity)
    return f"<qt>{text}</qt>" if text else ""


def excerpt(text: str) -> str:
    """Return a text on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    if len(line) <= _EXCERPT:
        return line
    half = _EXCERPT // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def shortened(text: str, most: int) -> str:
    """Return a text on one line of at most so many letters, cut at the end where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def unmarked(text: str) -> str:
    """Return the text of an action or a menu without the marks of its mnemonic."""
    return re.sub("&(.)", r"\1", text)


def runs_leftward(text: str) -> bool:
    """Say which way a text runs, by its first letter."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), False)
