"""The displayed copy of a text: Qt is slow on giant paragraphs, so there they are broken up."""

from itertools import pairwise

# Qt's work on a block grows with all its lines, whatever is visible of it.
LONGEST = 20_000


def break_points(text: str) -> list[int]:
    """Return where the spaces stand that are shown as line ends, one each 20,000 characters.

    A paragraph without spaces stays whole.
    """
    points = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        here = start
        while end - here > LONGEST:
            space = text.rfind(" ", here + 1, here + LONGEST)
            if space < 0:
                space = text.find(" ", here + LONGEST, end)
            if space < 0:
                break
            points.append(space)
            here = space + 1
        start = end + 1
    return points


def with_breaks(text: str, points: list[int]) -> str:
    """Return the text with the spaces at `points` made line ends: as long, and as in place."""
    cuts = [0, *(point + 1 for point in points), len(text) + 1]
    return "\n".join(text[start : end - 1] for start, end in pairwise(cuts))
