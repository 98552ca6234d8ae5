"""A page's tree, and what it says of itself outside its updates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tui_reader.clean import clean_line
from tui_reader.reading.markup.addresses import absolute, same_site
from tui_reader.reading.markup.plain_text import plain_line
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import Node, attribute, parse_html, select

CUT_OFF = ("…", "...")
"""How publishers end a title that they cut off."""

_AFTER_TITLE = re.compile(r"(?<!\s)\s++[|–—-]\s+")


@dataclass(frozen=True)
class Page:
    """An HTML page.

    Attributes:
        root: its tree.
        fetched_from: the address it was fetched from, if it was.
    """

    root: Node
    fetched_from: str | None = None

    @classmethod
    def parse(cls, html: str, fetched_from: str | None = None) -> "Page":
        """The page that HTML text makes."""
        return cls(parse_html(html), fetched_from)

    @cached_property
    def metadata(self) -> dict[str, str]:
        """The `<meta>` elements by name or property, the first of each."""
        found: dict[str, str] = {}
        for node in self.root.css("meta[content]"):
            name = (attribute(node, "property") or attribute(node, "name")).lower()
            found.setdefault(name, attribute(node, "content"))
        return found

    @cached_property
    def url(self) -> str | None:
        """The page's canonical address; of a fetched page, one on the same site only."""
        canonical = self.root.css_first('link[rel="canonical"]')
        stated = (attribute(canonical, "href") if canonical else "", self.metadata.get("og:url", ""))
        urls = [url for url in (absolute(each, self.fetched_from) for each in stated) if url]
        if self.fetched_from:
            urls = [url for url in urls if same_site(url, self.fetched_from)]
        return urls[0] if urls else self.fetched_from

    @cached_property
    def title(self) -> str | None:
        """The page's title: its heading, else what it calls itself elsewhere; one not cut off if possible."""
        headings = [text_of(heading) for heading in select(self.root, "h1")[:20]]
        return best_title(
            (max(headings, key=len, default=""), self.metadata.get("og:title"), self._window_title)
        )

    def title_like(self, cut_off: str) -> str | None:
        """The title in full, of which data states only the beginning; that beginning if it stands nowhere."""
        beginning = plain_line(cut_off).rstrip("….").rstrip()
        stated = (self.title, self.metadata.get("og:title"), self.metadata.get("twitter:title"))
        lines = [plain_line(title or "") for title in (*stated, self._window_title)]
        return next((line for line in lines if line.startswith(beginning)), plain_line(cut_off) or None)

    @property
    def section(self) -> str | None:
        """The part of the site it belongs to: "... | Section | Outlet" in the title, else as stated."""
        parts = [part.strip() for part in self.window_title.split(" | ")]
        names_outlet = parts[-1].casefold() == (self.publisher or "").casefold()
        parts = parts[1:-1] if names_outlet or not self.publisher else parts[1:]
        return parts[-1] if parts else self._stated("article:section", "og:section", "section")

    @property
    def publisher(self) -> str | None:
        """The outlet."""
        return self._stated("og:site_name", "application-name")

    @property
    def description(self) -> str | None:
        """What the page says of its content in a sentence or two."""
        return self._stated("og:description", "description", "twitter:description")

    @property
    def window_title(self) -> str:
        """What stands in the browser's title bar, the outlet included; empty if nothing does."""
        node = self.root.css_first("title")
        return clean_line(node.text() if node else "")

    @property
    def _window_title(self) -> str:
        return max(_AFTER_TITLE.split(self.window_title), key=len)

    def _stated(self, *names: str) -> str | None:
        return next(
            (line for line in (plain_line(self.metadata.get(name, "")) for name in names) if line), None
        )


def best_title(candidates: Iterable[str | None]) -> str | None:
    """The first title that is not cut off, else the first there is."""
    titles = [line for line in (plain_line(title or "") for title in candidates) if line]
    return next((title for title in titles if not title.endswith(CUT_OFF)), titles[0] if titles else None)
