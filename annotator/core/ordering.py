"""The order in which parts of a codebook are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.core.model import Attribute, Label, LinkKind

P = TypeVar("P", Label, Attribute, LinkKind)


def in_order(parts: Iterable[P], uids: Sequence[str]) -> tuple[P, ...]:
    """Return parts with the positions of this order; those not named come behind, as they were."""
    rank = {uid: number for number, uid in enumerate(uids)}
    behind = len(rank)
    ordered = sorted(parts, key=lambda one: (rank.get(one.uid, behind), one.position, one.name))
    return tuple(replace(one, position=number) for number, one in enumerate(ordered))
