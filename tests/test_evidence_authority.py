"""Is a root stamped by an authority, is a wrong answer told from a right one, and is the bundle made all the same?"""

import json
import shutil
import subprocess
import sys
import time

import pytest

import evidence
from cli.exits import Exit
from crawler.stamping import ask
from crawler.trouble import Trouble
from evidence import verifier, verify
from evidence.authority import Refusal, Refused, Stamp, answered, question, unsigned
from model import Failure, sha256
from settings import Home
from tests.demo_home import run
from tests.stamping_authority import Stamper, needs_openssl, openssl, serving

pytestmark = needs_openssl
FIRST = "skarnwell/privacy@20050927190344"
STOOD_FOR = b"\x01" + bytes(64)


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authorities")
    return Stamper(folder / "trusted"), Stamper(folder / "other")


@pytest.fixture
def stamper(keys):
    trusted = keys[0]
    trusted.twist, trusted.status, trusted.headers = (lambda answer: answer), 200, {}
    trusted.asked.clear()
    trusted.hold.set()
    return trusted


@pytest.fixture
def authority(stamper):
    with serving(stamper) as address:
        yield address


@pytest.fixture
def make(authority, stamper, demo_home, tmp_path):
    """Asks for evidence with a timestamp."""
    home = Home(shutil.copytree(demo_home, tmp_path / "home"))

    def made(to="bundle", *options, **more):
        said = {"authority": authority, "certificates": str(stamper.certificates)} | more
        lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items())
        home.settings.write_text(f'[crawl]\nallow_hosts = ["127.0.0.1"]\n[evidence]\n{lines}')
        return run(home.path, "evidence", FIRST, "--timestamp", "--to", tmp_path / to, *options)

    made.at = tmp_path / "bundle"
    return made


# ---------------------------------------------------------------- the whole way


def test_a_timestamp_lies_in_the_bundle_and_stamps_its_root(make, stamper):
    ran = make("bundle", "--json")
    assert ran.code == Exit.DONE, ran.err
    said = json.loads(ran.out)
    assert said["timestamp"]["moment"]
    assert (said["timestamp"]["signature_checked"], said["timestamp"]["failure"]) == (True, "")
    digest, moment = verifier.stamped((make.at / "timestamp.tsr").read_bytes())
    assert f"sha256:{digest}" == said["root"]
    assert moment[:8] == said["timestamp"]["moment"][:10].replace("-", "")
    assert any("timestamp.tsr stamps this root" in told for told in said["told"])
    headers, _ = stamper.asked[0]
    assert headers["Content-Type"] == "application/timestamp-query"
    assert headers["User-Agent"].startswith("clausewatch/")


def test_the_program_in_the_bundle_and_openssl_agree(make, stamper):
    """The command that the README of the bundle shows."""
    assert make().code == Exit.DONE
    checked = subprocess.run([sys.executable, "-I", "-S", make.at / "verify.py"], capture_output=True, timeout=60)
    assert checked.returncode == 0
    root = verify(make.at)[0]
    assert f"openssl ts -verify -digest {root} -in timestamp.tsr" in (make.at / "README.txt").read_text()
    how = ("ts", "-verify", "-digest", root, "-in", "timestamp.tsr", "-CAfile", stamper.certificates)
    openssl(make.at, *how)
    with pytest.raises(subprocess.CalledProcessError):
        openssl(make.at, *how[:3], sha256("other"), *how[4:])


def test_the_root_is_the_same_with_a_timestamp_and_without(make):
    make()
    with_it, without = verify(make.at)[0], json.loads((make.at / "manifest.json").read_bytes())["root"]
    assert without == f"sha256:{with_it}"


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_changed_timestamp_is_found(make, at):
    make()
    content = bytearray((make.at / "timestamp.tsr").read_bytes())
    content[at] ^= 1
    (make.at / "timestamp.tsr").write_bytes(content)
    assert [fault.partition(":")[0] for fault in verify(make.at)[1]] == ["timestamp.tsr"]


def test_a_timestamp_of_another_root_is_found_though_the_manifest_fits(stamper, tmp_path):
    other = question(b"\x00other")
    bundle = evidence.bundle({"about.json": lambda: b"{}\n"})
    for path, content in bundle.files("readme", stamper.reply(other.content)):
        (tmp_path / path).write_bytes(content)
    expected = f"timestamp.tsr: it stamps {other.root}; expected the root {bundle.root}"
    assert verify(tmp_path)[1] == [expected]


# ---------------------------------------------------------------- what can go wrong


def drip(answer):
    for byte in answer:
        time.sleep(0.2)
        yield bytes([byte])


