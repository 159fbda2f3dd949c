"""The panels around the texts, and the buttons of the labels above them."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from annotator.ui.frame import Frame
from annotator.ui.labels import LabelsBar
from annotator.ui.panels.actors.panel import ActorsPanel
from annotator.ui.panels.annotations.panel import AnnotationsPanel
from annotator.ui.panels.checks.panel import ChecksPanel
from annotator.ui.panels.inspector.panel import Inspector
from annotator.ui.panels.library.panel import Library
from annotator.ui.theme import Theme


class Around(NamedTuple):
    """They do not know one another; who puts them together does."""

    library: Library
    actors: ActorsPanel
    inspector: Inspector
    annotations: AnnotationsPanel
    checks: ChecksPanel
    labels: LabelsBar

    def panels(self) -> Mapping[str, QWidget]:
        """Return the panels by the names of their `view.…` actions."""
        return {
            "library": self.library,
            "actors": self.actors,
            "inspector": self.inspector,
            "annotations": self.annotations,
            "checks": self.checks,
        }

    def stops(self) -> Sequence[QWidget]:
        """Return the panels in the order in which the keyboard goes round them."""
        return (self.inspector, self.annotations, self.checks, self.library, self.actors)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.actors, self.inspector, self.annotations, self.checks, self.labels):
            part.set_theme(theme)

    def keep_states(self, frame: Frame) -> None:
        """Remember how the person has set up the panels."""
        for name, part in self._kept().items():
            frame.memory.keep_state(name, part.state())

    def restore(self, frame: Frame) -> None:
        for name, part in self._kept().items():
            part.restore(frame.memory.state(name))

    def _kept(self) -> Mapping[str, AnnotationsPanel | ActorsPanel | ChecksPanel]:
        return {"table": self.annotations, "actors": self.actors, "checks": self.checks}


def around(frame: Frame, theme: Theme, press_label: Callable[[str], None]) -> Around:
    """Make the panels of a window."""
    return Around(
        library=Library(frame.acting, frame),
        actors=ActorsPanel(frame.acting, frame, theme),
        inspector=Inspector(frame.acting, frame),
        annotations=AnnotationsPanel(frame.acting, theme, frame),
        checks=ChecksPanel(frame.acting, theme, frame),
        labels=LabelsBar(theme, press_label, frame),
    )
