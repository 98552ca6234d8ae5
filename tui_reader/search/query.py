"""The query language, the same for the app, the command line and saved searches.

    gas transit            all the words        "gas transit"   next to each other
    protest                English inflections as well: protests, protesting
    "protest"              just as it is written
    trans*                 how a word begins    sholz~          one letter off
    gas OR oil             either; AND binds tighter than OR, and is what a space means
    -nato, NOT nato        without              (gas OR oil) transit
    gas NEAR/5 transit     at most five words apart, in any order
    headline:gas           in the headline
    speaker:scholz         quoted in it         said:gas        inside a quotation
    speaker:scholz said:gas                     that speaker said that
    blog:ukraine source:"the herald"            title of the live blog, publisher
    is:unread is:read is:bookmarked is:key is:edited
    has:quote has:picture has:embed has:link has:interactive has:note
    tag:energy             the user's own tag
    on:2022-02-15 since:yesterday before:"feb 15" on:2022-02-14..16 2022-02-14..16
    order:newest order:oldest order:relevance      the order of the hits, newest first if nothing is said

Case, diacritics, apostrophes and punctuation make no difference. `parse` is bounded in length, depth and
number of terms, and raises nothing but `QueryError`.
"""

import datetime
from dataclasses import dataclass

from tui_reader.errors import QueryError
from tui_reader.search.nodes import Node, Order
from tui_reader.search.parser import Parser

MAX_LENGTH = 500
"""Longest query, in characters."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: as typed.
        root: what it asks for.
        order: of the hits.
    """

    text: str
    root: Node
    order: Order = "newest"


def parse(text: str, today: datetime.date, *, as_you_type: bool = False, inflected: bool = True) -> Query:
    """Understand a query.

    Args:
        text: the query as typed; nothing but white space asks for everything.
        today: the day that `yesterday` and days without a year are counted from.
        as_you_type: the text may be unfinished. A word at its very end may go on, and what is only begun
            there (a quotation mark, a parenthesis, an operator, a field's name or value) is no error yet.
        inflected: a whole English word outside quotation marks finds its inflections as well.

    Raises:
        QueryError: it cannot be understood; says why and where.
    """
    if len(text) > MAX_LENGTH:
        reason = f"longer than {MAX_LENGTH} characters"
        raise QueryError(text, MAX_LENGTH, len(text), reason)
    parser = Parser(text, today, as_you_type=as_you_type, inflected=inflected)
    return Query(text, parser.parse(), parser.order)
