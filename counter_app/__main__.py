"""The door: reads flags, calls bootstrap for a window and the command line's rooms for everything else."""

import argparse
import gc
import importlib
import sys
from pathlib import Path

from counter_app import __version__
from counter_app.bootstrap.late_methods import bring_records
from counter_app.bootstrap.plain_imports import bring_qt

COMMANDS = (
    "serve", "enrol", "catalogue", "calendar", "organisation", "forms", "accounts",
    "check", "rebuild", "backup", "restore", "verify", "parcel", "scan", "due", "fee", "register",
)  # fmt: skip

_EXAMPLES = """\
examples:
  counter-app                       open the counter
  counter-app --practice            open the practice counter: invented people, own store, real city on this machine
  counter-app check                 versions, store, devices and what is unsent, one line each
  echo '{"text": "H13.00.01-261123-0001"}' | counter-app scan
"""


def parser_of(commands: tuple[str, ...]) -> argparse.ArgumentParser:
    """Return the parser with the named commands; each lives in its own file of the cli room."""
    parser = argparse.ArgumentParser(
        prog="counter-app",
        description="The reception counter of a public office. Without a command it opens the window.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"counter-app {__version__}")
    parser.add_argument("--practice", action="store_true", help="the practice counter, apart from the real one")
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep settings and store in DIR (default: per user)")
    parser.add_argument("--language", choices=("vi", "en"), help="language of the screen (default: from settings)")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), help="look of the screen")
    if not commands:
        parser.set_defaults(command=None)
        return parser
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in commands:
        importlib.import_module(f"counter_app.cli.{name}").add_parser(subparsers)
    return parser


def _commands_for(words: list[str]) -> tuple[str, ...]:
    """Return the commands whose rooms must be imported to read `words`: none for a window, one for a named command.

    The window must not wait for the command line's imports, and no command for those of the others.
    """
    if {"-h", "--help"} & set(words) and not set(COMMANDS) & set(words):
        return COMMANDS
    named = next((word for word in words if word in COMMANDS), None)
    if named is not None:
        return (named,)
    _window, rest = parser_of(()).parse_known_args(words)
    return COMMANDS if rest else ()


def quicken() -> None:
    """Make ready for the imports of a window; done before the first of them."""
    # Nothing that a start makes is garbage; looking for it costs a fifth of the imports. The window turns it on again.
    gc.disable()
    bring_records()
    bring_qt()


def main(argv: list[str] | None = None) -> int:
    """Run `counter-app`; returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    args = parser_of(_commands_for(words)).parse_args(words)
    if args.command is not None:
        status: int = importlib.import_module(f"counter_app.cli.{args.command}").run(args)
        return status
    quicken()
    if args.practice:
        from counter_app.practice.play import open_practice

        return open_practice(args)
    from counter_app.bootstrap.window import open_window

    return open_window(args)


if __name__ == "__main__":
    sys.exit(main())
