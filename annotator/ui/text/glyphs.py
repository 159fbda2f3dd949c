"""Which characters a font, with all those that stand in for it, has a shape for."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QTextLayout

_FLAGS = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)
_NO_SHAPE = 0  # the glyph that is a box in every font
_WIDE = 1e9
_BEYOND = 0xFFFF  # characters above take two units


def shapeless(characters: Iterable[str], font: QFont) -> set[str]:
    """Return the characters, of one code point each, that are shown as boxes.

    The first of a script takes some hundredths of a second: Qt goes through all fonts for it.
    """
    at = 0
    places: dict[int, str] = {}
    for character in characters:
        places[at] = character
        at += 3 if ord(character) > _BEYOND else 2
    # Blanks between them, so that none is joined to another.
    layout = QTextLayout(" ".join(places.values()), font)
    layout.beginLayout()
    layout.createLine().setLineWidth(_WIDE)
    layout.endLayout()
    found = set()
    for run in layout.glyphRuns(-1, -1, _FLAGS):
        for glyph, place in zip(run.glyphIndexes(), run.stringIndexes(), strict=True):
            if glyph == _NO_SHAPE and place in places:
                found.add(places[place])
    return found
