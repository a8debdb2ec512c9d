"""Spans of whole numbers: first and last, both included. What is left when some are taken out of others."""

from collections.abc import Iterable, Iterator

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the same numbers as few spans in order; empty spans (last before first) are dropped."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if last < first:
            continue
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def minus(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return what is in `spans` and not in `others`, in order."""
    out = merged(others)
    found: list[Span] = []
    at = 0
    for first, last in merged(spans):
        while at < len(out) and out[at][1] < first:
            at += 1
        start, here = first, at
        while here < len(out) and out[here][0] <= last:
            found.append((start, out[here][0] - 1))
            start = out[here][1] + 1
            here += 1
        found.append((start, last))
    return [span for span in found if span[0] <= span[1]]


def common(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return what is in both, in order."""
    whole = merged(spans)
    return minus(whole, minus(whole, others))


def each(spans: Iterable[Span]) -> Iterator[int]:
    """Yield every number of the spans."""
    for first, last in spans:
        yield from range(first, last + 1)
