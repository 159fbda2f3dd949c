"""What was open in a project and where it was left: kept for the person, not in the project."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Self


class Place(NamedTuple):
    """Where an article was left, both in code points of its text."""

    caret: int = 0
    top: int = 0  # the first visible character


@dataclass(slots=True)
class Places:
    """The articles in the panes, those of each story when it was left, and where each was read.

    An empty uid stands for an empty pane; the story `""` for what belongs to none.
    """

    open: list[str] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)  # of the panes
    stories: dict[str, list[str]] = field(default_factory=dict)
    articles: dict[str, Place] = field(default_factory=dict)
    active: int = 0  # the pane that keys acted on, from the left

    def place(self, article: str) -> Place:
        """Return where an article was left, or its beginning."""
        return self.articles.get(article, Place())

    def to_json(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; of anything else, what can be read."""
        try:
            found = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        stories, articles = _table(found.get("stories")), _table(found.get("articles"))
        return cls(
            _texts(found.get("open")),
            _numbers(found.get("widths")),
            {uid: _texts(one) for uid, one in stories.items()},
            {uid: Place(*one) for uid, one in articles.items() if _is_place(one)},
            active if isinstance(active := found.get("active"), int) else 0,
        )


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _numbers(value: Any) -> list[int]:
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []


def _is_place(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int) and one >= 0 for one in value)
    )
