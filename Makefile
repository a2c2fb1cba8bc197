# Sayso's house: set-up, demo, tests. `make help` lists the targets.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
HOST ?= 127.0.0.1
PORT ?= 8000
SAYSO := $(BIN)/sayso --data $(DATA)
BUNDLE := app/api/page/static/build

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where this is set, every process compiles all its libraries anew, which takes longer than most commands.
unexport PYTHONDONTWRITEBYTECODE

# The first of these that is Python 3.11 or 3.12 is taken; one of the locked packages has no wheel for later versions yet, so that
# 3.13 and 3.14 are taken only where there is nothing else, and need a C++ compiler.
PYTHONS := python3 python3.12 python3.11 python3.13 python3.14

.PHONY: help setup browser engines demo test lint format types bench families joining language-model lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.sayso $(if $(wildcard web/package.json),$(BUNDLE)/.built) ## virtual environment, locked packages, page assets

$(VENV)/.python:
	@found=; for last in 12 14; do for candidate in $(PYTHONS); do \
	  if [ -z "$$found" ] && "$$candidate" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $$last))" 2>/dev/null; \
	  then found=$$candidate; fi; \
	done; done; \
	if [ -z "$$found" ]; then echo "Sayso needs Python 3.11 to 3.14, and none of these is: $(PYTHONS). Install one of them." >&2; exit 1; fi; \
	if ! "$$found" -c 'import ensurepip' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends python3-venv; \
	  else echo "$$found cannot make virtual environments: install the package python3-venv." >&2; exit 1; fi; \
	fi; \
	"$$found" -m venv --clear $(VENV); touch $@

# uv installs the same locked, hashed packages in a fraction of pip's time; where it cannot be had, pip does it alone.
$(VENV)/.locked: requirements.lock $(VENV)/.python
	@echo "Installing the locked packages into $(VENV)"
	@if $(BIN)/python -m pip install --quiet uv 2>/dev/null && $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $<; \
	then :; else $(BIN)/python -m pip install --quiet --require-hashes -r $<; fi
	@touch $@

$(VENV)/.sayso: $(VENV)/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

web/node_modules/.installed: web/package-lock.json web/package.json
	@command -v npm >/dev/null || { echo "The page's script needs Node 20 or later with npm: install nodejs and npm." >&2; exit 1; }
	@echo "Installing the page's packages"
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUNDLE)/.built: web/node_modules/.installed $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)
	@cd web && npm run build --silent
	@mkdir -p $(BUNDLE) && touch $@

demo: setup ## read samples/ into ./data, show what was found, serve it (DETACH=1: do not serve)
	@$(SAYSO) add samples
	@if [ -n "$(DETACH)" ]; then echo "Start the page with: make demo"; else exec $(SAYSO) serve --host $(HOST) --port $(PORT); fi

browser: ## Debian's Chromium for the page tests, where it may be installed
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing chromium for the page tests"; \
	  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >/dev/null 2>&1 \
	  || echo "chromium cannot be installed here: the page tests will be skipped." >&2; \
	else echo "chromium is missing (install the package chromium): the page tests will be skipped." >&2; fi

engines: ## Debian's Virtuoso for the tests on other engines, where it may be installed
	@if command -v virtuoso-t >/dev/null && command -v isql-vt >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing virtuoso-opensource-7-bin for the tests on other engines"; \
	  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends virtuoso-opensource-7-bin; } >/dev/null 2>&1 \
	  || echo "virtuoso-opensource-7-bin cannot be installed here: the tests on Virtuoso will be skipped." >&2; \
	else echo "Virtuoso is missing (install the package virtuoso-opensource-7-bin): the tests on it will be skipped." >&2; fi

# In the order of their names: files of few tests, which xdist would put last, are those with the longest ones.
test: setup browser engines lint types ## every test, linters and types first
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: setup ## ruff: rules and format
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { echo "Some files are not formatted: make format" >&2; exit 1; }

types: setup ## mypy --strict
	@$(BIN)/mypy

format: setup ## ruff: repair what can be repaired
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

bench: setup ## documents per second, the share of each step, peak memory
	@$(BIN)/python -m bench.throughput

FAMILIES ?= 2000
WORDING ?= held-out
families: setup ## how well made-up articles are joined (WORDING=tune, FAMILIES=documents, ORACLE=1: no model)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m bench.families make "$$folder/made" --documents $(FAMILIES) --wording $(WORDING) && \
	$(BIN)/python -m bench.families run "$$folder/made" --data "$$folder/data" --extraction $(if $(ORACLE),oracle,model) && \
	$(BIN)/python -m bench.families score "$$folder/made" --data "$$folder/data"

joining: setup ## what the last of many documents costs to join (DOCUMENTS=100000 FOLDER=data folder; goes on where it was stopped)
	@$(BIN)/python -m bench.joining_cost --resume --documents $(or $(DOCUMENTS),100000) --data $(or $(FOLDER),.joining-cost)

language-model: setup ## a small language model in .llm/ for its test (compiles for a quarter of an hour)
	@$(BIN)/python -m tests.extraction.llm.assemble

UV_LOCK := $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
lock: setup ## resolve the dependencies of pyproject.toml anew (UPGRADE=1: to the newest)
	@$(BIN)/python -m pip install --quiet uv
	@$(UV_LOCK) $(if $(UPGRADE),--upgrade) --extra dev pyproject.toml -o requirements.lock
	@$(UV_LOCK) --constraint requirements.lock pyproject.toml -o requirements-runtime.lock

clean: ## remove all that make has made, but not ./data
	@rm -rf $(VENV) build dist *.egg-info web/node_modules $(BUNDLE) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
