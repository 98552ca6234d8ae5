"""What a query asks for, as a tree of plain values.

Leaves that speak of text hold folded words (see `folding`). An empty query is `Everything`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

NameField: TypeAlias = Literal["speaker", "blog", "source"]


@dataclass(frozen=True, slots=True)
class Words:
    """One word, or several that stand one after the other in the same line.

    Attributes:
        words: at least one folded word.
        is_prefix: the last one may go on.
    """

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word, or one that differs by one letter added, dropped, changed or swapped with its neighbour."""

    word: str


@dataclass(frozen=True, slots=True)
class Inflected:
    """A word, or one that differs from it by an English ending (see `inflection`)."""

    word: str


Wording: TypeAlias = Words | Fuzzy | Inflected
Order: TypeAlias = Literal["newest", "oldest", "relevance"]


@dataclass(frozen=True, slots=True)
class Near:
    """Two wordings in one line, at most `distance` words from each other, in any order.

    Neighbours are one word apart.
    """

    first: Wording
    second: Wording
    distance: int


@dataclass(frozen=True, slots=True)
class Name:
    """Words of the name of a speaker, of the live blog's title, or of the publisher's name."""

    field: NameField
    words: Words


@dataclass(frozen=True, slots=True)
class InHeadline:
    """A wording in the headline."""

    wording: Wording


@dataclass(frozen=True, slots=True)
class Said:
    """A wording inside a quotation; with `speakers`, one by a speaker who bears all these names."""

    wording: Wording
    speakers: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A property that the index knows: "key", "edited", or a kind of block, e.g. "picture"."""

    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The user's own mark, which the library knows: "is:read", "has:note", "tag:x" and the like."""

    filter: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Days from `first` to `last`, both included, in days since 1970-01-01; None is open.

    Updates of unknown date never match.
    """

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Every update."""


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not match."""

    part: "Node"


TextLeaf: TypeAlias = Words | Fuzzy | Inflected | Near | InHeadline | Said
Leaf: TypeAlias = TextLeaf | Name | Flag | Mark | Dated | Everything
Node: TypeAlias = Leaf | And | Or | Not


def wanted_leaves(node: Node) -> list[Leaf]:
    """The leaves that make an update match, in reading order: what stands under a `Not` is left out."""
    if isinstance(node, And | Or):
        return [leaf for part in node.parts for leaf in wanted_leaves(part)]
    return [] if isinstance(node, Not) else [node]


def wordings_of(leaf: TextLeaf) -> tuple[Wording, ...]:
    """The wordings a leaf is made of."""
    if isinstance(leaf, Words | Fuzzy | Inflected):
        return (leaf,)
    return (leaf.first, leaf.second) if isinstance(leaf, Near) else (leaf.wording,)
