"""The door: reads flags, calls bootstrap for a window and the command line's rooms for everything else."""

import argparse
import importlib
import sys
from pathlib import Path

from counter_app import __version__

COMMANDS = ("serve", "enrol", "catalogue", "check", "rebuild", "scan", "due", "fee")

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
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in commands:
        importlib.import_module(f"counter_app.cli.{name}").add_parser(subparsers)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run `counter-app`; returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    named = next((word for word in words if word in COMMANDS), None)
    # The window must not wait for the command line's imports, and no command for those of the others.
    bare = all(word.startswith("-") for word in words) and not {"-h", "--help"} & set(words)
    commands = () if bare else COMMANDS if named is None else (named,)
    args = parser_of(commands).parse_args(words)
    if args.command is not None:
        status: int = importlib.import_module(f"counter_app.cli.{args.command}").run(args)
        return status
    if args.practice:
        from counter_app.practice.play import open_practice

        return open_practice(args)
    from counter_app.bootstrap.window import open_window

    return open_window(args)


if __name__ == "__main__":
    sys.exit(main())
