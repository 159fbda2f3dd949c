"""A hundred thousand annotations that are attributed: sorted, filtered, gathered, all changed."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.core.model import Actor
from annotator.core.scheme import CLAIM, CLAIMANT_LINK, SPEAKER_LINK, builtin_uid
from annotator.project import bulk
from annotator.project.coder import this_coder
from annotator.project.project import Project
from annotator.store.listing import Condition, Wanted
from tests.benchmarks import attributed, bare
from tests.benchmarks.timing import Result, Series, Weight

_REPEATS, _CHANGED = 5, 3
_MOST_LOGGED = 20_000_000

_JOINED = """
    FROM annotation JOIN article ON article.id = article_id
    LEFT JOIN story ON story.id = story_id
"""
# Who speaks by the first link that is found; nothing about parts, stored actors, what was rejected.
_SPEAKER = f"""(
    SELECT name FROM link JOIN annotation AS mention ON mention.id = target_id
    JOIN actor ON actor.id = mention.actor_id
    WHERE source_id = annotation.id AND kind_id IN
        (SELECT id FROM link_kind WHERE uid IN ('{SPEAKER_LINK}', '{CLAIMANT_LINK}')))"""
_TYPE = "json_extract(attributes, '$.type')"
_IS_DIRECT = Condition("quote.type", frozenset(["direct"]))

# What is asked, the least that SQLite alone would have to do for it, and what that is.
_ASKED = {
    "by place": (
        Wanted(),
        f'SELECT annotation.uid {_JOINED} ORDER BY story.title, outlet, article.uid, start, "end"',
        "SELECT in this order",
    ),
    "by speaker": (
        Wanted(order="speaker"),
        f"SELECT uid FROM annotation ORDER BY {_SPEAKER}",
        "SELECT, the first link's",
    ),
    "by an answer": (
        Wanted(order="quote.type"),
        f"SELECT uid FROM annotation ORDER BY {_TYPE}",
        "SELECT, by json_extract",
    ),
    "of one answer": (
        Wanted(conditions=(_IS_DIRECT,)),
        f"SELECT uid FROM annotation WHERE {_TYPE} = 'direct'",
        "SELECT, by json_extract",
    ),
    "with a speaker": (
        Wanted(conditions=(Condition("speaker", empty=False),)),
        f"SELECT uid FROM annotation WHERE {_SPEAKER} IS NOT NULL",
        "SELECT, the first link's",
    ),
    "in groups by outlet": (
        Wanted(group="outlet"),
        f"SELECT annotation.uid {_JOINED} ORDER BY outlet",
        "SELECT by outlet",
    ),
    "in groups by speaker": (
        Wanted(group="speaker"),
        f"SELECT uid FROM annotation ORDER BY {_SPEAKER}",
        "SELECT, the first link's",
    ),
}
_COUNTED = f"SELECT {_SPEAKER}, count(*) FROM annotation GROUP BY 1"
_SET = "UPDATE annotation SET note = ? WHERE uid = ?"


def run(folder: Path, *, quick: bool) -> Iterator[Result | Weight]:
    count = 500 if quick else 10_000
    coder = this_coder("Bench")
    with Project.create(folder / "bulk.annotator", coder) as project:
        project.bring_in(attributed.records(count, coder))
        project.forget_history()
        connection = bare.connect(project.path)
        yield from _listed(project, connection)
        yield from _changed(project, connection)
        connection.close()


def _listed(project: Project, connection: sqlite3.Connection) -> Iterator[Result]:
    listing = project.reading.listing
    size = f"{project.reading.sizes()['annotation']:,} rows"
    for what, (wanted, question, beside) in _ASKED.items():
        yield _beside(
            f"Attributed: {size}, {what}",
            lambda wanted=wanted: listing.uids(wanted),  # type: ignore[misc]
            lambda question=question: connection.execute(question).fetchall(),  # type: ignore[misc]
            beside,
        )
    yield _beside(
        "  the groups of speakers counted",
        lambda: listing.groups(Wanted(group="speaker")),
        lambda: connection.execute(_COUNTED).fetchall(),
        "GROUP BY, the first link's",
    )


def _beside(
    what: str, ours: Callable[[], object], least: Callable[[], object], beside: str
) -> Result:
    found, bare_ones = Series(), Series()
    for _ in range(_REPEATS):
        with found.timed():
            ours()
        with bare_ones.timed():
            least()
    return Result(what, found, bare_ones, beside)


def _changed(project: Project, connection: sqlite3.Connection) -> Iterator[Result | Weight]:
    uids = project.reading.listing.uids(Wanted())
    actor = next(project.reading.records(Actor)).uid
    mention = builtin_uid("attribute/actor/mention")
    ways: dict[str, Callable[[int], bulk.Bulk]] = {
        "get a note": lambda n: bulk.write_note(project, uids, f"checked {n}"),
        "get another label": lambda _: bulk.relabel(project, uids, CLAIM),
        "are answered": lambda _: bulk.answer(project, uids, mention, "named"),
        "are spoken by one": lambda _: bulk.speak(project, uids, actor),
        "are rejected": lambda _: bulk.set_status(project, uids, "rejected"),
    }
    for what, act in ways.items():
        done, undone, least = Series(), Series(), Series()
        logged = changes = 0
        for number in range(_CHANGED):
            with least.timed():
                _set(connection, uids)
            project.refresh()
            with done.timed():
                edit = act(number).edit
                project.perform(edit)
            changes = len(edit.changes)
            logged = _logged(connection)
            with undone.timed():
                project.undo()
        beside = "UPDATE of one field in all of them, from the same uids, with its commit"
        yield Result(f"{len(uids):,} {what}: {changes:,} changes", done, least, beside)
        yield Result("  and taken back", undone, least)
        yield Weight("  in the log", logged, len(json.dumps(uids)), "the uids alone")
        assert logged <= _MOST_LOGGED, "the log grows too fast"


def _set(connection: sqlite3.Connection, uids: list[str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_SET, [("", uid) for uid in uids])
    connection.execute("COMMIT")


def _logged(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT length(changes) FROM edit ORDER BY id DESC LIMIT 1").fetchone()
    return int(row[0])
