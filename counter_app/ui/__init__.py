"""What the officer sees: a frame, a few pages, and the parts that two pages share. The only room of screens.

What it may not know: the store, the wire, SQL, paper layouts. It is given one `Desk` (`counter_app.usecases.desk`) and
one `Events`, and everything it does goes through these two.

Decisions
- The window is painted before the desk exists (`AppWindow(sign)` then `attach(desk)`): opening the store and loading
  the paper machinery takes longer than a person likes to look at nothing. What is pressed meanwhile is kept and done.
- One bridge to threads (`background.py`): a pool per lane behind one QObject with one signal. Pages never see a thread;
  an answer that its page no longer wants is dropped.
- Values down, signals up. A part is given a frozen value, emits what the officer wants, never calls its parent.
- Every verb is one `Verb` (`actions.py`): button, shortcut and key sheet (F1) are made from the same list, so no key
  is secret and none is promised that does not work.
- Language and theme change by building the frame anew around the same desk; nothing has to be able to re-word itself.
- A scan goes by its content, never by the focused field. The words of a scan that does not fit never touch the form.
- Errors are sentences in a line of the page (`words.py`: what happened, what is safe, which key now), never a box that
  wants to be clicked away.
- Pages other than the first are built when they are first asked for.
- How far a thing has come is said by shape, word and colour together (`widgets/ring_mark.py`), and never better than it
  is known: below a hub the frame asks often enough (`watching.py`) that one which falls silent is missed in 3 seconds.
- What is sent of an event is shown to a supporter as it is sent, but only while the key's panel is open; nothing of it
  is logged. Between two values a person chooses, with a reason; both stay for ever.
"""
