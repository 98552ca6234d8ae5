"""Short lists of names, written as one reads them."""


def names(listed: str) -> frozenset[str]:
    """The names in a list that white space separates."""
    return frozenset(listed.split())
