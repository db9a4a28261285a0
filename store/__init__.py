"""Everything kept, and every question: one SQLite file behind one door.

    with open_store(path) as store, store.writing():
        store.facts.keep_capture(capture, holding, body)

`Store.facts` is what was seen and said (written once), `Store.looks` how visits of live pages went,
`Store.frontier` what the crawl has to ask for, and its runs, `Store.agenda` when each timeline is due,
`Store.orders` what commands left to the service, `Store.surveys` which hosts are asked where their policies
stand, `Store.savings` which pages an archive was asked to save, `Store.outbox` who was told what.
`Store.conclusions` is what follows from the facts (replaced whole, timeline by timeline), `Store.questions` answers
users, `Store.reasons` says why what was recorded did not matter, `Store.lives` tells how clauses came through all
versions, `Store.proving` says under which declarations it was read, `Store.exporting` gives everything as lines, and
`Store.taking_back` makes facts of them again. `Store.erasing` takes out what must not be kept. There is no SQL
anywhere else.
"""

from store.agenda import Agenda
from store.checking import Fault, Harm
from store.conclusions import Conclusions, ReadBefore
from store.copying import HarmedCopyError, Restored, backup, restore, salvage
from store.describing import schema_text
from store.doomed import Found
from store.door import Store, open_store
from store.erasing import Erasing, Erasure
from store.exporting import Exporting
from store.facts import Facts, Held, TimelineFacts
from store.frontier import Frontier
from store.harm import NoRoomError, is_busy, is_full, named
from store.lives import Lives, Said, Trace
from store.looks import Looks
from store.orders import Orders
from store.outbox import Outbox
from store.packing import DamagedError, digest_of
from store.questions import FactCounts, Questions
from store.reading_lines import WrongLineError
from store.reasons import Reasons, Weighed
from store.salvaging import Salvaged
from store.savings import Savings
from store.shrinking import Shrunk, shrink
from store.sought import Sought
from store.standing import Blamed, Stood
from store.surveys import Surveyed, Surveys
from store.taking_back import KINDS, Took
from store.visits import host_of

__all__ = [
    "KINDS",
    "Agenda",
    "Blamed",
    "Conclusions",
    "DamagedError",
    "Erasing",
    "Erasure",
    "Exporting",
    "FactCounts",
    "Facts",
    "Fault",
    "Found",
    "Frontier",
    "Harm",
    "HarmedCopyError",
    "Held",
    "Lives",
    "Looks",
    "NoRoomError",
    "Orders",
    "Outbox",
    "Questions",
    "ReadBefore",
    "Reasons",
    "Restored",
    "Said",
    "Salvaged",
    "Savings",
    "Shrunk",
    "Sought",
    "Stood",
    "Store",
    "Surveyed",
    "Surveys",
    "TimelineFacts",
    "Took",
    "Trace",
    "Weighed",
    "WrongLineError",
    "backup",
    "digest_of",
    "host_of",
    "is_busy",
    "is_full",
    "named",
    "open_store",
    "restore",
    "salvage",
    "schema_text",
    "shrink",
]
