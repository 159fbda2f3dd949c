"""The command line: `annotator [PROJECT]` opens the window, the other commands need no screen."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click
from click_default_group import DefaultGroup
from typing_extensions import override

from annotator import __version__
from annotator.core.dates import is_publication_date
from annotator.core.errors import AnnotatorError
from annotator.core.progress import SILENT, Progress
from annotator.formats import writer_named
from annotator.formats.codebook import SHIPPED, codebook_named
from annotator.formats.contract import Problem, WriteOptions
from annotator.project import exchange
from annotator.project.check import check as check_project
from annotator.project.coder import this_coder
from annotator.project.exchange import ImportOptions
from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Windows:
    """What needs a screen and is handed in from outside, so that nothing here imports Qt."""

    open: Callable[[Path | None, bool, str | None], int]
    demonstrate: Callable[[Path], dict[str, Path]]


def _date(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text and not is_publication_date(text):
        raise click.BadParameter("write it as 2025-03-12, 2025-03 or 2025.")
    return text


def _writer(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """Check the name of a format, when there is one: other packages may have brought it."""
    try:
        return writer_named(name).name
    except AnnotatorError as error:
        raise click.BadParameter(str(error)) from error


_PROJECT = click.Path(path_type=Path, dir_okay=True)
_coder_option = click.option("--coder", metavar="NAME", help="Who works (default: you).")
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("open", hidden=True)
@click.argument("project", required=False, type=_PROJECT)
@click.option("--sample", is_flag=True, help="Open a fresh copy of the sample project.")
@_coder_option
@click.pass_obj
def _open(windows: Windows, project: Path | None, sample: bool, coder: str | None) -> None:
    """Open the window, with a project if one is named."""
    if project is not None and sample:
        raise click.UsageError("Name a project or say --sample, not both.")
    sys.exit(windows.open(project, sample, coder))


@click.command("demo", hidden=True)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def _demo(windows: Windows, folder: Path) -> None:
    """Do the main job once through the window, without a screen, and leave the results."""
    for what, file in windows.demonstrate(folder).items():
        click.echo(f"{what:>8}  {file.absolute()}")
    click.echo("Open the project on a desktop with: annotator PROJECT")


@click.command("new")
@click.argument("project", type=_PROJECT)
@click.option("--title", help="What the project is called (default: the name of the file).")
@click.option(
    "--codebook",
    default="default",
    show_default=True,
    metavar="NAME|FILE",
    help=f"What can be tagged: a codebook file, or one of {', '.join(SHIPPED)}.",
)
@_coder_option
def _new(project: Path, title: str | None, codebook: str, coder: str | None) -> None:
    """Make an empty project.

    \b
    annotator new harbour.annotator --title "Coal terminal vote"
    annotator new harbour.annotator --codebook polnear
    """
    scheme = codebook_named(codebook).scheme
    with Project.create(project, this_coder(coder), title or "", scheme):
        click.echo(f"Made {project}.")


@click.command("import")
@click.argument("project", type=_PROJECT)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--story", metavar="TITLE", help="Put the articles into this story.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option(
    "--published",
    metavar="DATE",
    callback=_date,
    help="When, as 2025-03-12 (or 2025-03, or 2025).",
)
@click.option("--language", metavar="CODE", help="Their language, as en or de.")
@click.option("--verbatim", is_flag=True, help="Keep blanks and empty lines of plain text.")
@click.option("--again", is_flag=True, help="Import a text that is in the project already.")
@_coder_option
def _import(
    project: Path,
    files: tuple[Path, ...],
    story: str | None,
    coder: str | None,
    verbatim: bool,
    again: bool,
    **given: str | None,
) -> None:
    """Bring articles in: plain text, one article a file, or JSONL.

    What cannot be read is listed and the rest is imported; the exit code is 1 then.

    \b
    annotator import harbour.annotator courier.txt wire.txt --story "Coal terminal vote"
    annotator import harbour.annotator corpus.jsonl
    """
    options = ImportOptions(
        {name: value for name, value in given.items() if value}, story, verbatim, again
    )
    with _opened(project, coder) as opened:
        counts = exchange.bring_in(opened, files, options, _progress("Reading"))
    for notice in counts.notices:
        click.echo(str(notice))
    click.echo(
        f"Imported {_count(counts.articles, 'article')}"
        f" with {_count(counts.annotations, 'annotation')}."
    )
    _fail_on(counts.problems)


@click.command("export")
@click.argument("project", type=_PROJECT)
@click.option(
    "-f",
    "--format",
    "name",
    default="csv",
    show_default=True,
    metavar="[csv|jsonl|…]",
    callback=_writer,
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="A .csv file, or a folder that gets annotations, articles, actors and links.",
)
@click.option("--excel", is_flag=True, help="A CSV for reading in Excel, not for training.")
@click.option(
    "--status",
    multiple=True,
    type=click.Choice(["accepted", "suggested", "rejected"]),
    default=["accepted"],
    show_default=True,
    help="Which annotations; may be given more than once.",
)
def _export(project: Path, name: str, output: Path, excel: bool, status: tuple[Any, ...]) -> None:
    """Write the annotations to a file, or with their articles, actors and links to a folder.

    \b
    annotator export harbour.annotator -o annotations.csv
    annotator export harbour.annotator -o folder/
    annotator export harbour.annotator -f jsonl -o harbour.jsonl

    Read a CSV with: pandas.read_csv("annotations.csv", keep_default_na=False)
    """
    with _opened(project, None) as opened:
        written = exchange.take_out(
            opened.reading, name, output, WriteOptions(status, excel), _progress("Writing")
        )
    if excel:
        click.echo("Cells that Excel would take for formulas begin with ' now: for reading only.")
    click.echo(f"Wrote {_count(written.rows, 'row')}: {', '.join(map(str, written.files))}")


@click.command("info")
@click.argument("project", type=_PROJECT)
@_json_option
def _info(project: Path, as_json: bool) -> None:
    """Say how much there is in a project.

    \b
    annotator info harbour.annotator --json
    """
    with _opened(project, None) as opened:
        reading = opened.reading
        words = sum(len(article.text.split()) for article in reading.articles())
        sizes = reading.sizes()
        found: dict[str, Any] = {
            "articles": sizes["article"],
            "words": words,
            "stories": sizes["story"],
            "annotations": reading.counts(),
        }
        title = opened.title
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{title}: {_count(found['articles'], 'article')} with {found['words']:,} words")
    for label, count in found["annotations"].items():
        click.echo(f"{label:>12}  {count:,}")


def _rules(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Check the names of rules; where none is given, return the usual ones."""
    from annotator.core.checks import USUAL, rule_named  # noqa: PLC0415  # not for each command

    try:
        return tuple(rule_named(name).name for name in names) or tuple(USUAL)
    except AnnotatorError as error:
        raise click.BadParameter(str(error)) from error


