# What can be done with clausewatch? `make` lists it. Needs make and Python 3.11 or later, nothing else.

.DEFAULT_GOAL := help
.PHONY: help install browser cluster run test lint score pywb lock lock-check clean
.DELETE_ON_ERROR:

BIN := .venv/bin
PYTHON := $(BIN)/python
PYTHONS := python3.13 python3.12 python3.11 python3.14 python3
SUPPORTED := 3.11 3.12 3.13 3.14
LOCKS := requirements.txt requirements-js.txt requirements-cluster.txt requirements-dev.txt

# uv is used where it runs (a shim of a version manager may stand on PATH and not run), else venv and pip.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
INSTALL = $(if $(UV),uv pip install --quiet --python $(PYTHON),$(PYTHON) -m pip install --quiet --disable-pip-version-check)
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: .venv/.installed ## make .venv and install what requirements.txt locks
	@echo "Ready: make run, or $(BIN)/clausewatch --help"

browser: .venv/.installed-js ## install Playwright too, for pages that need a browser, and look for Chromium
	@for program in chromium chromium-browser google-chrome-stable google-chrome; do \
		if command -v $$program >/dev/null; then echo "Ready: pages that need a browser are shown in $$program"; exit 0; fi; \
	done; echo "Chromium is missing. On Debian and Ubuntu: apt install chromium"; exit 1

cluster: .venv/.installed-cluster ## install Dask too, for deriving on many machines
	@echo "Ready: clausewatch rebuild --help"

run: .venv/.installed ## show twenty years of invented companies' policies, without a network
	@$(PYTHON) -m demo

test: lint ## install the tools of development too, check the code and run the tests
	@$(PYTHON) -m pytest -n 2

lint: .venv/.installed-dev ## check form and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy .

score: .venv/.installed-dev ## measure the thinking parts on the labelled data that CLAUSEWATCH_BENCH names
	@$(PYTHON) -m benchmarks.score

pywb: .venv-pywb/.installed ## install pywb in an environment of its own, .venv-pywb, so that the crawl is tested against it

lock: .venv/.installed-dev ## compile requirements*.txt anew from pyproject.toml, keeping what still fits
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) pyproject.toml --extra js --constraints requirements.txt --output-file requirements-js.txt
	$(COMPILE) pyproject.toml --extra cluster --constraints requirements.txt --output-file requirements-cluster.txt
	$(COMPILE) --group pyproject.toml:dev --constraints requirements-js.txt --constraints requirements-cluster.txt \
		--output-file requirements-dev.txt

lock-check: .venv/.installed-dev ## compare the locks with pyproject.toml, and find wheels for every supported Python
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && cp $(LOCKS) "$$folder" && \
	$(COMPILE) pyproject.toml --output-file "$$folder/requirements.txt" >/dev/null && \
	$(COMPILE) pyproject.toml --extra js --constraints requirements.txt --output-file "$$folder/requirements-js.txt" >/dev/null && \
	$(COMPILE) pyproject.toml --extra cluster --constraints requirements.txt --output-file "$$folder/requirements-cluster.txt" >/dev/null && \
	$(COMPILE) --group pyproject.toml:dev --constraints requirements-js.txt --constraints requirements-cluster.txt \
		--output-file "$$folder/requirements-dev.txt" >/dev/null && \
	for lock in $(LOCKS); do \
		diff -u $$lock "$$folder/$$lock" || { echo "$$lock is not what pyproject.toml compiles to; run: make lock"; exit 1; }; \
	done && \
	for lock in $(filter-out requirements-dev.txt,$(LOCKS)); do for version in $(SUPPORTED); do \
		$(BIN)/uv pip install --quiet --dry-run --only-binary :all: --python-version $$version --require-hashes \
			--requirements $$lock --target "$$folder/$$version" \
			|| { echo "$$lock has no wheels for Python $$version"; exit 1; }; \
		echo "$$lock: wheels for Python $$version"; \
	done; done

clean: ## remove .venv and what the tools left behind; an installation's home is kept
	rm -rf .venv .venv-pywb .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -n "$(UV)" ]; then \
		echo "Making .venv with uv and $${found:-a Python that uv fetches}"; \
		uv venv --quiet --clear --python "$${found:-3.13}" .venv; \
	elif [ -z "$$found" ]; then \
		echo "No Python 3.11 or later found (looked for: $(PYTHONS)). Install one, or uv, which brings one along."; exit 1; \
	else \
		echo "Making .venv with $$found"; \
		$$found -m venv --clear .venv || { rm -rf .venv; \
			echo "$$found cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }; \
	fi

.venv/.installed: requirements.txt Makefile | .venv/bin/python
	@echo "Installing what requirements.txt locks (about a minute with pip, seconds with uv)"
	@$(if $(UV),:,$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m ensurepip)
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@printf '%s\n' '#!$(abspath $(PYTHON))' '"""Runs clausewatch from its checkout. Written by make install."""' \
		'import sys' 'from pathlib import Path' '' \
		'sys.path[0] = str(Path(__file__).resolve().parents[2])' '' \
		'from cli import main' '' 'sys.exit(main())' > $(BIN)/clausewatch
	@chmod +x $(BIN)/clausewatch
	@touch $@

.venv/.installed-js: .venv/.installed requirements-js.txt
	@echo "Installing Playwright, as requirements-js.txt locks it"
	@$(INSTALL) --require-hashes --requirement requirements-js.txt
	@touch $@

.venv/.installed-cluster: .venv/.installed requirements-cluster.txt
	@echo "Installing Dask, as requirements-cluster.txt locks it"
	@$(INSTALL) --require-hashes --requirement requirements-cluster.txt
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@echo "Installing the tools of development that requirements-dev.txt locks"
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@touch $@

# Its dependencies are older than ours and do not go with them; it is a program that tests start, no library of ours.
.venv-pywb/.installed: Makefile | .venv/.installed-dev
	@echo "Installing pywb in .venv-pywb"
	@$(BIN)/uv venv --quiet --clear --python $(PYTHON) .venv-pywb
	@$(BIN)/uv pip install --quiet --python .venv-pywb/bin/python 'pywb==2.10.0' 'setuptools<81'
	@touch $@
