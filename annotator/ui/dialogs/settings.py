"""The settings, in a window beside the main one: what is changed there counts at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.core.index import SpanIndex
from annotator.core.model import Annotation
from annotator.core.scheme import ACTOR, LABELS, QUOTE
from annotator.ui.phrases import tooltip
from annotator.ui.settings import (
    FONT,
    SETTINGS,
    WHOLE_WORDS,
    Choice,
    FontFamily,
    Number,
    Setting,
    Settings,
    Whole,
    YesNo,
)
from annotator.ui.text.reading import Reading
from annotator.ui.text.view import TextView
from annotator.ui.theme import Theme

_SAMPLE = (
    "Mayor Ingrid Solheim called it “the hardest decision of my life”. The council voted 14 to 9 "
    "on Tuesday to close its coal terminal, after eleven hours of debate."
)
_MARKED = ((ACTOR, "Mayor Ingrid Solheim"), (QUOTE, "“the hardest decision of my life”"))
_SAMPLE_HEIGHT = 92
_SIZE = QSize(560, 540)
_FIELD = 240
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Field:
    """The widget of one setting, and how a value gets into it."""

    widget: QWidget
    show: Callable[[Any], object]


class SettingsDialog(QDialog):
    """Made from the table of settings, with the coder's name as one row more."""

    coder_named = Signal(str)

    def __init__(self, settings: Settings, theme: Theme, coder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Settings")
        self.setProperty("help", "settings")
        self._settings = settings
        self._fields = {setting: self._field(setting) for setting in SETTINGS}
        self._sample = _Sample(theme, self)
        self._coder = coder
        self._name = QLineEdit(coder, self)
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.editingFinished.connect(self._take_name)
        self._name.setAccessibleName("Your name")
        self._name_tip = _hint("", self)
        self.show_coder(coder)
        self._lay_out()
        self._hear()
        settings.changed.connect(self._hear)

    def set_theme(self, theme: Theme) -> None:
        self._sample.set_theme(theme)

    def show_coder(self, name: str) -> None:
        """Show who the person is, after `coder_named` was heard."""
        self._coder = name
        self._name.setText(name)
        self._name_tip.setText("It stands beside each of your annotations")

    def refuse_name(self, sentence: str) -> None:
        """Show why somebody cannot be called what `coder_named` has told; it stays to be mended."""
        self._name_tip.setText(sentence)

    def _lay_out(self) -> None:
        pages = QTabWidget(self)
        pages.setDocumentMode(True)
        pages.tabBar().setDrawBase(False)
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            pages.addTab(self._page(group), group)
        buttons = QDialogButtonBox(self)
        restore = QPushButton("Restore defaults", self)
        restore.clicked.connect(self._settings.restore)
        close = QPushButton("Close", self)
        close.clicked.connect(self.close)
        buttons.addButton(restore, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        for button in (restore, close):
            button.setAutoDefault(False)  # Enter is for the fields
        column = QVBoxLayout(self)
        column.addWidget(pages)
        column.addWidget(buttons)
        self.resize(_SIZE)

    def _page(self, group: str) -> QWidget:
        content = QWidget(self)
        rows = QGridLayout(content)
        rows.setContentsMargins(14, 16, 14, 14)
        rows.setHorizontalSpacing(18)
        rows.setVerticalSpacing(5)
        rows.setColumnStretch(2, 1)
        if group == FONT.group:
            rows.addWidget(self._sample, 0, 0, 1, 3)
            rows.setRowMinimumHeight(1, 8)
        for setting, field in self._fields.items():
            if setting.group == group:
                _add_row(rows, setting.title, field.widget, _hint(setting.tip, self))
        if group == WHOLE_WORDS.group:
            _add_row(rows, "Your name", self._name, self._name_tip)
        rows.setRowStretch(rows.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the keyboard
        return area

    def _hear(self, _setting: Setting[object] | None = None) -> None:
        for setting, field in self._fields.items():
            with QSignalBlocker(field.widget):
                field.show(self._settings[setting])
        self._sample.set_reading(self._settings.reading())

    def _take_name(self) -> None:
        name = " ".join(self._name.text().split())
        if name != self._coder:
            self._coder = name  # told once, whatever comes of it
            self.coder_named.emit(name)

    def _field(self, setting: Setting[Any]) -> _Field:
        def change(value: object) -> None:
            self._settings.change(setting, value)

        field = _made(setting, change, self)
        field.widget.setAccessibleName(setting.title)
        field.widget.setAccessibleDescription(setting.tip)
        # Who scrolls through the window with the wheel must not change what comes under it.
        field.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.widget.installEventFilter(self)
        return field

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class _Sample(TextView):
    """A few words with two marks, as they are set in a pane."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        marked = [_annotation(label, words) for label, words in _MARKED]
        self.show_text(_SAMPLE, SpanIndex(marked), LABELS)
        self.setAccessibleName("What a text looks like")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.overview.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(_SAMPLE_HEIGHT)


def _annotation(label: str, words: str) -> Annotation:
    start = _SAMPLE.index(words)
    return Annotation(
        uid=label, article="", label=label, start=start, end=start + len(words), text=words,
        coder="", created_at="", modified_at="",
    )  # fmt: skip


def _made(setting: Setting[Any], change: Callable[[object], None], parent: QWidget) -> _Field:
    match setting.kind:
        case Choice(choices):
            return _choice(((title, name) for name, title in choices), change, parent)
        case FontFamily():
            return _fonts(change, parent)
        case YesNo():
            box = QCheckBox(setting.title, parent)
            box.toggled.connect(change)
            return _Field(box, box.setChecked)
        case Number() as number:
            decimal = QDoubleSpinBox(parent)
            decimal.setDecimals(1)
            decimal.setRange(number.least, number.most)
            decimal.setSingleStep(number.step)
            return _spinning(decimal, number, change)
        case Whole() as number:
            whole = QSpinBox(parent)
            whole.setRange(number.least, number.most)
            whole.setSingleStep(number.step)
            return _spinning(whole, number, change)
    raise AssertionError(setting)


def _spinning(
    spin: QSpinBox | QDoubleSpinBox, number: Number | Whole, change: Callable[[object], None]
) -> _Field:
    spin.setSuffix(number.unit)
    spin.setSpecialValueText(number.zero)
    spin.setKeyboardTracking(False)  # a number is taken when it is typed to the end
    spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    spin.setToolTip(tooltip(f"From {number.least:g} to {number.most:g}"))
    spin.valueChanged.connect(change)
    return _Field(spin, spin.setValue)


def _choice(
    choices: Iterable[tuple[str, str]], change: Callable[[object], None], parent: QWidget
) -> _Field:
    """Return a field for one of some titles, each with its value."""
    box = QComboBox(parent)
    for title, value in choices:
        box.addItem(title, value)

    def show(value: str) -> None:
        if box.findData(value) < 0:
            box.addItem(f"{value} (not on this computer)", value)
        box.setCurrentIndex(box.findData(value))

    box.currentIndexChanged.connect(lambda _: change(box.currentData()))
    return _Field(box, show)


def _fonts(change: Callable[[object], None], parent: QWidget) -> _Field:
    ours = QFontInfo(Reading().font()).family()
    families = (one for one in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(one))
    return _choice([(f"{ours} (ours)", ""), *((one, one) for one in families)], change, parent)


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("hint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _add_row(rows: QGridLayout, title: str, widget: QWidget, tip: QLabel) -> None:
    row = rows.rowCount()
    if not isinstance(widget, QCheckBox):
        label = QLabel(f"{title}:")
        label.setBuddy(widget)
        rows.addWidget(label, row, 0)
    widget.setMinimumWidth(_FIELD)
    rows.addWidget(widget, row, 1)
    tip.setVisible(bool(tip.text()))
    rows.addWidget(tip, row + 1, 1, 1, 2)
