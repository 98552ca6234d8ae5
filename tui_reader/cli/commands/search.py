"""`tui-reader search QUERY`: find updates."""

from tui_reader.cli.commands.searches import query_of
from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.rows import print_rows
from tui_reader.news.listing import all_rows


def run(context: Context) -> int:
    """Print what a query finds, newest first unless another order is asked for."""
    query = query_of(context, context.arguments.query)
    if order := context.arguments.order:
        query += f" order:{order}"
    context.catch_up_index()
    result = context.archive.search(query, limit=context.arguments.limit)
    print_rows(context.printer, all_rows(result.listing), context.arguments.form)
    if not result.count:
        context.printer.note(f"nothing found for: {query}")
        return Exit.NOTHING_FOUND
    return Exit.FOUND
