"""What scans do to the intake form: fill it, ask, or leave it alone; and what is known about the person."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from counter_app.ui import shown, words
from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.form import Form, PersonTexts
from counter_app.ui.person_guard import CardMay, decide

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.domain.person import Person
    from counter_app.domain.scan import CardScan, Scan
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.desk import KnownPerson

_DOUBTED: Final = (("name", "name"), ("address", "address"), ("birth", "birth"), ("sex", "sex"), ("number", "number"))
_NAME_SIGNS: Final = frozenset({"letters_missing", "accents_missing", "case_changed", "input_method", "full_width"})


class IntakeScans(QObject):
    """Works on one intake page; holds the card that waits for an answer and what is known of the person shown."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page
        self._doubts: tuple[str, ...] = ()
        self._known: KnownPerson | None = None
        self._card_address = ""
        self._waiting: CardScan | None = None

    def take_waiting(self) -> "CardScan | None":
        """Return the card that a question is open about, and take the question away; None when there is none."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or not self._page.banner.asking:
            return None
        self._page.banner.clear()
        return waiting

    def card(self, scanned: "CardScan") -> None:
        """A citizen's card was read."""
        page = self._page
        if not scanned.card.name or not scanned.card.number or "truncated" in scanned.doubts:
            page.banner.say(words.scan("truncated_card"), words.untouched(), "warn")
            return
        may = decide(page.form(), scanned.card)
        if may is CardMay.SAME:
            if not page.banner.asking:
                page.banner.say(self.tr("The same card again: nothing was changed."))
        elif may is CardMay.FILL:
            self._fill(scanned)
        elif may is CardMay.REPRESENT:
            self._represent(scanned)
        else:
            self._ask(scanned)

    def other(self, scanned: "Scan") -> None:
        """Something that is neither card nor dossier code: one sentence, the form untouched."""
        if not self._page.banner.asking:
            self._page.banner.say(words.other_scan(scanned), words.untouched(), "warn")

    def read_picture(self, path: str) -> None:
        """Look for codes in a picture file, off the screen's thread."""
        page, desk = self._page, self._page.desk
        if desk is None:
            return
        page.background.run(
            page, lambda: desk.decode_picture(path), self._pictured, self._picture_failed, lane=Lane.MACHINES
        )

    def recall(self) -> None:
        """Ask what is known about the person in the form."""
        page, desk, person = self._page, self._page.desk, self._page.form().applicant.person()
        if desk is None or not person.personal_number or page.form().organisation:
            return
        page.ask(lambda: desk.known_person(person), lambda known: self._recalled(person, known), key="known")

    def swap_address(self) -> None:
        """F8: the card's address instead of the one on record, or back."""
        page, known = self._page, self._known
        form = page.form()
        if known is None or not self._card_address or known.person.address == self._card_address:
            page.banner.say(self.tr("Card and record name the same address."))
            return
        other = known.person.address if form.applicant.address == self._card_address else self._card_address
        page.show_form(replace(form, applicant=replace(form.applicant, address=other)))
        self._say_known(known)

    def mark_again(self) -> None:
        """Put back the marks that come from the scan and not from the texts."""
        panel, form = self._page.fields.person, self._page.form()
        if form.card_certain and self._known is None:
            return
        if not form.card_certain:
            for start, name in _DOUBTED:
                if any(doubt.startswith(start) or (name == "name" and doubt in _NAME_SIGNS) for doubt in self._doubts):
                    panel.mark(name, "check", "warn")
        if self._known is not None and form.applicant.number == self._known.person.personal_number:
            for difference in self._known.differences:
                if difference.field != "phone":
                    panel.mark(difference.field, "differs", "warn", self._difference_words(difference.field))

    def _fill(self, scanned: "CardScan") -> None:
        page = self._page
        form = page.form()
        texts = PersonTexts.of(scanned.card.person())
        self._doubts, self._known, self._card_address = scanned.doubts, None, texts.address
        page.show_form(replace(form, applicant=texts, card_certain=scanned.certain))
        if scanned.certain:
            page.banner.clear()
            page.fields.person.state.say(self.tr("card read"), "good")
        else:
            page.fields.person.state.say(self.tr("compare with the card"), "warn")
            page.banner.say(
                self.tr("The card was read, but not everything is certain."),
                self.tr("Compare the marked fields with the card before F9."),
                "warn",
            )
        page.fields.go_on()
        self.mark_again()
        self.recall()
        page.pending.ask(texts.number)

    def _represent(self, scanned: "CardScan") -> None:
        page = self._page
        form = page.form()
        page.show_form(replace(form, at_counter=PersonTexts.of(scanned.card.person())))
        page.banner.say(
            self.tr("{name} acts for the applicant.").format(name=scanned.card.name),
            self.tr("Type the paper that allows it (letter of authority), or F6 for nobody."),
        )
        page.fields.representative.fields["document"].line.setFocus()

    def _ask(self, scanned: "CardScan") -> None:
        page = self._page
        name = page.form().applicant.name or self.tr("somebody")

        self._waiting = scanned

        def answered() -> None:
            self._waiting = None
            page.banner.clear()
            page.fields.go_on()

        def represent() -> None:
            answered()
            self._represent(scanned)

        def next_person() -> None:
            answered()
            before = page.form()
            page.keeping.put_aside(replace(before, sticky=False))
            page.show_form(
                Form(procedure=before.procedure, papers=before.papers, sticky=True) if before.sticky else Form()
            )
            self._fill(scanned)
            page.banner.say(
                self.tr("Next person: {name}.").format(name=scanned.card.name),
                self.tr("The form of {name} lies aside; F3 brings it back.").format(name=name),
            )

        page.banner.ask(
            self.tr("This is the card of {new}, but {old} is in the form.").format(new=scanned.card.name, old=name),
            self.tr("Nothing was changed. Who is it?"),
            (
                Verb("answer_represent", self.tr("Representative"), "R", represent),
                Verb("answer_next", self.tr("Next person"), "N", next_person),
                Verb("answer_ignore", self.tr("Ignore"), "Esc", answered),
            ),
        )

    def _pictured(self, texts: Sequence[str]) -> None:
        from counter_app.domain import scan

        page = self._page
        readings = [scan.read(text) for text in texts]
        best = next((found for found in readings if isinstance(found, scan.CardScan) and found.card.name), None)
        if best is not None:
            self.card(best)
        elif readings:
            self.other(readings[0])
        else:
            page.banner.say(self.tr("No code was found in the picture."), words.untouched(), "warn")

    def _picture_failed(self, error: "CounterError") -> None:
        self._page.complain(error, "Ctrl+O")

    def _recalled(self, asked: "Person", known: "KnownPerson | None") -> None:
        page = self._page
        form = page.form()
        if known is None or form.applicant.person().personal_number != asked.personal_number:
            return
        self._known = known
        now, person = form.applicant, known.person
        address = person.address if person.address and now.address == asked.address else now.address
        page.show_form(
            replace(
                form,
                applicant=replace(
                    now, phone=now.phone or person.phone, email=now.email or person.email, address=address
                ),
            )
        )
        self._say_known(known)

    def _say_known(self, known: "KnownPerson") -> None:
        page = self._page
        last = known.last_procedures[0] if known.last_procedures else ""
        parts = [self.tr("Known: last here {when}").format(when=shown.moment(known.seen_at)), last]
        address = self._page.form().applicant.address
        other = known.person.address if address == self._card_address else self._card_address
        if other and other != address:
            where = self.tr("on record") if address == self._card_address else self.tr("on the card")
            parts.insert(0, self.tr("Address {where}: {address} (F8 takes it)").format(where=where, address=other))
        page.fields.person.show_note(" · ".join(part for part in parts if part))
        self.mark_again()

    def _difference_words(self, field: str) -> str:
        known = self._known
        found = next((d for d in known.differences if d.field == field), None) if known else None
        if found is None:
            return ""
        return self.tr("{field} on record: {old}; on the card: {new}").format(
            field=words.title(field), old=found.known or "–", new=found.card
        )
