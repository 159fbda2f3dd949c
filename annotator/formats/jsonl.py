"""JSON lines: a whole project as a file that other programs read, and articles that they write.

Here the file is taken apart into lines; `jsonl_own` and `jsonl_simple` say what is on them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.core import clock
from annotator.core.errors import AnnotatorError
from annotator.core.model import Record
from annotator.core.progress import SILENT, Progress
from annotator.formats.contract import Corpus, Problem, ReadOptions, WriteOptions, Written
from annotator.formats.jsonl_own import NewerFileError, OwnForm, lines
from annotator.formats.jsonl_simple import SimpleForm
from annotator.formats.shape import dumps, what_is
from annotator.formats.whole import whole_files

# A line is read whole, so that a file without line ends must not fill the memory.
_LONGEST_LINE = 200_000_000
_HOPELESS = 100  # so many bad lines before the first good one, and it is another kind of file

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonlFormat:
    """Our own form, whole in both directions, and articles in a simple form, read only."""

    name = "jsonl"
    title = "JSON lines"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def write(
        self, corpus: Corpus, to: Path, options: WriteOptions, progress: Progress = SILENT
    ) -> Written:
        """Write the project whole: records of every status, whatever the options say."""
        count = corpus.article_count()
        rows = articles = 0
        with whole_files(to) as (file,):
            for line in lines(corpus):
                file.write(dumps(line) + "\n")
                rows += 1
                if line["type"] == "article":
                    articles += 1
                    progress.report(articles, count)
        return Written((to,), rows)

    def read(
        self, path: Path, options: ReadOptions, progress: Progress = SILENT
    ) -> Iterator[Record | Problem]:
        now = clock.now()
        own = OwnForm(options, now)
        simple = SimpleForm(options.scheme, options.coder, options.given, path.name, now)
        good = bad = 0
        for number, line in _lines(path, progress):
            where = f"{path.name} line {number}"
            try:
                values = _parsed(line)
                yield from (own if "type" in values else simple).read(values, where)
                good += 1
            except NewerFileError:
                raise
            except AnnotatorError as error:
                bad += 1
                yield Problem(where, f"{error} The line was left out.")
            if bad >= _HOPELESS and not good:
                break
        if not good:
            raise AnnotatorError(
                f"Nothing in {path.name} could be read. It should hold one JSON object on each "
                f"line, in UTF-8."
            )


def _lines(path: Path, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers."""
    try:
        with path.open("rb") as file:
            size, done = path.stat().st_size, 0
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), start=1):
                if len(line) == _LONGEST_LINE:
                    raise AnnotatorError(
                        f"{path.name} line {number} is longer than "
                        f"{_LONGEST_LINE // 1_000_000} MB. Write one article on each line."
                    )
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
                if not line.isspace() and line:
                    yield number, line
                done += len(line)
                progress.report(done, size)
    except OSError as error:
        raise AnnotatorError(
            f"{path} cannot be read ({error.strerror}). Check that it is there, that it is a file "
            f"and that you may open it."
        ) from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _parsed(line: bytes) -> dict[str, Any]:
    """Return the object on a line. Raises AnnotatorError with a sentence if there is none."""
    try:
        values = _DECODER.decode(line.decode().strip())
    except UnicodeDecodeError as error:
        raise AnnotatorError(
            f"It is not UTF-8 (byte {error.start + 1} of the line). Save the file as UTF-8."
        ) from error
    except json.JSONDecodeError as error:
        raise AnnotatorError(
            f"It is not JSON: {error.msg} at character {error.pos + 1} of {len(error.doc)}; "
            f"perhaps it was cut off."
        ) from error
    except (ValueError, RecursionError) as error:
        raise AnnotatorError(
            f"It is not JSON that can be read: {str(error).split(';')[0]}."
        ) from error
    if type(values) is not dict:
        raise AnnotatorError(f"It should be an object in curly brackets, not {what_is(values)}.")
    if "type" not in values and "text" not in values:
        raise AnnotatorError("It has neither a “type” nor a “text”.")
    if b"\\ud" not in line and b"\\uD" not in line:
        return values
    try:
        mended: dict[str, Any] = _with_utf8(values)
    except RecursionError as error:
        raise AnnotatorError("It is nested deeper than anything of ours.") from error
    return mended


def _with_utf8(value: Any) -> Any:
    """Return a JSON value with lone surrogates as U+FFFD; escaped, they pass for UTF-8."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_with_utf8(one) for one in value]
    if isinstance(value, dict):
        return {_with_utf8(name): _with_utf8(one) for name, one in value.items()}
    return value
