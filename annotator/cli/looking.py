"""The commands that tell what there is in a project, and what may be wrong with it."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli.console import PROJECT, counted, fail_on, json_option, opening, progress
from annotator.core.errors import AnnotatorError
from annotator.project.check import check as check_project


@click.command("info")
@click.argument("project", type=PROJECT)
@json_option
def info(project: Path, as_json: bool) -> None:
    """Say how much there is in a project.

    \b
    annotator info harbour.annotator --json
    """
    with opening(project, None) as opened:
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
    click.echo(f"{title}: {counted(found['articles'], 'article')} with {found['words']:,} words")
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
@click.argument("project", type=PROJECT)
@json_option
@click.option("--strict", is_flag=True, help="Exit 1 when a rule has found something, too.")
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="[quotation|speaker|…]",
    callback=_rules,
    help="What to look for; may be given more than once (default: the usual rules).",
)
def check(project: Path, as_json: bool, strict: bool, rules: tuple[str, ...]) -> None:
    """Check that the file is sound, and list what may be wrong or forgotten in the annotations.

    The exit code is 1 when the file is damaged; what the rules find is for a person to judge.

    \b
    annotator check harbour.annotator
    annotator check harbour.annotator --rule speaker --rule mark --strict
    """
    from annotator.project import findings as telling  # noqa: PLC0415  # not for each command
    from annotator.project.checks import Checks  # noqa: PLC0415

    with opening(project, None) as opened:
        problems = list(check_project(opened.reading, progress("Checking")))
        found = list(Checks(opened).all(rules, progress("Looking for mistakes")))
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
            f"{counted(sizes['annotation'], 'annotation')} in "
            f"{counted(sizes['article'], 'article')}."
        )
    for line in telling.lines(found, places):
        click.echo(line)
    if found:
        click.echo(f"{counted(len(found), 'finding')}.")
    fail_on(problems)
    if strict and found:
        sys.exit(1)
