"""What the ring above answered, or why it could not be asked: code -> sentence, in the source language.

The codes are those of `sync.ring_above` (why a call failed), of the wire protocol (what became of one event) and of
the files' lane. `{ring}` is filled with who answered: the office's hub or the city.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

ANSWERS: Final[Mapping[str, str]] = {
    "stored": QT_TRANSLATE_NOOP("Words", "{ring} has it."),
    "known": QT_TRANSLATE_NOOP("Words", "{ring} had it already."),
    "not_answered": QT_TRANSLATE_NOOP("Words", "{ring} said nothing about it."),
    "unreachable": QT_TRANSLATE_NOOP("Words", "{ring} cannot be reached; sending goes on by itself."),
    "timed_out": QT_TRANSLATE_NOOP("Words", "{ring} did not answer in time; sending goes on by itself."),
    "interrupted": QT_TRANSLATE_NOOP("Words", "Sending was interrupted; it goes on by itself."),
    "answered_500": QT_TRANSLATE_NOOP("Words", "{ring} has a fault of its own; sending goes on by itself."),
    "answered_rubbish": QT_TRANSLATE_NOOP("Words", "{ring} did not answer, something else did; check the network."),
    "courier_fault": QT_TRANSLATE_NOOP("Words", "Sending met a fault of this program; it goes on by itself."),
    "ring_changed": QT_TRANSLATE_NOOP(
        "Words", "{ring} was restored from a backup; what it forgot is sent again by itself."
    ),
    "busy": QT_TRANSLATE_NOOP("Words", "{ring} is busy; sending goes on by itself."),
    "version_too_new": QT_TRANSLATE_NOOP(
        "Words",
        "{ring} is older than this counter. Everything is safe here; sending goes on by itself once {ring} is updated.",
    ),
    "version_too_old": QT_TRANSLATE_NOOP(
        "Words",
        "This counter is too old for {ring}. Everything is safe here, go on registering and "
        "printing. Update counter-app.",
    ),
    "version_outdated": QT_TRANSLATE_NOOP(
        "Words",
        "{ring} wants a newer release of this program: what is written here is still sent, but nothing new is heard. "
        "Update counter-app.",
    ),
    "hub_version_outdated": QT_TRANSLATE_NOOP(
        "Words",
        "The office's hub is too old to hear from the city; what is written here still gets there. Update the hub.",
    ),
    "hub_version_too_old": QT_TRANSLATE_NOOP(
        "Words", "The office's hub is too old for the city and keeps everything until it is updated."
    ),
    "hub_version_too_new": QT_TRANSLATE_NOOP(
        "Words", "The city is older than the office's hub, which keeps everything until the city is updated."
    ),
    "token_refused": QT_TRANSLATE_NOOP(
        "Words",
        "{ring} does not know this counter or has put it out. Everything is safe here, go on "
        "registering. To send again: a new code, then counter-app enrol.",
    ),
    "mode_mismatch": QT_TRANSLATE_NOOP(
        "Words", "{ring} is not of this kind: practice and real do not talk to each other."
    ),
    "not_trusted": QT_TRANSLATE_NOOP(
        "Words",
        "{ring} shows a certificate that is not the expected one or has expired; nothing was sent. "
        "Everything is safe here. Call support.",
    ),
    "code_refused": QT_TRANSLATE_NOOP("Words", "{ring} refused the one-time code; ask for a new one."),
    "address_wrong": QT_TRANSLATE_NOOP("Words", "{ring} has an address in the settings that is none; call support."),
    "address_insecure": QT_TRANSLATE_NOOP(
        "Words", "{ring} has an address without encryption; nothing is sent. Set it to https."
    ),
    "device_elsewhere": QT_TRANSLATE_NOOP("Words", "Another office has enrolled this counter; call support."),
    "slots_exhausted": QT_TRANSLATE_NOOP("Words", "This office has no free counter number; call support."),
    "batch_unreadable": QT_TRANSLATE_NOOP("Words", "{ring} could not read it; call support."),
    "batch_too_large": QT_TRANSLATE_NOOP("Words", "{ring} takes nothing that large; call support."),
    "id_reused": QT_TRANSLATE_NOOP("Words", "Refused: something else has this identifier; call support."),
    "seq_taken": QT_TRANSLATE_NOOP("Words", "Refused: two counters may be copies of one disk; call support."),
    "chain_broken": QT_TRANSLATE_NOOP("Words", "Refused: an event before this one is missing; call support."),
    "code_taken": QT_TRANSLATE_NOOP("Words", "Refused: another dossier has this code."),
    "already_received": QT_TRANSLATE_NOOP("Words", "Refused: this dossier was received before."),
    "act_forbidden": QT_TRANSLATE_NOOP("Words", "Refused: the dossier's state does not allow this."),
    "payload_wrong": QT_TRANSLATE_NOOP("Words", "Refused: the content cannot be read; call support."),
    "hash_wrong": QT_TRANSLATE_NOOP("Words", "Refused: the content was changed on the way; call support."),
    "store_refused": QT_TRANSLATE_NOOP("Words", "Refused: {ring} could not store it; call support."),
    "device_foreign": QT_TRANSLATE_NOOP("Words", "Refused: it was written by another counter."),
    "unit_foreign": QT_TRANSLATE_NOOP("Words", "Refused: it belongs to another office."),
    "time_wrong": QT_TRANSLATE_NOOP("Words", "Refused: its time is impossible; check this computer's clock."),
    "base_missing": QT_TRANSLATE_NOOP("Words", "It waits for what comes before it."),
    "held": QT_TRANSLATE_NOOP("Words", "{ring} has it."),
    "file_missing_here": QT_TRANSLATE_NOOP("Words", "The file is not on this computer any more."),
    "file_broken_here": QT_TRANSLATE_NOOP("Words", "The file on this computer was changed or damaged."),
    "file_too_large": QT_TRANSLATE_NOOP("Words", "{ring} takes no file that large."),
    "upload_wrong": QT_TRANSLATE_NOOP("Words", "{ring} did not understand how the file was sent; call support."),
    "file_broken": QT_TRANSLATE_NOOP("Words", "{ring} got the file damaged; it is sent anew by itself."),
    "upload_gone": QT_TRANSLATE_NOOP("Words", "{ring} forgot the half of the file that it had; it is sent anew."),
    "piece_broken": QT_TRANSLATE_NOOP("Words", "{ring} got a piece damaged; it is sent again by itself."),
    "no_ring_above": QT_TRANSLATE_NOOP("Words", "{ring} has nobody above it."),
    "request_unreadable": QT_TRANSLATE_NOOP("Words", "{ring} could not read it; call support."),
}
