"""How much memory a text with its annotations takes once it was read: in a process of its own."""

import os
import pickle
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotator.core.index import SpanIndex
from annotator.core.scheme import LABELS
from annotator.ui import application
from annotator.ui.text.page import Page
from annotator.ui.text.view import TextView
from annotator.ui.theme import LIGHT

_PAGES = 20


def main(path: Path) -> None:
    app = application.make_application()
    others = (TextView(LIGHT), Page(LIGHT))  # so that all that is shared is there
    for page in others:
        page.set_text("Words")
        _read(app, page)
    before = _taken()
    text, items = pickle.loads(path.read_bytes())
    if items is None:
        page = Page(LIGHT)
        page.set_text(text)
    else:
        page = TextView(LIGHT)
        page.show_text(text, SpanIndex(items), LABELS)
    _read(app, page)
    sys.stdout.write(str(_taken() - before))


def _read(app: QApplication, page: Page) -> None:
    page.resize(640, 900)
    page.show()
    bar = page.verticalScrollBar()
    for _ in range(_PAGES):
        app.processEvents()
        bar.setValue(bar.value() + bar.pageStep())


def _taken() -> int:
    """Return the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
