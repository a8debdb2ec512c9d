"""`counter-app enrol`: trade a one-time code for this counter's identity and token."""

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from counter_app.documents.codes import scannable
from counter_app.domain import dossier_code
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.settings import Places, Settings, SettingsWrong, load, save
from counter_app.storage import clones
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.token import keep_token
from counter_app.sync.wire import EnrolAnswer, EnrolRequest

_EXAMPLES = """\
examples:
  counter-app enrol --city https://city.example:8470 --ca city-ca.pem --office-code H13.35.07
  counter-app enrol --city https://city.example:8470 --ca city-ca.pem --code-file code.txt
  counter-app enrol --city http://127.0.0.1:8470 --practice < code.txt

The code is asked for at a terminal, else read from standard input; after --code whoever may list processes sees it. It
comes from the city: counter-app serve --new-enrolment UNIT. It is good once, for 24 hours; where an answer was lost the
same counter may use it again.
"""

_WORDS: Final = {
    "unreachable": "The city cannot be reached. The code is still good. Check cable and address, then run this again.",
    "timed_out": "The city did not answer in time. The code is still good for this counter. Run this again.",
    "answered_rubbish": "What answered is not a city (a sign-in page of the network?). The code is still good. "
    "Check the address after --city.",
    "answered_500": "The city has a fault. The code is still good for this counter. Run this again later.",
    "busy": "The city is busy or was asked too often. The code is still good. Run this again in a minute.",
    "code_refused": "The code is unknown, used by another counter or expired. Nothing was changed. Ask for a new one.",
    "device_elsewhere": "This counter is enrolled for another unit. Nothing was changed. Use another --home.",
    "slots_exhausted": "The unit has no number block left. Nothing was changed. Tell the city's administrator.",
    "mode_mismatch": "A practice counter and a real city do not talk. The code is still good. Add or drop --practice.",
    "not_trusted": "The city's certificate is not the one expected. Nothing was sent. Name its CA file with --ca.",
    "address_wrong": "That is no address. Nothing was sent. Write it as https://HOST:PORT after --city.",
    "address_insecure": "Without TLS everybody on the way could read people's data. Nothing was sent. Write"
    " https://HOST:PORT after --city, with --ca for the city's own CA; only a practice counter in a closed network may"
    " say --insecure.",
    "version_too_old": "This counter is too old for the city. The code is still good. Update counter-app.",
    "version_outdated": "This counter is too old to begin at the city. The code is still good. Update counter-app.",
    "version_too_new": "The city is too old for this counter. The code is still good. Ask for the city's update.",
    "code_wrong": "That is no one-time code. Nothing was sent. Write it as the city gave it: ABCD-EFGH-JKLM-NPQR.",
    "code_file_unreadable": "The file after --code-file cannot be read. Nothing was sent. Check its path and rights.",
    "device_name_wrong": "The counter's name is longer than 100 letters. Nothing was sent. Give a short --name.",
    "device_wrong": "The settings name a device that is none. Nothing was sent. Empty device in counter.toml.",
    "office_code_wrong": "That is no office identifier. Nothing was sent. Write it as the city decided: H13.35.07.",
    "token_not_kept": "The token could not be written. Settings were not changed. Check the folder's permissions.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "enrol",
        help="let this counter talk to its city",
        description="Trade a one-time code for this counter's identity, unit, number block and token.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--city", required=True, metavar="URL", help="the city's address")
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--code", default="-", help="the one-time code; -: asked for, or from standard input (default)")
    given.add_argument("--code-file", type=Path, metavar="FILE", help="a file that holds the one-time code")
    parser.add_argument("--ca", type=Path, metavar="PEM", help="the certificate that alone is trusted for this city")
    parser.add_argument(
        "--insecure", action="store_true", help="a practice counter in a closed network: talk to the city without TLS"
    )
    parser.add_argument("--name", metavar="NAME", help="this counter's name (default: as in the settings)")
    parser.add_argument(
        "--office-code",
        metavar="CODE",
        help="the office's electronic identifier from the city's decision, for example H13.35.07; opens dossier codes",
    )
    parser.add_argument("--practice", action="store_true", default=argparse.SUPPRESS, help="the practice counter")
    parser.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="where the counter lives")


