"""What was seen and concluded -> files that others can check without us, and one digest that stands for them all.

    bundle, Bundle, Content files with the root of the tree over them; `Bundle.files` gives all that a bundle has
    readme                  what a bundle says of itself
    zipped, TooLargeError   a bundle as one file
    as_line, in_order       the bytes of values
    capture_line, holding_line, sighting_line, stated_line, ruling_line, saving_line, body_path
                            how facts are written down
    proof, record_of, Record, PROOF
                            what an alert rests on, with its root
    verify                  is a bundle whole? As `verifier`, the program that lies in each bundle, says it

Bytes in, bytes out: who calls reads and writes them.
"""

from evidence.bundling import Bundle, Content, bundle
from evidence.canonical import as_line, in_order
from evidence.facts import capture_line, holding_line, ruling_line, saving_line, sighting_line, stated_line
from evidence.readme import readme
from evidence.recording import PROOF, Record, body_path, proof, record_of
from evidence.verifier import verify
from evidence.zipping import TooLargeError, zipped

__all__ = [
    "PROOF",
    "Bundle",
    "Content",
    "Record",
    "TooLargeError",
    "as_line",
    "body_path",
    "bundle",
    "capture_line",
    "holding_line",
    "in_order",
    "proof",
    "readme",
    "record_of",
    "ruling_line",
    "saving_line",
    "sighting_line",
    "stated_line",
    "verify",
    "zipped",
]
