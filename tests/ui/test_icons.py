"""The icons: what their files may hold, and that they are painted in the colours of the moment."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator import resources
from annotator.ui import icons
from annotator.ui.icons import icon, names
from annotator.ui.theme import DARK, LIGHT

SHAPES = {"svg", "path", "rect", "circle"}
LOOKS = {
    "stroke-width": {"1", "1.75"}, "stroke-linecap": {"round"}, "stroke-linejoin": {"round"},
    "fill": {"none", "currentColor"}, "fill-opacity": {".3"}, "fill-rule": {"evenodd"},
    "stroke": {"none", "currentColor"}, "viewBox": {"0 0 24 24"},
}  # fmt: skip
PLACES = {"d", "x", "y", "width", "height", "rx", "cx", "cy", "r"}

all_icons = pytest.mark.parametrize("name", names())


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    qapp.setPalette(LIGHT.palette())
    yield
    qapp.setPalette(before)


def painted(
    one: QIcon, edge: int = 16, ratio: float = 1.0, mode: QIcon.Mode = QIcon.Mode.Normal
) -> QImage:
    """Return an icon as a widget paints it, on nothing."""
    image = QImage(QSize(edge, edge) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    one.paint(painter, QRect(0, 0, edge, edge), mode=mode)
    painter.end()
    image.setDevicePixelRatio(1)
    return image


def pixels(image: QImage) -> list[QColor]:
    width, height = image.width(), image.height()
    return [image.pixelColor(x, y) for x in range(width) for y in range(height)]


def colours(image: QImage) -> set[str]:
    return {pixel.name() for pixel in pixels(image)}


def ink(image: QImage) -> str:
    """Return the colour of the pixel that is covered most."""
    return max(pixels(image), key=QColor.alpha).name()


def bounds(image: QImage) -> QRect:
    """Return the smallest rectangle around all that was painted."""
    marks = QRect()
    for x in range(image.width()):
        for y in range(image.height()):
            if image.pixelColor(x, y).alpha():
                marks |= QRect(x, y, 1, 1)
    return marks


@all_icons
def test_a_file_holds_a_line_drawing_in_the_colour_it_is_given(name: str) -> None:
    root = ElementTree.parse(resources.path("icons", f"{name}.svg")).getroot()

    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in SHAPES
        for attribute, value in element.attrib.items():
            assert attribute in PLACES or value in LOOKS[attribute]


@all_icons
def test_an_icon_fills_its_box_and_does_not_touch_the_edge(name: str) -> None:
    marks = bounds(painted(icon(name), 48))

    assert QRect(2, 2, 44, 44).contains(marks)
    assert max(marks.width(), marks.height()) >= 30


@all_icons
@pytest.mark.parametrize("edge", [16, 20, 24, 32])
def test_an_icon_is_seen_at_every_size(name: str, edge: int) -> None:
    image = painted(icon(name), edge)
    covered = sum(pixel.alphaF() for pixel in pixels(image)) / edge**2

    assert ink(image) == LIGHT.ink
    assert 0.02 < covered < 0.6


def test_no_two_icons_look_the_same() -> None:
    looks = {bytes(painted(icon(name)).constBits()) for name in names()}

    assert len(looks) == len(names())


def test_the_icon_of_the_program_is_not_one_to_tint() -> None:
    assert "undo" in names()
    assert "annotator" not in names()


@pytest.mark.parametrize("name", ["no-such-icon", "annotator", "../icons/undo"])
def test_a_name_without_a_file_is_refused_at_once(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        icon(name)


def test_what_is_disabled_is_paler() -> None:
    assert ink(painted(icon("undo"))) == LIGHT.ink
    assert ink(painted(icon("undo"), mode=QIcon.Mode.Disabled)) == LIGHT.faint


@pytest.mark.parametrize("mode", [QIcon.Mode.Active, QIcon.Mode.Selected])
def test_on_what_is_chosen_an_icon_has_the_colour_of_chosen_text(
    qapp: QApplication, mode: QIcon.Mode
) -> None:
    palette = LIGHT.palette()
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#ff0000"))
    qapp.setPalette(palette)

    assert ink(painted(icon("undo"), mode=mode)) == "#ff0000"


def test_an_icon_follows_a_change_of_theme(qapp: QApplication) -> None:
    undo = icon("undo")
    assert ink(painted(undo)) == ink(undo.pixmap(16).toImage()) == LIGHT.ink

    qapp.setPalette(DARK.palette())

    assert ink(painted(undo)) == ink(undo.pixmap(16).toImage()) == DARK.ink
    assert ink(painted(undo, mode=QIcon.Mode.Disabled)) == DARK.faint


def test_a_button_on_screen_follows_a_change_of_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton(icon("done"), "")
    qtbot.addWidget(button)
    button.show()
    assert LIGHT.ink in colours(button.grab().toImage())

    qapp.setPalette(DARK.palette())

    assert DARK.ink in colours(button.grab().toImage())


@pytest.mark.parametrize(("edge", "ratio"), [(16, 1.25), (16, 1.5), (20, 1.25), (16, 2.0)])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(edge: int, ratio: float) -> None:
    fine = round(edge * ratio)
    undo = icon("undo")

    assert painted(undo, edge, ratio) == painted(undo, fine)
    assert undo.pixmap(QSize(edge, edge), ratio).size() == QSize(fine, fine)
    assert undo.pixmap(QSize(edge, edge), ratio).devicePixelRatio() == ratio


def test_an_icon_stays_square_where_there_is_more_room() -> None:
    image = QImage(40, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon("cross").paint(painter, QRect(0, 0, 40, 16))
    painter.end()

    assert image.copy(12, 0, 16, 16) == painted(icon("cross"))
    assert QRect(12, 0, 16, 16).contains(bounds(image))
    assert icon("cross").pixmap(QSize(40, 16)).size() == QSize(16, 16)


def test_nothing_is_painted_where_there_is_no_room() -> None:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon("cross").paint(painter, QRect(0, 0, 0, 16))
    painter.end()

    assert bounds(image).isEmpty()
    assert icon("cross").pixmap(QSize(0, 0)).isNull()


def test_a_copy_that_was_changed_still_paints() -> None:
    undo = icon("undo")
    copy = QIcon(undo)
    copy.setIsMask(True)  # from now on it has a drawing of its own
    del undo
    gc.collect()

    assert painted(copy) == painted(icon("undo"))


def drawings() -> int:
    gc.collect()
    return sum(isinstance(thing, icons._Drawing) for thing in gc.get_objects())


def test_icons_that_are_gone_leave_nothing_behind() -> None:
    before = drawings()
    for number in range(3000):
        one = icon(names()[number % len(names())])
        copy = QIcon(one)
        copy.setIsMask(True)
        painted(copy if number % 2 else one)
    del one, copy

    assert drawings() - before <= 2  # copies are forgotten when the next one is made


def test_a_process_ends_quietly_while_icons_are_there() -> None:
    script = """
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QPushButton
from annotator.ui.icons import icon, names
application = QApplication([])
icons = [icon(name) for name in names()]
copies = [QIcon(one) for one in icons]
for copy in copies:
    copy.setIsMask(True)
buttons = [QPushButton(one, "") for one in icons + copies]
for button in buttons:
    button.show()
    button.grab()
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    noise = [line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (ended.returncode, noise) == (0, [])
