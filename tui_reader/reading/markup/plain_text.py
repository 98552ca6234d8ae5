"""Strings that publishers put into data: plain text, escaped once or twice, or marked up after all."""

import html
import re

from tui_reader.clean import clean_line
from tui_reader.reading.markup.running_text import text_of
from tui_reader.reading.markup.tree import parse_html

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|figure|figcaption|img|iframe|section|article"
    r"|table|tr|td|hr|small|sub|sup|u|pre|code|q|cite|script|style|video|audio|picture|aside)(?=[\s/>])",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\[\[[^\[\]\n]{1,300}\]\]"
    r"|\[/?(?:caption|embed|gallery|video|audio|playlist|youtube|tweet|twitter|instagram|facebook|tiktok)"
    r"(?:[ =][^\[\]\n]{0,300})?\]"
)


def unescaped(text: str) -> str:
    """The text with its entities resolved, also where they were escaped twice."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def has_markup(text: str) -> bool:
    """Whether the text holds tags of HTML."""
    return _MARKUP.search(text) is not None


def without_shortcodes(text: str) -> str:
    """The text without a content system's own marks, such as `[[...]]` and `[embed]`."""
    return _SHORTCODE.sub("", text) if "[" in text else text


def plain_line(text: str) -> str:
    """The one line that a string says, whatever way it was escaped or marked up."""
    text = unescaped(text)
    return clean_line(without_shortcodes(text_of(parse_html(text)) if has_markup(text) else text))


def folded(text: str) -> str:
    """The letters and digits alone, to tell whether two texts say the same."""
    return _NOT_ALPHANUMERIC.sub("", text.casefold())
