"""What can be said on the command line."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from tui_reader.cli import bookmark_arguments
from tui_reader.cli.exit_codes import Exit
from tui_reader.cli.printer import Printer

COMMANDS: dict[str, str] = {
    "import": "read live blogs into the library",
    "follow": "print what is new in live blogs on the web as it arrives",
    "sources": "list, add, remove or refresh the live blogs that the reader keeps up to date",
    "search": "find updates",
    "searches": "list, add or remove saved searches",
    "show": "print one update",
    "quotes": "list who said what",
    "bookmark": "set a bookmark on an update or a quotation, note and tag it, or take it away",
    "bookmarks": "list the bookmarks, or write them as Markdown, a web page, CSV or JSON",
    "bookmarks import": "take in what bookmarks export wrote, merged with the bookmarks that are there",
    "bookmarks export": "write the bookmarks with all that they hold, to be imported again",
    "export": "write every live blog of the library",
    "paths": "tell where everything is kept",
    "config": "show or check the settings, or tell where their file is",
    "doctor": "check that everything stored is sound, and mend it",
    "man": "print the manual page, in the form that man reads",
    "completion": "print a script that completes the command line in bash, zsh or fish",
    "demo": "open the fictional sample in a throw-away library",
}

_WITH_QUERY = ("search", "searches", "quotes", "bookmarks")
_NEGATED = re.compile(r"^-(?=[^\W\d_]{2}|[\"(])")  # "-nato" is a word to exclude, not an option
_EXIT_CODES = """\
exit codes: 0 found or done, 1 nothing found, 2 wrong usage, 3 bad input, 70 a defect, 130 interrupted
environment: TUI_READER_DATA_DIR names the data folder, TUI_READER_CONFIG the configuration file"""
_WITH_VALUE = ("--data-dir", "--config", "--theme")  # options that may stand before the command


class _Parser(argparse.ArgumentParser):
    """Its messages are cleaned: an argument may hold anything."""

    def error(self, message: str) -> NoReturn:
        Printer().note(f"{self.prog}: {message}\nTry '{self.prog} --help'.")
        raise SystemExit(int(Exit.USAGE))


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The arguments as a namespace with `command`; None as command opens the reader.

    Raises:
        SystemExit: after `--help` or `--version`, or with code 2 after wrong usage.
    """
    common = _common()
    first = next((word for word in _without_options(words)), None)
    if first not in COMMANDS:
        return _reader_parser(common).parse_args(words)
    if first in _WITH_QUERY:
        words = [_NEGATED.sub("NOT ", word) for word in words]
    return _command_parser(common).parse_args(bookmark_arguments.with_action(words))


def parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """The parser of the reader itself, and that of all commands."""
    common = _common()
    return _reader_parser(common), _command_parser(common)


def _without_options(words: Sequence[str]) -> list[str]:
    """The words that are neither options nor the value of one that may stand before the command."""
    found: list[str] = []
    skip = False
    for word in words:
        if not skip and not word.startswith("-"):
            found.append(word)
        skip = word in _WITH_VALUE
    return found


def _common() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help="where library and bookmarks are kept",
    )
    common.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the configuration file; /dev/null for none",
    )
    return common


def _reader_parser(common: _Parser) -> _Parser:
    listed = "\n".join(f"  {name:<16} {text}" for name, text in COMMANDS.items())
    parser = _Parser(
        prog="tui-reader",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Read live blogs in the terminal. "
        "Without a command: import FILE... if any are named, then open the reader.",
        epilog=f"commands (each has its own --help):\n{listed}\n\n{_EXIT_CODES}",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    _add_looks(parser)
    parser.add_argument("files", nargs="*", metavar="FILE", help="files or folders to import first")
    parser.set_defaults(command=None)
    return parser


def _command_parser(common: _Parser) -> _Parser:
    parser = _Parser(prog="tui-reader", parents=[common])
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str) -> _Parser:
        return commands.add_parser(
            name,
            parents=[common],
            help=COMMANDS[name],
            description=f"{COMMANDS[name].capitalize()}.",
            epilog=_EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    _add_import(command("import"))
    _add_follow(command("follow"))
    _add_sources(command("sources"), common)
    _add_search(command("search"))
    _add_searches(command("searches"), common)
    show = command("show")
    show.add_argument("id", metavar="ID", help="the update's id, as search and export print it")
    show.add_argument("--json", action="store_true", help="print it as JSON")
    _add_quotes(command("quotes"))
    bookmark_arguments.add_bookmark(command("bookmark"))
    bookmark_arguments.add_bookmarks(command("bookmarks"))
    bookmark_arguments.add_bookmarks_import(command("bookmarks import"))
    bookmark_arguments.add_bookmarks_export(command("bookmarks export"))
    export = command("export")
    export.add_argument("--json", action="store_true", help="as JSON (the default and only form)")
    export.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write to a file, as a whole or not at all"
    )
    command("paths").add_argument("--json", action="store_true", help="print them as JSON")
    _add_config(command("config"), common)
    doctor = command("doctor")
    doctor.add_argument("--repair", action="store_true", help="mend what can be mended")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    command("man")
    _add_completion(command("completion"))
    _add_looks(command("demo"))
    return parser


