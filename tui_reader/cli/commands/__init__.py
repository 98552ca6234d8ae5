"""One module a command, each with `run(context) -> exit code`."""
