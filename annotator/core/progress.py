"""How far a long piece of work is, and whether somebody wants it to stop."""

from annotator.core.errors import AnnotatorError


class Cancelled(AnnotatorError):
    """The work was stopped on request; what it had begun is undone."""


class Progress:
    """Told by the work how far it is; tells the work, by `Cancelled`, that it should stop.

    This one is silent and never cancels. The window and the command line have their own.
    """

    def report(self, done: int, of: int) -> None:
        """Take note that `done` of `of` steps are done. Raises Cancelled to stop the work."""


SILENT = Progress()
