-- Schema 1 of the marks: a table for each kind. See marks_2.sql for what they are now.

CREATE TABLE bookmarks (
    update_id TEXT PRIMARY KEY,
    added_at  TEXT NOT NULL,              -- ISO 8601, UTC
    note      TEXT NOT NULL DEFAULT '',
    tags      TEXT NOT NULL DEFAULT '[]', -- JSON list
    live_blog TEXT NOT NULL,              -- JSON, a copy without the updates
    content   TEXT NOT NULL               -- JSON, a copy of the update with its quotations
) WITHOUT ROWID;

CREATE TABLE read_updates (
    update_id TEXT PRIMARY KEY,
    read_at   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE corrections (
    update_id    TEXT NOT NULL,
    quotation_id TEXT NOT NULL,           -- see news/corrections.py
    speaker      TEXT,
    is_quotation INTEGER NOT NULL,
    corrected_at TEXT NOT NULL,
    PRIMARY KEY (update_id, quotation_id)
) WITHOUT ROWID;
