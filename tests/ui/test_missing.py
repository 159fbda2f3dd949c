"""Characters that no font here has: found, named, and told once for each article."""

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from annotator.ui import scripts
from annotator.ui.missing import Missing
from annotator.ui.scripts import EMOJI, RARE, SHOWN, SYMBOLS, listed, remedy, script_of
from annotator.ui.settings import FONT
from annotator.ui.text.glyphs import shapeless
from annotator.ui.text.reading import Reading
from tests.build import ANN, article, project
from tests.journeys.hands import Hands, click_at, open_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

# Of scripts that few fonts have: Khitan, Cypro-Minoan, Vithkuqi, Toto, Garay.
RARE_LETTERS = "\U00018b00\U00012f90\U00010570\U0001e290\U00010d50"


@cache
def unknown() -> str:
    """Return a letter that no font of this machine has, as the fonts themselves say."""
    fonts = [QRawFont.fromFont(QFont(family)) for family in QFontDatabase.families()]
    for letter in RARE_LETTERS:
        if not any(font.supportsCharacter(ord(letter)) for font in fonts):
            return letter
    pytest.skip("the fonts of this machine have everything")


# What has no shape


def test_a_letter_without_a_shape_is_found_among_others(qapp: QApplication) -> None:
    characters = ["é", unknown(), "“", "ß"]
    assert shapeless(characters, Reading().font()) == {unknown()}


def test_the_letters_of_the_font_have_shapes(qapp: QApplication) -> None:
    characters = [chr(one) for one in range(0xA1, 0x17F) if SHOWN.match(chr(one))]
    assert shapeless(characters, Reading().font()) == set()
    assert shapeless([], Reading().font()) == set()


# Their names


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("漢", "Chinese characters"), ("か", "Japanese"), ("カ", "Japanese"), ("한", "Korean"),
        ("ท", "Thai"), ("ش", "Arabic"), ("ё", "Cyrillic"), ("α", "Greek"), ("א", "Hebrew"),
        ("ក", "Khmer"), ("မ", "Burmese"), ("አ", "Ethiopic"), ("𒀀", "Cuneiform"),
        ("𓀀", "Egyptian Hieroglyphs"), ("ƀ", "Latin letters"), ("٣", "Arabic"), ("๓", "Thai"),
        ("😀", EMOJI), ("♞", SYMBOLS), ("𝔸", SYMBOLS), ("½", SYMBOLS),
    ],
)  # fmt: skip
def test_scripts_are_named(character: str, script: str) -> None:
    assert script_of(character) == script


def test_every_letter_that_python_knows_is_of_a_script_we_have_a_word_for() -> None:
    letters = (chr(one) for one in range(0x80, sys.maxunicode, 7))
    known = [one for one in letters if unicodedata.category(one)[0] in "LNPS"]
    assert len(known) > 10_000
    assert not [one for one in known if script_of.__wrapped__(one) == RARE]


@pytest.mark.parametrize("character", ["\ue000", "\u0378", "\u200b", "\u0301", " ", "\ufe0f"])
def test_what_is_not_looked_at_is_passed_over(character: str) -> None:
    assert not SHOWN.match(character)


def test_some_are_listed_and_many_are_counted() -> None:
    assert listed(["Thai"]) == "Thai"
    assert listed(["Thai", "Lao", "Khmer"]) == "Thai, Lao and Khmer"
    assert listed("ABCDEF") == "A, B, C and 3 others"


# What helps


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def be(platform: str, **release: str) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setattr(scripts, "freedesktop_os_release", lambda: release)
        scripts._family.cache_clear()

    return be


def test_the_packages_of_the_system_are_named(system: Callable[..., None]) -> None:
    system("linux", ID="ubuntu", ID_LIKE="debian")
    assert remedy(["Thai"], []) == "Install fonts-noto-core."
    assert remedy(["Korean", "Japanese", EMOJI], []) == (
        "Install fonts-noto-cjk and fonts-noto-color-emoji."
    )
    system("linux", ID="fedora")
    assert remedy(["Chinese characters"], []) == "Install default-fonts-cjk."
    system("linux", ID="unheard")
    assert remedy(["Thai"], []) == "Install the Noto fonts for them."
    system("win32")
    assert "Windows settings" in remedy(["Thai"], [])
    system("darwin")
    assert "Font Book" in remedy(["Thai"], [])


