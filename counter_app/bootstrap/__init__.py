"""The composition root: the only room that knows every other one. Builds a counter from its settings, takes it down.

Two halves, because the first must not wait for the second: `window` knows Qt and the screen and paints at once;
`counter` imports database, papers and wire, and is loaded in the background after the first paint. No registry, no
singleton: what a part needs, it is handed.
"""
