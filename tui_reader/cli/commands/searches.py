"""`tui-reader searches`: the saved searches."""

from tui_reader.cli.context import Context
from tui_reader.cli.exit_codes import Exit
from tui_reader.errors import ReaderError


def run(context: Context) -> int:
    """List, add or remove them."""
    match context.arguments.action:
        case "add":
            return _add(context)
        case "remove":
            return _remove(context)
    return _list(context)


def query_of(context: Context, words: list[str]) -> str:
    """The query that the words say: `@NAME` alone stands for a saved search.

    Raises:
        ReaderError: no search is saved under that name.
    """
    text = " ".join(words)
    if not text.startswith("@"):
        return text
    saved = {search.name.casefold(): search.query for search in context.archive.marks.searches()}
    query = saved.get(text[1:].strip().casefold())
    if query is None:
        raise ReaderError(f"no search is saved as {text[1:].strip()!r}; 'tui-reader searches' lists them")
    return query


def _add(context: Context) -> int:
    name, query = context.arguments.name, " ".join(context.arguments.query)
    context.archive.check_query(query)
    context.archive.marks.save_search(name, query)
    context.printer.note(f"saved; tui-reader search '@{name}' runs it")
    return Exit.FOUND


def _remove(context: Context) -> int:
    known = {search.name for search in context.archive.marks.searches()}
    code = Exit.FOUND
    for name in context.arguments.names:
        context.archive.marks.remove_search(name)
        if name not in known:
            context.printer.note(f"{name}: no search is saved under that name")
            code = Exit.NOTHING_FOUND
    return code


def _list(context: Context) -> int:
    searches = context.archive.marks.searches()
    if context.arguments.json:
        context.printer.json(
            [
                {"name": search.name, "query": search.query, "saved_at": search.saved_at.isoformat()}
                for search in searches
            ]
        )
    else:
        for search in searches:
            context.printer.data(f"{search.name}  {search.query}")
    if searches:
        return Exit.FOUND
    context.printer.note("no saved searches yet: tui-reader searches add NAME QUERY")
    return Exit.NOTHING_FOUND
