"""The commands, one small module each. Only here is anything printed, and only here does the program exit."""

from __future__ import annotations

import gc
import importlib
import os
from typing import Any, NoReturn

import click

from generator import __version__
from generator.runtime import console
from generator.source.problem import Invalid

COMMANDS = ("check", "build", "serve", "desk", "print", "plan", "who", "diff", "new", "schema", "rules")
"""Each is a module of this package with a Click command ``command``; imported only when asked for (start-up time)."""

INTERRUPTED = 130


class Commands(click.Group):
    """A group that imports a command when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"generator.cli.{'print_' if cmd_name == 'print' else cmd_name}")
        found = module.command
        assert isinstance(found, click.Command)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; problems of its data folder are reported under the name by which the folder was given."""
        from generator.cli import folder, report

        try:
            return super().invoke(ctx)
        except Invalid as invalid:
            report.show(invalid.problems, folder=folder.named(ctx))
            ctx.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="sop %(version)s")
def program() -> None:
    """คู่มือการปฏิบัติงานจากแฟ้ม YAML: ตรวจ สร้างเว็บไซต์ พิมพ์เล่ม และติดตามคำสั่งมอบหมายหน้าที่

    Compile an office's people, duty orders and procedures (sop/) into its work manual.
    """


def run() -> NoReturn:
    """:func:`main` as a program of its own. It ends at once: to take a thousand procedures out of memory one by one takes a second,
    and a book that is being printed cannot be stopped by Ctrl-C otherwise. All that it wrote is on the disk by then.
    """
    console.prepare()
    try:
        code = main()
    except KeyboardInterrupt:  # before or after the command itself
        code = INTERRUPTED
    if lost := console.finish():
        from generator.cli import refused

        click.echo(f"แสดงผลไม่ครบ {refused.reason(lost)}", err=True)
        code = code or 1
    os._exit(code)


def collect_rarely() -> None:
    """Look for garbage less often: records and pages live to the end, and looking through them took a fifth of the time."""
    gc.set_threshold(200_000, 50, 100)


def main() -> int:
    """Run a command; return the exit code: 0 done, 1 problems in ``sop/``, 2 wrong usage, 130 interrupted."""
    from generator.cli import refused, usage

    collect_rarely()

    try:
        left = program.main(standalone_mode=False, prog_name="sop")
    except refused.REFUSED as error:
        click.echo(refused.words(error), err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("หยุดตามคำสั่ง คู่มือที่เผยแพร่แล้วยังอยู่ครบ", err=True)
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        click.echo(usage.words(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(f"ผิดพลาด: {error.message}", err=True)
        return error.exit_code
    return left if isinstance(left, int) else 0  # click hands an exit code on as the result
