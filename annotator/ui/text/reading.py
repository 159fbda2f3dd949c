"""How a text is set for reading: what a person may choose of it."""

from dataclasses import dataclass

from PySide6.QtGui import QFont

_SERIFS = ["Noto Serif", "Source Serif 4", "Charter", "Iowan Old Style", "Georgia", "Cambria"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Font, size and measures of running text."""

    family: str = ""  # empty: the first of our serifs that is installed
    size: float = 12.5  # points
    line_spacing: float = 1.8  # from baseline to baseline, in em
    # The widest that lines get, in em: longer ones lose the eye on its way back.
    column: float = 38.0

    def font(self) -> QFont:
        font = QFont([self.family, *_SERIFS] if self.family else _SERIFS)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPointSizeF(self.size)
        return font
