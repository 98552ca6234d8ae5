"""Which version this is."""


def version() -> str:
    """The version of the installed package."""
    from importlib.metadata import PackageNotFoundError  # noqa: PLC0415 - slow, and rarely asked for
    from importlib.metadata import version as installed  # noqa: PLC0415

    try:
        return installed("tui-reader")
    except PackageNotFoundError:
        return "(a checkout that is not installed)"