@pytest.mark.parametrize(
    ("twist", "more", "says"),
    [
        ({"twist": lambda _: b""}, {}, "not an answer as in RFC 3161"),
        ({"twist": lambda _: b"<html>busy</html>"}, {}, "not an answer as in RFC 3161"),
        ({"twist": lambda answer: answer[:-9]}, {}, "not an answer as in RFC 3161"),
        ({"twist": lambda _: bytes.fromhex("30053003020102")}, {}, "the authority granted no timestamp"),
        ({"twist": lambda answer: answer[:-1] + bytes([answer[-1] ^ 1])}, {}, "its signature does not hold"),
        ({"twist": lambda answer: (answer for _ in range(50_000))}, {}, "too large: more than 1,000,000 bytes"),
        ({"twist": drip}, {"timeout": 1}, "timed out"),
        ({"status": 500}, {}, "server error: status 500"),
        ({"status": 302, "headers": {"location": "http://127.0.0.1:1/"}}, {}, "status 302, to http://127.0.0.1:1/"),
    ],
)
def test_a_bundle_is_made_without_a_timestamp_that_cannot_be_had(make, stamper, twist, more, says):
    for name, value in twist.items():
        setattr(stamper, name, value)
    began = time.monotonic()
    ran = make(**more)
    assert ran.code == Exit.INCOMPLETE
    assert "is without a timestamp" in ran.err
    assert says in ran.err
    assert time.monotonic() - began < 20
    assert not (make.at / "timestamp.tsr").exists()
    assert verify(make.at)[1] == []


def test_an_authority_that_never_answers_is_given_up(make, stamper):
    stamper.hold.clear()
    ran = make(timeout=1)
    assert (ran.code, "timed out: after 1 s" in ran.err) == (Exit.INCOMPLETE, True)


def test_an_authority_that_is_down_is_said_to_be(make):
    ran = make(authority="http://127.0.0.1:9999/")
    assert (ran.code, "unreachable" in ran.err) == (Exit.INCOMPLETE, True)


def test_an_answer_to_another_question_is_refused(stamper):
    one, other = question(STOOD_FOR), question(STOOD_FOR)
    found = answered(one, stamper.reply(other.content))
    assert isinstance(found, Refusal)
    assert found.reason is Refused.OTHER_QUESTION


def test_an_answer_about_another_digest_is_refused(stamper):
    found = answered(question(STOOD_FOR), stamper.reply(question(b"\x00else").content))
    assert isinstance(found, Refusal)
    assert found.reason is Refused.OTHER_DIGEST


def test_an_answer_that_somebody_else_signed_is_refused(keys):
    trusted, other = keys
    asked = question(STOOD_FOR)
    content = other.reply(asked.content)
    assert isinstance(answered(asked, content), Stamp)
    found = answered(asked, content, trusted.certificates.read_bytes())
    assert isinstance(found, Refusal)
    assert found.reason is Refused.NOT_SIGNED
    assert unsigned(content, asked.root, other.certificates.read_bytes()) is None


def test_no_changed_answer_says_another_time(stamper):
    """Every 7th byte. The certificates that come along are not signed; which one is trusted is said here."""
    asked, certificates = question(STOOD_FOR), stamper.certificates.read_bytes()
    content = stamper.reply(asked.content)
    whole, refused = answered(asked, content, certificates), 0
    for at in range(0, len(content), 7):
        changed = content[:at] + bytes([content[at] ^ 0x04]) + content[at + 1 :]
        found = answered(asked, changed, certificates)
        assert isinstance(found, Refusal) or found.moment == whole.moment
        refused += isinstance(found, Refusal)
    assert refused > len(content) / 14


def test_what_the_settings_lack_is_said(make, demo_home, tmp_path):
    assert "no authority is set" in run(demo_home, "evidence", FIRST, "--timestamp", "--to", tmp_path / "x").err
    assert "expected the file of evidence.certificates" in make(certificates="missing.pem").err
    (tmp_path / "none.pem").write_text("nothing")
    ran = make(certificates=str(tmp_path / "none.pem"))
    assert (ran.code, "evidence.certificates: no certificate in it" in ran.err) == (Exit.WRONG, True)


# ---------------------------------------------------------------- whom it asks


def asked_at(address, **more):
    found = ask(address, b"x", {}, **more)
    assert isinstance(found, Trouble)
    return found


def test_loopback_is_asked_only_where_it_was_opened(authority, stamper):
    assert asked_at(authority).reason is Failure.REFUSED_ADDRESS
    assert stamper.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/", "http://user:word@a.example/", "http:///"]
)
def test_other_addresses_are_refused(address):
    assert asked_at(address, allow_hosts=("a.example",)).reason is Failure.REFUSED_ADDRESS


def test_ports_of_other_protocols_are_refused():
    assert asked_at("http://127.0.0.1:25/", allow_hosts=("127.0.0.1",)).reason is Failure.REFUSED_ADDRESS
