"""The typed blocks an update is made of, in reading order.

Every `text` is clean text: no markup, no entities, no control characters, white space folded to single
spaces. A paragraph's line breaks, where the source has them, became paragraphs of their own.
"""

import datetime
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink over `text[start:end]` of the block that holds it."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text of the live blog's own writers."""

    kind: ClassVar[Literal["paragraph"]] = "paragraph"
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Blockquote:
    """Words set apart as somebody's own, usually without quotation marks."""

    kind: ClassVar[Literal["blockquote"]] = "blockquote"
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture.

    Attributes:
        text: what the caption says.
        alt: the picture's alternative text, where the source has it.
        credit: photographer and agency, e.g. "Ada Lorne/Meridian Press".
    """

    kind: ClassVar[Literal["caption"]] = "caption"
    text: str
    alt: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Interactive:
    """A graphic, map or chart that a terminal cannot show, by its title."""

    kind: ClassVar[Literal["interactive"]] = "interactive"
    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Embed:
    """A post from a social network or another site.

    Attributes:
        text: the post's own words.
        author: display name of who posted it.
        handle: account name with its leading "@".
        date: the day of the post.
        url: the link the post carries, or the post's own address.
    """

    kind: ClassVar[Literal["embed"]] = "embed"
    text: str
    author: str | None = None
    handle: str | None = None
    date: datetime.date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A pointer to another page ("Read more here")."""

    kind: ClassVar[Literal["related"]] = "related"
    text: str
    url: str | None = None


Block: TypeAlias = Paragraph | Blockquote | Caption | Interactive | Embed | Related
