"""Dataclasses that make their methods late behave as those that make them at once."""

import subprocess
import sys

_SAYS = """
import copy, pickle, sys
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace

__name__ = "counter_app.some.room"
sys.modules[__name__] = sys.modules["__main__"]

@dataclass(frozen=True, slots=True)
class Paper:
    'A paper.'
    name: str
    copies: int = 1
    notes: tuple[str, ...] = ()
    hidden: str = field(default="", repr=False, compare=False)

@dataclass(frozen=True, slots=True)
class Signed(Paper):
    'Derived.'
    by: str = "nobody"

@dataclass(slots=True)
class Pile:
    'Changing.'
    papers: list[Paper] = field(default_factory=list)
    height: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.height = len(self.papers)

@dataclass(frozen=True, slots=True, order=True)
class Step:
    'Ordered.'
    number: int
    word: str = ""

@dataclass
class Plain:
    'Holds itself.'
    itself: object = None

def tried(what):
    try:
        return repr(what())
    except (TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"

def put(thing, name, value):
    setattr(thing, name, value)

for _round in (1, 2):
    one, two, signed = Paper("a"), Paper("a", 1, (), "h"), Signed("a", by="b")
    print(one == two, one == signed, one == 3, hash(one) == hash(two), one, signed, {one: 1}[two])
    print(tried(lambda: Paper()), tried(lambda: Paper(1, copie=2)), tried(lambda: Paper(1, 2, 3, 4, 5)))
    print(tried(lambda: put(one, "name", 1)), tried(lambda: put(signed, "name", 1)), tried(lambda: put(one, "no", 1)))
    print(tried(lambda: delattr(one, "name")), tried(lambda: hash(Pile())), tried(lambda: Pile() == Pile()))
    print(Pile([one]), replace(signed, copies=3), asdict(one), astuple(signed), [f.name for f in fields(Signed)])
    print(sorted([Step(2), Step(1, "b"), Step(1, "a")]), Step(1) < Step(2), tried(lambda: Step(1) < 3))
    print(pickle.loads(pickle.dumps(signed)) == signed, copy.deepcopy(Pile([one])), Plain.__doc__)
    plain = Plain()
    plain.itself = plain
    print(plain, Paper.__init__.__qualname__, Paper.__eq__.__qualname__, Paper.__name__, Paper.__match_args__)
print(Paper.__init__.__code__.co_varnames, Paper.__eq__.__code__.co_varnames, Paper.__hash__.__code__.co_varnames)
"""
_LATE = """
from counter_app.__main__ import quicken
quicken()
quicken()
"""
_MADE = """
print(Paper.__init__.__code__.co_varnames, file=sys.stderr)
"""


def _said(script: str) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr.strip()


def test_what_is_made_late_does_what_is_made_at_once() -> None:
    plain, late = _said(_SAYS), _said(_LATE + _SAYS)
    assert "FrozenInstanceError: cannot assign to field 'name'" in plain[0]
    assert "Paper.__init__() missing 1 required positional argument: 'name'" in plain[0]
    assert late[0] == plain[0]


def test_methods_are_made_when_they_are_first_called() -> None:
    before = _SAYS.partition("for _round")[0]
    assert _said(before + _MADE)[1] == "('self', 'name', 'copies', 'notes', 'hidden')"
    assert "copies" not in _said(_LATE + before + _MADE)[1], "made before anybody called it"
    called = "Paper('a')" + _MADE
    assert _said(_LATE + before + called)[1] == "('self', 'name', 'copies', 'notes', 'hidden')"
