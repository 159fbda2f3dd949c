"""The columns of the CSV files, in their order, with what each means; the help page shows this."""

from typing import NamedTuple

from annotator.core.scheme import Scheme


class Column(NamedTuple):
    name: str
    meaning: str


def annotation_columns(scheme: Scheme) -> tuple[Column, ...]:
    """Return the columns of `annotations.csv`, with one for each attribute of each label."""
    attributes = (
        Column(f"{label.name}.{one.name}", f"{one.title} of a {label.title.lower()}")
        for label in scheme.labels
        for one in scheme.attributes_of(label.uid)
    )
    return (*_BEFORE_ATTRIBUTES, *attributes, *_AFTER_ATTRIBUTES)


_BEFORE_ATTRIBUTES = (
    Column("annotation_id", "identity of the annotation; stays the same over all exports"),
    Column("label", "name of the label: quote, claim, actor …"),
    Column("text", "the exact text of the span"),
    Column("start", "first code point of the span in the article's text, counted from 0"),
    Column("end", "code point behind the span, so that article_text[start:end] is the text"),
    Column("unit_id", "annotation_id of the first part of a split quote; else the row's own"),
    Column("part", "which part of the split quote this is, by place, counted from 1"),
    Column("parts", "how many parts it has; 1 when it is not split"),
    Column("inside", "annotation_id of the innermost quote around this span"),
    Column("article_id", "identity of the article"),
    Column("article_title", "title of the article"),
    Column("outlet", "who published it"),
    Column("author", "its author as written"),
    Column("published", "when, ISO 8601; may be a year or a month only"),
    Column("url", "where it was found"),
    Column("language", "its language"),
    Column("story_id", "identity of the story that it belongs to"),
    Column("story", "title of that story"),
    Column("paragraph", "in which paragraph the span starts: lines that are not empty, from 1"),
    Column("sentence", "the sentence in which it starts"),
    Column("sentence_start", "first code point of that sentence"),
    Column("context_before", "up to 100 code points before the span, as they are"),
    Column("context_after", "up to 100 code points behind it, as they are"),
    Column("speaker_id", "identity of the actor who speaks, or claims: the first in the text"),
    Column("speaker", "name of that actor in the registry"),
    Column("speaker_kind", "person, organisation …, unnamed; author: the article's own voice"),
    Column("speaker_role", "role of that actor"),
    Column("speaker_mention", "the words that name the speaker in the article"),
    Column("speaker_start", "first code point of these words"),
    Column("speaker_end", "code point behind them"),
    Column("cue", "the words that tie the quote to its speaker: the first in the text"),
    Column("cue_start", "first code point of these words"),
    Column("cue_end", "code point behind them"),
    Column("speakers", "all of them: a JSON list of actor, name, mention, start, end"),
    Column("addressees", "those spoken to, likewise"),
    Column("actor_id", "of a mention: identity of the actor whom it mentions"),
    Column("actor", "name of that actor in the registry"),
    Column("actor_kind", "kind of that actor"),
)

_AFTER_ATTRIBUTES = (
    Column("links", "all other links from here: a JSON list of kind, target, article, status"),
    Column("group", "the same for variants of one utterance; not filled yet"),
    Column("split", "train, dev or test, as stored with the article"),
    Column("note", "note on the annotation"),
    Column("coder", "name of who made it"),
    Column("origin", "human, or the name of what suggested it"),
    Column("confidence", "how sure that was, 0 to 1"),
    Column("status", "accepted, suggested or rejected"),
    Column("created_at", "when it was made, UTC"),
    Column("modified_at", "when it was last changed, UTC"),
    Column("article_sha256", "of the UTF-8 of the article's text: tells whether it is still that"),
)

ARTICLE_COLUMNS = (
    Column("article_id", "identity of the article"),
    Column("story_id", "identity of the story that it belongs to"),
    Column("story", "title of that story"),
    Column("title", "title of the article; it is also the first paragraph of the text"),
    Column("outlet", "who published it"),
    Column("author", "its author as written"),
    Column("dateline", "place, date and agency at the beginning of the report, as written"),
    Column("published", "when, ISO 8601; may be a year or a month only"),
    Column("url", "where it was found"),
    Column("language", "its language"),
    Column("text", "the whole text, into which all offsets point"),
    Column("sha256", "of the UTF-8 of the text"),
    Column("source_name", "name of the file that it was read from"),
    Column("source_sha256", "of the bytes of that file"),
    Column("media_type", "kind of that file"),
    Column("cleaning", "what was changed on import: a JSON object"),
    Column("imported_at", "when it was imported, UTC"),
    Column("notes", "notes on the article"),
    Column("split", "train, dev or test, as stored"),
)

ACTOR_COLUMNS = (
    Column("actor_id", "identity of the actor"),
    Column("name", "name in the registry"),
    Column("kind", "person, organisation, place, group, document, unnamed or author"),
    Column("role", "what the actor is: minister, spokesperson …"),
    Column("organisation", "whom the actor belongs to or speaks for"),
    Column("country", "country of the actor"),
    Column("external_id", "identity elsewhere, such as in Wikidata"),
    Column("aliases", "other names: a JSON list"),
    Column("notes", "notes on the actor"),
    Column("article_id", "of an unnamed actor: the one article that it belongs to"),
)

LINK_COLUMNS = (
    Column("link_id", "identity of the link"),
    Column("kind", "name of the kind of link: speaker, cue, continues, contradicts …"),
    Column("source_id", "annotation_id that it starts from"),
    Column("source_label", "label of that annotation"),
    Column("source_text", "its text"),
    Column("source_article_id", "its article"),
    Column("source_start", "its first code point there"),
    Column("source_end", "the code point behind it"),
    Column("target_id", "annotation_id that it points to"),
    Column("target_label", "label of that annotation"),
    Column("target_text", "its text"),
    Column("target_article_id", "its article"),
    Column("target_start", "its first code point there"),
    Column("target_end", "the code point behind it"),
    Column("status", "accepted, suggested or rejected"),
    Column("note", "note on the link"),
    Column("coder", "name of who made it"),
    Column("origin", "human, or the name of what suggested it"),
    Column("created_at", "when it was made, UTC"),
    Column("modified_at", "when it was last changed, UTC"),
)
