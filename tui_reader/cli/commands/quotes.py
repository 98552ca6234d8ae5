"""`tui-reader quotes [QUERY]`: who said what."""

from collections.abc import Iterable
from itertools import islice

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer
from tui_reader.news.citation import Form, citation, cited_to_object
from tui_reader.news.statement import UNATTRIBUTED, Statement

_FIELDS = ("speaker", "text", "date", "published", "publisher", "headline", "title", "url", "update_id",
           "quotation_id", "kind", "attribution", "confidence", "cue", "date_is_inferred")  # fmt: skip
_FORMS: dict[str, Form] = {"text": "plain", "md": "markdown", "bibtex": "bibtex"}


def run(context: Context) -> int:
    """Print what was said, in order of time, each with its source."""
    arguments, printer = context.arguments, context.printer
    query = " ".join(arguments.query)
    if query:
        context.catch_up_index()
    speaker = UNATTRIBUTED if arguments.unattributed else arguments.speaker
    said = islice(context.archive.statements(query, speaker), arguments.limit)
    if _print(printer, said, arguments.form):
        return Exit.FOUND
    printer.note("no quotation found")
    return Exit.NOTHING_FOUND


def _print(printer: Printer, said: Iterable[Statement], form: str) -> bool:
    """Print statements as "text", "json", "csv", "md" or "bibtex"; whether there was any."""
    match form:
        case "json":
            objects = [cited_to_object(statement) for statement in said]
            printer.json(objects)
            return bool(objects)
        case "csv":
            objects = [cited_to_object(statement) for statement in said]
            printer.csv(_FIELDS, objects)
            return bool(objects)
    gap = "" if form == "text" else "\n"
    count = 0
    for count, statement in enumerate(said, start=1):  # noqa: B007 - the last number is the count
        printer.data(f"{citation(statement, _FORMS[form])}{gap}")
    return count > 0
