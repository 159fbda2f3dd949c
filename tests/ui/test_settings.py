"""The table of settings tested as a table, what is kept of them, and the dialog made from it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.settings import SettingsDialog
from annotator.ui.settings import (
    BACKUP_EVERY,
    BACKUPS_KEPT,
    COLUMN_WIDTH,
    FONT,
    LINE_SPACING,
    NUMBERS,
    PALETTE,
    SETTINGS,
    TEXT_SIZE,
    THEME,
    WHOLE_WORDS,
    Setting,
    Settings,
)
from annotator.ui.text.reading import Reading
from annotator.ui.text.view import TextView
from annotator.ui.theme import DARK, LIGHT, THEMES

# One other value for each setting.
OTHERS: dict[Setting[Any], Any] = {
    THEME: "sepia", FONT: "DejaVu Sans", TEXT_SIZE: 14.5, LINE_SPACING: 2.1, COLUMN_WIDTH: 50.0,
    NUMBERS: False, WHOLE_WORDS: False, PALETTE: False, BACKUP_EVERY: 0, BACKUPS_KEPT: 12,
}  # fmt: skip
each_setting = pytest.mark.parametrize("setting", SETTINGS, ids=[one.key for one in SETTINGS])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


@pytest.fixture
def open_settings(file: Path, qapp: QApplication) -> Callable[[], Settings]:
    """Return what reads the settings anew, as the next start of the program does."""
    return lambda: Settings(QSettings(str(file), QSettings.Format.IniFormat), qapp)


@pytest.fixture
def settings(open_settings: Callable[[], Settings]) -> Settings:
    return open_settings()


def kept_in(file: Path) -> str:
    QSettings(str(file), QSettings.Format.IniFormat).sync()
    return file.read_text() if file.exists() else ""


# The table


def test_no_two_settings_share_a_key_or_a_title() -> None:
    assert len({one.key for one in SETTINGS}) == len(SETTINGS)
    assert len({one.title for one in SETTINGS}) == len(SETTINGS)
    assert set(OTHERS) == set(SETTINGS)


@each_setting
def test_a_default_is_of_the_kind_of_its_setting(setting: Setting[Any]) -> None:
    assert setting.kind.read(str(setting.default)) == setting.default
    assert type(setting.kind.read(str(setting.default))) is type(setting.default)
    assert setting.kind.fitted(setting.default) == setting.default


@each_setting
def test_a_setting_has_words(setting: Setting[Any]) -> None:
    assert setting.title[0].isupper()
    assert setting.group in ("Reading", "Annotating", "Files")
    assert not setting.tip.endswith(".")


def test_every_theme_can_be_chosen_and_the_systems() -> None:
    names = {name for name, _ in THEME.kind.choices}  # type: ignore[attr-defined]  # it is a Choice
    assert names == {"system", *THEMES}


# What is kept


@each_setting
def test_what_was_not_chosen_is_the_default(setting: Setting[Any], settings: Settings) -> None:
    assert settings[setting] == setting.default


@each_setting
def test_what_was_chosen_is_there_at_the_next_start(
    setting: Setting[Any], settings: Settings, open_settings: Callable[[], Settings]
) -> None:
    settings.change(setting, OTHERS[setting])

    again = open_settings()[setting]

    assert again == OTHERS[setting]
    assert type(again) is type(setting.default)


def test_only_what_differs_is_kept(settings: Settings, file: Path) -> None:
    for setting in SETTINGS:
        settings.change(setting, OTHERS[setting])
    for setting in SETTINGS:
        settings.change(setting, setting.default)
    settings.change(TEXT_SIZE, 14.5)
    settings._kept.sync()

    assert kept_in(file).split() == ["[text]", "size=14.5"]


@pytest.mark.parametrize("stored", ["", "@Invalid()", "nan", "-3", "99999", "a, b", "none", "😀"])
@pytest.mark.parametrize("setting", [one for one in SETTINGS if one is not FONT])
def test_what_cannot_be_is_the_default(
    setting: Setting[Any], stored: str, file: Path, open_settings: Callable[[], Settings]
) -> None:
    group, _, key = setting.key.partition("/")
    file.write_text(f"[{group}]\n{key}={stored}\n", encoding="utf-8")

    assert open_settings()[setting] == setting.default


@pytest.mark.parametrize("stored", ["3.0", "1e1", "5 minutes"])
def test_a_whole_number_is_whole(
    stored: str, file: Path, open_settings: Callable[[], Settings]
) -> None:
    file.write_text(f"[backups]\nkept={stored}\n")

    assert open_settings()[BACKUPS_KEPT] == BACKUPS_KEPT.default


def test_a_number_beyond_the_limits_is_brought_to_them(settings: Settings) -> None:
    settings.change(TEXT_SIZE, 500)
    assert settings[TEXT_SIZE] == 32
    settings.change(BACKUPS_KEPT, 0)
    assert settings[BACKUPS_KEPT] == 1


def test_a_choice_that_does_not_exist_is_a_mistake_of_ours(settings: Settings) -> None:
    with pytest.raises(ValueError, match="purple"):
        settings.change(THEME, "purple")


def test_a_change_is_told_once_and_no_change_is_not(settings: Settings) -> None:
    told: list[Setting[Any]] = []
    settings.changed.connect(told.append)

    settings.change(WHOLE_WORDS, True)
    settings.change(WHOLE_WORDS, False)
    settings.change(WHOLE_WORDS, False)
    settings.restore()

    assert told == [WHOLE_WORDS, WHOLE_WORDS]


def test_a_font_with_a_comma_in_its_name_is_kept(
    settings: Settings, open_settings: Callable[[], Settings]
) -> None:
    settings.change(FONT, " Sans, Bold; 1 ")

    assert open_settings()[FONT] == "Sans, Bold; 1"


def test_what_concerns_the_text_comes_in_one(settings: Settings) -> None:
    assert settings.reading() == Reading()

    for setting in SETTINGS:
        settings.change(setting, OTHERS[setting])

    assert settings.reading() == Reading("DejaVu Sans", 14.5, 2.1, 50.0)


# The dialog


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> Iterator[SettingsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(settings, LIGHT, "Ann", parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog  # noqa: PT022  # this frame keeps the parent alive


def field(dialog: SettingsDialog, setting: Setting[Any]) -> QWidget:
    found = [
        one
        for kind in (QComboBox, QDoubleSpinBox, QSpinBox, QCheckBox)
        for one in dialog.findChildren(kind)
        if one.accessibleName() == setting.title
    ]
    assert len(found) == 1
    widget: QWidget = found[0]
    return widget


def choose(widget: QWidget, value: object) -> None:
    """Change a field as a hand does at the keyboard."""
    widget.setFocus()
    match widget:
        case QComboBox():
            for _ in range(widget.count()):
                QTest.keyClick(widget, Qt.Key.Key_Up)
            while widget.currentData() != value:
                QTest.keyClick(widget, Qt.Key.Key_Down)
        case QCheckBox():
            QTest.keyClick(widget, Qt.Key.Key_Space)
        case QSpinBox() | QDoubleSpinBox():
            widget.selectAll()
            QTest.keyClicks(widget, str(value))
            QTest.keyClick(widget, Qt.Key.Key_Return)


def shown(widget: QWidget) -> object:
    match widget:
        case QComboBox():
            return widget.currentData()
        case QCheckBox():
            return widget.isChecked()
        case QSpinBox() | QDoubleSpinBox():
            return widget.value()
    raise AssertionError(widget)


@each_setting
def test_the_dialog_shows_and_changes_each_setting_at_once(
    setting: Setting[Any], dialog: SettingsDialog, settings: Settings
) -> None:
    widget = field(dialog, setting)
    assert shown(widget) == setting.default

    choose(widget, OTHERS[setting])

    assert settings[setting] == OTHERS[setting]
    assert dialog.isVisible()


@each_setting
def test_the_dialog_follows_changes_made_elsewhere(
    setting: Setting[Any], dialog: SettingsDialog, settings: Settings
) -> None:
    settings.change(setting, OTHERS[setting])

    assert shown(field(dialog, setting)) == OTHERS[setting]


@each_setting
def test_every_field_has_its_own_page_a_name_and_a_key_for_it(
    setting: Setting[Any], dialog: SettingsDialog
) -> None:
    pages = dialog.findChild(QTabWidget)
    assert isinstance(pages, QTabWidget)
    page = next(at for at in range(pages.count()) if pages.tabText(at) == setting.group)
    pages.setCurrentIndex(page)

    widget = field(dialog, setting)

    assert widget.isVisible()
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert widget.accessibleDescription() == setting.tip


def test_all_defaults_come_back_at_one_press_but_not_the_name(
    dialog: SettingsDialog, settings: Settings, file: Path
) -> None:
    named: list[str] = []
    dialog.coder_named.connect(named.append)
    for setting in SETTINGS:
        settings.change(setting, OTHERS[setting])

    press(dialog, "Restore defaults")

    assert {setting: settings[setting] for setting in SETTINGS} == {
        setting: setting.default for setting in SETTINGS
    }
    assert kept_in(file) == ""
    assert named == []


def press(dialog: SettingsDialog, text: str) -> None:
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_font_that_is_gone_is_named(settings: Settings, dialog: SettingsDialog) -> None:
    settings.change(FONT, "Gone Sans")

    box = field(dialog, FONT)

    assert isinstance(box, QComboBox)
    assert box.currentText() == "Gone Sans (not on this computer)"
    assert box.itemData(0) == ""


def test_no_backups_at_all_has_a_word_of_its_own(
    settings: Settings, dialog: SettingsDialog
) -> None:
    settings.change(BACKUP_EVERY, 0)

    spin = field(dialog, BACKUP_EVERY)

    assert isinstance(spin, QSpinBox)
    assert spin.text() == "Never"


def test_half_a_number_is_not_taken(settings: Settings, dialog: SettingsDialog) -> None:
    spin = field(dialog, TEXT_SIZE)
    assert isinstance(spin, QDoubleSpinBox)
    spin.setFocus()
    spin.selectAll()

    QTest.keyClicks(spin, "2")

    assert settings[TEXT_SIZE] == TEXT_SIZE.default
    QTest.keyClicks(spin, "0")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert settings[TEXT_SIZE] == 20


def test_the_wheel_over_a_field_without_the_keyboard_changes_nothing(
    settings: Settings, dialog: SettingsDialog
) -> None:
    spin = field(dialog, TEXT_SIZE)
    field(dialog, FONT).setFocus()
    point = QPointF(spin.rect().center())
    wheel = QWheelEvent(
        point, spin.mapToGlobal(point), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(spin, wheel)

    assert settings[TEXT_SIZE] == TEXT_SIZE.default


def sample(dialog: SettingsDialog) -> TextView:
    view = dialog.findChild(TextView)
    assert isinstance(view, TextView)
    return view


def test_the_sample_shows_what_is_chosen(settings: Settings, dialog: SettingsDialog) -> None:
    settings.change(TEXT_SIZE, 20.0)
    settings.change(LINE_SPACING, 2.4)

    assert sample(dialog).reading == settings.reading()
    before = sample(dialog).grab().toImage()
    dialog.set_theme(DARK)
    assert sample(dialog).grab().toImage() != before


def test_the_sample_is_only_looked_at(dialog: SettingsDialog) -> None:
    assert sample(dialog).focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not sample(dialog).verticalScrollBar().isVisible()


# The name


def name_field(dialog: SettingsDialog) -> QLineEdit:
    found = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == "Your name"]
    assert len(found) == 1
    return found[0]


def give_name(dialog: SettingsDialog, name: str) -> list[str]:
    named: list[str] = []
    dialog.coder_named.connect(named.append)
    name_field(dialog).selectAll()
    QTest.keyClicks(name_field(dialog), name)
    QTest.keyClick(name_field(dialog), Qt.Key.Key_Return)
    return named


def test_another_name_is_told(dialog: SettingsDialog) -> None:
    assert name_field(dialog).text() == "Ann"

    assert give_name(dialog, " Ann  Brandt ") == ["Ann Brandt"]


def test_a_name_is_told_once(dialog: SettingsDialog) -> None:
    named = give_name(dialog, "Ben")

    QTest.keyClick(name_field(dialog), Qt.Key.Key_Return)
    name_field(dialog).clearFocus()

    assert named == ["Ben"]


def test_the_same_name_is_no_news(dialog: SettingsDialog) -> None:
    assert give_name(dialog, "Ann ") == []


def test_a_refused_name_stays_with_the_reason_until_it_is_mended(dialog: SettingsDialog) -> None:
    give_name(dialog, "Ben")

    dialog.refuse_name("Another coder is called “Ben” already.")

    assert name_field(dialog).text() == "Ben"
    assert hints(dialog) & {"Another coder is called “Ben” already."}
    dialog.show_coder("Ann Brandt")
    assert name_field(dialog).text() == "Ann Brandt"
    assert not hints(dialog) & {"Another coder is called “Ben” already."}


def hints(dialog: SettingsDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel)}


# Its place on a screen


def test_it_fits_a_small_screen(dialog: SettingsDialog) -> None:
    hint = dialog.minimumSizeHint()

    assert hint.width() <= 512
    assert hint.height() <= 350


def test_escape_closes_it(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
