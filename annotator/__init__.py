"""Annotator: articles side by side, spans marked as quotes, claims and actors, exported as CSV."""

__version__ = "0.1.0"
