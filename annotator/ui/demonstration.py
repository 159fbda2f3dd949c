"""The main job once, without a screen: what `make run` does where there is none."""

import os
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.core.quotations import quotations
from annotator.project.coder import this_coder
from annotator.project.exchange import take_out
from annotator.project.sample import new_sample
from annotator.ui.application import make_application, make_window
from annotator.ui.memory import Memory
from annotator.ui.pane import Pane


def demonstrate(folder: Path) -> dict[str, Path]:
    """Tag a quote of the sample through the real window, export, save a picture.

    Return the files that were made, by what they are.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    coder = this_coder()
    window = make_window(coder, Memory.in_file(folder / "window.ini"))
    window.resize(1400, 880)
    window.show()
    project = new_sample(coder, folder)
    window.show_project(project)
    _tag_a_quote(window.workplace.desk.panes[1])
    for _ in range(3):  # to lay out, to paint, and what that has asked for
        application.processEvents()
    made = {
        "project": project.path,
        "CSV": folder / "annotations.csv",
        "picture": folder / "window.png",
    }
    window.grab().save(str(made["picture"]))
    take_out(project.reading, "csv", made["CSV"])
    window.close()
    return made


def _tag_a_quote(pane: Pane) -> None:
    """Press Q in the first quotation of a pane's article that is not tagged yet."""
    assert pane.article is not None
    untagged = (one for one in quotations(pane.article.text) if not pane.index.at(one.start))
    pane.view.setFocus()
    pane.view.set_caret(next(untagged).start + 1)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q")
    QApplication.sendEvent(pane.view, press)
