-- The user's own work, kept apart from what was imported; it outlives the library. See mark_entry.py.

CREATE TABLE marks (
    sequence INTEGER PRIMARY KEY,  -- place in the order of all changes
    kind     TEXT    NOT NULL,     -- see mark_entry.py
    name     TEXT    NOT NULL,     -- see mark_entry.py
    value    TEXT,                 -- JSON; NULL when the mark was taken away
    crc      INTEGER NOT NULL,     -- CRC-32 of the others, see mark_table.py
    UNIQUE (kind, name)
);