def _add_completion(parser: _Parser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
    parser.add_argument(
        "--kept", choices=("tags", "searches", "sources"), help=argparse.SUPPRESS
    )  # what the script itself asks for


def _add_looks(parser: _Parser) -> None:
    parser.add_argument("--theme", type=_theme, metavar="NAME", help="the colours; auto for what suits")
    parser.add_argument(
        "--linear", action="store_const", const=True, help="for screen readers and braille displays"
    )


def _add_config(parser: _Parser, common: _Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, text, printed in (
        ("show", "every setting, its value and where that comes from", "them"),
        ("validate", "what is wrong in the configuration file and in variables, and where", "the problems"),
        ("path", "where the configuration file is, or would be", ""),
        ("example", "a configuration file with every setting and key, commented out", ""),
    ):
        action = actions.add_parser(
            name, parents=[common], help=text, description=f"Print {text}.", epilog=_EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        if printed:
            action.add_argument("--json", action="store_true", help=f"print {printed} as JSON")


def _add_import(parser: _Parser) -> None:
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="file, folder, address, or - for standard input"
    )
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the day the live blog covers")
    parser.add_argument("--publisher", metavar="NAME", help="the outlet")
    parser.add_argument("--url", metavar="URL", help="the live blog's address")
    parser.add_argument("--dry-run", action="store_true", help="read, but store nothing")
    parser.add_argument("--json", action="store_true", help="with --dry-run: print what was read as JSON")
    _add_allow_private(parser)


def _add_follow(parser: _Parser) -> None:
    from tui_reader.archive.schedule import MINIMUM  # noqa: PLC0415 - the reader's own first picture comes first

    parser.add_argument("urls", nargs="+", metavar="URL", help="a live blog's address")
    parser.add_argument("--once", action="store_true", help="ask once, then leave")
    parser.add_argument(
        "--interval",
        type=_interval,
        metavar="SECONDS",
        help=f"how long to wait before asking again, {MINIMUM:.0f} at the least (default: as is set)",
    )
    parser.add_argument(
        "--jsonl", dest="form", action="store_const", const="jsonl", help="print one JSON object a line"
    )
    parser.set_defaults(form="text")
    _add_allow_private(parser)


def _add_sources(parser: _Parser, common: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="list them as JSON")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", help="add, remove or refresh")
    add = actions.add_parser("add", parents=[common], description="Keep live blogs up to date.")
    remove = actions.add_parser("remove", parents=[common], description="Keep them so no more.")
    for action in (add, remove):
        action.add_argument("urls", nargs="+", metavar="URL", help="a live blog's address")
    _add_allow_private(add)
    actions.add_parser("refresh", parents=[common], description="Ask all of them now.")


def _add_allow_private(parser: _Parser) -> None:
    parser.add_argument(
        "--allow-private", action="store_true", help="let addresses lead into the private network"
    )


def _add_search(parser: _Parser) -> None:
    parser.add_argument(
        "query",
        nargs="+",
        metavar="QUERY",
        help="words, phrases, field:value; see the README. @NAME runs a saved search",
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most N updates")
    parser.add_argument(
        "--order",
        choices=("newest", "oldest", "relevance"),
        help="what comes first; newest if nothing is said, also as order: in the query",
    )
    _output_forms(parser)


def _add_searches(parser: _Parser, common: _Parser) -> None:
    parser.add_argument("--json", action="store_true", help="list them as JSON")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", help="add or remove")
    add = actions.add_parser("add", parents=[common], description="Save a search under a name.")
    add.add_argument("name", metavar="NAME", help="how it is called; replaces what had that name")
    add.add_argument("query", nargs="+", metavar="QUERY", help="words, phrases, field:value")
    remove = actions.add_parser("remove", parents=[common], description="Remove saved searches.")
    remove.add_argument("names", nargs="+", metavar="NAME", help="how it is called")


def _add_quotes(parser: _Parser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="only in updates that a search finds")
    speakers = parser.add_mutually_exclusive_group()
    speakers.add_argument("--speaker", metavar="NAME", help="only this speaker; part of a name is enough")
    speakers.add_argument("--unattributed", action="store_true", help="only what has no known speaker")
    parser.add_argument("--limit", type=_positive, metavar="N", help="at most N quotations")
    forms = parser.add_mutually_exclusive_group()
    for form, text in (
        ("json", "a JSON list"), ("csv", "CSV"), ("md", "Markdown"), ("bibtex", "BibLaTeX entries")
    ):  # fmt: skip
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"print {text}")
    parser.set_defaults(form="text")


def _output_forms(parser: _Parser) -> None:
    forms = parser.add_mutually_exclusive_group()
    for form, text in (("json", "a JSON list"), ("jsonl", "one JSON object a line"), ("csv", "CSV")):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"print {text}")
    parser.set_defaults(form="text")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2024-03-05") from None


def _theme(text: str) -> str:
    from tui_reader.settings.table import THEME_NAMES  # noqa: PLC0415 - as above

    if text not in THEME_NAMES:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(THEME_NAMES)}")
    return text


def _interval(text: str) -> int:
    from tui_reader.archive.schedule import MINIMUM  # noqa: PLC0415 - as above

    if not text.isascii() or not text.isdigit() or not MINIMUM <= int(text[:6]) <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from {MINIMUM:.0f} to 86400")
    return int(text)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:12]) < 10**9:
        raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
    return int(text)
