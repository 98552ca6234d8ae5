"""Runs a command."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from tui_reader.app.first_frame import Terminal
from tui_reader.cli.context import Context
from tui_reader.cli.printer import Printer


class _Command(Protocol):
    run: Callable[[Context], int]


def run(arguments: argparse.Namespace, printer: Printer, terminal: Terminal) -> int:
    """Run the command that the arguments name; returns the exit code."""
    name = arguments.command or "reader"
    module = "import_" if name == "import" else name.replace(" ", "_")
    command = cast("_Command", import_module(f"tui_reader.cli.commands.{module}"))
    context = Context(arguments, printer, terminal)
    with context.closing:
        return command.run(context)
