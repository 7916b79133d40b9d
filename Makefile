# Everything happens in .venv; all that is needed beforehand is Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --no-input --disable-pip-version-check
ROOMS := $(wildcard ontology loaders graph queries web commands)
LINKS := build/__editable__.remit-*

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test check formatted linted typed format bench lock clean FORCE
.DELETE_ON_ERROR:

help:
	@echo 'make demo     load the example documents, print an answer, draw a view'
	@echo 'make test     run the tests'
	@echo 'make check    formatting, lint and types'
	@echo 'make format   put the code in the form that make check asks for'
	@echo 'make bench    measure speed and quality'
	@echo 'make install  only make $(VENV) and put the command there: $(BIN)/remit'
	@echo 'make lock     choose the versions of requirements.lock anew'
	@echo 'make clean    remove everything that make has made'

install: $(VENV)/installed

demo: install
	@$(BIN)/remit demo

test: install
	@$(BIN)/pytest $(ARGS)

check: formatted linted typed

formatted: install
	@$(BIN)/ruff format --check .

linted: install
	@$(BIN)/ruff check .

typed: install
	@MYPYPATH=$$(echo $(LINKS)) $(BIN)/mypy --package remit | sed 's,^$(LINKS:*=[^/]*)/remit/,,'
	@MYPYPATH=$$(echo $(LINKS)):tests:benchmarks $(BIN)/mypy $(wildcard tests benchmarks)

format: install
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: install
	@$(BIN)/python benchmarks/run.py $(ARGS)

lock: install
	@CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --upgrade --extra dev --strip-extras --allow-unsafe \
	  --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist remit.egg-info demo.graph .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find $(ROOMS) $(wildcard tests benchmarks) -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo 'make: $(PYTHON) not found; install Python 3.11 or newer' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $$($(PYTHON) --version) is too old: 3.11 or newer is needed; name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'make: $(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/locked: requirements.lock | $(BIN)/python
	@echo 'installing what requirements.lock names'
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

# The strict editable install links each file, so it is renewed when one comes, goes or is renamed; edits need nothing.
$(VENV)/installed: $(VENV)/locked pyproject.toml $(VENV)/files
	@echo 'linking remit into $(VENV)'
	@rm -rf $(LINKS)
	@$(PIP) install --no-index --no-deps --no-build-isolation --config-settings editable_mode=strict --editable .
	@touch $@

$(VENV)/files: FORCE | $(VENV)/locked
	@find cli.py $(ROOMS) -type f ! -name '*.pyc' | LC_ALL=C sort >$@.new
	@if cmp -s $@.new $@ && [ -d $(LINKS) ]; then rm $@.new; else mv $@.new $@; fi

FORCE:
