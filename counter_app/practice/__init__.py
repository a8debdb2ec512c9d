"""The play counter: invented people, a simulated reader and printer, a real city server process, the rehearsal.

Stands above the composition root because it starts whole counters. Its store refuses to be opened as a
real one, and its server says that it is a practice server, which a real counter refuses. Nothing here is imported by
a counter at work.
"""
