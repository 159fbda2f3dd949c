"""The commands that make a project, and bring articles in and annotations out."""

from pathlib import Path
from typing import Any

import click

from annotator.cli.console import PROJECT, coder_option, counted, fail_on, opening, progress
from annotator.core.dates import is_publication_date
from annotator.core.errors import AnnotatorError
from annotator.formats import writer_named
from annotator.formats.codebook import SHIPPED, codebook_named
from annotator.formats.contract import WriteOptions
from annotator.project import exchange
from annotator.project.coder import this_coder
from annotator.project.exchange import ImportOptions
from annotator.project.project import Project


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


@click.command("new")
@click.argument("project", type=PROJECT)
@click.option("--title", help="What the project is called (default: the name of the file).")
@click.option(
    "--codebook",
    default="default",
    show_default=True,
    metavar="NAME|FILE",
    help=f"What can be tagged: a codebook file, or one of {', '.join(SHIPPED)}.",
)
@coder_option
def new(project: Path, title: str | None, codebook: str, coder: str | None) -> None:
    """Make an empty project.

    \b
    annotator new harbour.annotator --title "Coal terminal vote"
    annotator new harbour.annotator --codebook polnear
    """
    scheme = codebook_named(codebook).scheme
    with Project.create(project, this_coder(coder), title or "", scheme):
        click.echo(f"Made {project}.")


@click.command("import")
@click.argument("project", type=PROJECT)
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
@coder_option
def import_(
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
    with opening(project, coder) as opened:
        counts = exchange.bring_in(opened, files, options, progress("Reading"))
    for notice in counts.notices:
        click.echo(str(notice))
    click.echo(
        f"Imported {counted(counts.articles, 'article')}"
        f" with {counted(counts.annotations, 'annotation')}."
    )
    fail_on(counts.problems)


@click.command("export")
@click.argument("project", type=PROJECT)
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
def export(project: Path, name: str, output: Path, excel: bool, status: tuple[Any, ...]) -> None:
    """Write the annotations to a file, or with their articles, actors and links to a folder.

    \b
    annotator export harbour.annotator -o annotations.csv
    annotator export harbour.annotator -o folder/
    annotator export harbour.annotator -f jsonl -o harbour.jsonl

    Read a CSV with: pandas.read_csv("annotations.csv", keep_default_na=False)
    """
    with opening(project, None) as opened:
        written = exchange.take_out(
            opened.reading, name, output, WriteOptions(status, excel), progress("Writing")
        )
    if excel:
        click.echo("Cells that Excel would take for formulas begin with ' now: for reading only.")
    click.echo(f"Wrote {counted(written.rows, 'row')}: {', '.join(map(str, written.files))}")
