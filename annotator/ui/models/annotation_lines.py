"""What the rows of the table stand for: annotations, or the headers of the groups they are in."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from annotator.store.listing import Group

# So few are found one by one; to look for more of them goes once through the list.
_FEW = 5


class Header(NamedTuple):
    """The line above a group, known by the value that its annotations share."""

    group: str


Line = str | Header  # an annotation by its uid


@dataclass(slots=True)
class Lines:
    """Annotations in their order, in groups or not, and what is seen of them."""

    uids: list[str] = field(default_factory=list)  # also those that are folded away
    groups: tuple[Group, ...] = ()  # in their order, one after the other; none where none are
    folded: frozenset[str] = frozenset()  # groups by their values
    seen: list[Line] = field(init=False)
    _starts: list[int] = field(init=False)  # the place of the first uid of each group, and the end
    _by_value: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [0, *accumulate(group.count for group in self.groups)]
        self._by_value = {group.value: number for number, group in enumerate(self.groups)}
        self.seen = [*self.uids] if not self.groups else self._all_seen()

    def group(self, value: str) -> Group:
        return self.groups[self._by_value[value]]

    def group_at(self, place: int) -> Group:
        """Return the group of the uid that stands at a place among all."""
        return self.groups[bisect_right(self._starts, place) - 1]

    def uids_of(self, value: str) -> list[str]:
        """Return the annotations of a group, seen or not."""
        number = self._by_value[value]
        return self.uids[self._starts[number] : self._starts[number + 1]]

    def with_folded(self, folded: Iterable[str]) -> "Lines":
        return replace(self, folded=frozenset(folded))

    def regrouped(
        self, uids: list[str], gone: Collection[str], come: Mapping[str, Group]
    ) -> "Lines":
        """Return the lines of other uids: some are `gone`, and some have `come` into groups.

        One that has changed its place or its group is among both.
        """
        counts = {group.value: group.count for group in self.groups}
        for place in places(self.uids, gone):
            counts[self.group_at(place).value] -= 1
        groups = [group._replace(count=counts[group.value]) for group in self.groups]
        new: dict[str, Group] = {}
        first: dict[str, int] = {}
        for place in places(uids, come):
            group = come[uids[place]]
            if group.value in self._by_value:
                number = self._by_value[group.value]
                groups[number] = groups[number]._replace(count=groups[number].count + 1)
            else:
                count = new[group.value].count if group.value in new else 0
                new[group.value] = group._replace(count=count + 1)
                first.setdefault(group.value, place)
        left = [group for group in groups if group.count]
        for value, group in new.items():  # in the order of their places
            starts = [0, *accumulate(one.count for one in left)]
            left.insert(bisect_right(starts, first[value]) - 1, group)
        return Lines(uids, tuple(left), self.folded)

    def _all_seen(self) -> list[Line]:
        seen: list[Line] = []
        for group, (start, end) in zip(self.groups, pairwise(self._starts), strict=True):
            seen.append(Header(group.value))
            if group.value not in self.folded:
                seen.extend(self.uids[start:end])
        return seen


def places(lines: Sequence[Line], some: Collection[Line]) -> list[int]:
    """Return where those of some that stand in a list stand there, from the first to the last."""
    if len(some) > _FEW:
        return [at for at, line in enumerate(lines) if line in some]
    found = []
    for line in some:
        try:
            found.append(lines.index(line))
        except ValueError:
            continue
    return sorted(found)


def without(lines: Sequence[Line], some: Collection[Line]) -> list[Line]:
    left = [*lines]
    for at in reversed(places(lines, some)):
        del left[at]
    return left


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each run of numbers that follow one another."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
