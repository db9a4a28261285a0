"""Does the verifier find whatever is changed in a bundle, say what is broken, and take no harm from hostile ones?"""

import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from base64 import b32encode
from functools import partial
from pathlib import Path

import pytest

import evidence
from evidence import verifier, verify
from evidence.tree import root_of, stood_for
from model import sha256

PLACES = 1_000
BODY, OTHER = b"<p>We keep your name for ten days.</p>" * 20, b"<p>We keep your name for two years.</p>" * 20


def line(body, **more):
    return {"digest": sha256(body), "timestamp": "2024-05-01T00:00:00Z", **more}


def payload(body):
    return b32encode(hashlib.sha1(body).digest()).decode()


def parts():
    words = ["privacy", "we keep your name for ten days."]
    text = {"words": words, "digests": [*map(sha256, words)], "canonical": sha256("\n".join(words))}
    held = [line(BODY, archive_digest=payload(BODY)), line(OTHER, archive_digest="sha1:" + "A" * 32)]
    return {
        "about.json": evidence.as_line({"what": "change"}),
        "facts/captures.jsonl": b"".join(evidence.in_order([line(BODY), line(OTHER)])),
        "facts/holdings.jsonl": b"".join(evidence.in_order(held)),
        "facts/sightings.jsonl": evidence.as_line({"kind": "row", "digest": None, "archive_digest": payload(OTHER)}),
        "facts/rulings.jsonl": b"",
        "conclusions/texts.jsonl": evidence.as_line(text),
        f"bodies/{sha256(BODY)}": BODY,
        f"bodies/{sha256(OTHER)}": OTHER,
    }


def made(content=None, stamp=b""):
    bundle = evidence.bundle({path: partial(bytes, data) for path, data in (content or parts()).items()})
    readme = evidence.readme("A change.", bundle.root, "about.json   what it is", "All is here.", stamped=bool(stamp))
    return dict(bundle.files(readme, stamp)), bundle.root


FILES, ROOT = made()


def written(folder, files):
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def zipped(path, files):
    path.write_bytes(b"".join(evidence.zipped(files.items())))
    return path


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "bundle", FILES)


def faults(path, root=""):
    return verify(path, root)[1]


def named(found):
    """The files that the faults are about."""
    return {fault.partition(":")[0].partition(",")[0] for fault in found}


# ---------------------------------------------------------------- what is whole


def test_an_untouched_bundle_is_whole_as_a_folder_and_as_a_zip(folder, tmp_path):
    told = ["1 of 2 archives' digests are those of bodies here; 1 sightings have such digests"]
    for path in (folder, zipped(tmp_path / "b.zip", FILES)):
        assert verify(path) == verify(path, ROOT) == (ROOT, [], told)


