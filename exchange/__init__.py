"""Files that go out of an installation and come in from others: tables of rows, lines, records, texts.

`write_export` writes what a `Choice` names in one of the `Form`s, `form_of` knows an export again, and `read_export`
takes it in. A file or folder is written beside its place and has its name once it is whole. What is read was written by
strangers: each reader says which file, where in it, what was found and what was expected.
"""

from exchange.choosing import Choice
from exchange.columns import Column, ColumnKind, Row, UnreadableFileError, Value
from exchange.declared import take_policies
from exchange.exported import Form, Wrote, form_of, read_export, timelines_told, write_export
from exchange.folders import NotOursError
from exchange.git import GitError
from exchange.tables import CONCLUSIONS, FACTS, Table
from exchange.taking import TakenBack

__all__ = [
    "CONCLUSIONS",
    "FACTS",
    "Choice",
    "Column",
    "ColumnKind",
    "Form",
    "GitError",
    "NotOursError",
    "Row",
    "Table",
    "TakenBack",
    "UnreadableFileError",
    "Value",
    "Wrote",
    "form_of",
    "read_export",
    "take_policies",
    "timelines_told",
    "write_export",
]
