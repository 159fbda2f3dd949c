"""The tables of a project file, as migrations; the only place that creates or alters them."""

from sqlite_utils import Database, Migrations

from annotator.store.flat import ANNOTATIONS_FLAT
from annotator.store.marks import APPLICATION_ID

_TABLES = (
    """CREATE TABLE meta (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE coder (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('coder', 'adjudicator'))
    ) STRICT""",
    """CREATE TABLE label (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL UNIQUE CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*'),
        title TEXT NOT NULL,
        colour TEXT NOT NULL,
        channel TEXT NOT NULL
            CHECK (channel IN ('tint', 'underline', 'outline', 'dots', 'none')),
        key TEXT NOT NULL,
        description TEXT NOT NULL,
        examples TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE attribute (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        label_id INTEGER NOT NULL REFERENCES label (id),
        name TEXT NOT NULL CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*'),
        title TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('choice', 'text', 'number', 'yes_no', 'date')),
        choices TEXT NOT NULL,
        required INTEGER NOT NULL,
        show_when TEXT,
        description TEXT NOT NULL,
        position INTEGER NOT NULL,
        UNIQUE (label_id, name)
    ) STRICT""",
    """CREATE TABLE link_kind (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL UNIQUE CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*'),
        title TEXT NOT NULL,
        from_labels TEXT NOT NULL,
        to_labels TEXT NOT NULL,
        many INTEGER NOT NULL,
        across INTEGER NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE story (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        notes TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        story_id INTEGER REFERENCES story (id),
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        author TEXT NOT NULL,
        dateline TEXT NOT NULL,
        published TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        source_name TEXT NOT NULL,
        source_sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        cleaning TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        notes TEXT NOT NULL,
        text TEXT NOT NULL -- last, so that the columns before it are read without it
    ) STRICT""",
    "CREATE INDEX article_story ON article (story_id)",
    "CREATE INDEX article_sha256 ON article (sha256)",
    """CREATE TABLE actor (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN
            ('person', 'organisation', 'place', 'group', 'document', 'unnamed', 'author')),
        role TEXT NOT NULL,
        organisation TEXT NOT NULL,
        country TEXT NOT NULL,
        external_id TEXT NOT NULL,
        aliases TEXT NOT NULL,
        notes TEXT NOT NULL,
        article_id INTEGER REFERENCES article (id)
    ) STRICT""",
    "CREATE INDEX actor_article ON actor (article_id)",
    """CREATE TABLE coding (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article (id),
        coder_id INTEGER NOT NULL REFERENCES coder (id),
        status TEXT NOT NULL CHECK (status IN ('todo', 'doing', 'done')),
        seconds INTEGER NOT NULL,
        UNIQUE (article_id, coder_id)
    ) STRICT""",
    """CREATE TABLE annotation (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        article_id INTEGER NOT NULL REFERENCES article (id),
        label_id INTEGER NOT NULL REFERENCES label (id),
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        actor_id INTEGER REFERENCES actor (id),
        coder_id INTEGER NOT NULL REFERENCES coder (id),
        origin TEXT NOT NULL,
        confidence REAL,
        status TEXT NOT NULL CHECK (status IN ('accepted', 'suggested', 'rejected')),
        corrected INTEGER NOT NULL,
        derived_from TEXT NOT NULL,
        note TEXT NOT NULL,
        attributes TEXT NOT NULL,
        created_at TEXT NOT NULL,
        modified_at TEXT NOT NULL,
        CHECK (0 <= start AND start < end),
        UNIQUE (article_id, label_id, start, end, coder_id)
    ) STRICT""",
    "CREATE INDEX annotation_actor ON annotation (actor_id)",
    """CREATE TABLE link (
        id INTEGER PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        kind_id INTEGER NOT NULL REFERENCES link_kind (id),
        source_id INTEGER NOT NULL REFERENCES annotation (id),
        target_id INTEGER NOT NULL REFERENCES annotation (id),
        status TEXT NOT NULL CHECK (status IN ('accepted', 'suggested', 'rejected')),
        note TEXT NOT NULL,
        coder_id INTEGER NOT NULL REFERENCES coder (id),
        origin TEXT NOT NULL,
        created_at TEXT NOT NULL,
        modified_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX link_source ON link (source_id)",
    "CREATE INDEX link_target ON link (target_id)",
    """CREATE TABLE dismissed (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        article_a_id INTEGER NOT NULL REFERENCES article (id),
        start_a INTEGER NOT NULL,
        end_a INTEGER NOT NULL,
        article_b_id INTEGER NOT NULL REFERENCES article (id),
        start_b INTEGER NOT NULL,
        end_b INTEGER NOT NULL,
        coder_id INTEGER NOT NULL REFERENCES coder (id),
        at TEXT NOT NULL,
        UNIQUE (kind, article_a_id, start_a, end_a, article_b_id, start_b, end_b, coder_id)
    ) STRICT""",
    "CREATE INDEX dismissed_b ON dismissed (article_b_id)",
    """CREATE TABLE split (
        id INTEGER PRIMARY KEY,
        article_id INTEGER NOT NULL REFERENCES article (id),
        name TEXT NOT NULL,
        part TEXT NOT NULL,
        UNIQUE (article_id, name)
    ) STRICT""",
    # AUTOINCREMENT: a number is never used again, so that another process that has seen the
    # last one knows what is new even after the log was emptied.
    """CREATE TABLE edit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        coder_id INTEGER NOT NULL REFERENCES coder (id),
        session TEXT NOT NULL,
        kind TEXT NOT NULL,
        reverts INTEGER,
        changes TEXT NOT NULL -- last, so that the columns before it are read without it
    ) STRICT""",
)

migrations = Migrations("annotator")


@migrations()
def m001_first_version(db: Database) -> None:
    for statement in _TABLES:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


@migrations()
def m002_who_speaks_in_the_flat_view(db: Database) -> None:
    db.execute("DROP VIEW IF EXISTS annotations_flat")
    db.execute(ANNOTATIONS_FLAT)
    db.execute("PRAGMA user_version = 2")
