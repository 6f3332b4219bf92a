"""``python3 -m generator <command>``: sets itself up on first use, then hands over to the commands."""

from __future__ import annotations

import sys


def main() -> int:
    """Run a command here if the packages are here, else inside the project's own environment."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file starts on whatever Python there is
        raise SystemExit("ต้องใช้ Python 3.11 ขึ้นไป (Python 3.11 or newer is needed)")
    try:
        from generator import console, environment

        console.prepare()

        if not environment.ready():
            return environment.rerun([environment.RUNTIME], ["-m", "generator", *sys.argv[1:]])
        from generator.commands import run
    except KeyboardInterrupt:
        return 130
    return run()


if __name__ == "__main__":
    sys.exit(main())
