"""`tui-reader quotes [QUERY]`: who said what."""

from collections.abc import Iterator

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.news.citation import citation, statement_to_object
from tui_reader.news.statement import Statement

_FIELDS = ("speaker", "text", "date", "published", "publisher", "headline", "title", "url", "update_id",
           "quotation_id", "kind", "attribution", "confidence", "cue", "date_is_inferred")  # fmt: skip


def run(context: Context) -> int:
    """Print what was said, in order of time, each with its source."""
    arguments, printer = context.arguments, context.printer
    query = " ".join(arguments.query)
    if query:
        context.archive.catch_up_index()
    said = _limited(context.archive.statements(query, arguments.speaker), arguments.limit)
    count = 0
    match arguments.form:
        case "json":
            objects = [statement_to_object(statement) for statement in said]
            count = len(objects)
            printer.json(objects)
        case "csv":
            objects = [statement_to_object(statement) for statement in said]
            count = len(objects)
            printer.csv(_FIELDS, objects)
        case form:
            for count, statement in enumerate(said, start=1):  # noqa: B007 - the last number is the count
                printer.data(citation(statement, "markdown" if form == "md" else "plain"))
    if not count:
        printer.note("no quotation found")
        return Exit.NOTHING_FOUND
    return Exit.FOUND


def _limited(said: Iterator[Statement], limit: int | None) -> Iterator[Statement]:
    for count, statement in enumerate(said):
        if limit is not None and count >= limit:
            return
        yield statement
