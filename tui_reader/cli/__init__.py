"""The command line."""


def main() -> int:
    """Run the command line; returns the exit code."""
    raise NotImplementedError
