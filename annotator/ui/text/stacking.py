"""Which marks of a block lie in which lane of their line, and which are drawn as one."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.core.lanes import lanes
from annotator.core.model import Annotation
from annotator.core.span import Span
from annotator.ui.text.paint import LAST_LANE

# So many that look alike and overlap in the last lane are drawn one by one, more as one.
FEW = 3

# By the uid of an annotation and the number of a line: its lane.
Lanes = dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many annotations that look alike and overlap in the last lane of a line, as one stretch.

    The stretch reaches over other lines, too, but is a crowd on this one only.
    """

    line: int
    like: Annotation
    span: Span
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """All that is to be drawn of a block, save what stands out."""

    lanes: Lanes
    crowds: Sequence[Crowd]


def stacked(
    items: Sequence[Annotation],
    room_of: Callable[[Annotation], int],
    lines: Mapping[int, tuple[int, int]],
) -> Stack:
    """Give out the lanes of each line, from which to which offsets are told by `lines`, in order.

    Only what shares a line and a room needs to be kept apart.
    """
    own: Lanes = {}
    crowds: list[Crowd] = []
    for line, sharing in _sharing(items, room_of, lines):
        found = lanes([one.span for one in sharing], LAST_LANE + 1) if len(sharing) > 1 else [0]
        last = []
        for item, lane in zip(sharing, found, strict=True):
            if lane == LAST_LANE:
                last.append(item)
            else:
                own.setdefault(item.uid, {})[line] = lane
        for crowd in _crowds(line, last):
            if len(crowd.uids) > FEW:
                crowds.append(crowd)
                continue
            for uid in crowd.uids:
                own.setdefault(uid, {})[line] = LAST_LANE
    return Stack(own, crowds)


def _sharing(
    items: Sequence[Annotation],
    room_of: Callable[[Annotation], int],
    lines: Mapping[int, tuple[int, int]],
) -> Iterator[tuple[int, list[Annotation]]]:
    """Yield a line and what shares a room of it, for each line and room."""
    numbers = [*lines]
    starts, ends = [start for start, _ in lines.values()], [end for _, end in lines.values()]
    found: dict[tuple[int, int], list[Annotation]] = {}
    for item in items:
        room = room_of(item)
        for at in range(bisect_right(ends, item.start), bisect_left(starts, item.end)):
            found.setdefault((numbers[at], room), []).append(item)
    return ((line, sharing) for (line, _), sharing in found.items())


def _crowds(line: int, items: list[Annotation]) -> Iterator[Crowd]:
    """Yield the runs of items that look alike and overlap, of one item at least."""
    alike: dict[tuple[str, str], list[Annotation]] = {}
    for item in items:
        alike.setdefault((item.label, item.status), []).append(item)
    for group in alike.values():
        group.sort(key=_start)
        run: list[Annotation] = []
        reach = 0
        for item in group:
            if run and item.start >= reach:
                yield _crowd(line, run, reach)
                run = []
            run.append(item)
            reach = max(reach, item.end)
        yield _crowd(line, run, reach)


def _crowd(line: int, run: list[Annotation], reach: int) -> Crowd:
    return Crowd(line, run[0], Span(run[0].start, reach), tuple(item.uid for item in run))


def _start(item: Annotation) -> int:
    return item.start
