"""What the program depends on: little, under licences that go with its own, pinned with hashes."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = ROOT / ".ci" / "requirements.lock"
LICENCES = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|Unlicense)\b", re.IGNORECASE
)
"""Go with the MIT licence; the Mozilla one (certifi's) binds its own files alone."""
MOST = 25
"""Packages that an installation brings, those of dependencies included."""


def requirements(extra: str | None = None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [Requirement(each) for each in found]


def locked() -> dict[str, tuple[str, int]]:
    """Version and number of hashes of every package in the lock file."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in LOCK.read_text("utf-8").splitlines():
        pinned = re.match(r"([a-z0-9-]+)==(\S+)", line)
        if pinned:
            name = pinned[1]
            found[name] = (pinned[2], 0)
        elif "--hash=sha256:" in line:
            found[name] = (found[name][0], found[name][1] + 1)
    return found


def installed(names: list[str]) -> Iterator[str]:
    """The packages that come with these, with what they need in turn, as far as this system needs them."""
    waiting, seen = [*names], set[str]()
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            needs = [Requirement(each) for each in distribution(name).requires or []]
        except PackageNotFoundError:
            continue
        yield name
        waiting += [need.name for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]


@pytest.mark.skipif(not LOCK.exists(), reason="only a checkout has the lock file")
def test_the_lock_file_pins_everything_that_the_project_asks_for() -> None:
    pinned = locked()
    for requirement in (*requirements(), *requirements("dev"), *requirements("warc")):
        version, hashes = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), (
            f"{requirement} and {version}: make the lock file anew"
        )
        assert hashes
    assert all(hashes for _, hashes in pinned.values())


def test_dependencies_are_few_and_their_licences_go_with_ours() -> None:
    names = list(installed([requirement.name for requirement in requirements()]))
    assert len(names) <= MOST
    for name in names:
        found = distribution(name).metadata
        kinds = [kind for kind in found.get_all("Classifier") or [] if kind.startswith("License")]
        stated = " ".join(
            text[:200] for key in ("License-Expression", "License") for text in found.get_all(key) or []
        )
        stated = " ".join([stated, *kinds])
        assert LICENCES.search(stated), f"{name}: {stated!r}"
