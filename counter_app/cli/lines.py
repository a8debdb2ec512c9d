"""One JSON object a line in, one a line out: the way scripts talk to the counter."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, Final

Question = Mapping[str, Any]
Answer = Mapping[str, Any]

LONGEST_LINE: Final = 1 << 20
"""Bytes; a longer line is refused without being held in memory."""


class BadLine(Exception):
    """A line that is no question; the text is the answer's "error", in English, without what the line held."""


def answer_stdin(answer: Callable[[Question], Answer]) -> int:
    """Answer the lines of standard input on standard output, UTF-8 whatever the locale; return the exit code."""
    sys.stdout.flush()
    done = answer_lines(answer, sys.stdin.buffer, sys.stdout.buffer)
    if not done:
        # The reader went away; Python would flush into the closed pipe once more at exit and complain.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return 0


def answer_lines(answer: Callable[[Question], Answer], source: BinaryIO, out: BinaryIO) -> bool:
    """Write one answer for every line of `source`, each at once; return False when nobody reads them any more.

    A line that is no JSON object, or for which `answer` raises BadLine, is answered by {"error": …}.
    """
    first = True
    while True:
        line = source.readline(LONGEST_LINE + 1)
        if not line:
            return True
        try:
            reply = answer(_question(line, source, first))
        except BadLine as bad:
            reply = {"error": str(bad)}
        first = False
        text = json.dumps(reply, ensure_ascii=False, allow_nan=False)
        try:
            out.write(text.encode("utf-8", "replace") + b"\n")
            out.flush()
        except BrokenPipeError:
            return False


def text_of(question: Question, name: str) -> str:
    """Return the text under `name`; raises BadLine when it is missing or is no text."""
    if name not in question:
        raise BadLine(f'the field "{name}" is missing')
    value = question[name]
    if not isinstance(value, str):
        raise BadLine(f'the field "{name}" must be a text')
    return value


def _question(line: bytes, source: BinaryIO, first: bool) -> Question:
    if len(line) > LONGEST_LINE:
        while line and not line.endswith(b"\n"):
            line = source.readline(LONGEST_LINE)
        raise BadLine("the line is longer than 1 MiB")
    try:
        text = line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError:
        raise BadLine("the line is not UTF-8") from None
    if not text.strip():
        raise BadLine("the line is empty")
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadLine("the line is not JSON") from None
    if not isinstance(value, dict):
        raise BadLine("the line is not a JSON object")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(name)
