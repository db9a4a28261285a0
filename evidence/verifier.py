"""Is a bundle of evidence whole, and if not, what is broken?

    python3 verify.py [FOLDER or ZIP] [--root sha256:...]

It needs Python 3.9 or later and nothing else. Without an argument it looks at the folder that it lies in. A copy that
somebody changed can say anything: take one from elsewhere, and give it the root that you were told elsewhere.
Exit codes: 0 whole, 1 something is broken, 2 it cannot be looked at.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import stat
import struct
import sys
import zlib
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

Held = Any  # a Folder or a Zip
Payloads = dict[str, tuple[str, str]]
FORM = "clausewatch evidence 1"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
ROOT, MANIFEST, STAMP, SIGHTINGS = "ROOT.txt", "manifest.json", "timestamp.tsr", "facts/sightings.jsonl"
HELD, TEXTS = ("facts/captures.jsonl", "facts/holdings.jsonl", SIGHTINGS), "conclusions/texts.jsonl"
MOST_FILES, PIECE, MOST = 1_000_000, 1 << 20, 256 << 20  # MOST: bytes of what is read as a whole
LOCAL, CENTRAL, END = struct.Struct("<IHHHHHIIIHH"), struct.Struct("<IHHHHHHIIIHHHHHII"), struct.Struct("<IHHHHIIH")
# The tags of DER on the way through an answer as in RFC 3161 to what is signed: the last of each is gone into.
WAY = b"0|00|\x06\xa0|0|\x0210|\x06\xa0|\x04|0".split(b"|")


def shown(said: object) -> str:
    """What strangers may have written, as far as a terminal should see it."""
    return ascii(str(said))[1:-1][:200]


class Folder:
    """The files of a folder, by name, with their lengths. Symbolic links are never followed."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path, self.files = path, dict[str, int]()
        for folder, folders, names in os.walk(path):
            for at in (Path(folder, name) for name in (*folders, *names)):
                name, found = at.relative_to(path).as_posix(), at.lstat()
                if stat.S_ISREG(found.st_mode) and len(self.files) < MOST_FILES:
                    self.files[name] = found.st_size
                elif not stat.S_ISDIR(found.st_mode) or not any(at.iterdir()):
                    faults.append(f"{shown(name)}: a link, a special file or an empty folder; expected a file")

    def pieces(self, name: str) -> Iterator[bytes]:
        at = os.open(self.path / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(at, "rb") as file:
            yield from iter(lambda: file.read(PIECE), b"")


class Zip:
    """The files of a ZIP as clausewatch writes it: nothing packed, no byte that says anything else. Others are none."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path, self.files, self._from = path, dict[str, int](), dict[str, int]()
        left, central = path.stat().st_size, b""
        with path.open("rb") as file:
            while left and (head := file.read(LOCAL.size))[:4] == b"PK\x03\x04" and len(head) == LOCAL.size:
                begin, (crc, _, size, wide) = file.tell() - LOCAL.size, LOCAL.unpack(head)[6:10]
                name = file.read(min(wide, 403)).decode("latin-1")
                left -= LOCAL.size + len(name) + size
                if not NAME.fullmatch(name) or name in self.files or left < 0 or len(self.files) >= MOST_FILES:
                    raise ValueError(f"at byte {begin} the ZIP names a file twice or not safely, or is cut")
                self.files[name], self._from[name] = size, file.tell()
                if head != LOCAL.pack(0x04034B50, 10, 0, 0, 0, 0x21, crc, size, size, len(name), 0):
                    faults.append(f"{name}: its head in the ZIP, at byte {begin}, is not as it was written")
                if crc != reduce(lambda crc, piece: zlib.crc32(piece, crc), self.pieces(name), 0):
                    faults.append(f"{name}: its check sum in the ZIP is not that of its bytes")
                fields = (crc, size, size, len(name), 0, 0, 0, 0, 0o100644 << 16, begin)
                central += CENTRAL.pack(0x02014B50, 0x314, 10, 0, 0, 0, 0x21, *fields) + name.encode("latin-1")
                file.seek(self._from[name] + size)
            begin = LOCAL.size * len(self.files) + sum(len(name) + size for name, size in self.files.items())
            file.seek(begin)
            end = END.pack(0x06054B50, 0, 0, *[len(self.files) & 0xFFFF] * 2, len(central), begin, 0)
            if file.read(len(central) + len(end) + 1) != central + end:
                faults.append(f"the ZIP's list of files, from byte {begin}, is not as clausewatch writes it")

    def pieces(self, name: str) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self._from[name])
            left = self.files[name]
            while left and (piece := file.read(min(left, PIECE))):
                left -= len(piece)
                yield piece


def whole(held: Held, name: str) -> bytes:
    if held.files[name] > MOST:
        raise ValueError(f"{name} has {held.files[name]} bytes; expected at most {MOST}")
    return b"".join(held.pieces(name))


def parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("ascii"), parse_int=lambda said: int(said[:20]))  # longer ones take their time
    except RecursionError:
        raise ValueError("JSON that nests too deep") from None


def tree_hash(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash of RFC 9162, section 2.1.1, over SHA-256."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + tree_hash(leaves[:half]) + tree_hash(leaves[half:])).digest()


def entries(found: Any) -> list[dict[str, Any]]:
    """A list of files in the manifest: path, length and digest of each, in order of path."""
    for one in found:
        fits = set(one) == {"length", "path", "sha256"} and type(one["length"]) is int
        if not fits or not NAME.fullmatch(one["path"]) or not DIGEST.fullmatch(one["sha256"]):
            raise ValueError(f"an entry that is none: {one}")
    paths = [one["path"] for one in found]
    if not paths or sorted(set(paths)) != paths:
        raise ValueError("a list that is empty, not in order, or names a file twice")
    return list(found)


def root_file(held: Held, faults: list[str]) -> tuple[str, str]:
    """The root, and the digest of the manifest, as ROOT.txt has them; else empty."""
    text = whole(held, ROOT).decode("latin-1") if ROOT in held.files else ""
    match = re.fullmatch(r"(sha256:([0-9a-f]{64})  root\nsha256:([0-9a-f]{64})  manifest.json\n)(.{64})\n", text)
    if match and hashlib.sha256(match[1].encode()).hexdigest() == match[4]:
        return match[2], match[3]
    faults.append(f"ROOT.txt: {'not as it was written' if text else 'missing or empty'}")
    return "", ""


def listed(held: Held, faults: list[str]) -> tuple[str, Any, Any]:
    """(root, what it covers, what lies beside that); the last two are None where no list can be relied on."""
    root, digest = root_file(held, faults)
    if MANIFEST not in held.files:
        faults.append("manifest.json: missing, so nothing can be compared")
        return root, None, None
    data = whole(held, MANIFEST)
    found = hashlib.sha256(data).hexdigest()
    sound = not root or found == digest
    if not sound:
        faults.append(f"manifest.json: its SHA-256 is {found}; expected {digest} (ROOT.txt)")
    try:
        manifest = parsed(data)
        parts, beside, said = entries(manifest["parts"]), entries(manifest["beside"]), str(manifest["root"])
        if manifest["form"] != FORM or len(manifest) != 4:
            raise ValueError(f"expected the form {FORM!r}")
    except (ValueError, TypeError, KeyError) as error:
        faults.append(f"manifest.json: not as it was written: {shown(error)}")
        return root, None, None
    leaves = [f'{{"path":"{one["path"]}","sha256":"{one["sha256"]}"}}'.encode() for one in parts]
    found = tree_hash(leaves).hex()
    if found != (root or said[7:]):
        faults.append(f"manifest.json: the tree over its parts has the root {found}; expected {root or shown(said)}")
        return root, None, None
    return found, parts, beside if sound else None


def compare(held: Held, expected: list[dict[str, Any]], faults: list[str]) -> Payloads:
    """Each file with its listed length and digest; gives the SHA-1 of each whole body, in both ways of writing it."""
    payloads = {}
    for one in expected:
        name, length = one["path"], one["length"]
        if name not in held.files or held.files[name] != length:
            found = f"{held.files[name]} bytes" if name in held.files else "missing"
            faults.append(f"{name}: {found}; expected {length} bytes with the SHA-256 {one['sha256']}")
            continue
        sha256, sha1 = hashlib.sha256(), hashlib.sha1()  # noqa: S324 - archives name bytes so
        for piece in held.pieces(name):
            sha256.update(piece)
            sha1.update(piece)
        if sha256.hexdigest() != one["sha256"]:
            faults.append(f"{name}: its SHA-256 is {sha256.hexdigest()}; expected {one['sha256']}")
        elif name.startswith("bodies/") and name[7:] == one["sha256"]:
            payloads[name[7:]] = (base64.b32encode(sha1.digest()).decode(), sha1.hexdigest().upper())
    return payloads


def of_archives(held: Held, payloads: Payloads, faults: list[str]) -> str:
    """Whose body is here, and which digests that archives gave are those of the bytes here?"""
    agree, rows = list[bool](), 0
    for name in (one for one in HELD if one in held.files):
        for number, line in enumerate(map(parsed, whole(held, name).splitlines()), 1):
            said = line.get("archive_digest", "").upper().replace("SHA1:", "", 1)
            if name == SIGHTINGS:
                rows += any(said in one for one in payloads.values())
            elif line["digest"] not in payloads:
                faults.append(f"{name}, line {number}: the body {shown(line['digest'])} is not here")
            elif said:
                agree.append(said in payloads[line["digest"]])
    return (
        f"{sum(agree)} of {len(agree)} archives' digests are those of bodies here; {rows} sightings have such digests"
    )


def of_texts(held: Held, faults: list[str]) -> None:
    """Do the words of each text and of its clauses have the digests by which they are cited?"""
    for number, line in enumerate(map(parsed, whole(held, TEXTS).splitlines()), 1):
        words = [one.encode("utf-8", "surrogatepass") for one in line["words"]]
        digests = [hashlib.sha256(one).hexdigest() for one in words]
        if hashlib.sha256(b"\n".join(words)).hexdigest() != line["canonical"] or digests != line["digests"]:
            faults.append(f"{TEXTS}, line {number}: the words do not have the digests of the text or of its clauses")


def inside(data: bytes, value: tuple[int, int, int], *tags: int) -> list[tuple[int, int, int]]:
    """(tag, begin, end) of each value within another one, in DER; the first ones have these tags."""
    found, (_, begin, end) = [], value
    while begin < end:
        tag, size, begin = data[begin], data[begin + 1], begin + 2
        if size & 0x80:
            wide = min(size & 0x7F, 4)
            size, begin = int.from_bytes(data[begin : begin + wide], "big"), begin + wide
        found.append((tag, begin, begin + size))
        begin += size
    if begin != end or [one[0] for one in found[: len(tags)]] != list(tags):
        raise ValueError("no answer of a time-stamping authority, as in RFC 3161")
    return found


def stamped(data: bytes) -> tuple[str, str]:
    """(the digest that was stamped, the time) of an answer as in RFC 3161. Its signature is not looked at."""
    value = (0, 0, len(data))
    try:
        for tags in WAY:
            value = inside(data, value, *tags)[len(tags) - 1]
        info = inside(data, value, 0x02, 0x06, 0x30, 0x02, 0x18)
        imprint, moment = inside(data, info[2], 0x30, 0x04)[1], info[4]
    except IndexError:
        raise ValueError("an answer that is cut") from None
    return data[imprint[1] : imprint[2]].hex(), data[moment[1] : moment[2]].decode("latin-1")


def meaning(held: Held, root: str, payloads: Payloads, faults: list[str]) -> list[str]:
    """What the files say of each other; gives what is to be told."""
    told = []
    try:
        told.append(of_archives(held, payloads, faults))
        if TEXTS in held.files:
            of_texts(held, faults)
        if STAMP in held.files:
            digest, moment = stamped(whole(held, STAMP))
            told.append(f"timestamp.tsr stamps this root and says {shown(moment)}; its signature was not checked")
            if digest != root:
                faults.append(f"timestamp.tsr: it stamps {shown(digest)}; expected the root {root}")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        faults.append(f"what the files say cannot be read: {shown(error)}")
    return told


def verify(path: Path, root: str = "") -> tuple[str, list[str], list[str]]:
    """(root, faults, what else is to be told) of a bundle. Raises ValueError and OSError where there is none."""
    faults: list[str] = []
    held = Folder(path, faults) if path.is_dir() else Zip(path, faults)
    found, parts, beside = listed(held, faults)
    if root and found != root:
        faults.append(f"the root is {found or 'not known'}; expected {root}, which was given")
    if parts is None:
        return found, faults, []
    payloads = compare(held, [*parts, *(beside or ())], faults)
    known = {ROOT, MANIFEST, *(one["path"] for one in (*parts, *(beside or ())))}
    extra = sorted(held.files.keys() - known) if beside else []
    faults.extend(f"{shown(name)}: not in the manifest; expected no such file" for name in extra)
    return found, faults, [] if faults else meaning(held, found, payloads, faults)


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    given.add_argument("--root", type=lambda said: said.replace("sha256:", "", 1), default="")
    try:
        found, faults, told = verify(given.parse_args().bundle, given.parse_args().root)
    except (OSError, ValueError, RecursionError) as error:
        sys.stderr.write(f"cannot be looked at: {shown(error)}\n")
        return 2
    last = f"{'broken' if faults else 'whole'}: sha256:{found}"
    sys.stdout.write("".join(f"{line}\n" for line in [*(faults or told), last]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
