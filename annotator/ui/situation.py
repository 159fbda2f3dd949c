"""What there is at the moment, and so what can be done."""

from annotator.project.project import Project
from annotator.ui.around import Around
from annotator.ui.desk import Desk
from annotator.ui.handling import Handling
from annotator.ui.panes import MOST_PANES
from annotator.ui.specs import Needs


def what_is_there(project: Project | None, desk: Desk, handling: Handling, around: Around) -> Needs:
    """Return the needs that are met."""
    if project is None:
        return Needs.NOTHING
    panes, actors = len(desk.panes), len(around.actors.chosen())
    met = {
        Needs.PROJECT: True,
        Needs.WRITABLE: not project.read_only,
        Needs.UNDO: project.next_undo is not None,
        Needs.REDO: project.next_redo is not None,
        Needs.ARTICLE: desk.active.article is not None,
        Needs.CHOSEN: bool(handling.at_hand()),
        Needs.STORY: handling.story() is not None,
        Needs.ANNOTATION: desk.tagging.selected is not None,
        Needs.ROOM: panes < MOST_PANES,
        Needs.PANES: panes > 1,
        Needs.ACTOR: actors > 0,
        Needs.ACTORS: actors > 1,
        Needs.ROWS: around.annotations.has_chosen,
        Needs.FINDING: around.checks.current is not None,
    }
    there = Needs.NOTHING
    for need, is_met in met.items():
        there |= need if is_met else Needs.NOTHING
    return there
