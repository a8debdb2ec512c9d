"""The store: everything that a counter, a hub or the city must not lose, in one SQLite file or one PostgreSQL database.

Knows the domain. Knows no screen, no wire, no paper, no machine; rows never leave it, only the domain's values and
frozen dataclasses do. One subject, one file; every function takes the `Reading` or `Transaction` it works in, so that
a verb decides what belongs together.

Decisions, with their reasons:

- SQLAlchemy Core, not the ORM: one durable dossier costs about 2 x the raw driver in Core and 6.5 x in the ORM. The
  statements of the hot path are compiled once (`prepared`).
- WAL with `synchronous=FULL`, because a receipt is a promise: NORMAL lost acknowledged dossiers
  in 376 of 400 simulated power cuts.
- One kept writer connection in a process, guarded by a lock, always `BEGIN IMMEDIATE` (a read transaction that turns
  into a writing one ignores the busy timeout); readers have their own connections; checkpoints run on the writer only;
  no mmap; one counter process for a store, by a lock file.
- The driver is sqlcipher3 without a key: it carries a SQLite without the WAL-reset fault of releases before 3.51.3 and
  leaves the door open to encryption at rest.
- The events are the truth. Dossier rows, the search index, known persons and use counts are caches of them that
  `rebuild` makes anew; a dossier's whole state is folded from its events when asked for, so no copy of it is kept.
- A dossier's position is its first event's place in this store: the key for paging and searching newest first, the same
  after a rebuild.
- A ring's feed is ordered by a counter row for each unit, locked until the commit: a sequence shows numbers out of
  order, and a reader that passed one has lost it.
- Every writing transaction looks first whether the schema is still the one that it was opened with: a newer release
  that migrates beside an older process waits for its writers and refuses the later ones (2 µs on SQLite, one exchange
  on PostgreSQL, whose lock on the table of versions is what makes it sure).
- Accounts are rows of the city's word, not events; a ring below holds those of its unit alone, each unit's list with a
  stamp of its own. Of a PIN there is a salted scrypt hash, in this table and in no log, list or export.
- The search index exists on SQLite only, and is kept where people search (counter and hub). The city finds a dossier by
  its code or id; words need an index of PostgreSQL's own, which has not been built.
- Files lie in a folder beside the store (`counter.files` for `counter.db`), named by their SHA-256: written beside,
  synced, renamed, the folder synced, and only then a row. How far an upload has come is the length of its part.
- Times are compared as whole milliseconds; a later or earlier clock changes no order, since order is the store's own.
- A copy of a store begins a new epoch before it writes (`clones`): the machine's hashed id shows a copy on another
  machine, the ring above one on the same. Events that were refused as a copy's were never taken, so they are sealed
  anew under the new epoch with the same id; one that was taken is never touched. Where a hub had taken what the city
  refused, the counter is told (`refused_above`), seals anew, and the hub's copy of the event follows (`seals`).
- A backup is a reader's snapshot copied in small steps (`backup`): writers neither wait for it nor start it anew. It is
  opened and read back before it gets its name; restore puts all together beside and renames last.
- `verify` looks at a copy of this moment, so that it may rebuild there and change nothing here.
"""
