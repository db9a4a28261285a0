"""Files that go out of an installation and come in from others: tables of rows, lines, records, texts.

`write_export` writes what a `Choice` names in one of the `Form`s, `form_of` knows an export again, and `read_export`
takes it in. A file or folder is written beside its place and has its name once it is whole. What is read was written by
strangers: each reader says which file, where in it, what was found and what was expected.

What other archives keep: `layout_of` says what a file or folder is, `arrivals` reads it into captures with their
bodies; each record of it has one `Fate`. What Open Terms Archive declares is read by `declared_terms`, and declared
here by `follow`.
"""

from exchange.arrivals import Account, Arrival, Fate, Left
from exchange.choosing import Choice
from exchange.columns import Column, ColumnKind, Row, UnreadableFileError, Value
from exchange.coming_in import Layout, arrivals, count_of, layout_of, wanted_by, warcs_in
from exchange.declared import take_policies
from exchange.exported import Form, Wrote, form_of, read_export, timelines_told, write_export
from exchange.folders import NotOursError
from exchange.git import GitError
from exchange.ota_declarations import Terms, declared_terms
from exchange.ota_following import Following, follow
from exchange.ota_names import timeline_of
from exchange.tables import CONCLUSIONS, FACTS, Table
from exchange.taking import TakenBack
from exchange.texts import CORPUS, NoProvenanceError, TextFile, text_file

__all__ = [
    "CONCLUSIONS",
    "CORPUS",
    "FACTS",
    "Account",
    "Arrival",
    "Choice",
    "Column",
    "ColumnKind",
    "Fate",
    "Following",
    "Form",
    "GitError",
    "Layout",
    "Left",
    "NoProvenanceError",
    "NotOursError",
    "Row",
    "Table",
    "TakenBack",
    "Terms",
    "TextFile",
    "UnreadableFileError",
    "Value",
    "Wrote",
    "arrivals",
    "count_of",
    "declared_terms",
    "follow",
    "form_of",
    "layout_of",
    "read_export",
    "take_policies",
    "text_file",
    "timeline_of",
    "timelines_told",
    "wanted_by",
    "warcs_in",
    "write_export",
]
