"""Live blogs as JSON objects and back: the one shape of `--json`, of exports and of the stored blocks.

Reading is strict about types and silent about unknown keys, so that a newer export still opens; whatever
does not fit raises `ValueError` naming the spot. `from_object(to_object(blog)) == blog` for every live blog.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast, get_args

from tui_reader.news.blocks import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Interactive,
    Link,
    Paragraph,
    Related,
)
from tui_reader.news.live_blog import Furniture, LiveBlog, Status, Update
from tui_reader.news.quotation import Attribution, Kind, Place, Quotation

JsonObject = dict[str, Any]
_T = TypeVar("_T")
_LONGEST_DATE = 64  # characters; what is longer is given to no parser of dates


def to_object(blog: LiveBlog) -> JsonObject:
    """A live blog as a JSON object."""
    return {
        "id": blog.id,
        "title": blog.title,
        "section": blog.section,
        "standfirst": list(blog.standfirst),
        "publisher": blog.publisher,
        "url": blog.url,
        "coverage_date": _iso(blog.coverage_date),
        "date_is_inferred": blog.date_is_inferred,
        "status": blog.status,
        "furniture": [{"line": f.line, "text": f.text} for f in blog.furniture],
        "updates": [update_to_object(update) for update in blog.updates],
    }


def update_to_object(update: Update) -> JsonObject:
    """One update as a JSON object."""
    return {
        "id": update.id,
        "source_id": update.source_id,
        "headline": update.headline,
        "published": _iso(update.published),
        "modified": _iso(update.modified),
        "date": _iso(update.date),
        "byline": update.byline,
        "url": update.url,
        "is_key_event": update.is_key_event,
        "is_pinned": update.is_pinned,
        "blocks": [block_to_object(block) for block in update.blocks],
        "quotes": [quotation_to_object(quotation) for quotation in update.quotations],
    }


def block_to_object(block: Block) -> JsonObject:
    """One block as a JSON object with its kind as "type"."""
    found: JsonObject = {"type": block.kind, "text": block.text}
    match block:
        case Paragraph() | Blockquote():
            if block.links:
                found["links"] = [{"start": x.start, "end": x.end, "url": x.url} for x in block.links]
        case Caption():
            found |= {"alt": block.alt, "credit": block.credit}
        case Interactive():
            found["credit"] = block.credit
        case Embed():
            found |= {
                "author": block.author,
                "handle": block.handle,
                "date": _iso(block.date),
                "url": block.url,
            }
        case Related():
            found["url"] = block.url
    return found


def quotation_to_object(quotation: Quotation) -> JsonObject:
    """One quotation as a JSON object; "start" and "end" are offsets into the headline or the block's text."""
    place, evidence = quotation.place, quotation.evidence
    return {
        "text": quotation.text,
        "kind": quotation.kind,
        "speaker": quotation.speaker,
        "cue": quotation.cue,
        "attribution": quotation.attribution,
        "confidence": round(quotation.confidence, 3),
        "where": "headline" if place.block is None else "paragraph",
        "block": place.block,
        "start": place.start,
        "end": place.end,
        "group": quotation.group,
        "evidence": evidence and {"block": evidence.block, "start": evidence.start, "end": evidence.end},
    }


def from_object(found: object) -> LiveBlog:
    """The live blog that a JSON object describes.

    Raises:
        ValueError: it is no live blog's object; the message names the spot.
    """
    o = _Object(found, "live blog")
    return LiveBlog(
        id=o.text("id") or "",
        title=o.text("title"),
        section=o.text("section"),
        standfirst=tuple(o.texts("standfirst")),
        publisher=o.text("publisher"),
        url=o.text("url"),
        coverage_date=o.parsed("coverage_date", date.fromisoformat),
        date_is_inferred=o.flag("date_is_inferred"),
        status=cast("Status", o.choice("status", get_args(Status)) or "unknown"),
        furniture=tuple(Furniture(f.number("line"), f.must_text("text")) for f in o.objects("furniture")),
        updates=tuple(_update(u) for u in o.objects("updates")),
    )


def update_from_object(found: object) -> Update:
    """The update that a JSON object describes; raises `ValueError` as `from_object` does."""
    return _update(_Object(found, "update"))


