"""Is the house in order: do locks, targets, changelog and documents agree with the project?"""

import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import catalog

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = {
    f"requirements-{name}.txt": [Requirement(line) for line in lines]
    for name, lines in PROJECT["project"]["optional-dependencies"].items()
}
EXTRA = [(lock, requirement) for lock, wanted in EXTRAS.items() for requirement in wanted]
DEV = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
DOCUMENTS = [path for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if path.exists()]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


# ---------------------------------------------------------------- locks


def pins(lock):
    """Package -> its pinned requirement."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text(lock), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_the_lock_pins_every_dependency_within_its_range(requirement):
    version = pins("requirements.txt").get(canonicalize_name(requirement.name))
    assert version, "run: make lock"
    assert version in requirement.specifier, "run: make lock"


@pytest.mark.parametrize("requirement", DEV, ids=lambda requirement: requirement.name)
def test_the_lock_of_development_pins_every_tool_within_its_range(requirement):
    version = pins("requirements-dev.txt").get(canonicalize_name(requirement.name))
    assert version, "run: make lock"
    assert version in requirement.specifier, "run: make lock"


@pytest.mark.parametrize(("lock", "requirement"), EXTRA, ids=str)
def test_the_lock_of_an_extra_pins_it_within_its_range_and_all_else_as_the_lock_does(lock, requirement):
    run, extra = pins("requirements.txt"), pins(lock)
    assert extra[canonicalize_name(requirement.name)] in requirement.specifier, "run: make lock"
    assert canonicalize_name(requirement.name) not in run
    assert run.items() <= extra.items()


@pytest.mark.parametrize("lock", EXTRAS)
def test_the_locks_agree(lock):
    run, dev = pins(lock), pins("requirements-dev.txt")
    assert {name: dev[name] for name in run.keys() & dev.keys()} == {
        name: run[name] for name in run.keys() & dev.keys()
    }


@pytest.mark.parametrize("lock", ["requirements.txt", *EXTRAS, "requirements-dev.txt"])
def test_every_pin_has_hashes(lock):
    entries = re.split(r"^(?=[A-Za-z0-9._-]+==)", text(lock), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(lock))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def imported(*but):
    """The libraries that the project's own files import, by the name of the import."""
    outside = (".", "tests", "home", *but)
    own = [path for path in ROOT.rglob("*.py") if not path.relative_to(ROOT).parts[0].startswith(outside)]
    lines = "\n".join(path.read_text(encoding="utf-8") for path in own)
    names = set(re.findall(r"^\s*(?:from|import) ([a-z_A-Z0-9]+)", lines, re.MULTILINE))
    return names - sys.stdlib_module_names


DISTRIBUTIONS = packages_distributions()
DECLARED = {canonicalize_name(requirement.name) for requirement in (*DIRECT, *(one for _, one in EXTRA))}
OF_DEVELOPMENT = {canonicalize_name(requirement.name) for requirement in DEV}


def distributions(libraries):
    return {canonicalize_name(name) for library in libraries for name in DISTRIBUTIONS.get(library, ())}


USED = distributions(imported())


def test_what_is_imported_is_declared():
    """Backports is a namespace, of which more than one package may be installed."""
    used = distributions(imported("benchmarks"))
    assert {name for name in used if not name.startswith("backports")} <= DECLARED
    assert {name for name in USED if not name.startswith("backports")} <= DECLARED | OF_DEVELOPMENT


def test_what_is_declared_is_imported():
    assert {name for name in DECLARED if not name.startswith("backports")} <= USED


# ---------------------------------------------------------------- targets, changelog, texts


def targets():
    return set(re.findall(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)[0].split())


def test_make_alone_lists_every_target():
    run = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    listed = dict(re.findall(r"^  make (\S+) +(\S.*)$", run.stdout, re.MULTILINE))
    assert listed.keys() == targets()


