"""Which colour a speaker has: always the same where that is free, and never that of another one in view."""

from collections.abc import Iterable, Mapping
from zlib import crc32

from tui_reader.news import Quotation

ROLES = tuple(f"speaker-{number}" for number in range(1, 7))
"""The roles; each theme gives each of them a colour of its own."""


def speaker_roles(quotations: Iterable[Quotation]) -> dict[str | None, str]:
    """A role for every speaker of an update.

    The name decides, so that a speaker keeps their colour from update to update; whoever comes later in the
    update and would have a colour that is taken gets the next free one. From the seventh speaker on, colours
    come again.
    """
    roles: dict[str | None, str] = {}
    for quotation in quotations:
        name = quotation.speaker
        if name is not None and name not in roles:
            roles[name] = _free_role(name, roles)
    return roles


def _free_role(name: str, roles: Mapping[str | None, str]) -> str:
    first = crc32(name.encode("utf-8", "replace")) % len(ROLES)
    in_order = (*ROLES[first:], *ROLES[:first])
    taken = list(roles.values())
    return min(in_order, key=taken.count)