@click.command("check")
@click.argument("project", type=_PROJECT)
@_json_option
@click.option("--strict", is_flag=True, help="Exit 1 when a rule has found something, too.")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="[quotation|speaker|…]",
    callback=_rules,
    help="What to look for; may be given more than once (default: the usual rules).",
)
def _check(project: Path, as_json: bool, strict: bool, rules: tuple[str, ...]) -> None:
    """Check that the file is sound, and list what may be wrong or forgotten in the annotations.

    The exit code is 1 when the file is damaged; what the rules find is for a person to judge.

    \b
    annotator check harbour.annotator
    annotator check harbour.annotator --rule speaker --rule mark --strict
    """
    from annotator.project import findings as telling  # noqa: PLC0415  # not for each command
    from annotator.project.checks import Checks  # noqa: PLC0415

    with _opened(project, None) as opened:
        problems = list(check_project(opened.reading, _progress("Checking")))
        found = list(Checks(opened).all(rules, _progress("Looking for mistakes")))
        sizes = opened.reading.sizes()
        places = {one.uid: one for one in opened.reading.checking.places()}
    counts = telling.counts(found, rules)
    if as_json:
        answer = {
            "ok": not problems,
            "articles": sizes["article"],
            "annotations": sizes["annotation"],
            "problems": [{"where": one.where, "problem": one.sentence} for one in problems],
            "counts": counts,
            "findings": [telling.as_json(one) for one in found],
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        sys.exit(1 if problems or (strict and found) else 0)
    if not problems:
        click.echo(
            f"{'The file is sound' if found else 'All is well'}: "
            f"{_count(sizes['annotation'], 'annotation')} in {_count(sizes['article'], 'article')}."
        )
    for line in telling.lines(found, places):
        click.echo(line)
    if found:
        click.echo(f"{_count(len(found), 'finding')}.")
    _fail_on(problems)
    if strict and found:
        sys.exit(1)


_HELP = """Read articles side by side, mark quotes, claims and actors, export them as training data.

\b
annotator                               open the window
annotator my.annotator                  open a project in the window
annotator --sample                      open a fresh copy of the sample project
annotator new my.annotator              make a project
annotator import my.annotator *.txt     bring articles in
annotator export my.annotator -o x.csv  take annotations out
"""


def run(windows: Windows) -> NoReturn:
    """Carry out the command line; exit 0 when all was done, 1 when not, 2 on wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A title or a file name must not fail on a terminal that has no such letters.
            stream.reconfigure(errors="backslashreplace")
    commands = (_open, _demo, _new, _import, _export, _info, _check)
    group = DefaultGroup(
        default="open",
        default_if_no_args=True,
        commands={one.name: one for one in commands},
        help=_HELP,
        epilog="A project whose name is that of a command is opened as ./NAME.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    click.version_option(__version__, prog_name="annotator")(group)
    try:
        group(obj=windows, prog_name="annotator")
    except AnnotatorError as error:
        click.echo(f"annotator: {error}", err=True)
    sys.exit(1)


def _opened(path: Path, coder: str | None) -> Project:
    return Project.open(path, this_coder(coder))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _fail_on(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        sys.exit(1)


class _Bar(Progress):
    """A progress bar on standard error."""

    def __init__(self, label: str) -> None:
        self._bar = click.progressbar(length=1, label=label, file=sys.stderr)

    @override
    def report(self, done: int, of: int) -> None:
        self._bar.length = max(of, 1)
        self._bar.update(done - self._bar.pos)
        if done == of:
            self._bar.render_finish()


def _progress(label: str) -> Progress:
    return _Bar(label) if sys.stderr.isatty() else SILENT
