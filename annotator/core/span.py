"""Stretches of text: half-open, counted in code points."""

from dataclasses import dataclass

from annotator.core.errors import AnnotatorError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` to `end` of a text, `end` not included; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise AnnotatorError(
                f"A span must begin at 0 or later and end after it begins, "
                f"which {self.start} to {self.end} does not."
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, at: int) -> bool:
        """Say whether a caret at `at` stands in this span or at one of its ends."""
        return self.start <= at <= self.end

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)
