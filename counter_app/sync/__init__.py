"""Telling the ring above, and hearing from it: the wire's models, the HTTP client, the courier and the token's keeping.

May know storage and domain; knows neither Qt, nor the server's routes, nor what a page looks like.

Decisions:
- A payload travels as the JSON object that was hashed; running numbers and links of the hash chain travel once per run
  of events and are derived from there on, because what can be derived costs bytes and can only be wrong.
- A hole in a device's chain is stored and counted, never waited for: one parked event would otherwise stop all that
  its counter wrote after it.
- The courier never holds a transaction while it sends; it repeats without fear because every event is known by its id.
- Files have a lane, a session and a thread of their own (`file_lane`): smallest first, each when its event is above,
  so that no event ever waits for a paper. They go by tus 1.0.0, and the client is our own three requests: tuspy, the
  maintained one, has no time limits, opens a connection for each piece, cannot be given a pinned certificate or broken
  off (`file_city` says more). It is the third party of the tests instead.
- A piece goes without a checksum, so that a ring keeps what came of one that was cut off; the hash of the whole file is
  checked above. A file that came out wrong goes again with a checksum for each piece.
- What the city refuses of what a hub had taken comes down with the news, whole each time. A counter tries again by
  offering the event once more: no route, no queue of wishes, and nothing that could be sent in a circle.
- A ring says from which protocol to which it speaks and the oldest whose events it still takes (`protocols`); the
  greeting is the same in all of them. Whoever is below uses the highest that both speak; an older one only delivers
  (events, files, numbers given back) and hears nothing that it might not understand.
- Before anything personal is sent on a fresh session the ring above is greeted: a practice store and a real city
  refuse each other on both sides.
- A parcel is the courier's batches in a file: age for who may read it, an HMAC under the token's hash for who made it,
  and the same `taking` as the route. Its answer counts as one over the line does.
"""
