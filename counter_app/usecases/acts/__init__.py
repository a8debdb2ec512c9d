"""What officers do to a dossier after its reception: one act, one verb, one transaction.

Every verb asks `domain.acts` and `domain.life` whether the dossier's state allows it, on the events as they are in the
same transaction, and writes one event. What the state forbids is an `OfficerCanMend` with the rule's code, the act that
stands in the way, who did it and when; nothing is written then. Papers are printed afterwards: a print that fails
undoes nothing.
"""
