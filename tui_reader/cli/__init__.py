"""The command line: thin commands, each one call into the archive and one printer."""

from tui_reader.cli.main import main

__all__ = ["main"]
