"""The other front door: the rings below push their events here and ask for news, by HTTP.

May know sync (the wire's models and what is checked of an event), usecases, storage and the domain; knows neither Qt
nor the command line's words. Nothing here keeps state of its own but how often somebody asks
and how much is at work.

Decisions:
- Routes read a bounded body and hand blocking work to a thread; a batch is one transaction, and one event that the
  store will not take is taken out and refused alone.
- A device is known by its token (256 random bits, stored as a hash); it may write only for itself and its own unit, and
  give dossiers its own unit's codes. Who is behind a token is remembered until any device changes, which is looked at
  once a second: for so long a token that was taken back may still be used.
- News are read once for all of a unit that one look woke; they hold no places of events, and stand behind each other.
- One device that floods is told when to come again (429), all together are told so above a load that could still be
  answered in time (503): whoever is turned away keeps what he has, and comes at another moment than the next one. Both
  are counted by each worker process for itself, so with N workers a device may ask up to N times as often, and N times
  as much is at work: the bounds guard a process, and each process has its own core.
- Files come by tus 1.0.0 from any client with a token. What a unit brought is held for that unit; naming another one's
  hash gives nothing. The whole hash is checked behind the last answer, and again at any question if a crash left it.
- Accounts are told to a device of their unit only, by who its token says it is; an administrator's token is of no unit.
- A process that finds its store made newer by another release answers 503 to whatever writes, and says so in its log.
- Errors leave as a code and a sentence without anybody's data; tracebacks are logged without their messages, because a
  database's message quotes the row.
- The application is made by a factory that uvicorn names by text (`counter_app.server.factory:city`), so that worker
  processes can make their own.
"""
