"""Plain text: one article per file, its title, dateline and outlet guessed from its first lines."""

import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotator.core import clock
from annotator.core.canonical import canonicalise, fingerprint
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Record
from annotator.core.progress import SILENT, Progress
from annotator.formats import newsline
from annotator.formats.contract import Problem, ReadOptions
from annotator.formats.decoding import Decoded, decode

# A million words are 6 MB. What is larger is no article, and nobody could read it in a pane.
LARGEST = 20_000_000

OUTLET_GUESSED = "outlet_guessed"  # in `Article.cleaning`


class PlainTextFormat:
    """One article per file, in whatever encoding; read only."""

    name = "text"
    title = "Plain text"
    suffixes: tuple[str, ...] = (".txt", ".text", ".md", ".markdown")

    def read(
        self, path: Path, options: ReadOptions, progress: Progress = SILENT
    ) -> Iterator[Record | Problem]:
        data = _bytes(path)
        article = _article(decode(data, path.name), _printable(path), options)
        given: dict[str, Any] = {"source_sha256": sha256(data).hexdigest(), **options.given}
        yield replace(article, **given)
        progress.report(1, 1)


def _printable(path: Path) -> str:
    """Return the name of a file; bytes of it that are no UTF-8, as old archives have, as �."""
    return os.fsencode(path.name).decode(errors="replace")


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise AnnotatorError(f"There is no file {path}. Check the name and the folder.")
        if path.is_dir():
            raise AnnotatorError(f"{path} is a folder. Name the files in it that you want.")
        size = path.stat().st_size
        if size > LARGEST:
            raise AnnotatorError(
                f"{path.name} has {size / 1e6:.1f} MB; the largest text that can be read has "
                f"{LARGEST / 1e6:.0f} MB. Split it into one file per article."
            )
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise AnnotatorError(
            f"{path} cannot be read ({error.strerror}). Check that you may open it."
        ) from error


def _article(decoded: Decoded, name: str, options: ReadOptions) -> Article:
    article = article_of(decoded.text, verbatim=options.verbatim)
    if not article.text.strip():
        raise AnnotatorError(f"{name} holds no text. Check that the right file was saved.")
    cleaning = {**article.cleaning, "encoding": decoded.encoding}
    if decoded.undecodable_bytes:
        cleaning["undecodable_bytes"] = decoded.undecodable_bytes
    if "outlet" in options.given:
        cleaning.pop(OUTLET_GUESSED, None)
    return replace(article, source_name=name, cleaning=cleaning)


def article_of(text: str, *, verbatim: bool = False) -> Article:
    """Return the article that a text becomes, with what its first lines say of it.

    Title, dateline, outlet and date are guesses; that the outlet is one is noted in `cleaning`.
    """
    canonical = canonicalise(text, clean=not verbatim)
    news = newsline.guess(canonical.text)
    dateline = news.dateline or newsline.Dateline("")
    return Article(
        uid=clock.new_uid(),
        title=news.title,
        outlet=dateline.agency,
        dateline=dateline.text,
        published=dateline.published,
        text=canonical.text,
        sha256=fingerprint(canonical.text),
        media_type="text/plain",
        cleaning=canonical.report | ({OUTLET_GUESSED: True} if dateline.agency else {}),
        imported_at=clock.now(),
    )
