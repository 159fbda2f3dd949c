"""The spans of one text in order, to be asked what lies at a place, in a stretch, or next."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

# A range query looks this far to the left for spans that reach into the range. Longer spans are
# few and are kept in a list of their own.
_REACH = 5_000

_Key = tuple[int, int, str]


class Spanned(Protocol):
    """Anything that has an identity and covers a stretch of a text."""

    @property
    def uid(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanned)


class SpanIndex(Generic[T]):
    """Items in text order: by start, the longer first where they start together, then by uid."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = {item.uid: item for item in items}
        self._keys = sorted(map(_key, self._items.values()))
        self._long = [key for key in self._keys if _is_long(key)]

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[T]:
        return (self._items[uid] for _, _, uid in self._keys)

    def __contains__(self, uid: object) -> bool:
        return uid in self._items

    def get(self, uid: str | None) -> T | None:
        return None if uid is None else self._items.get(uid)

    def add(self, item: T) -> None:
        """Put an item in, in place of the one of the same uid where there is one."""
        self.discard(item.uid)
        self._items[item.uid] = item
        key = _key(item)
        insort(self._keys, key)
        if _is_long(key):
            insort(self._long, key)

    def discard(self, uid: str) -> None:
        """Take an item out, if it is there."""
        item = self._items.pop(uid, None)
        if item is None:
            return
        key = _key(item)
        del self._keys[bisect_left(self._keys, key)]
        if _is_long(key):
            del self._long[bisect_left(self._long, key)]

    def at(self, point: int) -> list[T]:
        """Return the items in which or at whose ends a caret at `point` stands, innermost first."""
        return self._innermost_first(self._meeting(point - 1, point + 1))

    def covering(self, at: int) -> list[T]:
        """Return the items that hold the character at `at`, innermost first."""
        return self._innermost_first(self._meeting(at, at + 1))

    def within(self, start: int, end: int) -> list[T]:
        """Return the items that share a character with `start` to `end`, in text order."""
        return [self._items[uid] for _, _, uid in self._meeting(start, end)]

    def next_after(self, place: T | int) -> T | None:
        """Return the item after another, or the first that starts at a caret or after it."""
        if isinstance(place, int):
            found = bisect_left(self._keys, (place,))
        else:
            found = bisect_right(self._keys, _key(place))
        return self._items[self._keys[found][2]] if found < len(self._keys) else None

    def previous_before(self, place: T | int) -> T | None:
        """Return the item before another, or the last that starts before a caret."""
        key = (place,) if isinstance(place, int) else _key(place)
        found = bisect_left(self._keys, key) - 1
        return self._items[self._keys[found][2]] if found >= 0 else None

    def _meeting(self, start: int, end: int) -> list[_Key]:
        if end <= start:
            return []
        first = bisect_left(self._keys, (start - _REACH,))
        last = bisect_left(self._keys, (end,))
        from_afar = self._long[: bisect_left(self._long, (start - _REACH,))]
        return [key for key in (*from_afar, *self._keys[first:last]) if -key[1] > start]

    def _innermost_first(self, keys: list[_Key]) -> list[T]:
        keys.sort(key=lambda key: (-key[1] - key[0], key))
        return [self._items[uid] for _, _, uid in keys]


def _key(item: Spanned) -> _Key:
    return (item.start, -item.end, item.uid)


def _is_long(key: _Key) -> bool:
    return -key[1] - key[0] > _REACH
