"""Where something that comes up beside some words has room, so that these can still be read."""

from enum import Enum, auto

from PySide6.QtCore import QPoint, QRect, QSize

_APART = 6  # from the words, in pixels


class Side(Enum):
    BELOW = auto()
    ABOVE = auto()
    RIGHT = auto()
    LEFT = auto()
    OVER = auto()  # there is room nowhere


def side_of(words: QRect, wanted: QSize, least: QSize, room: QRect, *, leftward: bool) -> Side:
    """Return the side on which there is room: below if for the least, else as much as is wanted."""
    beside = (Side.LEFT, Side.RIGHT) if leftward else (Side.RIGHT, Side.LEFT)
    if fits(Side.BELOW, words, least, room):
        return Side.BELOW
    for size in (wanted, least):
        for side in (Side.BELOW, Side.ABOVE, *beside):
            if fits(side, words, size, room):
                return side
    return Side.OVER


def fits(side: Side, words: QRect, size: QSize, room: QRect) -> bool:
    free = free_at(side, words, room)
    return size.width() <= free.width() and size.height() <= free.height()


def free_at(side: Side, words: QRect, room: QRect) -> QSize:
    """Return how much room there is on a side of the words."""
    width, height = room.width(), room.height()
    match side:
        case Side.BELOW:
            height = room.bottom() - words.bottom() - _APART
        case Side.ABOVE:
            height = words.top() - room.top() - _APART
        case Side.RIGHT:
            width = room.right() - words.right() - _APART
        case Side.LEFT:
            width = words.left() - room.left() - _APART
    return QSize(width, height)


def placed(side: Side, words: QRect, size: QSize, room: QRect, *, leftward: bool) -> QRect:
    """Return the place of something of that size on a side of the words, inside of the room.

    It begins where the words begin, on the side from which they are read.
    """
    left = words.right() + 1 - size.width() if leftward else words.left()
    top = words.top()
    match side:
        case Side.BELOW:
            top = words.bottom() + 1 + _APART
        case Side.ABOVE:
            top = words.top() - _APART - size.height()
        case Side.RIGHT:
            left = words.right() + 1 + _APART
        case Side.LEFT:
            left = words.left() - _APART - size.width()
        case Side.OVER:
            top = room.bottom() + 1 - size.height()
    left = max(room.left(), min(left, room.right() + 1 - size.width()))
    top = max(room.top(), min(top, room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)
