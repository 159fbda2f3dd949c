"""The gestures of an analyst, as pure functions from records to an `Edit`.

An act takes the records that it needs, changes nothing, and raises AnnotatorError with a sentence
when what is asked makes no sense. It lists every dependent record that goes or changes with it,
so that its inverse brings everything back.
"""

from annotator.core.acts.annotating import (
    annotate,
    annotate_all,
    continue_,
    erase,
    note,
    relabel,
    resize,
    set_attribute,
)
from annotator.core.acts.codebook import set_key
from annotator.core.acts.joining import join
from annotator.core.acts.library import (
    ARTICLE_PROPERTIES,
    add_article,
    delete_articles,
    delete_story,
    describe,
    entitle,
    fill_story,
    make_story,
    rename_story,
    set_status,
)
from annotator.core.acts.linking import link, unlink

__all__ = [
    "ARTICLE_PROPERTIES",
    "add_article",
    "annotate",
    "annotate_all",
    "continue_",
    "delete_articles",
    "delete_story",
    "describe",
    "entitle",
    "erase",
    "fill_story",
    "join",
    "link",
    "make_story",
    "note",
    "relabel",
    "rename_story",
    "resize",
    "set_attribute",
    "set_key",
    "set_status",
    "unlink",
]
