"""What the rows of the table stand for: annotations, or the headers of the groups they are in."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from annotator.store.listing import Group

# So few are found one by one; to look for more of them goes once through the list.
_FEW = 5


class Header(NamedTuple):
    """The line above a group, known by the value that its annotations share."""

    group: str


Line = str | Header  # an annotation by its uid


class Lines:
    """Annotations in their order, in groups or not, and which groups are folded.

    A place counts among all annotations, a row among the lines that are seen of them.
    """

    def __init__(
        self,
        uids: list[str],
        groups: Sequence[Group] = (),
        folded: Collection[str] = (),
    ) -> None:
        """Group uids that lie in the order of these groups, of which none is empty."""
        self.uids, self.groups, self.folded = uids, groups, set(folded)
        self._starts = [0, *accumulate(group.count for group in groups)]
        self._numbers = {group.value: number for number, group in enumerate(groups)}

    def group(self, value: str) -> Group:
        return self.groups[self._numbers[value]]

    def value_at(self, place: int) -> str:
        """Return the value of the group that a place is in; `""` where there are none."""
        return self.groups[self._number_at(place)].value if self.groups else ""

    def uids_of(self, value: str) -> list[str]:
        """Return the annotations of a group, seen or not."""
        number = self._numbers[value]
        return self.uids[self._starts[number] : self._starts[number + 1]]

    def row(self, place: int) -> int | None:
        """Return the row of an annotation; `None` when it is folded away."""
        if not self.groups:
            return place
        number = self._number_at(place)
        if self.groups[number].value in self.folded:
            return None
        return place + number + 1 - self._hidden(number)

    def row_of_header(self, value: str) -> int | None:
        number = self._numbers.get(value)
        if number is None:
            return None
        return self._starts[number] + number - self._hidden(number)

    def seen(self) -> list[Line]:
        """Return what each row stands for."""
        if not self.groups:
            return [*self.uids]
        seen: list[Line] = []
        for group, (start, end) in zip(self.groups, pairwise(self._starts), strict=True):
            seen.append(Header(group.value))
            if group.value not in self.folded:
                seen.extend(self.uids[start:end])
        return seen

    def regrouped(self, uids: list[str], gone: Iterable[int], come: Mapping[int, Group]) -> "Lines":
        """Return the lines of other uids: without those of some places, with others in groups.

        The places of what is gone are those of before, of what has come those of now.
        """
        groups = [*self.groups]

        def add(number: int, count: int) -> None:
            groups[number] = replace(groups[number], count=groups[number].count + count)

        for place in gone:
            add(self._number_at(place), -1)
        new: dict[str, Group] = {}
        first: dict[str, int] = {}
        for place, group in sorted(come.items()):
            if group.value in self._numbers:
                add(self._numbers[group.value], 1)
            else:
                former = new.get(group.value, replace(group, count=0))
                new[group.value] = replace(former, count=former.count + 1)
                first.setdefault(group.value, place)
        left = [group for group in groups if group.count]
        for value, group in new.items():  # in the order of their places
            starts = [0, *accumulate(one.count for one in left)]
            left.insert(bisect_right(starts, first[value]) - 1, group)
        return Lines(uids, left, self.folded)

    def _number_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _hidden(self, number: int) -> int:
        """Return how many annotations are folded away before a group."""
        before = (self._numbers[value] for value in self.folded if value in self._numbers)
        return sum(self.groups[one].count for one in before if one < number)


def places(lines: Sequence[Line], some: Collection[Line]) -> dict[Line, int]:
    """Return where those of some that stand in a list stand there, from the first to the last."""
    if len(some) > _FEW:
        return {line: at for at, line in enumerate(lines) if line in some}
    found: list[tuple[int, Line]] = []
    for line in some:
        try:
            found.append((lines.index(line), line))
        except ValueError:
            continue
    return {line: at for at, line in sorted(found)}


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run of numbers that follow one another."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
