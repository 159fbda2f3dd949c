"""The one kind of failure that is shown to people as a sentence."""


class AnnotatorError(Exception):
    """The user's or the environment's fault, told in a sentence: what, where, what to do.

    Anything else that is raised is ours and belongs to the crash guard.
    """
