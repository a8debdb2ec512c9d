"""Telling the ring above, and hearing from it: the wire's models, the HTTP client, the courier and the token's keeping.

May know storage and domain; knows neither Qt, nor the server's routes, nor what a page looks like.

Decisions:
- A payload travels as the JSON object that was hashed; running numbers and links of the hash chain travel once per run
  of events and are derived from there on, because what can be derived costs bytes and can only be wrong.
- A hole in a device's chain is stored and counted, never waited for: one parked event would otherwise stop all that
  its counter wrote after it.
- The courier never holds a transaction while it sends; it repeats without fear because every event is known by its id.
- Before anything personal is sent on a fresh session the ring above is greeted: a practice store and a real city
  refuse each other on both sides.
- A parcel is the courier's batches in a file: age for who may read it, an HMAC under the token's hash for who made it,
  and the same `taking` as the route. Its answer counts as one over the line does.
"""
