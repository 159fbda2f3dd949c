"""The main job once, without a screen: what `make run` does where there is none."""

import os
from pathlib import Path

from annotator.core.quotations import quotations
from annotator.formats.contract import WriteOptions
from annotator.project.coder import this_coder
from annotator.project.exchange import take_out
from annotator.project.sample import new_sample


def demonstrate(folder: Path) -> int:
    """Tag a quote of the sample through the real window, export, save a picture; return 0."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt reads the variable above when it is imported.
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from annotator.ui.application import make_application, make_window

    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    window = make_window()
    window.resize(1400, 880)
    window.show()
    project = new_sample(this_coder(), folder)
    window.show_project(project)
    pane = window.panes[1]
    assert pane.article is not None
    pane.view.setFocus()
    untagged = (one for one in quotations(pane.article.text) if not pane.index.at(one.start))
    pane.view.set_caret(next(untagged).start + 1)
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q")
    QApplication.sendEvent(pane.view, press)
    application.processEvents()
    picture, table = folder / "window.png", folder / "annotations.csv"
    window.grab().save(str(picture))
    written = take_out(project.reading, "csv", table, WriteOptions())
    path = project.path
    window.close()
    print(
        f"There is no screen here, so the main job was done without one.\n"
        f"  project  {path.absolute()}\n"
        f"  CSV      {table.absolute()} ({written.rows} annotations)\n"
        f"  picture  {picture.absolute()}\n"
        "Open the project on a desktop with: annotator PROJECT"
    )
    return 0
