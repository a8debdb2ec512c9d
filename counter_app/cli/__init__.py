"""The command line: the third front door, for administrators, installers and scripts.

It words answers and errors of the same verbs that the screen uses, and knows neither Qt nor the server's routes. Each
command is one file with `add_parser(subparsers)` and `run(args) -> int` (0 good, 1 an error that was told, 2 misuse).

Decision: the questions that scripts ask (`scan`, `due`, `fee`) speak one JSON object a line in and out; a bad line is
answered in its place and the next one is read, so answers and questions always pair up by their line number.
"""
