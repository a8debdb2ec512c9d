"""What the ring above answered, or why it could not be asked: code -> sentence, in the source language.

The codes are those of `sync.ring_above` (why a call failed) and of the wire protocol (what became of one event).
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

ANSWERS: Final[Mapping[str, str]] = {
    "stored": QT_TRANSLATE_NOOP("Words", "The city has it."),
    "known": QT_TRANSLATE_NOOP("Words", "The city had it already."),
    "not_answered": QT_TRANSLATE_NOOP("Words", "The city said nothing about it."),
    "unreachable": QT_TRANSLATE_NOOP("Words", "The city cannot be reached; sending goes on by itself."),
    "timed_out": QT_TRANSLATE_NOOP("Words", "The city did not answer in time; sending goes on by itself."),
    "interrupted": QT_TRANSLATE_NOOP("Words", "Sending was interrupted; it goes on by itself."),
    "answered_500": QT_TRANSLATE_NOOP("Words", "The city has a fault of its own; sending goes on by itself."),
    "answered_rubbish": QT_TRANSLATE_NOOP("Words", "Something else than the city answered; check the network."),
    "courier_fault": QT_TRANSLATE_NOOP("Words", "Sending met a fault of this program; it goes on by itself."),
    "ring_changed": QT_TRANSLATE_NOOP(
        "Words", "The city was restored from a backup; what it forgot is sent again by itself."
    ),
    "busy": QT_TRANSLATE_NOOP("Words", "The city is busy; sending goes on by itself."),
    "version_too_new": QT_TRANSLATE_NOOP("Words", "The city must be updated before it understands this counter."),
    "version_too_old": QT_TRANSLATE_NOOP("Words", "This counter must be updated before it can send."),
    "token_refused": QT_TRANSLATE_NOOP("Words", "The city does not know this counter; enrol it again."),
    "mode_mismatch": QT_TRANSLATE_NOOP("Words", "A practice counter and a real city do not talk to each other."),
    "not_trusted": QT_TRANSLATE_NOOP("Words", "The city's certificate is not trusted; call support."),
    "code_refused": QT_TRANSLATE_NOOP("Words", "The city refused the one-time code; ask for a new one."),
    "address_wrong": QT_TRANSLATE_NOOP("Words", "The city's address in the settings is wrong."),
    "address_insecure": QT_TRANSLATE_NOOP(
        "Words", "The city's address is without encryption; nothing is sent. Set it to https."
    ),
    "device_elsewhere": QT_TRANSLATE_NOOP("Words", "Another office has enrolled this counter; call support."),
    "slots_exhausted": QT_TRANSLATE_NOOP("Words", "This office has no free counter number; call support."),
    "batch_unreadable": QT_TRANSLATE_NOOP("Words", "The city could not read it; call support."),
    "batch_too_large": QT_TRANSLATE_NOOP("Words", "It is too large for the city; call support."),
    "id_reused": QT_TRANSLATE_NOOP("Words", "Refused: something else has this identifier; call support."),
    "seq_taken": QT_TRANSLATE_NOOP("Words", "Refused: two counters may be copies of one disk; call support."),
    "chain_broken": QT_TRANSLATE_NOOP("Words", "Refused: an event before this one is missing; call support."),
    "code_taken": QT_TRANSLATE_NOOP("Words", "Refused: another dossier has this code; call support."),
    "already_received": QT_TRANSLATE_NOOP("Words", "Refused: this dossier was received before."),
    "payload_wrong": QT_TRANSLATE_NOOP("Words", "Refused: the content cannot be read; call support."),
    "hash_wrong": QT_TRANSLATE_NOOP("Words", "Refused: the content was changed on the way; call support."),
    "store_refused": QT_TRANSLATE_NOOP("Words", "Refused by the city's store; call support."),
    "device_foreign": QT_TRANSLATE_NOOP("Words", "Refused: it was written by another counter."),
    "unit_foreign": QT_TRANSLATE_NOOP("Words", "Refused: it belongs to another office."),
    "time_wrong": QT_TRANSLATE_NOOP("Words", "Refused: its time is impossible; check this computer's clock."),
    "base_missing": QT_TRANSLATE_NOOP("Words", "It waits for what comes before it."),
}
