"""Names of time zones as news pages write them.

Only names that mean one offset on a given day are resolved. "IST" (India, Ireland, Israel), "AST", "CST"
outside America and "local time" are known to be zones, and stay unknown: a time is never invented.
"""

import datetime
import re
import zoneinfo

# fmt: off
_HOURS = {
    "gmt": 0.0, "utc": 0, "z": 0, "tu": 0, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "mez": 1,
    "mesz": 2, "eet": 2, "eest": 3, "sast": 2, "msk": 3, "мск": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7, "brt": -3, "pkt": 5, "wib": 7, "sgt": 8, "hkt": 8, "awst": 8, "jst": 9,
    "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "غرينتش": 0, "جرينتش": 0, "بتوقيت غرينتش": 0,
    "بتوقيت جرينتش": 0, "مكة": 3, "مكة المكرمة": 3, "بتوقيت مكة المكرمة": 3, "日本時間": 9,
}
_PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern time": "America/New_York", "pacific time": "America/Los_Angeles", "kyiv time": "Europe/Kyiv",
    "london time": "Europe/London", "paris time": "Europe/Paris", "heure de paris": "Europe/Paris",
    "moscow time": "Europe/Moscow", "по москве": "Europe/Moscow", "московское": "Europe/Moscow",
    "за києвом": "Europe/Kyiv", "київський": "Europe/Kyiv", "hora peninsular": "Europe/Madrid",
    "ora italiana": "Europe/Rome", "brasília": "America/Sao_Paulo", "de brasília": "America/Sao_Paulo",
    "horário de brasília": "America/Sao_Paulo", "nederlandse tijd": "Europe/Amsterdam",
    "deutscher zeit": "Europe/Berlin",
}
_UNRESOLVED = (
    "ist", "ast", "cst", "idt", "local time", "local", "ortszeit", "hora local", "heure locale", "ora locale",
)
# fmt: on

NAMES = "|".join(
    sorted((re.escape(name) for name in (*_HOURS, *_PLACES, *_UNRESOLVED)), key=len, reverse=True)
)
"""Pattern alternatives of every name that is known; a numeric offset may follow GMT and UTC."""

OFFSET = r"(?:(?:gmt|utc) ?)?[+\u2212-](?:0?\d|1[0-4])(?::?[034][05])?(?!\d)"
"""Pattern of a numeric offset such as "GMT+2" or "+05:30"."""

_NUMBER = re.compile(r"([+\u2212-])(\d{1,2}):?(\d{2})?\Z")


def moment(day: datetime.date, clock: datetime.time, zone: str) -> datetime.datetime | None:
    """The aware time of a clock on a day in a named zone, None when the name does not settle the offset."""
    name = " ".join(zone.casefold().split())
    number = _NUMBER.search(name)
    if number and (number.start() == 0 or name.startswith(("gmt", "utc"))):
        offset = datetime.timedelta(hours=int(number[2]), minutes=int(number[3] or 0))
        tz: datetime.tzinfo | None = datetime.timezone(-offset if number[1] != "+" else offset)
    elif name in _HOURS:
        tz = datetime.timezone(datetime.timedelta(hours=_HOURS[name]))
    else:
        tz = _place(name)
    return datetime.datetime.combine(day, clock, tz) if tz else None


def _place(name: str) -> datetime.tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(_PLACES[name])
    except (KeyError, zoneinfo.ZoneInfoNotFoundError):
        return None
