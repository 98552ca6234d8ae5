"""Citations: a statement or an update with its source, ready to paste.

Four forms: plain text, Markdown (CommonMark), a JSON object, and a BibLaTeX `@misc` entry. The words of the
source are escaped for the form. What is unknown is said or left out, never made up.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, get_args
from urllib.parse import quote

from tui_reader.news.json_form import quotation_to_object
from tui_reader.news.statement import Source, Statement

Form: TypeAlias = Literal["plain", "markdown", "json", "bibtex"]
FORMS: tuple[Form, ...] = get_args(Form)


def citation(cited: Statement | Source, form: Form = "plain") -> str:
    """A statement, or an update as a whole, as a citation in that form; ends without a line break."""
    match form:
        case "markdown":
            return _markdown(cited)
        case "json":
            return json.dumps(cited_to_object(cited), ensure_ascii=False)
        case "bibtex":
            return _bibtex(cited)
    return _plain(cited)


def markdown_of_all(title: str, cited: Iterable[Statement]) -> Iterator[str]:
    """Many statements as a Markdown document under a title, line by line or several lines at a time."""
    yield f"# {escaped_markdown(title)}\n"
    for statement in cited:
        yield f"{_markdown(statement)}\n"


def cited_to_object(cited: Statement | Source) -> dict[str, object]:
    """A citation as a JSON object: the quotation's own keys, if it cites one, and those of its source."""
    if isinstance(cited, Statement):
        words = quotation_to_object(cited.quotation) | {"quotation_id": cited.quotation_id}
        return words | cited_to_object(cited.source)
    return {
        "update_id": cited.update_id,
        "headline": cited.headline,
        "date": cited.date.isoformat() if cited.date else None,
        "date_is_inferred": cited.date_is_inferred,
        "published": cited.published.isoformat() if cited.published else None,
        "publisher": cited.publisher,
        "title": cited.title,
        "url": cited.url,
    }


def when(source: Source) -> str:
    """Day and time as the source has them; unknown and inferred are said."""
    if source.date is None:
        return "date unknown"
    day = f"{source.date.day} {source.date:%B} {source.date.year}"
    if source.date_is_inferred:
        day += " (date inferred)"
    if source.published:
        day += f", {source.published:%H:%M} {source.published.tzname() or ''}".rstrip()
    return day


# --- plain text


def _plain(cited: Statement | Source) -> str:
    source = cited.source if isinstance(cited, Statement) else cited
    parts = (source.publisher, f"“{source.headline}”", when(source))
    line = f"{', '.join(part for part in parts if part)}. {source.url or f'id {source.update_id}'}"
    if isinstance(cited, Statement):
        line = f"“{cited.quotation.text}” — {_speaker(cited)}. {line}"
    return line


def _speaker(statement: Statement) -> str:
    return statement.quotation.speaker or "unattributed"


# --- Markdown

_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|&~]")
_LIST_ITEM = re.compile(r"([-+]|[0-9]{1,9}[.)])(?=\s|$)")


def _markdown(cited: Statement | Source) -> str:
    source = cited.source if isinstance(cited, Statement) else cited
    headline = escaped_markdown(source.headline)
    linked = f"[{headline}](<{_escaped_url(source.url)}>)" if source.url else f"*{headline}*"
    publisher = escaped_markdown(source.publisher) if source.publisher else ""
    line = ", ".join(part for part in (publisher, linked, when(source)) if part)
    if not source.url:
        line += f" (id {source.update_id})"
    if isinstance(cited, Statement):
        words, speaker = escaped_markdown(cited.quotation.text), escaped_markdown(_speaker(cited))
        line = f"> {words}\n>\n> — **{speaker}**, {line}"
    return line


def escaped_markdown(text: str) -> str:
    """A line of text as Markdown that shows it as it is."""
    text = _MARKDOWN.sub(r"\\\g<0>", text)
    item = _LIST_ITEM.match(text)
    return f"{text[: item.end() - 1]}\\{text[item.end() - 1 :]}" if item else text


# --- BibLaTeX

_BIBTEX = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{char: f"\\{char}" for char in "{}%&#$_"},
}


def _bibtex(cited: Statement | Source) -> str:
    source, key, author, note = _bibtex_parts(cited)
    moment = source.published or source.date
    fields = {
        "author": author and "{" + _escaped_bibtex(author) + "}",  # a name to keep whole
        "title": _escaped_bibtex(source.headline),
        "howpublished": source.publisher and _escaped_bibtex(source.publisher),
        "date": moment and moment.isoformat(),
        "url": source.url and _escaped_url(source.url),
        "note": note and _escaped_bibtex(note),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"


def _bibtex_parts(cited: Statement | Source) -> tuple[Source, str, str | None, str | None]:
    """The source, the entry's key, its author and its note."""
    if isinstance(cited, Source):
        return cited, cited.update_id, None, None
    source = cited.source
    return (
        source,
        f"{source.update_id}-{cited.quotation_id}",
        cited.quotation.speaker,
        f"“{cited.quotation.text}”",
    )


def _escaped_bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)


def _escaped_url(url: str) -> str:
    """The address without what would end it early in either form; an address is verbatim there."""
    return quote(url, safe="!#$%&'()*+,-./:;=?@[]_~")
