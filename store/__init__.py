"""Everything kept, and every question: one SQLite file behind one door.

    with open_store(path) as store, store.writing():
        store.facts.keep_capture(capture, holding, body)

`Store.facts` is what was seen and said (written once), `Store.frontier` what the crawl has to ask for,
`Store.conclusions` what follows from the facts (replaced whole, timeline by timeline), `Store.questions`
answers users, and `Store.exporting` gives everything as lines. There is no SQL anywhere else.
"""

from store.conclusions import Conclusions, ReadBefore
from store.describing import schema_text
from store.door import Store, open_store
from store.exporting import Exporting
from store.facts import Facts, Held, TimelineFacts
from store.frontier import Frontier
from store.packing import DamagedError
from store.questions import Questions

__all__ = [
    "Conclusions",
    "DamagedError",
    "Exporting",
    "Facts",
    "Frontier",
    "Held",
    "Questions",
    "ReadBefore",
    "Store",
    "TimelineFacts",
    "open_store",
    "schema_text",
]
