"""The one kind of failure that is shown to people as a sentence."""


class AnnotatorError(Exception):
    """The user's or the environment's fault, told in a sentence: what, where, what to do.

    Anything else that is raised is ours and belongs to the crash guard.
    """


class Conflict(AnnotatorError):
    """An edit does not fit what is stored: somebody changed it since, or it is still in use."""