def _update(o: "_Object") -> Update:
    return Update(
        id=o.text("id") or "",
        source_id=o.text("source_id"),
        headline=o.text("headline"),
        published=o.parsed("published", _aware),
        modified=o.parsed("modified", _aware),
        date=o.parsed("date", date.fromisoformat),
        byline=o.text("byline"),
        url=o.text("url"),
        is_key_event=o.flag("is_key_event"),
        is_pinned=o.flag("is_pinned"),
        blocks=tuple(_block(b) for b in o.objects("blocks")),
        quotations=tuple(_quotation(q) for q in o.objects("quotes")),
    )


_READERS: Mapping[str, Callable[["_Object"], Block]] = {
    "paragraph": lambda o: Paragraph(o.must_text("text"), _links(o)),
    "blockquote": lambda o: Blockquote(o.must_text("text"), _links(o)),
    "caption": lambda o: Caption(o.must_text("text"), o.text("alt"), o.text("credit")),
    "interactive": lambda o: Interactive(o.must_text("text"), o.text("credit")),
    "embed": lambda o: Embed(
        o.must_text("text"),
        o.text("author"),
        o.text("handle"),
        o.parsed("date", date.fromisoformat),
        o.text("url"),
    ),
    "related": lambda o: Related(o.must_text("text"), o.text("url")),
}


def _block(o: "_Object") -> Block:
    kind = o.choice("type", tuple(_READERS))
    if kind is None:
        raise ValueError(f"{o.where}: no type")
    return _READERS[kind](o)


def _links(o: "_Object") -> tuple[Link, ...]:
    length = len(o.must_text("text"))
    links = tuple(Link(x.number("start"), x.number("end"), x.must_text("url")) for x in o.objects("links"))
    if any(not 0 <= link.start <= link.end <= length for link in links):
        raise ValueError(f"{o.where}: a link outside the text")
    return links


def _quotation(o: "_Object") -> Quotation:
    evidence = o.object("evidence")
    return Quotation(
        text=o.must_text("text"),
        kind=cast("Kind", o.choice("kind", get_args(Kind)) or "direct"),
        place=_place(o),
        speaker=o.text("speaker"),
        cue=o.text("cue"),
        attribution=cast("Attribution | None", o.choice("attribution", get_args(Attribution))),
        evidence=_place(evidence) if evidence else None,
        confidence=o.fraction("confidence"),
        group=o.text("group"),
    )


def _place(o: "_Object") -> Place:
    return Place(o.number("block") if o.has("block") else None, o.number("start"), o.number("end"))


def _short(text: str) -> str:
    if len(text) > _LONGEST_DATE:
        raise ValueError("no date is that long")
    return text


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    return moment


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


class _Object:
    """A JSON object whose values are asked for by type; `where` names it in error messages."""

    def __init__(self, found: object, where: str) -> None:
        if not isinstance(found, dict):
            raise ValueError(f"{where}: not an object")
        self._found = found
        self.where = where

    def _typed(self, key: str, kind: type[_T]) -> _T | None:
        value = self._found.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"{self.where}: {key} is not a {kind.__name__}")
        return value

    def has(self, key: str) -> bool:
        return self._found.get(key) is not None

    def text(self, key: str) -> str | None:
        return self._typed(key, str)

    def must_text(self, key: str) -> str:
        text = self.text(key)
        if text is None:
            raise ValueError(f"{self.where}: no {key}")
        return text

    def number(self, key: str) -> int:
        return self._typed(key, int) or 0

    def fraction(self, key: str) -> float:
        value = self._found.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{self.where}: {key} is not a number")
        if not 0 <= value <= 1:
            raise ValueError(f"{self.where}: {key} is not between 0 and 1")
        return float(value)

    def flag(self, key: str) -> bool:
        return self._typed(key, bool) or False

    def choice(self, key: str, allowed: tuple[str, ...]) -> str | None:
        text = self.text(key)
        if text is not None and text not in allowed:
            raise ValueError(f"{self.where}: unknown {key}")
        return text

    def parsed(self, key: str, parse: Callable[[str], _T]) -> _T | None:
        text = self.text(key)
        try:
            return parse(_short(text)) if text is not None else None
        except ValueError:
            raise ValueError(f"{self.where}: {key} is no ISO 8601 date or time with offset") from None

    def texts(self, key: str) -> list[str]:
        values = self._typed(key, list) or []
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{self.where}: {key} holds something that is no text")
        return cast("list[str]", values)

    def object(self, key: str) -> "_Object | None":
        value = self._found.get(key)
        return None if value is None else _Object(value, f"{self.where}, {key}")

    def objects(self, key: str) -> "list[_Object]":
        values = self._typed(key, list) or []
        return [_Object(value, f"{self.where}, {key} {n}") for n, value in enumerate(values)]
