"""Codebooks as JSON files: read, written, and those that come with the program."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator import resources
from annotator.core.errors import AnnotatorError
from annotator.formats.codebook_json import CodebookFile, from_json, to_json
from annotator.formats.whole import whole_files

__all__ = [
    "SHIPPED", "SUFFIX", "CodebookFile", "codebook_named", "read_codebook", "shipped",
    "write_codebook",
]  # fmt: skip

SUFFIX = ".json"

_LARGEST = 5_000_000  # bytes; a codebook of a hundred labels has some ten thousand
# By the names of the command line, the one that a project has anyway first.
SHIPPED = ("default", "polnear", "dna", "newsclaims")


def read_codebook(path: Path) -> CodebookFile:
    """Read a codebook file. Raises AnnotatorError with the place and what is wrong there."""
    try:
        return from_json(_values(path), path.stem)
    except AnnotatorError as error:
        raise AnnotatorError(f"{path.name} cannot be used as a codebook. {error}") from error


def write_codebook(file: CodebookFile, path: Path) -> None:
    """Write a codebook file, whole or not at all."""
    with whole_files(path) as (out,):
        json.dump(to_json(file), out, ensure_ascii=False, indent=2)
        out.write("\n")


def shipped() -> list[CodebookFile]:
    """Return the codebooks that come with the program, the default one first."""
    return [_shipped(name) for name in SHIPPED]


def codebook_named(name: str) -> CodebookFile:
    """Return a shipped codebook by its name, or the one in a file of that path."""
    if name in SHIPPED:
        return _shipped(name)
    path = Path(name)
    try:
        is_there = path.exists()
    except OSError:  # such as a name that no disk can hold
        is_there = False
    if not is_there:
        raise AnnotatorError(
            f"There is no codebook “{name}”. Name a file, or one of those that come with the "
            f"program: {', '.join(SHIPPED)}."
        )
    return read_codebook(path)


def _shipped(name: str) -> CodebookFile:
    file = from_json(_values(resources.path("codebooks", f"{name}.json")), name)
    return replace(file, name=name)


def _values(path: Path) -> Any:
    """Return the JSON value of a file."""
    try:
        if path.exists() and not path.is_file():
            raise AnnotatorError("It is no file.")
        if path.stat().st_size > _LARGEST:
            raise AnnotatorError("It is far too large for one.")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise AnnotatorError(
            f"Line {error.lineno}, character {error.colno} is not as JSON should be: {error.msg}."
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise AnnotatorError("It is no JSON text in UTF-8.") from error
    except ValueError as error:  # Python reads no integer of thousands of digits
        raise AnnotatorError("A number in it has far too many digits.") from error
    except OSError as error:
        raise AnnotatorError(f"It cannot be read: {error.strerror}.") from error
