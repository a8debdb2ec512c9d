"""The machines on the desk: printers, code readers, the clock. Each is a Protocol with real and simulated drivers.

What it may not know: dossiers, applicants, the store, the screens. A printer is given finished bytes and a title (the
dossier code, never a name); a reader gives back text, and what the text means is the domain's business.

Decisions
- Every driver call blocks, is bounded in time and Qt-free at its surface: the screen calls it from a worker thread and
  the command line calls it directly. The two exceptions live in the thread that runs the event loop: the serial reader
  and the keyboard-wedge filter.
- `Printer.send` raises only when nothing of the job has left this machine, so "raised" means "may be sent again". Once
  a byte has left, a ticket comes back and its state says what is known: sent, spooled, confirmed, failed, unknown. A
  success message without paper, and an error message with paper, are both worse than "not confirmed".
- `confirmed` is said only when the machine itself said that the page is out. A queue that merely pushes bytes into a
  socket ends at `sent`; the officer's eyes do the rest.
- Reasons are one small table (`reasons.py`) for IPP keywords, ESC/POS status bytes and ZPL host status, so that "no
  paper" is one sentence whatever the brand.
- Queues are spoken to through `lp` and `ipptool`, the print system's own clients: pycups is GPL, pyipp is asynchronous
  and brings an HTTP stack of its own, and an IPP codec is not what this product exists for.
- Text goes to thermal printers as an image: no code page of theirs holds all Vietnamese letters.
- Drivers are named only where a counter is put together (`counter_app.bootstrap`, `counter_app.practice`).
"""
