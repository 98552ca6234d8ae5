"""The kinds of values that settings have, and how each is read from TOML and from a variable's text."""

from dataclasses import dataclass
from typing import Protocol

_ON = ("1", "true", "yes", "on")
_OFF = ("0", "false", "no", "off")


class Kind(Protocol):
    """A kind of values."""

    @property
    def described(self) -> str:
        """What a value may be, in a few words."""
        ...

    def read(self, value: object) -> object:
        """The value that a TOML value stands for.

        Raises:
            ValueError: it is none of this kind; the message says what one is.
        """
        ...

    def parse(self, text: str) -> object:
        """The value that the text of a variable or an option stands for; raises as `read` does."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def described(self) -> str:
        """The words."""
        return f"{', '.join(self.words[:-1])} or {self.words[-1]}"

    def read(self, value: object) -> str:
        """One of the words."""
        if isinstance(value, str) and value in self.words:
            return value
        raise ValueError(f"must be {self.described}")

    def parse(self, text: str) -> str:
        """One of the words, in any case."""
        return self.read(text.strip().lower())


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    @property
    def described(self) -> str:
        """Both values."""
        return "true or false"

    def read(self, value: object) -> bool:
        """A boolean."""
        if isinstance(value, bool):
            return value
        raise ValueError(f"must be {self.described}")

    def parse(self, text: str) -> bool:
        """The usual words for on and off, and the digits."""
        word = text.strip().lower()
        if word in _ON + _OFF:
            return word in _ON
        raise ValueError(f"must be {self.described}")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    least: int
    most: int

    @property
    def described(self) -> str:
        """The bounds."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, value: object) -> int:
        """A number."""
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        raise ValueError(f"must be {self.described}")

    def parse(self, text: str) -> int:
        """A number in digits."""
        digits = text.strip()
        return self.read(int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None)
