"""How are histories made, here, in other processes and on other machines?

    gather -> make -> keep

`gather` takes from the store all that a history follows from, `make` is a pure function of that, `keep` writes what it
gave. The middle one may run anywhere: `made_apart` has it run by several processes,
`deriving.cluster` (to be imported by name: it needs an extra) by many machines.
"""

from deriving.garbage import few_collections
from deriving.gathering import Gathered, Visits, gather, holdings
from deriving.keeping import Tell, keep
from deriving.making import Body, Made, make
from deriving.processes import ElsewhereError, LostError, made_apart
from deriving.reading import read, read_by

__all__ = [
    "Body",
    "ElsewhereError",
    "Gathered",
    "LostError",
    "Made",
    "Tell",
    "Visits",
    "few_collections",
    "gather",
    "holdings",
    "keep",
    "made_apart",
    "make",
    "read",
    "read_by",
]
