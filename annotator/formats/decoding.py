"""From the bytes of a file to its text, when nothing says how it is encoded.

UTF-8 is tried first and kept even where a few bytes of it are broken, because a guess among the
many legacy encodings would turn every accent of such a file into something else.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from annotator.core.errors import AnnotatorError

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Word, LibreOffice, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"SQLite format 3\0", "a database, perhaps an Annotator project"),
)

# Everything below the blank that plain text does not hold; ESC colours the output of terminals.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BROKEN = re.compile("[\udc80-\udcff]")  # what "surrogateescape" makes of a byte that is not UTF-8
_NOT_ASCII = re.compile("[^\0-\x7f]")

# Of the letters and signs of Windows-1252, those that a Western newspaper prints. The others are
# where files of its neighbours (1250, 1254 …) show.
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜàáâãäåæçèéêëìíîïñòóôõöøùúûüÿßŒœ"
    "“”‘’„‚«»‹›–—…•·§°€£©®™¡¿ºª½¼¾\xa0\xad"
)

# What guesses as good as one another are decided by: the encodings that are really met with.
_USUAL = (
    "utf_16_le", "utf_16_be", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "euc_kr", "cp949",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was in and how many bytes had no meaning in it."""

    text: str
    encoding: str
    undecodable_bytes: int = 0


def decode(data: bytes, name: str) -> Decoded:
    """Return the text in `data`. Raises AnnotatorError, with the `name`, if there is none."""
    decoded = _marked(data)
    if decoded is None:
        _refuse_known(data, name)
        decoded = _utf8(data) or _western(data) or _guessed(data)
    if decoded is None or not _reads_as_text(decoded):
        raise AnnotatorError(
            f"{name} does not hold plain text that could be read; it may be a picture, a program "
            f"or a packed file. Save it as plain text (UTF-8) and import that."
        )
    return decoded


def _marked(data: bytes) -> Decoded | None:
    """Decode by the byte order mark; it stays in the text, for canonicalising to count."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _counted(data, encoding)
    return None


def _refuse_known(data: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise AnnotatorError(
                f"{name} is {what}, not plain text. Save its text as plain text (UTF-8) "
                f"and import that."
            )


def _utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8 if it is that, all or for the most part, and not UTF-16 in disguise."""
    decoded = _counted(data, "utf-8")
    if decoded.undecodable_bytes:
        sound = len(_NOT_ASCII.findall(decoded.text)) - decoded.undecodable_bytes
        if sound <= decoded.undecodable_bytes:
            return None
    return decoded if _reads_as_text(decoded) else None


def _counted(data: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for what is broken, and count it."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return Decoded(*_mended(data))
        text = data.decode(encoding, "replace")
        was_there = data.decode(encoding, "ignore").count("\ufffd")
        return Decoded(text, encoding, text.count("\ufffd") - was_there)


def _mended(data: bytes) -> tuple[str, str, int]:
    text, broken = _BROKEN.subn("\ufffd", data.decode("utf-8", "surrogateescape"))
    return text, "utf-8", broken


def _western(data: bytes) -> Decoded | None:
    """Decode as Windows-1252 if nothing odd comes of it and its accents are as few as usual."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    special = _NOT_ASCII.findall(text)
    few = len(special) * 4 <= len(text)
    if few and _WESTERN.issuperset(special) and not _CONTROLS.search(text):
        return Decoded(text, "cp1252")
    return None


def _guessed(data: bytes) -> Decoded | None:
    """Decode by statistics, or not at all."""
    matches = list(from_bytes(data))
    if not matches:
        return None
    best = min(matches, key=lambda match: (match.chaos, -match.coherence))
    match = min((one for one in matches if _as_good(one, best)), key=_how_unusual)
    return Decoded(str(match), match.encoding)


def _as_good(match: CharsetMatch, best: CharsetMatch) -> bool:
    return match.chaos <= best.chaos + 0.02 and match.coherence >= best.coherence - 0.05


def _how_unusual(match: CharsetMatch) -> int:
    return _USUAL.index(match.encoding) if match.encoding in _USUAL else len(_USUAL)


def _reads_as_text(decoded: Decoded) -> bool:
    """Say whether not more than a tenth of the characters, or two, are controls or broken."""
    wrong = len(_CONTROLS.findall(decoded.text)) + decoded.undecodable_bytes
    return wrong <= max(2, len(decoded.text) // 10)
