"""The gestures of an analyst, as pure functions from records to an `Edit`.

An act takes the records that it needs, changes nothing, and raises AnnotatorError with a sentence
when what is asked makes no sense. It lists every dependent record that goes or changes with it,
so that its inverse brings everything back.
"""

from annotator.core.acts.actors import (
    ACTOR_PROPERTIES,
    add_actor,
    change_actor,
    delete_actors,
    identify,
    merge_actors,
    new_actor,
    split_actor,
)
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
from annotator.core.acts.attributing import Somebody, cue, silence, speak
from annotator.core.acts.bulk import (
    Bulk,
    answer_all,
    relabel_all,
    set_status_all,
    speak_all,
    write_note_all,
)
from annotator.core.acts.codebook import recode
from annotator.core.acts.joining import join
from annotator.core.acts.labels import set_key
from annotator.core.acts.leaving import leave, look_again
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
from annotator.core.acts.uniting import unite

__all__ = [
    "ACTOR_PROPERTIES",
    "ARTICLE_PROPERTIES",
    "Bulk",
    "Somebody",
    "add_actor",
    "add_article",
    "annotate",
    "annotate_all",
    "answer_all",
    "change_actor",
    "continue_",
    "cue",
    "delete_actors",
    "delete_articles",
    "delete_story",
    "describe",
    "entitle",
    "erase",
    "fill_story",
    "identify",
    "join",
    "leave",
    "link",
    "look_again",
    "make_story",
    "merge_actors",
    "new_actor",
    "note",
    "recode",
    "relabel",
    "relabel_all",
    "rename_story",
    "resize",
    "set_attribute",
    "set_key",
    "set_status",
    "set_status_all",
    "silence",
    "speak",
    "speak_all",
    "split_actor",
    "unite",
    "unlink",
    "write_note_all",
]
