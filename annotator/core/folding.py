"""Texts as they are compared when somebody looks for words: without case and without accents."""

import unicodedata


def fold(text: str) -> str:
    """Return a text in lower case and without its accents; İstanbul and istanbul are one."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))
