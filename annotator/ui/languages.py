"""The languages of articles by their codes, as Qt knows them."""

from functools import cache

from PySide6.QtCore import QLocale

_NONE = (QLocale.Language.AnyLanguage, QLocale.Language.C)


@cache
def languages() -> dict[str, str]:
    """Return the English names of languages by their codes (ISO 639), by name."""
    known = {
        QLocale.languageToCode(one): QLocale.languageToString(one)
        for one in QLocale.Language
        if one not in _NONE
    }
    return {code: name for code, name in sorted(known.items(), key=lambda item: item[1]) if code}


def in_words(code: str) -> str:
    """Return a code with the name of its language, or where that is not known the code alone."""
    name = languages().get(code)
    return f"{name} ({code})" if name else code


def code_of(text: str) -> str:
    """Return the code of a language that is named in any of these ways; else the text itself."""
    wanted = text.strip().casefold()
    for code, name in languages().items():
        if wanted in (code, name.casefold(), in_words(code).casefold()):
            return code
    return text.strip()
