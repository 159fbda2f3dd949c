"""What is told apart in the text is told apart without red, green or blue, too.

The three kinds of colour blindness are simulated after Machado, Oliveira and Fernandes, “A
Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE Transactions on
Visualization and Computer Graphics 15 (2009), doi:10.1109/TVCG.2009.113: their matrices for
severity 1.0, on linear RGB. Differences are those of CIEDE2000.
"""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from annotator.core.model import Label
from annotator.core.scheme import LABELS, QUOTE
from annotator.ui.theme import THEMES, LabelColours, Theme
from tests.ui.test_theme import over
from tests.ui.text.test_contrast import any_colour, any_theme

Matrix = tuple[tuple[float, float, float], ...]
Lab = tuple[float, float, float]

SIGHTS: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

# In CIEDE2000, where 2.3 is just noticed side by side: what is seen at a glance, and what is
# told apart by colour alone, in different places.
SEEN = 5.0
APART = 10.0

all_themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
all_sights = pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS.keys())


def simulated(colour: QColor, sight: Matrix) -> Lab:
    """Return what somebody sees in place of a colour, in CIELAB under D65."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    rgb = [linear(one) for one in (colour.redF(), colour.greenF(), colour.blueF())]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * one for share, one in zip(row, rgb, strict=True))))
        for row in sight
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883

    def shaped(t: float) -> float:
        return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116

    return 116 * shaped(y) - 16, 500 * (shaped(x) - shaped(y)), 200 * (shaped(y) - shaped(z))


def ciede2000(one: Lab, other: Lab) -> float:
    """Return how different two colours look: Sharma, Wu and Dalal 2005, doi:10.1002/col.20070."""

    def grown(chroma: float) -> float:
        return sqrt(chroma**7 / (chroma**7 + 25**7))

    (light, a, b), (other_light, other_a, other_b) = one, other
    stretch = 1 + 0.5 * (1 - grown((hypot(a, b) + hypot(other_a, other_b)) / 2))
    a, other_a = a * stretch, other_a * stretch
    chroma, other_chroma = hypot(a, b), hypot(other_a, other_b)
    hue, other_hue = degrees(atan2(b, a)) % 360, degrees(atan2(other_b, other_a)) % 360
    turn = (other_hue - hue + 180) % 360 - 180 if chroma * other_chroma else 0.0
    mean_light, mean_chroma = (light + other_light) / 2, (chroma + other_chroma) / 2
    mean_hue = hue + turn / 2 if chroma * other_chroma else hue + other_hue
    weight = (
        1
        - 0.17 * cos(radians(mean_hue - 30))
        + 0.24 * cos(radians(2 * mean_hue))
        + 0.32 * cos(radians(3 * mean_hue + 6))
        - 0.20 * cos(radians(4 * mean_hue - 63))
    )
    far = (mean_light - 50) ** 2
    by_light = (other_light - light) / (1 + 0.015 * far / sqrt(20 + far))
    by_chroma = (other_chroma - chroma) / (1 + 0.045 * mean_chroma)
    by_hue = 2 * sqrt(chroma * other_chroma) * sin(radians(turn / 2))
    by_hue /= 1 + 0.015 * mean_chroma * weight
    around_blue = 60 * exp(-(((mean_hue % 360 - 275) / 25) ** 2))
    turned = -2 * grown(mean_chroma) * sin(radians(around_blue))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + turned * by_chroma * by_hue)


def difference(one: QColor, other: QColor, sight: Matrix) -> float:
    return ciede2000(simulated(one, sight), simulated(other, sight))


def between(one: Label, other: Label, theme: Theme, sight: Matrix) -> float:
    """Return how different the marks of two labels look."""
    its, others = (theme.label_colours(label.colour).mark for label in (one, other))
    return difference(its, others, sight)


def washes(theme: Theme, colours: LabelColours) -> dict[str, QColor]:
    """Return what a tint looks like at rest, one in another, under the mouse and selected."""
    paper = QColor(theme.paper)
    rest, strong = over(colours.tint, paper), over(colours.strong, paper)
    twice, selected = over(colours.tint, rest), over(colours.tint, strong)
    return {"rest": rest, "twice": twice, "hovered": strong, "selected": selected}


def quote_washes(theme: Theme) -> dict[str, QColor]:
    (quote,) = (label for label in LABELS if label.uid == QUOTE)
    return washes(theme, theme.label_colours(quote.colour))


@pytest.mark.parametrize(
    ("one", "other", "distance"),  # of the data published with the formula
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_that_were_published(one: Lab, other: Lab, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)
    assert ciede2000(other, one) == pytest.approx(distance, abs=0.0001)


@all_sights
@given(level=st.integers(0, 255))
def test_who_is_colour_blind_sees_greys_as_they_are(sight: Matrix, level: int) -> None:
    grey = QColor(level, level, level)

    assert difference(grey, grey, SIGHTS["full"]) == 0
    seen = simulated(grey, sight)
    assert ciede2000(seen, simulated(grey, SIGHTS["full"])) < 0.1


@all_themes
@all_sights
def test_built_in_labels_are_told_apart_by_their_shape_or_by_colour(
    theme: Theme, sight: Matrix
) -> None:
    for one, other in combinations(LABELS, 2):
        assert one.channel != other.channel or between(one, other, theme, sight) >= APART


@all_themes
@all_sights
def test_lines_of_two_labels_differ_where_they_are_no_more_than_ticks(
    theme: Theme, sight: Matrix
) -> None:
    lines = [label for label in LABELS if label.channel in ("underline", "dots")]
    for one, other in combinations(lines, 2):
        assert between(one, other, theme, sight) >= SEEN


@all_themes
@all_sights
def test_all_that_lies_under_words_is_seen_on_paper(theme: Theme, sight: Matrix) -> None:
    paper = QColor(theme.paper)
    grounds = {
        **quote_washes(theme),
        "found": QColor(theme.found),
        "chosen": over(QColor(theme.selected), paper),
    }
    for what, ground in grounds.items():
        assert difference(ground, paper, sight) >= SEEN, what


@all_themes
@all_sights
def test_a_selection_of_text_is_no_annotation(theme: Theme, sight: Matrix) -> None:
    chosen = QColor(theme.selected)
    on_paper = over(chosen, QColor(theme.paper))
    for what, wash in quote_washes(theme).items():
        assert difference(on_paper, wash, sight) >= APART, what
        assert difference(over(chosen, wash), wash, sight) >= APART, what


@all_themes
@all_sights
def test_what_was_found_is_seen_in_an_annotation(theme: Theme, sight: Matrix) -> None:
    for what, wash in quote_washes(theme).items():
        assert difference(QColor(theme.found), wash, sight) >= SEEN, what


@given(any_theme, any_colour, st.sampled_from(list(SIGHTS.values())))
def test_the_tint_of_any_label_is_seen(theme: Theme, colour: str, sight: Matrix) -> None:
    paper = QColor(theme.paper)
    rest = over(theme.label_colours(colour).tint, paper)

    # At its ends a tint has bars, so that it need not be told by this alone.
    assert difference(rest, paper, sight) >= 2.3
