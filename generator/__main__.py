"""``python3 -m generator <command>``: sets itself up on first use, then hands over to the commands."""

from __future__ import annotations

import sys


def main() -> int:
    """Run a command here if the packages are here, else inside the project's own environment."""
    try:
        from generator.runtime import console, environment

        console.prepare()
        if not environment.ready():
            return environment.rerun([environment.RUNTIME], ["-m", "generator", *sys.argv[1:]])
        try:
            from generator.cli import run

            return run()
        except (ImportError, SyntaxError) as error:  # or a file of a package was cut short
            environment.blame(error)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
