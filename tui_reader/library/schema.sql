-- The library: what was imported. Bookmarks and reading marks live in a file of their own.
-- Dates are day numbers (days since 1970-01-01, 0 = unknown); order keys as in news/ordering.py.

-- Tells this library from any other, so that an index made from another one is never taken for this one's.
CREATE TABLE identity (id TEXT NOT NULL);
INSERT INTO identity VALUES (lower(hex(randomblob(8))));

CREATE TABLE live_blogs (
    number        INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT    NOT NULL UNIQUE,
    coverage_day  INTEGER NOT NULL,
    source        TEXT    NOT NULL,              -- what lists show: the publisher, else the title
    content       TEXT    NOT NULL,              -- JSON, without the updates
    rules         INTEGER NOT NULL               -- version of the rules that found its quotations
);
CREATE INDEX live_blogs_of_day ON live_blogs (coverage_day);

CREATE TABLE updates (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: the index knows updates by it
    id              TEXT    NOT NULL UNIQUE,
    live_blog       INTEGER NOT NULL REFERENCES live_blogs (number) ON DELETE CASCADE,
    position        INTEGER NOT NULL,            -- on the page, counted from the oldest update
    order_key       INTEGER NOT NULL,
    published       TEXT,                        -- ISO 8601 with offset
    headline        TEXT    NOT NULL,            -- what lists show: the headline, else how the text begins
    is_key_event    INTEGER NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 0,  -- how many earlier wordings are kept
    headline_digest TEXT    NOT NULL,
    text_digest     TEXT    NOT NULL,
    content         TEXT    NOT NULL,            -- JSON, without the quotations
    quotations      TEXT    NOT NULL             -- JSON list
);
CREATE INDEX updates_in_order ON updates (order_key, number);
CREATE INDEX updates_of_live_blog ON updates (live_blog, position);

CREATE TABLE revisions (
    update_number INTEGER NOT NULL REFERENCES updates (number) ON DELETE CASCADE,
    revision      INTEGER NOT NULL,
    replaced_at   TEXT    NOT NULL,
    content       TEXT    NOT NULL,
    PRIMARY KEY (update_number, revision)
) WITHOUT ROWID;

CREATE TABLE speakers (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
);
CREATE TABLE statements (
    speaker       INTEGER NOT NULL REFERENCES speakers (number),
    update_number INTEGER NOT NULL REFERENCES updates (number) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,              -- place in the update's list of quotations
    PRIMARY KEY (speaker, update_number, ordinal)
) WITHOUT ROWID;
CREATE INDEX statements_of_update ON statements (update_number);

-- What a list shows of an update.
CREATE VIEW listed AS
    SELECT u.number, u.id, u.order_key, u.published, u.headline, b.source, u.is_key_event, u.revision
    FROM updates u JOIN live_blogs b ON b.number = u.live_blog;

-- Counts by day, so that opening a list costs the same at any size.
CREATE TABLE days (
    day   INTEGER PRIMARY KEY,
    count INTEGER NOT NULL
);
CREATE TRIGGER update_added AFTER INSERT ON updates BEGIN
    INSERT INTO days VALUES ((new.order_key >> 26) / 86400, 1)
        ON CONFLICT (day) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER update_removed AFTER DELETE ON updates BEGIN
    UPDATE days SET count = count - 1 WHERE day = (old.order_key >> 26) / 86400;
    DELETE FROM days WHERE day = (old.order_key >> 26) / 86400 AND count = 0;
    INSERT OR REPLACE INTO changes (update_number) VALUES (old.number);
END;
CREATE TRIGGER update_moved AFTER UPDATE OF order_key ON updates
    WHEN (old.order_key >> 26) / 86400 <> (new.order_key >> 26) / 86400 BEGIN
    UPDATE days SET count = count - 1 WHERE day = (old.order_key >> 26) / 86400;
    DELETE FROM days WHERE day = (old.order_key >> 26) / 86400 AND count = 0;
    INSERT INTO days VALUES ((new.order_key >> 26) / 86400, 1)
        ON CONFLICT (day) DO UPDATE SET count = count + 1;
END;

-- The change log: the updates that the index has to look at again, each once, at its latest change.
CREATE TABLE changes (
    sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
    update_number INTEGER NOT NULL UNIQUE
);

-- The addresses that were fetched, and those that are fetched again and again. Times are ISO 8601, UTC.
CREATE TABLE sources (
    url            TEXT    PRIMARY KEY,
    is_subscribed  INTEGER NOT NULL DEFAULT 0,
    allows_private INTEGER NOT NULL DEFAULT 0,
    etag           TEXT,                         -- of what was last imported, as is last_modified
    last_modified  TEXT,
    tried_at       TEXT,
    succeeded_at   TEXT,
    changed_at     TEXT,
    due_at         TEXT,
    not_before     TEXT,                         -- the server asked for no request until then
    failures       INTEGER NOT NULL DEFAULT 0,   -- since the last success
    error          TEXT
) WITHOUT ROWID;
-- What is gone from here must be sent again.
CREATE TRIGGER live_blog_removed AFTER DELETE ON live_blogs BEGIN
    UPDATE sources SET etag = NULL, last_modified = NULL;
END;
