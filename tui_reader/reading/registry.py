"""The formats that are known, the most specific first; a text copy is what remains."""

from functools import cache

from tui_reader.reading.formats import Format


@cache
def formats() -> tuple[Format, ...]:
    """The formats in the order in which they are asked.

    Their modules are loaded by the first call: opening the reader must not wait for parsers.
    """
    from tui_reader.reading.feeds import Feed  # noqa: PLC0415
    from tui_reader.reading.html import HtmlPage  # noqa: PLC0415
    from tui_reader.reading.json_formats import PublisherJson  # noqa: PLC0415
    from tui_reader.reading.own_export import OwnExport  # noqa: PLC0415
    from tui_reader.reading.text_copy import TextCopy  # noqa: PLC0415

    return (OwnExport(), PublisherJson(), Feed(), HtmlPage(), TextCopy())
