"""Other tools' files: which formats there are. `contract` says what a format is."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.formats.contract import Format, Reader, Writer
from annotator.formats.csv import CsvFormat
from annotator.formats.jsonl import JsonlFormat
from annotator.formats.plain import PlainTextFormat

_log = logging.getLogger(__name__)


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name: the built-in ones, then those of other packages.

    Another package adds its own with an entry point in the group `annotator.formats` that loads
    an object with the attributes of `Format` and `read`, `write` or both.
    """
    built_in: Iterable[Format] = (CsvFormat(), JsonlFormat(), PlainTextFormat())
    # Ours stand first, so that nobody takes over our suffixes, and last, nor our names.
    return {one.name: one for one in (*built_in, *_others(), *built_in)}


def _others() -> Iterator[Format]:
    for point in entry_points(group="annotator.formats"):
        try:
            yield point.load()
        except Exception:  # somebody else's code may fail in any way, and must not stop ours
            _log.exception("The format %s of %s cannot be used", point.name, point.dist)


def readers() -> list[Reader]:
    return [one for one in formats().values() if isinstance(one, Reader)]


def writers() -> list[Writer]:
    return [one for one in formats().values() if isinstance(one, Writer)]


def reader_for(path: Path) -> Reader:
    """Return the reader for a file by its suffix; what has an unknown one is read as plain text."""
    suffix = path.suffix.lower()
    for reader in readers():
        if suffix in reader.suffixes:
            return reader
    return next(reader for reader in readers() if reader.name == "text")


def writer_named(name: str) -> Writer:
    """Return the writer of that name. Raises AnnotatorError that lists the names there are."""
    for writer in writers():
        if writer.name == name:
            return writer
    known = ", ".join(writer.name for writer in writers())
    raise AnnotatorError(f"There is no format “{name}” to export to. There are: {known}.")
