"""Take the pictures of the README from the real window, on an unseen screen: `make screenshots`."""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.project.coder import this_coder
from annotator.project.sample import new_sample
from annotator.ui import application
from annotator.ui.memory import Memory
from annotator.ui.settings import THEME, Settings
from annotator.ui.theme import THEMES
from annotator.ui.window import Window

FOLDER = Path(__file__).parent / "screenshots"
SIZE = (1680, 1000)
# Where the caret stands: in the quotation that all three print, each in its own way.
AGENCY = "Tern News Agency"
WORDS = "a gate that its own keepers"


def main() -> int:
    """Save a picture of the window on the sample in each theme."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    FOLDER.mkdir(exist_ok=True)
    app = application.make_application()
    with tempfile.TemporaryDirectory() as home:
        for name in THEMES:
            window = _window(app, name, Path(home))
            picture = FOLDER / f"{name}.png"
            window.grab().save(str(picture))
            window.close()
            sys.stdout.write(f"{picture}\n")
    return 0


def _window(app: QApplication, theme: str, home: Path) -> Window:
    coder = this_coder("Ida", home)
    memory = Memory.in_file(home / f"{theme}.ini")
    Settings(memory.kept).change(THEME, theme)
    window = application.make_window(coder, memory)
    window.resize(*SIZE)
    window.show()
    window.show_project(new_sample(coder, home))
    for _ in range(3):  # to lay out, to paint, and what that has asked for
        app.processEvents()
    pane, other = window.workplace.desk.panes
    agency = next(row for row in window.workplace.library.articles() if row.outlet == AGENCY)
    window.workplace.desk.open_article(agency.uid, other)
    window.workplace.desk.open_article(window.workplace.library.first_two()[0], pane)
    assert pane.article is not None
    place = pane.article.text.index(WORDS)
    window.workplace.desk.tagging.click(pane, place)
    pane.view.set_caret(place)
    for _ in range(3):
        app.processEvents()
    return window


if __name__ == "__main__":
    sys.exit(main())
