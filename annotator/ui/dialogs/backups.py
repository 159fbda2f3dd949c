"""The backups of a project: what one can go back to, and what comes of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.project.backups import Backup, Contents, backups, contents, folder_of
from annotator.ui import tasks
from annotator.ui.moments import size, when
from annotator.ui.phrases import counted, tooltip

_WHEN, _WHAT, _HOLDS, _SIZE = range(4)
_HEADINGS = ("Made", "What it is", "What it holds", "Size")
_BACKUP = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_EXPLANATION = (
    "A checked copy of the project is put into a folder beside it while you work and when you "
    "close it; Settings tell how often, and how many are kept. What you do is saved at once in any "
    "case: a backup is for going back."
)
_NONE = (
    "There are no backups yet.\n\nThe first is made by itself when something has changed, or now "
    "with “Make a backup now” in the File menu. If the project file was renamed, its former "
    "backups are in the folder that has the former name."
)
_CONSEQUENCE = (
    "It takes the place of the project as it is now. That is not lost: it is set aside with its "
    "whole history, stays in this list, and one can go back to it in the same way."
)
_HELD = {False: "Backup", True: "Set aside on going back"}


class BackupsDialog(QDialog):
    """Lists the backups of a project that may be open or not; it changes nothing by itself."""

    go_back_requested = Signal(object)  # Backup; that was asked twice
    copy_requested = Signal(object)  # Backup

    def __init__(self, project: Path, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Backups")
        self.setProperty("help", "files")
        self._project = project
        self._list = _list(self)
        self._list.itemSelectionChanged.connect(self._allow)
        self._list.itemDoubleClicked.connect(self._ask)
        self._empty = QLabel(_NONE, self, wordWrap=True)
        self._empty.setObjectName("hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._either = QStackedWidget(self)
        self._either.addWidget(self._list)
        self._either.addWidget(self._empty)
        self._go_back = self._button("&Go back to this…", self._ask)
        self._copy = self._button("&Open a copy…", self._request_copy)
        self._folder = self._button("Show &folder", self._show_folder)
        self._lay_out(title)
        self.refresh()

    def refresh(self) -> None:
        """Read the folder anew; what is in the backups comes a little later."""
        try:
            found = backups(self._project)
        except AnnotatorError as error:
            found = []
            self._empty.setText(str(error))
        chosen = self._chosen()
        self._list.clear()
        now = datetime.now()
        for backup in found:
            self._list.addTopLevelItem(_row(backup, now))
        self._choose(chosen)
        self._either.setCurrentWidget(self._list if found else self._empty)
        self._folder.setEnabled(folder_of(self._project).is_dir())
        self._allow()
        tasks.run_quietly(self, partial(_all_contents, found), self._show_contents, _told_already)

    def _lay_out(self, title: str) -> None:
        heading = QLabel(f"Backups of “{title}”", self, wordWrap=True)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        explanation = QLabel(_EXPLANATION, self, wordWrap=True)
        explanation.setObjectName("hint")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        self._go_back.setDefault(True)  # what Enter does in the list
        below = QHBoxLayout()
        for button in (self._go_back, self._copy, self._folder):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(explanation)
        column.addWidget(self._either, 1)
        column.addLayout(below)
        self.resize(660, 420)
        self._list.setFocus()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        return button

    def _chosen(self) -> Backup | None:
        items = self._list.selectedItems()
        return _of(items[0]) if items else None

    def _choose(self, chosen: Backup | None) -> None:
        for at in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(at)
            if item is not None and (chosen is None or _of(item) == chosen):
                self._list.setCurrentItem(item)
                return

    def _allow(self) -> None:
        for button in (self._go_back, self._copy):
            button.setEnabled(self._chosen() is not None)

    def _show_contents(self, told: dict[Path, Contents | str]) -> None:
        for at in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(at)
            if item is not None and (of := told.get(_of(item).path)) is not None:
                item.setText(_HOLDS, of if isinstance(of, str) else _holds(of))

    def _ask(self) -> None:
        backup = self._chosen()
        if backup is None:
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Go back to a backup")
        made = when(backup.at, datetime.now())
        what = "what was set aside" if backup.is_set_aside else "the backup of"
        box.setText(f"Go back to {what} {made}?")
        box.setInformativeText(_CONSEQUENCE)
        go_back = box.addButton("&Go back", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(go_back)
        box.accepted.connect(partial(self._leave_with, self.go_back_requested.emit, backup))
        box.open()

    def _request_copy(self) -> None:
        backup = self._chosen()
        if backup is not None:
            self._leave_with(self.copy_requested.emit, backup)

    def _leave_with(self, request: Callable[[Backup], None], backup: Backup) -> None:
        """Tell what was chosen; what comes of it is seen in the window."""
        self.accept()
        request(backup)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(self._project))))


def _list(parent: QWidget) -> QTreeWidget:
    listing = QTreeWidget(parent)
    listing.setObjectName("framed")
    listing.setHeaderLabels(_HEADINGS)
    listing.headerItem().setTextAlignment(_SIZE, _RIGHT)
    listing.setRootIsDecorated(False)
    listing.setUniformRowHeights(True)
    listing.setAllColumnsShowFocus(True)
    listing.setAccessibleName("Backups, the newest first")
    header = listing.header()
    header.setSectionsMovable(False)
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(_HOLDS, QHeaderView.ResizeMode.Stretch)
    return listing


def _row(backup: Backup, now: datetime) -> QTreeWidgetItem:
    made = when(backup.at, now)
    item = QTreeWidgetItem(
        [made[0].upper() + made[1:], _HELD[backup.is_set_aside], "…", size(backup.size)]
    )
    item.setData(_WHEN, _BACKUP, backup)
    item.setTextAlignment(_SIZE, _RIGHT)
    for column in range(len(_HEADINGS)):
        item.setToolTip(column, tooltip(f"{backup.path}\n{backup.at:%Y-%m-%d %H:%M:%S}"))
    return item


def _of(item: QTreeWidgetItem) -> Backup:
    backup = item.data(_WHEN, _BACKUP)
    assert isinstance(backup, Backup)
    return backup


def _holds(found: Contents) -> str:
    return f"{counted(found.articles, 'article')}, {counted(found.annotations, 'annotation')}"


def _all_contents(found: Sequence[Backup], progress: Progress) -> dict[Path, Contents | str]:
    told: dict[Path, Contents | str] = {}
    for done, backup in enumerate(found):
        progress.report(done, len(found))
        try:
            told[backup.path] = contents(backup)
        except AnnotatorError:
            told[backup.path] = "Cannot be read"
    return told


def _told_already(_: AnnotatorError) -> None:
    """Leave out what the backups hold when the looking was stopped."""