def test_it_is_checked_by_the_program_in_it_without_clausewatch(folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    shutil.copy(folder / "verify.py", empty)
    for command in ([folder / "verify.py"], [empty / "verify.py", zipped(tmp_path / "b.zip", FILES), "--root", ROOT]):
        ran = subprocess.run(
            [sys.executable, "-I", "-S", *command], cwd=empty, env={}, capture_output=True, text=True, timeout=60
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.splitlines()[-1] == f"whole: sha256:{ROOT}"


def test_the_program_says_what_is_broken_with_its_exit_code(folder):
    (folder / "about.json").write_bytes(b"{}")
    ran = subprocess.run([sys.executable, "-I", "-S", folder / "verify.py"], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 1
    said = f"about.json: 2 bytes; expected 18 bytes with the SHA-256 {sha256(FILES['about.json'])}"
    assert ran.stdout.splitlines() == [said, f"broken: sha256:{ROOT}"]


def test_the_program_is_short_and_needs_only_the_standard_library():
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    imported = {one.split()[1].partition(".")[0] for one in source.splitlines() if one.startswith(("import ", "from "))}
    assert len(source.splitlines()) < 300
    ast.parse(source, feature_version=(3, 9))
    assert imported <= sys.stdlib_module_names


def test_the_same_facts_give_the_same_bytes(tmp_path):
    again = made(dict(reversed(parts().items())))[0]
    assert again == FILES
    assert zipped(tmp_path / "a", FILES).read_bytes() == zipped(tmp_path / "b", again).read_bytes()


def test_any_program_reads_the_zip(tmp_path):
    with zipfile.ZipFile(zipped(tmp_path / "b.zip", FILES)) as read:
        assert read.testzip() is None
        assert {one: read.read(one) for one in read.namelist()} == FILES


# ---------------------------------------------------------------- the tree


def mth(leaves):
    """Word for word as the standard has it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = max(2**n for n in range(20) if 2**n < len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8, 9, 31, 100])
def test_the_root_is_that_of_the_standard(number):
    digests = {f"bodies/{n}": sha256(str(n)) for n in range(number)}
    leaves = [f'{{"path":"{path}","sha256":"{digests[path]}"}}'.encode() for path in sorted(digests)]
    assert root_of(digests) == mth(leaves).hex() == verifier.tree_hash(leaves).hex()
    assert hashlib.sha256(stood_for(digests)).hexdigest() == root_of(digests)


def test_a_name_is_part_of_the_root():
    assert root_of({"a": sha256("x"), "b": sha256("y")}) != root_of({"a": sha256("y"), "b": sha256("x")})


# ---------------------------------------------------------------- what was changed is found, and named


def changed(content, how, at, rng):
    match how:
        case "change":
            return content[:at] + bytes([content[at] ^ rng.randrange(1, 256)]) + content[at + 1 :]
        case "insert":
            return content[:at] + bytes([rng.randrange(256)]) + content[at:]
        case "delete":
            return content[:at] + content[at + 1 :]
        case "append":
            return content + bytes([rng.randrange(256)])
        case "cut":
            return content[:at]


@pytest.mark.parametrize("name", sorted(FILES))
def test_one_changed_byte_in_each_file_is_found_and_that_file_alone_is_named(folder, name):
    content = FILES[name]
    for how in ("change", "insert", "delete", "append", "cut"):
        if content or how in ("insert", "append"):
            (folder / name).write_bytes(changed(content, how, len(content) // 2, random.Random(name)))
            assert named(faults(folder)) == {name}, how
    (folder / name).unlink()
    assert named(faults(folder)) - {name.rpartition("/")[0]} == {name}  # a folder may be empty now


def test_one_changed_byte_is_found_at_a_thousand_places(folder):
    rng = random.Random(20261124)
    names = sorted(name for name in FILES if FILES[name])
    for _ in range(PLACES):
        name, how = rng.choice(names), rng.choice(("change", "change", "insert", "delete", "cut"))
        content = changed(FILES[name], how, rng.randrange(len(FILES[name])), rng)
        if content != FILES[name]:
            (folder / name).write_bytes(content)
            assert named(faults(folder)) == {name}, (name, how)
            (folder / name).write_bytes(FILES[name])
    assert faults(folder) == []


def test_one_changed_byte_is_found_at_a_thousand_places_of_a_zip(tmp_path):
    rng, path = random.Random(9), tmp_path / "b.zip"
    whole = zipped(path, FILES).read_bytes()
    starts = {name: whole.index(content) for name, content in FILES.items() if content}
    for _ in range(PLACES):
        at = rng.randrange(len(whole))
        path.write_bytes(changed(whole, "change", at, rng))
        inside = [name for name, start in starts.items() if start <= at < start + len(FILES[name])]
        try:
            found = faults(path)
        except ValueError as error:  # its frame alone can be so broken that nothing is listed
            found = [] if inside else [str(error)]
        assert found, at
        assert set(inside) <= named(found)
    for how in ("insert", "delete", "append", "cut"):
        path.write_bytes(changed(whole, how, len(whole) - 9, rng))
        assert faults(path), how


def test_two_files_that_changed_places_are_both_named(folder):
    one, other = (f"bodies/{sha256(body)}" for body in (BODY, OTHER))
    (folder / one).write_bytes(OTHER)
    (folder / other).write_bytes(BODY)
    assert named(faults(folder)) == {one, other}


def test_a_renamed_file_is_missing_and_too_much(folder):
    (folder / "about.json").rename(folder / "About.json")
    assert named(faults(folder)) == {"about.json", "About.json"}


@pytest.mark.parametrize("name", ["more.txt", "facts/more.txt", "x/y/z", ".hidden", "bodies/../more"])
def test_a_file_too_much_is_named(folder, name):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x")
    assert named(faults(folder)) == {os.path.normpath(name)}


def test_an_empty_folder_is_named(folder):
    (folder / "facts" / "more").mkdir()
    assert named(faults(folder)) == {"facts/more"}


def test_a_symbolic_link_is_not_followed(folder, tmp_path):
    outside = tmp_path / "about.json"
    (folder / "about.json").rename(outside)
    (folder / "about.json").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert {"about.json", "loop"} == named(faults(folder))


def test_another_root_than_the_one_that_was_given_is_a_fault(folder):
    other = sha256("another")
    assert faults(folder, other) == [f"the root is {ROOT}; expected {other}, which was given"]


def test_a_whole_bundle_of_other_facts_has_another_root(tmp_path):
    """Who changes everything so that it fits cannot give it the root that stands elsewhere."""
    content = parts() | {"about.json": evidence.as_line({"what": "else"})}
    forged = written(tmp_path / "forged", made(content)[0])
    assert faults(forged) == []
    assert faults(forged, ROOT)


# ---------------------------------------------------------------- what the files say of each other


def test_a_body_that_a_capture_names_has_to_be_there(tmp_path):
    content = parts()
    del content[f"bodies/{sha256(OTHER)}"]
    found = faults(written(tmp_path / "b", made(content)[0]))
    assert named(found) == {"facts/captures.jsonl", "facts/holdings.jsonl"}


def test_words_that_do_not_have_their_digest_are_named(tmp_path):
    text = json.loads(parts()["conclusions/texts.jsonl"])
    for name, value in (("words", ["privacy", "we sell it."]), ("canonical", sha256("")), ("digests", [])):
        content = parts() | {"conclusions/texts.jsonl": evidence.as_line(text | {name: value})}
        assert named(faults(written(tmp_path / name, made(content)[0]))) == {"conclusions/texts.jsonl"}


@pytest.mark.parametrize(
    "content", [b"[1]\n", b"{}\n", b"{\n", b'"\xff"\n', b"[" * 200_000 + b"\n", b'{"digest": 1' + b"0" * 5_000 + b"}\n"]
)
def test_facts_that_are_none_are_a_fault(tmp_path, content):
    assert faults(written(tmp_path / "b", made(parts() | {"facts/captures.jsonl": content})[0]))


# ---------------------------------------------------------------- hostile bundles


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[" * 200_000,
        b'{"form": 1}',
        b"null",
        b'{"parts": 7, "beside": [], "root": "", "form": ""}',
        b'{"parts": [{"path": "../../etc/passwd", "length": 1, "sha256": "' + b"0" * 64 + b'"}], "beside": []}',
        b'{"parts": [{"path": "/etc/passwd", "length": 1, "sha256": "' + b"0" * 64 + b'"}], "beside": []}',
        b'{"parts": [], "beside": [], "root": "", "form": ""}',
        b'{"parts": [{"length": ' + b"9" * 100_000 + b"}]}",
        "ünicode".encode(),
    ],
)
def test_a_hostile_manifest_is_a_fault(folder, manifest):
    (folder / "manifest.json").write_bytes(manifest)
    assert named(faults(folder)) == {"manifest.json"}


def test_nothing_outside_of_the_bundle_is_ever_opened(tmp_path):
    """Even where manifest and ROOT.txt are made to fit."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"x")
    entry = {"path": "../secret", "length": 1, "sha256": sha256(b"x")}
    root = root_of({"../secret": entry["sha256"]})
    manifest = evidence.as_line(
        {"form": verifier.FORM, "root": f"sha256:{root}", "parts": [entry], "beside": [entry | {"path": "a"}]}
    )
    lines = f"sha256:{root}  root\nsha256:{sha256(manifest)}  manifest.json\n"
    files = {"manifest.json": manifest, "ROOT.txt": f"{lines}{sha256(lines)}\n".encode(), "a": b"x"}
    assert named(faults(written(tmp_path / "b", files))) == {"manifest.json"}


def test_a_huge_file_is_not_read(folder):
    with (folder / "about.json").open("wb") as file:
        file.truncate(50 << 30)
    assert faults(folder) == [
        f"about.json: {50 << 30} bytes; expected 18 bytes with the SHA-256 {sha256(FILES['about.json'])}"
    ]


def test_a_huge_manifest_is_not_read(folder):
    with (folder / "manifest.json").open("wb") as file:
        file.truncate(50 << 30)
    with pytest.raises(ValueError, match=r"manifest\.json has 53687091200 bytes"):
        verify(folder)


def of_zip(path, *members, **how):
    with zipfile.ZipFile(path, "w", **how) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [["../x"], ["/x"], ["a/../../x"], ["C:\\x"], ["x", "x"], ["a\nb"], ["x" * 300]])
def test_unsafe_and_double_names_in_a_zip_are_refused(tmp_path, names):
    with pytest.raises(ValueError, match="names a file twice or not safely"):
        verify(zipped_names(tmp_path / "b.zip", names))


def zipped_names(path, names):
    path.write_bytes(b"".join(piece for name in names for piece in evidence.zipped([(name, b"x")])))
    if len(names) > 1:
        path.write_bytes(b"".join(evidence.zipped([(name, b"x") for name in names])))
    return path


def test_a_zip_that_grows_is_not_unpacked(tmp_path):
    path = of_zip(tmp_path / "b.zip", ("about.json", b"\0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    with pytest.raises(ValueError, match="is cut"):
        verify(path)


def test_what_another_program_packed_has_to_be_unpacked_first(tmp_path):
    path = of_zip(tmp_path / "b.zip", *FILES.items())
    assert faults(path)
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "unpacked")
    assert faults(tmp_path / "unpacked") == []


def test_what_is_no_bundle_is_said_to_be_none(tmp_path):
    (tmp_path / "file").write_bytes(os.urandom(1_000))
    assert faults(tmp_path / "file")
    for path in ("file", "missing"):
        ran = subprocess.run([sys.executable, verifier.__file__, tmp_path / path], capture_output=True, timeout=60)
        assert ran.returncode == (2 if path == "missing" else 1)


def test_control_characters_never_reach_a_terminal(folder):
    (folder / "a\x1b[2Jb").write_bytes(b"")
    assert faults(folder) == ["a\\x1b[2Jb: not in the manifest; expected no such file"]
