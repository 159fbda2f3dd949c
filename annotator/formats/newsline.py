"""What the first lines of a news text say of it: title, dateline, agency, date. All of it guesses.

A dateline is recognised only where it is beyond much doubt, since a wrong outlet does more harm
than none. Months are English.
"""

import re
from dataclasses import dataclass
from datetime import date

LONGEST_TITLE = 200  # a first line beyond this is a paragraph, not a headline
_SHORTENED_TITLE = 80
_LONGEST_DATELINE = 120
_LOOKED_AT = 4  # below the title may stand a standfirst, a byline and a date

# Agencies and outlets that are not written in capitals; all those in capitals are taken for one.
_AGENCIES = (
    "Anadolu", "Axios", "Bloomberg", "Interfax", "Kyodo", "Politico", "Reuters", "Ritzau", "Tass",
    "Xinhua", "Yonhap", "dpa",
)  # fmt: skip

# Words in capitals before a dash that are no places.
_NO_PLACES = frozenset(
    {
        "ADVERTISEMENT", "ALERT", "ANALYSIS", "BREAKING", "COMMENT", "CORRECTION", "EDITORIAL",
        "EXCLUSIVE", "EXPLAINER", "INTERVIEW", "LIVE", "NEWS", "NOTE", "OPINION", "PHOTO", "PHOTOS",
        "READ", "SPORT", "SUMMARY", "UPDATE", "UPDATED", "URGENT", "VIDEO", "WATCH",
    }
)  # fmt: skip

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_MONTH_2 = _MONTH.replace("<month>", "<month_2>")
_DATE = (
    rf"(?P<date>(?i:{_MONTH}\ (?P<day>\d{{1,2}})(?:,?\ (?P<year>\d{{4}}))?"
    rf"|(?P<day_2>\d{{1,2}})\ {_MONTH_2}(?:,?\ (?P<year_2>\d{{4}}))?))"
)
_UPPER = r"[A-ZÀ-ÖØ-ÞŁŚŞŠŽ]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.'’ /-]){{1,40}}?"
_WORD = rf"{_UPPER}[\w.'’-]*"
_MIXED = rf"{_WORD}(?:[ -](?:{_WORD}|al|am|an|de|del|der|la|of|on|the|upon)){{0,4}}"
_REGION = rf"(?:,\ (?!{_MONTH.replace('<month>', '<month_3>')}\ \d){_MIXED})?"
_ACRONYM = rf"{_UPPER}[A-Z0-9/&-]{{1,11}}"
_AGENCY = rf"\((?P<agency>{_ACRONYM}|{'|'.join(_AGENCIES)})\)"
_DASH = r"\s*(?:—|–|―|--)\s*|\s+-\s+"
_OPENING = rf"[\s\"'“‘«„(]*(?:{_UPPER}|\d)"  # what follows a dateline begins a sentence


def _form(pattern: str, ends_in: str = _DASH) -> re.Pattern[str]:
    return re.compile(rf"(?P<dateline>{pattern})(?:{ends_in})(?={_OPENING})")


_GLUED = rf"{_DASH}|(?=\S)"  # scraped text often has nothing between the agency and the sentence

_FORMS = (
    _form(rf"{_DATE}\ {_AGENCY}", _GLUED),
    _form(rf"(?P<place>{_CAPITALS}){_REGION}(?:,\ {_DATE})?\ {_AGENCY}", _GLUED),
    _form(rf"{_MIXED}{_REGION},\ {_DATE}\ {_AGENCY}", _GLUED),
    _form(rf"{_MIXED}{_REGION}\ {_AGENCY}", _GLUED),
    _form(_AGENCY, _GLUED),
    _form(rf"(?P<place>{_CAPITALS}){_REGION}(?:,\ {_DATE})?"),
    _form(rf"{_MIXED}{_REGION},\ {_DATE}"),
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed, as written, and what can be read from it."""

    text: str
    agency: str = ""
    published: str = ""  # ISO 8601; empty where the year is not given


@dataclass(frozen=True, slots=True)
class Newsline:
    """What the first lines of a text say of it."""

    title: str
    dateline: Dateline | None = None


def guess(text: str) -> Newsline:
    """Return what the first lines of a canonical text say of it."""
    lines = _first_lines(text, _LOOKED_AT + 1)
    if not lines:
        return Newsline("")
    # Where the text begins with a paragraph there is no headline above the dateline.
    bodies = lines if len(lines[0]) > LONGEST_TITLE else lines[1:]
    found = next((one for one in map(dateline, bodies) if one is not None), None)
    return Newsline(title(text), found)


def title(text: str) -> str:
    """Return the first line of a text, or the beginning of it if it is a whole paragraph."""
    line = next(iter(_first_lines(text, 1)), "").lstrip("# ").rstrip()
    if len(line) <= LONGEST_TITLE:
        return line
    opening = dateline(line)
    if opening is not None:
        line = line[len(opening.text) :].lstrip("—–―- ")
    blank = line.rfind(" ", 20, _SHORTENED_TITLE)
    return line[: blank if blank > 0 else _SHORTENED_TITLE].rstrip(" ,;:—–-") + "…"


def _first_lines(text: str, count: int) -> list[str]:
    """Return the first lines that are not blank, without their blanks."""
    lines: list[str] = []
    at = 0
    while len(lines) < count and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if line := text[at:end].strip():
            lines.append(line)
        at = end + 1
    return lines


def dateline(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph begins with, if it does."""
    opening = paragraph[:_LONGEST_DATELINE]
    for form in _FORMS:
        found = form.match(opening)
        if found and not _is_no_place(found):
            parts = found.groupdict()
            return Dateline(parts["dateline"], parts.get("agency") or "", _published(parts))
    return None


def _is_no_place(found: re.Match[str]) -> bool:
    place = found.groupdict().get("place")
    return place is not None and (
        len(place) < 3 or not _NO_PLACES.isdisjoint(re.split(r"\W+", place))
    )


def _published(parts: dict[str, str | None]) -> str:
    """Return the ISO date, or nothing where the year is missing or there is no such day."""
    month = parts.get("month") or parts.get("month_2")
    day = parts.get("day") or parts.get("day_2")
    year = parts.get("year") or parts.get("year_2")
    if not (month and day and year):
        return ""
    try:
        return date(int(year), _MONTHS[month.lower()], int(day)).isoformat()
    except ValueError:
        return ""
