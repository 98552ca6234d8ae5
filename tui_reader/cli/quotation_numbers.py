"""How a person names a quotation on the command line."""

from tui_reader.news import Quotation, Update
from tui_reader.news.corrections import quotation_ids


def numbered_quotations(update: Update) -> list[tuple[str, Quotation]]:
    """The update's quotations with their ids, as `show` counts them from 1: no scare quotes, no headline."""
    pairs = zip(quotation_ids(update), update.quotations, strict=True)
    return [(i, quotation) for i, quotation in pairs if quotation.kind not in ("scare", "headline")]


def quotation_named(update: Update, name: str) -> str | None:
    """The id of the quotation of that number or id, None where there is none."""
    if name in quotation_ids(update):
        return name
    numbered = numbered_quotations(update)
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 6 else 0
    return numbered[number - 1][0] if 0 < number <= len(numbered) else None
