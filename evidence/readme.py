"""What does a bundle say of itself, in plain words?"""

from __future__ import annotations

_TEXT = """\
EVIDENCE
========

{about}

root sha256:{root}

How to check it
---------------

    python3 verify.py

needs Python 3.9 or later and nothing else. It says that everything is whole, with the root above, or names each file
that is missing, changed or too much. Whoever changed a file could have changed verify.py, too: use a copy that you got
elsewhere, and give it the root that you were told elsewhere, such as in an alert or a timestamp:

    python3 verify.py FOLDER --root sha256:...

What is here
------------

{files}
bodies/             the bytes of each response after content decoding, named after their SHA-256
facts/              what was seen, one JSON value on a line: captures, who holds them with headers and digests,
                    sightings (responses, answers that nothing changed, rows of archives' indexes, failures)
manifest.json       every file with its length and SHA-256
ROOT.txt            the root, and the SHA-256 of the manifest
verify.py           checks all this{stamp}

A line of facts/sightings.jsonl with the kind "row" is what an archive's index says. {note}

What it proves, and what not
----------------------------

It proves that nothing here was changed since the root was made, if you have the root from elsewhere.
{when}
Where a memento of an archive is named (facts/holdings.jsonl), you can fetch it there and compare: the archive is a
third party. Its own digest is the SHA-1 of the bytes as it stores them, often compressed, so it need not be that of the
body.
What only clausewatch itself visited (holder "live"), nobody else has seen: that the site really sent it rests on the
word of whoever ran the program.
Texts, changes and verdicts follow from the bodies by the program's code. Their digests are checked here; that they say
what the bodies say is checked by running that code again.
"""
_STAMP = "\ntimestamp.tsr       a timestamp of the root by an authority, as in RFC 3161"
_WITHOUT = "It does not prove when that was: no timestamp of a third party is here."
_WITH = """\
timestamp.tsr says when the root was known at the latest. verify.py does not check who signed it; this does:

    openssl ts -verify -digest {root} -in timestamp.tsr -CAfile CERTIFICATE.pem
"""


def readme(about: str, root: str, files: str, note: str, *, stamped: bool) -> str:
    """`about` says what it is evidence of, `files` what else lies in it, a line each, `note` which captures do."""
    when = _WITH.format(root=root) if stamped else _WITHOUT
    return _TEXT.format(about=about, root=root, files=files, note=note, stamp=_STAMP if stamped else "", when=when)
