"""The dialog that tells of an error of ours, with a report to copy."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget

# Of reports that come again and again the first are told; all are in the log.
_LONGEST = 60_000


def show_report(text: str) -> QMessageBox:
    """Open the dialog that tells of an error of ours, or add to the one that is open."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Report) and widget.isVisible():
            widget.add(text)
            return widget
    # Without an owner the dialog would vanish as soon as nobody here holds it.
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]
    report = Report(text, QApplication.activeWindow() or next(iter(windows), None))
    report.open()
    return report


class Report(QMessageBox):
    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle("Annotator")
        self.setText("Something went wrong in Annotator.")
        self.setInformativeText(
            "Your annotations are saved: each one was written the moment you made it. You can go "
            "on. The report below can be copied and sent to the developers."
        )
        self.setDetailedText(text)
        # A message box closes at any of its buttons, but for those that say otherwise.
        copy = self.addButton("Copy report", QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.detailedText()))
        self.addButton(QMessageBox.StandardButton.Close)

    def add(self, text: str) -> None:
        """Add another report, unless it is one of those that are there."""
        shown = self.detailedText()
        if len(shown) < _LONGEST and text not in shown:
            self.setDetailedText(f"{shown}\n\n{text}")
