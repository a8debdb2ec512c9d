"""What the law and the counter mean: dossiers, dates, fees, codes, people, units. Pure Python, no I/O.

It may not know files, databases, networks, screens or printers; nothing but the standard library is
imported, so every rule can be tried in a test without anything around it. Data comes in as text that a caller has read.

Decisions: values are frozen dataclasses and cross all floors; what is wrong with a value is data (`problem.Problem`,
doubts of a scan), exceptions are for callers' mistakes and the three named kinds of `errors`; every reader of foreign
text (`scan.read` and what it calls) is total and never raises; texts are kept in NFC and compared by `text.spelling` or
searched by `text.fold`; a rule names the decree or standard it comes from.
"""
