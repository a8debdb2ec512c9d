"""The other front door: the rings below push their events here and ask for news, by HTTP.

May know sync (the wire's models and what is checked of an event), usecases, storage and the domain; knows neither Qt
nor the command line's words. Nothing here keeps state of its own but the count of enrolment attempts.

Decisions:
- Routes read a bounded body and hand blocking work to a thread; a batch is one transaction, and one event that the
  store will not take is taken out and refused alone.
- A device is known by its token (256 random bits, stored as a hash); it may write only for itself and its own unit.
- Errors leave as a code and a sentence without anybody's data; tracebacks are logged without their messages, because a
  database's message quotes the row.
- The application is made by a factory that uvicorn names by text (`counter_app.server.factory:city`), so that worker
  processes can make their own.
"""
