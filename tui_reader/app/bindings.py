"""Which keys the reader's own screens and widgets bring."""

from textual.binding import Binding
from textual.dom import DOMNode

_OURS = __name__.partition(".")[0]


def bindings_of(owner: type[DOMNode]) -> list[Binding]:
    """The bindings of a class and of those it derives from, in the order in which Textual sees them.

    What Textual itself brings is left out.
    """
    return [
        binding
        for base in reversed(owner.__mro__)
        if base.__module__.partition(".")[0] == _OURS
        for binding in base.__dict__.get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]
