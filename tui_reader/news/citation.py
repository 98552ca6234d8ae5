"""Citations: a statement or an update with its source, ready to paste.

Four forms: plain text, Markdown, a JSON object, and a BibTeX-like `@misc` entry whose values are escaped for
BibTeX. What is unknown is said or left out, never made up.
"""

import json
import re
from typing import Literal, TypeAlias, get_args

from tui_reader.news.json_form import quotation_to_object
from tui_reader.news.statement import Statement

Form: TypeAlias = Literal["plain", "markdown", "json", "bibtex"]
FORMS: tuple[Form, ...] = get_args(Form)


def citation(statement: Statement, form: Form = "plain") -> str:
    """A statement as a citation in that form."""
    match form:
        case "markdown":
            return _markdown(statement)
        case "json":
            return json.dumps(statement_to_object(statement), ensure_ascii=False)
        case "bibtex":
            return _bibtex(statement)
    return _plain(statement)


def statement_to_object(statement: Statement) -> dict[str, object]:
    """A statement as a JSON object: the quotation's own keys and its source's."""
    return quotation_to_object(statement.quotation) | {
        "quotation_id": statement.quotation_id,
        "update_id": statement.update_id,
        "headline": statement.headline,
        "date": statement.date.isoformat() if statement.date else None,
        "date_is_inferred": statement.date_is_inferred,
        "published": statement.published.isoformat() if statement.published else None,
        "publisher": statement.publisher,
        "title": statement.title,
        "url": statement.url,
    }


def _plain(statement: Statement) -> str:
    speaker = statement.quotation.speaker or "unattributed"
    source = ", ".join(
        part for part in (statement.publisher, f"“{statement.headline}”", when(statement)) if part
    )
    return f"“{statement.quotation.text}” — {speaker}. {source}. {_locator(statement)}"


def _markdown(statement: Statement) -> str:
    speaker = _escaped_markdown(statement.quotation.speaker or "unattributed")
    headline = _escaped_markdown(statement.headline)
    linked = f"[{headline}](<{statement.url}>)" if statement.url else f"*{headline}*"
    publisher = _escaped_markdown(statement.publisher) if statement.publisher else ""
    source = ", ".join(part for part in (publisher, linked, when(statement)) if part)
    ending = "" if statement.url else f" (id {statement.update_id})"
    return f"> {_escaped_markdown(statement.quotation.text)}\n>\n> — **{speaker}**, {source}{ending}\n"


def _bibtex(statement: Statement) -> str:
    fields = {
        "author": statement.quotation.speaker,
        "title": statement.headline,
        "howpublished": statement.publisher,
        "date": (statement.published or statement.date)
        and (statement.published or statement.date).isoformat(),  # type: ignore[union-attr]
        "url": statement.url,
        "note": f"“{statement.quotation.text}”",
    }
    lines = [f"  {name} = {{{_escaped_bibtex(value)}}}" for name, value in fields.items() if value]
    return "@misc{" + f"{statement.update_id}-{statement.quotation_id}" + ",\n" + ",\n".join(lines) + "\n}\n"


def when(statement: Statement) -> str:
    """Day and time as the source has them; unknown and inferred are said."""
    if statement.date is None:
        return "date unknown"
    day = f"{statement.date.day} {statement.date:%B %Y}"
    if statement.date_is_inferred:
        day += " (date inferred)"
    if statement.published:
        day += f", {statement.published:%H:%M} {statement.published.tzname() or ''}".rstrip()
    return day


def _locator(statement: Statement) -> str:
    return statement.url or f"id {statement.update_id}"


def _escaped_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


_BIBTEX = {
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    "%": "\\%",
    "&": "\\&",
    "#": "\\#",
    "$": "\\$",
    "_": "\\_",
}


def _escaped_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)
