"""Work in which one system call fails, or at which it is killed (needs strace)."""

import collections
import os
import re
import subprocess
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

Say: TypeAlias = Callable[[str], None]
Work: TypeAlias = Callable[[Say], object]

CHANGING = (
    "openat", "mkdir", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "fchmod",
)  # fmt: skip
"""The system calls with which files are changed."""
LOCKING = ("fcntl", "flock")
"""Those that keep others out."""


def traced(work: Work, options: Sequence[str], calls: Sequence[str] = CHANGING) -> list[str]:
    """Run the work in a child under strace; the lines that it said until it ended or was killed.

    The child is forked and traced from its first step on, so that nothing has to be loaded anew.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child touches no other thread's business
        child = os.fork()
    if child == 0:
        _work(work, reading, writing)
    os.close(writing)
    command = ["strace", "-f", "-q", "-y", "-p", str(child), "-e", f"trace={','.join(calls)}", *options]
    if "-o" not in options:
        command += ["-o", os.devnull]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
        with os.fdopen(reading, errors="replace") as said:
            lines = said.read().splitlines()
        os.waitpid(child, 0)
        tracer.wait()
    return lines


def _work(work: Work, reading: int, writing: int) -> None:

    def say(line: str) -> None:
        try:
            os.write(writing, f"{line}\n".encode())
        except OSError:  # it is this very call that fails; the next one does not
            os.write(writing, f"{line}\n".encode())

    os.close(reading)
    while "TracerPid:\t0\n" in Path("/proc/self/status").read_text():
        time.sleep(0.001)
    time.sleep(0.005)  # until it follows every call
    try:
        work(say)
    finally:
        os._exit(0)


def places(work: Work, folder: Path, log: Path, calls: Sequence[str] = CHANGING) -> list[tuple[str, int]]:
    """The system calls of undisturbed work that concern a folder: name, and which one of that name it is."""
    traced(work, ["-o", str(log)], calls)
    counts = collections.Counter[str]()
    found: list[tuple[str, int]] = []
    for line in log.read_text(errors="replace").splitlines():
        call = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if call:
            counts[call[1]] += 1
            if str(folder) in line:
                found.append((call[1], counts[call[1]]))
    return found


def injected(fault: str, call: str, number: int) -> list[str]:
    """strace's option for one fault: the name of an error, or KILL."""
    what = "signal=KILL" if fault == "KILL" else f"error={fault}"
    return ["-e", f"inject={call}:{what}:when={number}"]
