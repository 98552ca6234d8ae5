"""What the commands about bookmarks can be told."""

import argparse
from collections.abc import Sequence
from pathlib import Path

_ACTIONS = ("import", "export")
_FORM_NAMES = {"md": "Markdown", "html": "a web page of its own", "csv": "CSV", "json": "a JSON list",
               "jsonl": "one JSON object a line"}  # fmt: skip


def with_action(words: Sequence[str]) -> list[str]:
    """The words with `bookmarks import` and `bookmarks export` as one: they are commands of their own."""
    found = list(words)
    at = found.index("bookmarks") if "bookmarks" in found else len(found)
    if found[at + 1 : at + 2] and found[at + 1] in _ACTIONS:
        found[at : at + 2] = [f"bookmarks {found[at + 1]}"]
    return found


def add_bookmark(parser: argparse.ArgumentParser) -> None:
    """`bookmark ID`."""
    parser.add_argument("id", metavar="ID", help="the update's id, as search and export print it")
    parser.add_argument(
        "--quotation", metavar="N", help="a quotation of it: its number, as show prints it, or its id"
    )
    parser.add_argument("--note", metavar="TEXT", help="what you want to remember; replaces an earlier note")
    parser.add_argument(
        "--tag", action="append", metavar="TAG", help="a label, may be repeated; replaces earlier"
    )
    parser.add_argument("--remove", action="store_true", help="take the bookmark away, note and tags with it")


def add_bookmarks(parser: argparse.ArgumentParser) -> None:
    """`bookmarks [QUERY]`."""
    from tui_reader.archive.bookmark_export import FORMS  # noqa: PLC0415 - the reader itself starts without it
    from tui_reader.news.bookmark_order import SORTS  # noqa: PLC0415 - as above

    parser.add_argument(
        "query", nargs="*", metavar="QUERY",
        help="what a search finds, and whatever has the words in note, tags or quotation",
    )  # fmt: skip
    parser.add_argument("--tag", metavar="TAG", help="only those with this tag")
    parser.add_argument(
        "--sort", choices=SORTS, default="added",
        help="the latest set first (the default), the newest published first, or by source",
    )  # fmt: skip
    forms = parser.add_mutually_exclusive_group()
    for form in FORMS:
        forms.add_argument(
            f"--{form}", dest="form", action="store_const", const=form, help=f"print {_FORM_NAMES[form]}"
        )
    parser.set_defaults(form="text")
    _add_output(parser)


def add_bookmarks_import(parser: argparse.ArgumentParser) -> None:
    """`bookmarks import FILE`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what 'tui-reader bookmarks export' wrote")


def add_bookmarks_export(parser: argparse.ArgumentParser) -> None:
    """`bookmarks export`."""
    _add_output(parser)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write to a file, as a whole or not at all"
    )
