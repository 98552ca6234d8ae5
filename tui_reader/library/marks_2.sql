-- The user's own work, kept apart from what was imported; it outlives the library. See mark_entry.py.

CREATE TABLE marks (
    sequence INTEGER PRIMARY KEY,  -- place in the order of all changes
    kind     TEXT    NOT NULL,     -- bookmarks, read, corrections
    name     TEXT    NOT NULL,     -- an update's id, for a correction the quotation's id after it
    value    TEXT,                 -- JSON; NULL when the mark was taken away
    crc      INTEGER NOT NULL,     -- CRC-32 of the others, see mark_table.py
    UNIQUE (kind, name)
);
