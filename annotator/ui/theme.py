"""The colours of the window in each theme, as a table; everything that is painted asks here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from string import Template

from PySide6.QtGui import QColor, QPalette

from annotator import resources

# WCAG 2.2: 4.5 for text, 3 for marks that carry meaning.
READABLE = 4.5
VISIBLE = 3.0

# What is painted is rounded, once for each layer.
_READABLE_FOR_SURE = 1.02 * READABLE
_STRONG = 1.7


@dataclass(frozen=True, slots=True)
class LabelColours:
    """One label in one theme: its marks, and what lies under its text at rest and picked out.

    Tints are translucent, so that one inside another shows. However many of whatever labels lie
    upon each other, and a selection upon them, the text remains readable.
    """

    mark: QColor
    tint: QColor
    strong: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours (#rrggbb where nothing else is said) of one appearance of the window."""

    name: str
    paper: str  # under what is read
    ink: str
    faint: str  # paragraph numbers, hints, things not to be looked at first
    chrome: str  # around what is read
    raised: str  # buttons and fields upon the chrome
    line: str  # between things
    thumb: str  # what a scroll bar is held by
    accent: str  # the one colour of what is chosen or focused
    chosen: str  # background of a chosen row
    selected: str  # #aarrggbb: over the marks and under the selected text
    found: str  # under what a search has found
    tint_strength: int  # alpha of a label's colour under its text, at least
    mark_contrast: float  # of a label's marks with the paper, at least

    @property
    def is_dark(self) -> bool:
        return QColor(self.paper).lightness() < 128

    def label_colours(self, label_colour: str) -> LabelColours:
        """Derive the colours of a label from the one in its record, made for a light background."""
        return _label_colours(self, label_colour)

    def wash(self, colour: QColor) -> tuple[QColor, float]:
        """Return what many washes upon each other come to, and how opaque a single one is.

        It is as much of the colour as lets text be read. The single one looks as if it were all.
        """
        paper = QColor(self.paper)
        share = 1.0
        while not self._is_readable_among_its_like(_mixed(paper, colour, share)):
            share -= 0.02
        return _mixed(paper, colour, share), self.tint_strength / share

    def _is_readable_among_its_like(self, ground: QColor) -> bool:
        """Say whether text can be read on a colour and on any mixture of such colours.

        Luminance is convex in red, green and blue. So a mixture is no lighter than the lightest
        of its colours; and it is no darker than the grey of its luma, which is a mean of theirs.
        """
        chosen = QColor(self.selected)
        grounds = (ground, _mixed(ground, chosen, chosen.alphaF()))
        ink = QColor(self.ink)
        return all(
            contrast(ink, one if self.is_dark else _grey(one)) >= _READABLE_FOR_SURE
            for one in grounds
        )

    def palette(self) -> QPalette:
        """Return the palette for a Fusion application."""
        roles = {
            QPalette.ColorRole.Window: self.chrome,
            QPalette.ColorRole.WindowText: self.ink,
            QPalette.ColorRole.Base: self.paper,
            QPalette.ColorRole.AlternateBase: self.chrome,
            QPalette.ColorRole.Text: self.ink,
            QPalette.ColorRole.Button: self.raised,
            QPalette.ColorRole.ButtonText: self.ink,
            QPalette.ColorRole.ToolTipBase: self.raised,
            QPalette.ColorRole.ToolTipText: self.ink,
            QPalette.ColorRole.PlaceholderText: self.faint,
            QPalette.ColorRole.Highlight: self.chosen,
            QPalette.ColorRole.HighlightedText: self.ink,
            QPalette.ColorRole.Accent: self.accent,
            QPalette.ColorRole.Link: self.accent,
            QPalette.ColorRole.Mid: self.line,
            QPalette.ColorRole.Midlight: self.line,
        }
        palette = QPalette()
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.faint))
        return palette

    def stylesheet(self) -> str:
        """Return what Fusion leaves to say about the frame around the texts."""
        sheet = resources.path("themes", "window.qss").read_text(encoding="utf-8")
        return Template(sheet).substitute(asdict(self))


LIGHT = Theme(
    name="light",
    paper="#fffefb", ink="#1f1f1f", faint="#676560", chrome="#f7f6f2", raised="#ffffff",
    line="#e2e0d9", thumb="#cfccc3", accent="#1d5fb4", chosen="#dfe9f7",
    selected="#664f9bff", found="#ffd0ea", tint_strength=56, mark_contrast=VISIBLE,
)  # fmt: skip
SEPIA = Theme(
    name="sepia",
    paper="#f8f0de", ink="#33291c", faint="#5c4f3b", chrome="#efe5cf", raised="#faf4e6",
    line="#d9cbae", thumb="#c4b492", accent="#8a4b12", chosen="#e4d3ae",
    selected="#665a86a8", found="#f3bfd0", tint_strength=64, mark_contrast=VISIBLE,
)  # fmt: skip
DARK = Theme(
    name="dark",
    paper="#16181d", ink="#e8e6e1", faint="#a6a8ae", chrome="#1d2026", raised="#272b33",
    line="#343943", thumb="#444b58", accent="#78aef5", chosen="#2a3b55",
    selected="#4678aef5", found="#5e2547", tint_strength=36, mark_contrast=7.0,
)  # fmt: skip
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, SEPIA, DARK)}


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours after WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1000)
def _label_colours(theme: Theme, label_colour: str) -> LabelColours:
    mark = _towards_contrast(QColor(label_colour), QColor(theme.paper), theme.mark_contrast)
    wash, strength = theme.wash(mark if theme.is_dark else _brightened(mark))
    return LabelColours(mark, _translucent(wash, strength), _translucent(wash, strength * _STRONG))


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return _weighed(*map(linear, _channels(colour)))


def _weighed(red: float, green: float, blue: float) -> float:
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


def _translucent(colour: QColor, alpha: float) -> QColor:
    result = QColor(colour)
    result.setAlpha(min(255, round(alpha)))
    return result


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return what is between two colours, as painting the other over the one would mix them."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return QColor.fromRgbF(*(ours + share * (its - ours) for ours, its in pairs))


def _grey(colour: QColor) -> QColor:
    """Return the grey with the luma of a colour."""
    luma = _weighed(*_channels(colour))
    return QColor.fromRgbF(luma, luma, luma)


def _brightened(colour: QColor) -> QColor:
    """Return the colour as a bright wash; a grey stays the grey it is."""
    saturation = colour.hsvSaturationF()
    hue = max(colour.hsvHueF(), 0.0)
    # Yellows and reds stay calm when they are bright; greens and blues would shriek.
    warm = hue < 0.18 or hue > 0.9
    value = max(colour.valueF(), 0.55 + (0.41 if warm else 0.2) * saturation)
    return QColor.fromHsvF(hue, saturation, value)


def _towards_contrast(colour: QColor, ground: QColor, wanted: float) -> QColor:
    """Return the colour, made lighter or darker until it stands out from the ground."""
    step = 0.02 if _luminance(ground) < 0.2 else -0.02
    hue, saturation = max(colour.hslHueF(), 0.0), colour.hslSaturationF()
    lightness = colour.lightnessF()
    while contrast(colour, ground) < wanted and 0.0 <= lightness + step <= 1.0:
        lightness += step
        colour = QColor.fromHslF(hue, saturation, lightness)
    return colour
