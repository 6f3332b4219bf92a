"""``python -m generator.runtime.child MODULE ARGUMENTS``: a module run as a program that ends when the program that started it does.

A program that is killed (``kill -9``, no memory) cannot end its children any more. So standard input is a pipe of which the
parent holds the other end: the system closes it when the parent ends, however it does.
"""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
import threading
from collections.abc import Iterator


def end_with_parent() -> None:
    """End this program at once when standard input is closed."""

    def wait() -> None:
        while os.read(0, 1):
            pass
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextlib.contextmanager
def lifeline() -> Iterator[int]:
    """The standard input (a file descriptor) for a child that is to end with this program, or with the block."""
    theirs, ours = os.pipe()
    try:
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


def main() -> None:
    """Run the module that is named first among the arguments."""
    end_with_parent()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
