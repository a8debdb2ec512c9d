"""What fills a form, and which names its wording may therefore use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

Record = Mapping[str, str]
"""The values of one row of a list, by their full names: "rows.code"."""

_PAGE: Final = frozenset({"page", "pages"})


@dataclass(frozen=True, slots=True)
class Records:
    """Rows for a table; `blank` is the row that is printed to be filled in by hand, and names what a row holds."""

    blank: Record
    rows: tuple[Record, ...]

    @classmethod
    def of(cls, name: str, blank: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> "Records":
        """Name the values of each row after the list and number the rows: "code" in "rows" becomes "rows.code"."""
        return cls(
            _named(name, {"index": "", **blank}),
            tuple(_named(name, {"index": str(index), **row}) for index, row in enumerate(rows, start=1)),
        )


def _named(name: str, row: Mapping[str, str]) -> Record:
    return {f"{name}.{key}": value for key, value in row.items()}


@dataclass(frozen=True, slots=True)
class Content:
    """What fills a form: values by placeholder, papers (name and three counts), lists, tables, the code in the bars."""

    values: Mapping[str, str]
    papers: tuple[tuple[str, tuple[str, str, str]], ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    records: Mapping[str, Records] = field(default_factory=dict)
    code: str = ""

    def says(self, name: str) -> bool:
        """Say whether there is anything under `name`, a value or a list."""
        if name in self.records:
            return bool(self.records[name].rows)
        return bool(self.lists[name] if name in self.lists else self.values[name])


@dataclass(frozen=True, slots=True)
class Places:
    """The names that the wording of one form may use: values, numbered lists, and tables with what their rows hold."""

    values: frozenset[str]
    lists: frozenset[str]
    records: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, content: Content) -> "Places":
        """Return the names that `content` fills; `page` and `pages` belong to the page line alone."""
        return cls(
            frozenset(content.values) | _PAGE,
            frozenset(content.lists),
            {name: frozenset(records.blank) for name, records in content.records.items()},
        )

    def all(self) -> list[str]:
        """Return every name, sorted, for a person who looks for the right one."""
        return sorted(
            {*self.values, *self.lists, *self.records, *(name for row in self.records.values() for name in row)}
        )