def test_every_target_is_told_to_who_contributes():
    told = set(re.findall(r"`make ([a-z-]+)`", text("CONTRIBUTING.md")))
    assert told == targets() - {"help"}


def test_the_changelog_has_the_present_version_and_it_comes_first():
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == PROJECT["project"]["version"]
    assert versions == sorted(
        set(versions), key=lambda version: [int(part) for part in version.split(".")], reverse=True
    )


def test_the_license_is_the_one_that_is_declared():
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert re.search(r"Apache License\s+Version 2\.0, January 2004", text("LICENSE"))


def test_the_examples_of_declarations_load():
    loaded = catalog.load(ROOT / "policies")
    assert loaded.problems == ()
    assert len(loaded.timelines) >= 5


def kept_files():
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


# Written in parts, since this file is kept, too.
PLACES = [
    "/" + "work/",
    "/" + "root/",
    "/" + "Users/",
    "/" + "opt/",
    "/tmp/" + "w/",
    "pypi" + ".org",
    "python" + "hosted",
]


def test_no_kept_file_names_a_place_of_the_machine_it_was_written_on():
    places = re.compile(
        "|".join(rf"(?<![\w.}}/-]){re.escape(place)}|\b{re.escape(place)}" for place in PLACES).encode()
    )
    found = {str(path.relative_to(ROOT)): places.findall(path.read_bytes()) for path in kept_files()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_only_the_ci_knows_where_the_labelled_data_stands():
    place = ("shared/" + "bench").encode()
    found = {str(path.relative_to(ROOT)) for path in kept_files() if place in path.read_bytes()}
    assert found <= {".ci/run"}


# ---------------------------------------------------------------- documents


def typed_lines():
    """What a reader is told to type: the lines after `$` in console blocks, continued ones joined."""
    for path in DOCUMENTS:
        blocks = re.findall(r"^```console\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for block in blocks:
            for line in re.findall(r"^\$ (.*)$", block.replace("\\\n", " "), re.MULTILINE):
                yield f"{path.relative_to(ROOT)}: {line}", line


def told(word):
    """The arguments after a command in everything that is told to type, up to the next pipe, with where it stands."""
    for where, line in typed_lines():
        words = list(shlex.shlex(line, posix=True, punctuation_chars=True))
        for position, found in enumerate(words):
            if found == word or found.endswith(f"/{word}"):
                rest = words[position + 1 :]
                ends = [n for n, part in enumerate(rest) if set(part) <= set("|;&<>()#")]
                yield where, rest[: min(ends, default=len(rest))]


def fault(command, arguments):
    """The first argument that names no command or option, or nothing."""
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    takes = {name for p in command.params for name in p.opts if not getattr(p, "is_flag", False)}
    words = iter(arguments)
    for word in words:
        if word.startswith("--") or re.fullmatch(r"-[a-zA-Z]", word):
            name = word.partition("=")[0]
            if name not in options | {"--help"}:
                return name
            if name in takes and "=" not in word:
                next(words, None)
        elif hasattr(command, "commands"):
            return fault(command.commands[word], list(words)) if word in command.commands else word
    return None


def test_every_command_in_the_documents_exists():
    typer = pytest.importorskip("typer")
    from cli import app

    command = typer.main.get_command(app)
    commands = list(told("clausewatch"))
    assert commands, "the README shows at least one command"
    assert [(where, wrong) for where, arguments in commands if (wrong := fault(command, arguments))] == []


def test_every_target_in_the_documents_exists():
    wrong = [(where, words) for where, words in told("make") if not set(words) <= targets()]
    assert wrong == []


def test_a_wrong_command_or_option_would_be_found():
    """The rule that reads documents is itself tried on the real command."""
    typer = pytest.importorskip("typer")
    from cli import app

    command = typer.main.get_command(app)
    known = next(iter(command.commands))
    assert fault(command, [known, "--help"]) is None
    assert fault(command, ["no-such-command"]) == "no-such-command"
    assert fault(command, [known, "--no-such-option"]) == "--no-such-option"
