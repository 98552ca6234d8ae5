"""Texts that would take over a terminal or an app; documents and file names full of them. All invented."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

PAYLOADS = (
    "\x1b[7777m",
    "\x1b[7777;7777H",
    "\x1b[2J\x1b[7777H",
    "\x9b7777m",
    "\x1b]0;7777\x07",
    "\x1b]52;c;Nzc3Nw==;7777\x07",
    "\x1b]8;;https://evil.example/7777\x1b\\x\x1b]8;;\x1b\\",
    "\x9d52;c;Nzc3Nw==;7777\x9c",
    "\x1bP7777q\x1b\\",
    "\x1b_7777\x1b\\",
    "\x1bX7777\x1b\\",
    "\x1bc",
    "\x1b[7777",
    "\x1b]7777",
    "\x1b",
    "\x85",
    "\u2028",
    "\x00",
    "\x07",
    "\x08\x08",
    "\x0e",
    "\x7f",
    "\ud800",
    "\u202e",
    "\u2066",
    "\u061c",
    "\u200b",
    "\ufeff",
    "\U000e0041",
    "a" + "\u0301" * 60,
    "[@click=app.quit]q[/]",
    "[link=https://evil.example/7777]l[/link]",
    "[/]",
    "[bold red]",
    "[@click",
    "\\[",
    "$x",
    "{0}",
    "%s",
    "&#27;[7777m",
    "&#x9b;7777m",
    "&lt;b&gt;",
    "`id`",
    "$(id)",
    "=1+1",
)
ALL = " ".join(PAYLOADS)
IN_NAMES = "\x1b[7777m\x9b7777m\u202e[@click=app.quit]x[bold]\x07\n"


def around(word: str) -> str:
    """A word, and every payload after it."""
    return f"{word} {ALL}"


def documents() -> dict[str, str]:
    """Documents of every kind with payloads in every field, by the end of their names."""
    post = {
        "@type": "BlogPosting",
        "headline": around("Kite"),
        "datePublished": "2031-05-03T08:00:00Z",
        "articleBody": f"{around('Wind')} “It flies,” said Ada {ALL} Lorne. “It flies,” said Ada Lorne.",
        "url": f"https://news.example/{ALL}",
        "author": {"name": around("Ben Tarr")},
        "image": {
            "url": "https://news.example/p.jpg",
            "caption": around("A kite"),
            "creditText": around("Ben"),
        },
    }
    others = [
        post | {"headline": f"Kite {number} {text}", "articleBody": f"Wind {text}. Rain {text}."}
        for number, text in enumerate(PAYLOADS)
    ]
    blog = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": around("Kites"),
        "coverageStartTime": "2031-05-03T08:00:00Z",
        "publisher": {"name": around("The Orrin Post")},
        "description": around("All of it."),
        "liveBlogUpdate": [post, *others],
    }
    item = (
        "<item><title>{0}</title><description>{0}</description><link>https://news.example/{1}</link></item>"
    )
    items = "".join(item.format(_xml(around(f"Feed {n}")), n) for n in range(3))
    copy = "\n\n".join(
        f"Copy {n} {text}\n\n“It rains {text},” Ada Lorne said." for n, text in enumerate(PAYLOADS)
    )
    script = json.dumps(blog).replace("<", "\\u003c")
    return {
        "page.html": f"<html><script type='application/ld+json'>{script}</script><p>{ALL}",
        "blog.json": json.dumps(blog),
        "feed.xml": f"<rss><channel><title>{_xml(around('Feed'))}</title>{items}</channel></rss>",
        "copy.txt": f"{around('Copies')} | News\n\nUpdates for Tuesday, March 5, 2024:\n\n{copy}\n",
        "refused.json": '{"format": "tui-reader", "version": 1, "live_blogs": [{"\\u001b[7777m": 2}]}',
    }


def write_documents(folder: Path) -> None:
    """The documents, under names that are payloads themselves."""
    folder.mkdir()
    for name, text in documents().items():
        (folder / f"{IN_NAMES}{name}").write_text(text, encoding="utf-8", errors="replace")


def _xml(text: str) -> str:
    """The text as it can stand in XML; what cannot is left to the other documents."""
    return escape("".join(char for char in text if char >= " "))
