"""The theme of the whole application: as a person chose it, or as the system has it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.ui.settings import THEME, Setting, Settings
from annotator.ui.theme import DARK, LIGHT, THEMES, Theme


class Appearance(QObject):
    """Dresses the application, and again when the choice or the system changes."""

    changed = Signal(object)  # Theme

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme = self._wanted()
        dress(self.theme)
        settings.changed.connect(self._hear)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _hear(self, setting: Setting[object]) -> None:
        if setting.key == THEME.key:
            self._follow()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self.theme:
            self.theme = wanted
            dress(wanted)
            self.changed.emit(wanted)

    def _wanted(self) -> Theme:
        return THEMES.get(self._settings[THEME]) or system_theme()


def dress(theme: Theme) -> None:
    """Give the whole application the colours of a theme."""
    QApplication.setPalette(theme.palette())
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet(theme.stylesheet())


def system_theme() -> Theme:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT
