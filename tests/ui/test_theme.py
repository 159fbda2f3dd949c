import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from annotator.core.model import Label
from annotator.core.scheme import LABELS
from annotator.ui.theme import DARK, LIGHT, READABLE, THEMES, VISIBLE, Theme, contrast

both_themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
all_labels = pytest.mark.parametrize("label", LABELS, ids=[label.name for label in LABELS])


def over(colour: QColor, ground: QColor) -> QColor:
    """Return what a translucent colour looks like on an opaque one."""
    mixed = QImage(1, 1, QImage.Format.Format_RGB32)
    mixed.fill(ground)
    painter = QPainter(mixed)
    painter.fillRect(0, 0, 1, 1, colour)
    painter.end()
    return mixed.pixelColor(0, 0)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("red"), QColor("red")) == 1


@both_themes
@pytest.mark.parametrize("ground", ["paper", "chrome", "raised", "chosen"])
def test_text_is_readable_on_every_ground(theme: Theme, ground: str) -> None:
    assert contrast(QColor(theme.ink), QColor(getattr(theme, ground))) >= 7


@both_themes
@pytest.mark.parametrize("ground", ["paper", "chrome", "raised", "chosen"])
def test_faint_text_is_still_readable(theme: Theme, ground: str) -> None:
    assert contrast(QColor(theme.faint), QColor(getattr(theme, ground))) >= READABLE


@both_themes
@all_labels
def test_text_is_readable_on_a_labels_tint(theme: Theme, label: Label) -> None:
    colours = theme.label_colours(label.colour)
    paper, ink = QColor(theme.paper), QColor(theme.ink)
    once = over(colours.tint, paper)

    for ground in (once, over(colours.tint, once), over(colours.strong, once)):
        assert contrast(ink, ground) >= READABLE
        assert contrast(ink, over(QColor(theme.selected), ground)) >= READABLE


@both_themes
@all_labels
def test_a_labels_marks_stand_out(theme: Theme, label: Label) -> None:
    colours = theme.label_colours(label.colour)
    paper = QColor(theme.paper)

    assert contrast(colours.mark, paper) >= VISIBLE
    assert over(colours.tint, paper) != paper
    assert over(colours.strong, paper) != over(colours.tint, paper)


@both_themes
@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#808080", "#00ff00"])
def test_a_label_of_any_colour_stands_out(theme: Theme, colour: str) -> None:
    mark = theme.label_colours(colour).mark

    assert contrast(mark, QColor(theme.paper)) >= VISIBLE


@both_themes
def test_what_was_found_is_readable(theme: Theme) -> None:
    ink, found = QColor(theme.ink), QColor(theme.found)

    assert contrast(ink, found) >= 7
    assert contrast(ink, over(QColor(theme.selected), found)) >= READABLE


@both_themes
def test_what_was_found_is_seen_on_paper(theme: Theme) -> None:
    paper, found = QColor(theme.paper), QColor(theme.found)

    assert contrast(found, paper) > 1.25
    for label in LABELS:
        assert over(theme.label_colours(label.colour).tint, paper) != found


@both_themes
def test_the_selection_is_seen_on_paper(theme: Theme) -> None:
    paper = QColor(theme.paper)

    assert contrast(over(QColor(theme.selected), paper), paper) > 1.25


def test_the_palette_and_the_stylesheet_carry_the_themes_colours() -> None:
    assert DARK.palette().color(QPalette.ColorRole.Base) == QColor(DARK.paper)
    assert LIGHT.chrome in LIGHT.stylesheet()
    assert "$" not in LIGHT.stylesheet()
