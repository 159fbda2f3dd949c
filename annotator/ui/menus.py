"""Which actions stand in which menu. `-` is a line; `name:Title` a menu that the window fills."""

from collections.abc import Mapping

_STATUS = ("article.todo", "article.doing", "article.done")
_ENDS = (
    "annotate.refit", "annotate.start_left", "annotate.start_right", "annotate.end_left",
    "annotate.end_right",
)  # fmt: skip

MENUS: Mapping[str, tuple[str, ...]] = {
    "&File": (
        "file.new", "file.open", "recent:Open &recent", "file.sample", "-",
        "file.import", "file.paste", "file.export", "-",
        "file.copy", "file.backup", "file.restore", "-",
        "file.information", "file.forget", "-", "file.close", "file.quit",
    ),
    "&Edit": (
        "edit.undo", "edit.redo", "-", "edit.copy", "edit.erase", "-",
        "go.find", "go.find_next", "go.find_previous", "-", "edit.settings", "edit.shortcuts",
    ),
    "&Annotate": (
        "labels:&Tag as", "annotate.everywhere", "-",
        "annotate.speaker", "annotate.addressee", "annotate.link", "-", *_ENDS, "-",
        "annotate.note", "annotate.inspect", "annotate.deselect", "-",
        "table.change", "annotate.guidelines", "edit.codebook",
    ),
    "A&rticle": (
        "article.open", "article.beside", "article.properties", "-", *_STATUS, "-",
        "stories:Put into stor&y", "story.new", "story.open", "story.rename", "story.delete", "-",
        "article.delete",
    ),
    "Act&or": ("actor.new", "actor.rename", "actor.merge", "actor.split", "-", "actor.delete"),
    "&Check": (
        "go.next_finding", "go.previous_finding", "-",
        "check.repair", "check.repair_all", "check.leave",
    ),
    "&Go": (
        "go.next", "go.previous", "go.next_same", "go.previous_same", "-",
        "go.next_quotation", "go.previous_quotation", "go.next_name", "go.previous_name",
        "go.next_untouched", "go.previous_untouched", "-",
        "go.back", "go.forward", "-", "article.next", "article.previous", "-",
        "pane.1", "pane.2", "pane.3", "pane.4", "-", "go.cycle", "go.cycle_back",
    ),
    "&View": (
        "view.palette", "-", "view.library", "view.inspector", "view.annotations",
        "view.actors", "view.checks", "view.brackets", "view.focus", "-",
        "view.together", "pane.add", "pane.close", "pane.left", "pane.right", "pane.equal", "-",
        "view.larger", "view.smaller", "view.normal",
    ),
    "&Help": (
        "help.contents", "help.keys", "help.introduction", "-", "help.log", "help.about",
    ),
}  # fmt: skip

CONTEXT_MENUS: Mapping[str, tuple[str, ...]] = {
    "text": (
        "labels:&Tag as", "annotate.everywhere", "-",
        "annotate.speaker", "annotate.addressee", "annotate.link", "-",
        "annotate.note", "annotate.inspect", "annotate.refit", "edit.erase", "-",
        "edit.copy", "go.find", "-", "edit.undo", "edit.redo",
    ),
    "annotation": (
        "annotate.speaker", "annotate.addressee", "annotate.note", "annotate.inspect",
        "annotate.everywhere", "-", "table.change", "edit.erase",
    ),
    "actor": ("actor.rename", "actor.merge", "actor.split", "-", "actor.new", "actor.delete"),
    "finding": ("check.repair", "check.repair_all", "check.leave"),
    "article": (
        "article.open", "article.beside", "story.open", "-", "article.properties", *_STATUS, "-",
        "stories:Put into stor&y", "story.new", "-", "article.delete",
    ),
    "story": ("story.open", "story.rename", "story.delete"),
    "library": ("file.import", "file.paste", "story.new"),
    "pane": (
        "article.properties", *_STATUS, "-", "story.open", "-",
        "pane.add", "pane.left", "pane.right", "pane.equal", "pane.close",
    ),
}  # fmt: skip