def run(args: argparse.Namespace) -> int:
    """Enrol; returns 0, or 1 with one sentence on what happened, what is safe and what to do."""
    places = Places.of(practice=args.practice, home=args.home)
    try:
        settings = load(places.settings)
        if args.insecure:
            settings = replace(settings, insecure=True)
        if args.name:
            settings = replace(settings, device_name=args.name)
        if args.office_code:
            settings = replace(settings, electronic_code=_office_code(args.office_code))
        answer, kept = enrol(places, settings, args.city, _code(args), args.ca, practice=args.practice)
    except SettingsWrong as error:
        print(f"counter-app enrol: {error}. Nothing was changed. Mend or remove the settings file.", file=sys.stderr)
        return 1
    except CounterError as error:
        words = _WORDS.get(error.code, "It did not work. Nothing was changed. Keep this line for support.")
        print(f"counter-app enrol: {error.code}: {words}", file=sys.stderr)
        return 1
    where = "the system's keyring" if kept == "keyring" else f"a file only you can read: {places.token}"
    print(f"enrolled for unit {answer.unit} as {answer.device}, number block {answer.slot}; token kept in {where}")
    return 0


def _code(args: argparse.Namespace) -> str:
    """Return the one-time code from where the flags say; raises OfficerCanMend("code_file_unreadable")."""
    if args.code_file is not None:
        try:
            return str(args.code_file.read_text("ascii")).strip()
        except (OSError, UnicodeDecodeError) as error:
            raise OfficerCanMend("code_file_unreadable") from error
    if args.code != "-":
        return str(args.code)
    return getpass.getpass("One-time code: ").strip() if sys.stdin.isatty() else sys.stdin.readline().strip()


def _office_code(text: str) -> str:
    """Return the identifier, checked: every barcode of this office will begin with it."""
    code = text.strip().upper()
    if not dossier_code.has_form(f"{code}-260101-0001") or not scannable(f"{code}-260101-0001"):
        raise OfficerCanMend("office_code_wrong")
    return code


def _request(settings: Settings, code: str) -> EnrolRequest:
    """Return what is asked of the city; raises OfficerCanMend("code_wrong" | "device_name_wrong" | "device_wrong")."""
    try:
        return EnrolRequest(code=code, device=settings.device, name=settings.device_name)
    except ValidationError as error:
        field = error.errors()[0]["loc"][0]
    # Raised outside: the validation's own text quotes the code.
    raise OfficerCanMend({"code": "code_wrong", "name": "device_name_wrong"}.get(str(field), "device_wrong"))


def enrol(
    places: Places, settings: Settings, url: str, code: str, ca: Path | None, *, practice: bool
) -> tuple[EnrolAnswer, str]:
    """Trade `code` at the city, keep the token, write the settings; return the answer and where the token is.

    The token comes first: settings that name a city without its token would leave a counter that cannot send.
    Raises what `RingAbove.enrol` and `keep_token` raise.
    """
    ca = ca.resolve() if ca else None
    request = _request(settings, code)
    city = HttpCity(Address(url, ca, insecure=practice and settings.insecure), practice=practice)
    try:
        answer = city.enrol(request)
    finally:
        city.close()
    kept = keep_token(places, answer.token, practice=practice)
    save(
        places.settings,
        replace(
            settings,
            device=answer.device,
            slot=answer.slot,
            slots=answer.slots,
            unit=answer.unit,
            city=url,
            city_ca=str(ca) if ca else "",
        ),
    )
    _reopen_own_numbers(places, practice)
    return answer, kept


def _reopen_own_numbers(places: Places, practice: bool) -> None:
    """A copy that was let in anew is the only one that the ring above hears: its slot's numbers are its own again."""
    if places.store.exists():
        with (
            Store.open(places.store, role="counter", practice=practice, alone=False) as store,
            store.transaction() as tx,
        ):
            clones.enrolled_anew(tx)
