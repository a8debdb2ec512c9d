"""`counter-app forms`: are the office's own form texts right, and how do they look?"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import places_of, worded
from counter_app.documents.examples import EXAMPLES
from counter_app.documents.form_model import Form
from counter_app.documents.forms import Forms, read_form
from counter_app.documents.papers import placeholders
from counter_app.documents.preview import preview
from counter_app.domain.errors import CounterError, OfficerCanMend

_EXAMPLES: Final = f"""\
examples:
  counter-app forms check                             every file in this counter's folder of its own forms
  counter-app forms check new/03-refusal.json         one file, before it goes there
  counter-app forms preview refusal refusal.pdf       as it prints today, with an invented example
  counter-app forms preview new/03-refusal.json look.pdf

forms: {", ".join(EXAMPLES)}
Exit status: 0 good, 1 something is wrong and was told.
"""

_WORDS: Final[Mapping[str, str]] = {
    "form_unknown_placeholder": (
        "{file} has a place that nobody fills: {placeholder}. Nothing was changed. Known in this form: {known}."
    ),
    "form_unreadable": "{file} is no form ({reason}). Nothing was changed. Compare it with a shipped one.",
    "form_unknown": "There is no form {form}. Nothing was written. Name a file, or one of: {known}.",
    "no_form_for_day": "No wording of {form} is in force on {day}. Nothing was written. Correct its dates.",
    "form_twice": "{file} and {other} are the same form from the same day. Nothing was changed. Correct a date.",
    "folder_missing": "There is nothing at {place}. Nothing was changed. Correct the path.",
    "file_unwritable": "The file cannot be written. Nothing was changed. Choose another folder.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its two verbs and their flags."""
    parser = subparsers.add_parser(
        "forms",
        help="check and preview the texts of the printed forms",
        description="Check form files for places that nobody fills, or see a form with an invented example.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="name what is wrong in a file or in every file of a folder")
    check.add_argument("place", nargs="?", type=Path, metavar="FILE|FOLDER", help="default: this counter's own forms")
    look = verbs.add_parser("preview", help="write a form with an invented example as PDF")
    look.add_argument("form", metavar="FORM|FILE", help="the form's name, or a form file")
    look.add_argument("out", type=Path, metavar="OUT.pdf")
    for verb in (check, look):
        # The program has these two flags as well; without SUPPRESS their defaults would undo what was said there.
        verb.add_argument("--home", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where settings are kept")
        verb.add_argument("--practice", action="store_true", default=argparse.SUPPRESS, help="the practice counter")


def run(args: argparse.Namespace) -> int:
    """Check or preview; return the exit status."""
    try:
        if args.verb == "preview":
            return _preview(args)
        own = places_of(args).forms
        if args.place is None and not own.exists():
            print("This counter has no form texts of its own; the shipped ones hold.")
            return 0
        return _check(args.place or own)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1


def _check(place: Path) -> int:
    if not place.exists():
        raise OfficerCanMend("folder_missing", place=place)
    wrong = 0
    good: list[tuple[Path, Form]] = []
    for path in sorted(place.glob("*.json")) if place.is_dir() else [place]:
        try:
            form = read_form(path, placeholders())
        except CounterError as error:
            print(worded(error, _WORDS), file=sys.stderr)
            wrong += 1
            continue
        until = f" to {form.valid_to}" if form.valid_to else ""
        print(f"{path.name}: {form.form}, from {form.valid_from}{until}. {form.name}")
        good.append((path, form))
    for twice in _twice(good):
        print(worded(twice, _WORDS), file=sys.stderr)
        wrong += 1
    print(f"{len(good)} good, {wrong} wrong.")
    return 1 if wrong else 0


def _twice(good: Sequence[tuple[Path, Form]]) -> Iterator[OfficerCanMend]:
    seen: dict[tuple[str, date], Path] = {}
    for path, form in good:
        first = seen.setdefault((form.form, form.valid_from), path)
        if first is not path:
            yield OfficerCanMend("form_twice", file=path.name, other=first.name)


def _preview(args: argparse.Namespace) -> int:
    file = Path(args.form)
    if args.form in EXAMPLES:
        form = Forms(placeholders(), places_of(args).forms).on(args.form, date.today())  # noqa: DTZ011 - the office's day
    elif file.is_file():
        form = read_form(file, placeholders())
    else:
        raise OfficerCanMend("form_unknown", form=args.form, known=", ".join(EXAMPLES))
    try:
        args.out.write_bytes(preview(form))
    except OSError as error:
        raise OfficerCanMend("file_unwritable") from error
    print(f"{form.name}, written to {args.out.name}.")
    return 0
