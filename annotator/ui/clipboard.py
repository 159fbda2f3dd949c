"""What the clipboard holds, as text."""

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from typing_extensions import override

from annotator.core.canonical import canonicalise


def clipboard_text() -> str:
    """Return the text in the clipboard, or an empty one where it holds something else."""
    return text_of(QGuiApplication.clipboard().mimeData())


def text_of(data: QMimeData | None) -> str:
    """Return plain text as it is, else the paragraphs of a web page; nothing for files."""
    if data is None or data.hasUrls():
        return ""
    return data.text() if data.hasText() else paragraphs(data.html())


def paragraphs(html: str) -> str:
    """Return the text of a web page with an empty line between its paragraphs."""
    page = _Page()
    page.setHtml(html)
    found = []
    block = page.begin()
    while block.isValid():
        # What stands for a picture says nothing.
        text = canonicalise(block.text().replace("\ufffc", ""), clean=True).text
        if text:
            found.append(text)
        block = block.next()
    return "\n\n".join(found)


class _Page(QTextDocument):
    """A web page without what it names: pictures and styles in files of this machine."""

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None
