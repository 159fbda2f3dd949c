"""Reads what is needed to change many annotations at once, in a few questions; changes nothing.

Each returns the edit, to be performed, and in sentences what it leaves as it is. Chosen parts of
split annotations stand for all of their parts. An annotation that is gone is passed over. Raises
AnnotatorError when nothing at all can be changed. An edit is empty where all is so already.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from annotator.core.acts.bulk import (
    VOICES,
    Bulk,
    answer_all,
    relabel_all,
    set_status_all,
    speak_all,
    write_note_all,
)
from annotator.core.errors import AnnotatorError
from annotator.core.garbage import collected_later
from annotator.core.model import Actor, Status
from annotator.core.scheme import AUTHOR, AUTHOR_ACTOR
from annotator.core.tying import may_begin, may_end
from annotator.project.project import Project
from annotator.store.gathering import Gathered

__all__ = ["Bulk", "answer", "relabel", "set_status", "speak", "write_note"]


def relabel(project: Project, uids: Iterable[str], label: str) -> Bulk:
    """Give annotations another label (by uid).

    Answers, links and actors that do not fit it go. One in whose place the same coder has such an
    annotation already stays as it is.
    """
    scheme = project.scheme
    kinds = scheme.link_kinds
    away = [one.uid for one in kinds if not may_begin(one, label)]
    back = [one.uid for one in kinds if not may_end(one, label)]

    def act(these: Gathered) -> Bulk:
        links = (*these.continuing(), *these.links(away, back))
        return relabel_all(
            these.annotations(), scheme.label(label), scheme, links, these.taken(label)
        )

    return _done(project, uids, act)


def answer(project: Project, uids: Iterable[str], attribute: str, value: Any) -> Bulk:
    """Answer a question (an attribute by uid) where it is asked; `None` takes answers away."""
    asked = next(one for one in project.scheme.attributes if one.uid == attribute)
    return _done(
        project,
        uids,
        lambda these: answer_all(these.annotations(), asked, value, these.continuing()),
    )


def speak(project: Project, uids: Iterable[str], actor: str | None) -> Bulk:
    """Let an actor (by uid) of the registry speak or claim, instead of whoever does.

    Links to mentions of who speaks go. With `None` nobody speaks. The articles' own voice (AUTHOR)
    comes into the registry where it is not there.
    """
    who, is_new = _actor(project, actor)

    def act(these: Gathered) -> Bulk:
        links = (*these.continuing(), *these.links(VOICES))
        return speak_all(these.annotations(), who, project.scheme, links, is_new=is_new)

    return _done(project, uids, act)


def write_note(project: Project, uids: Iterable[str], text: str) -> Bulk:
    """Write the same note over the one that each annotation has; "" takes notes away.

    It is written on the chosen parts of split annotations alone.
    """
    chosen = frozenset(uids)
    return _done(
        project,
        chosen,
        lambda these: write_note_all(
            (one for one in these.annotations() if one.uid in chosen), text
        ),
    )


def set_status(project: Project, uids: Iterable[str], status: Status) -> Bulk:
    """Accept or reject annotations; what is accepted is this coder's from then on."""
    coder = project.coder.uid
    return _done(
        project,
        uids,
        lambda these: set_status_all(
            these.annotations(), status, coder, these.continuing(), these.taken_by(coder)
        ),
    )


def _done(project: Project, uids: Iterable[str], act: Callable[[Gathered], Bulk]) -> Bulk:
    reading = project.reading
    with collected_later(), reading.snapshot():
        state = reading.state()
        done = act(reading.gathered(uids))
    return done._replace(edit=replace(done.edit, as_of=state))


def _actor(project: Project, uid: str | None) -> tuple[Actor | None, bool]:
    """Return an actor, and whether it is still to come into the registry."""
    if uid is None:
        return None, False
    found = project.reading.record(Actor.table, (uid,))
    if isinstance(found, Actor):
        return found, False
    if uid == AUTHOR:
        return AUTHOR_ACTOR, True
    raise AnnotatorError("This actor is no longer in the project.")
