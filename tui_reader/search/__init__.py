"""Search: a query language, an index that holds terms only, and what shows the hits.

The library holds the texts, the index finds them; neither knows the other. Who puts them together

1. hands the library's change log to `SearchIndex.catch_up`, as `Change`s from `SearchIndex.position()` on,
   and calls `SearchIndex.merge` in the background now and then;
2. lets `parse` understand a query, or show the spot of the `QueryError`;
3. calls `SearchIndex.search` with the query and with `Texts`, by which the index asks the library for the
   texts of single updates where it cannot decide alone: phrases, `NEAR`, `headline:`, and who said what;
4. gets `Hits`: row numbers and order keys in the order asked for, a page at once, all without a limit;
5. shows them with `Highlighter(query).spans(text)`.

The index is a cache: it may be deleted at any time, and is rebuilt when it is damaged or was written by
another version, which answers meanwhile. `SearchIndex` is in `tui_reader.search.index`. Importing this
package does not import Whoosh, and neither does importing `tui_reader.search.index`: the first search does.

An update's words are those of its headline and body after folding (`folding`); a phrase and `NEAR` stay
within one line of the headline or of the body. Order keys are signed 64-bit numbers whose upper bits are
seconds since 1970-01-01, `(order_key >> 26) // 86400` being the day; day 0 stands for an unknown date.
"""

from tui_reader.search.completion import Completion, complete
from tui_reader.search.entries import (
    Change,
    Hits,
    IndexedUpdate,
    SearchText,
    Statement,
    Texts,
    count_days,
    day_of,
    first_key_of,
)
from tui_reader.search.highlight import Highlighter
from tui_reader.search.nodes import Order
from tui_reader.search.query import Query, parse

__all__ = [
    "Change",
    "Completion",
    "Highlighter",
    "Hits",
    "IndexedUpdate",
    "Order",
    "Query",
    "SearchText",
    "Statement",
    "Texts",
    "complete",
    "count_days",
    "day_of",
    "first_key_of",
    "parse",
]