def test_what_is_installed_already_is_not_named(system: Callable[..., None]) -> None:
    system("linux", ID="debian")
    there = ["Noto Sans Khmer", "Noto Color Emoji"]
    assert remedy(["Thai"], there) == "Newer fonts may have them."
    assert remedy(["Thai", "Korean"], there) == "Install fonts-noto-cjk."


# In the window


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    made = project(
        tmp_path,
        article("All of it is plain.\n\nEven “this” é.", uid="plain"),
        article(f"Some is not\n\nIt reads {unknown() * 3}.", uid="odd"),
        article(f"Nor is this: {unknown()}", uid="other"),
    )
    made.close()
    hands = open_window(qtbot, tmp_path / "settings.ini", ANN)
    hands.open(tmp_path / "test.annotator")
    hands.wait_for_window()
    open_beside(hands, "plain", "odd")
    return hands


def missing(hands: Hands) -> Missing:
    return hands.window.workplace.missing


def open_beside(hands: Hands, *uids: str) -> None:
    hands.window.workplace.desk.open_articles(uids)
    settle(hands)


def settle(hands: Hands) -> None:
    """Wait until all has been looked at."""
    looks = missing(hands)
    hands.wait(lambda: not looks._soon.isActive() and not looks._slicing.is_running)


def told(hands: Hands) -> list[str]:
    return [pane.font_line.sentence for pane in hands.window.workplace.desk.panes]


def test_a_line_tells_what_is_shown_as_boxes_and_where_all_is_well_there_is_none(
    hands: Hands,
) -> None:
    plain, odd = told(hands)
    assert plain == ""
    assert not hands.left.font_line.isVisible()
    assert hands.right.font_line.isVisible()
    assert script_of(unknown()) in odd


def test_the_line_follows_the_article(hands: Hands) -> None:
    open_beside(hands, "odd", "plain")
    assert [bool(one) for one in told(hands)] == [True, False]
    open_beside(hands, "odd", "other", "")
    assert [bool(one) for one in told(hands)] == [True, True, False]


def test_an_article_is_looked_at_once(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        pytest.fail("looked again")

    monkeypatch.setattr(Missing, "_look_through", fail)
    open_beside(hands, "odd", "plain")
    assert told(hands)[0]


def test_the_cross_says_it_of_no_article_again_and_at_no_start(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    hands.press_button(hands.right.font_line.findChildren(QToolButton)[0])
    assert told(hands) == ["", ""]
    assert hands.keyboard is hands.left.view
    open_beside(hands, "odd", "other")
    assert told(hands) == ["", ""]
    hands.window.close()

    again = open_window(qtbot, tmp_path / "settings.ini", ANN)
    again.open(tmp_path / "test.annotator")
    again.wait_for_window()
    open_beside(again, "odd", "other")
    assert told(again) == ["", ""]


def test_the_command_palette_does_the_same_without_a_mouse(hands: Hands) -> None:
    hands.keys("Ctrl+2", "Ctrl+Shift+P")
    hands.write("letters are boxes")
    hands.keys("Return")
    assert told(hands) == ["", ""]


def test_a_click_on_the_line_leaves_the_keyboard_in_the_text(hands: Hands) -> None:
    hands.right.take_keyboard()
    for part in hands.right.font_line.findChildren(QLabel):
        click_at(part, part.rect().center())
    assert hands.keyboard is hands.right.view


def test_another_font_is_looked_at_anew(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def note(characters: list[str], font: QFont) -> set[str]:
        looked.append(font.family())
        return set()

    monkeypatch.setattr("annotator.ui.missing.shapeless", note)
    hands.window.settings.change(FONT, "DejaVu Sans")
    settle(hands)
    assert looked
    assert set(looked) == {"DejaVu Sans"}
    assert told(hands) == ["", ""]
