"""How long the command takes to say anything at all."""

from __future__ import annotations

import subprocess
import sys

from figures import Figure, Size, beside

LIMIT = 6.0


def measure_startup(size: Size) -> list[Figure]:
    """Compare `remit --help` with an interpreter that does nothing; the best of many, for starts vary most."""
    mine, bare = beside(
        lambda: _python("from remit.cli import main; main()", "--help"), lambda: _python("pass"), size.starts, min
    )
    return [Figure("start-up", "remit --help", mine * 1e3, "ms", "python -c pass", mine / bare, LIMIT)]


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, "-c", *arguments], check=True, stdout=subprocess.DEVNULL)
