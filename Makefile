# What you can do here: make help
#
# Everything lives in .venv. Stamp files in it remember what is done, so that a second call is quick.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
STAMPS := $(VENV)/.stamps
DEMO := demo-partnership
# One more than processors, since a worker waits at times: for a browser, an office, a process that it started.
WORKERS ?= 3
SERVE ?= 1
PYTEST_ARGS ?=
export UV_PYTHON := $(CURDIR)/$(BIN)/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled once here, so that no command has to compile what it imports.
export UV_COMPILE_BYTECODE := 1

REQUIREMENTS := requirements/run.txt requirements/build.txt
PACKAGE := pyproject.toml hatch_build.py package.json package-lock.json .npmrc
FONTS := src/wardmote/publishing/fonts/built-from.json src/wardmote/site/static/built-from.json
FRONT := $(wildcard src/wardmote/site/front/* src/wardmote/site/front/*/*)

.PHONY: help install demo test format lint types floors tests soak bench rates peers docs words lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMPS)/package ## Prepare .venv, so that .venv/bin/wardmote runs
	@echo "Ready: $(BIN)/wardmote --help"

demo: $(STAMPS)/package ## Build a made-up partnership, write its evidence pack, open its website (SERVE=0: only build)
	@$(BIN)/wardmote demo --out $(DEMO) $(if $(filter 0,$(SERVE)),,--serve)

test: $(STAMPS)/develop ## Every kind of check, with seeded samples of the long ones
	@failed=""; \
	for check in format lint types floors tests; do \
	  echo "== $$check"; \
	  $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	if [ -n "$$failed" ]; then echo "Not clean:$$failed" >&2; exit 1; fi

format: $(STAMPS)/develop ## Is the code laid out as ruff would lay it out?
	@$(BIN)/ruff format --check .

lint: $(STAMPS)/develop ## Does ruff find fault?
	@$(BIN)/ruff check .

types: $(STAMPS)/develop ## Does mypy, strict, find fault?
	@$(BIN)/mypy

floors: $(STAMPS)/develop ## Do imports only run down the floors of the house?
	@$(BIN)/lint-imports --no-cache

tests: $(STAMPS)/develop ## pytest alone (PYTEST_ARGS="-k words" for some of them)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

soak: $(STAMPS)/develop ## The long tests in full
	@WARDMOTE_SOAK=1 $(BIN)/python -m pytest -m soak $(PYTEST_ARGS)

bench: $(STAMPS)/package ## Measure speed on 20 million rows: figures beside the alternatives, the website under load
	@$(MAKE) --no-print-directory peers || echo "The peers could not be installed: forecasts and surveys are not compared." >&2
	@$(BIN)/wardmote bench
	@$(MAKE) --no-print-directory rates

rates: $(STAMPS)/develop ## Simulate in full how often each method is wrong, beside what docs/explanation claims
	@WARDMOTE_SOAK=1 $(BIN)/python -m pytest -m soak tests/methods -q

peers: $(STAMPS)/uv ## Install what the bench compares with, in an environment of its own
	@test -x .venv-peers/bin/python || $(UV) venv --quiet .venv-peers
	@$(UV) pip install --quiet --python .venv-peers/bin/python --require-hashes -r requirements/peers.txt

docs: $(STAMPS)/develop ## Write the reference pages anew from definitions and command line
	@$(BIN)/python docs/generate.py

words: $(STAMPS)/develop ## Write the catalogue of the website's words, for a translation
	@$(BIN)/python -m wardmote.site.kit.pages.catalogue

# Pins move only when pyproject.toml asks for it, or with: make lock UPGRADE=--upgrade
UPGRADE ?=
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal --python-version 3.11 \
  --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links $(UPGRADE)
BUILD_NEEDS = import tomllib; needs = tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"]; \
  print(*needs, "editables", sep="\n")

lock: $(STAMPS)/uv ## Pin every requirement anew, with its hashes
	$(COMPILE) pyproject.toml -o requirements/run.txt
	$(BIN)/python -c '$(BUILD_NEEDS)' | $(COMPILE) - -c requirements/run.txt -o requirements/build.txt
	$(COMPILE) pyproject.toml --group dev -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt
	echo uv | $(COMPILE) - -o requirements/uv.txt
	printf "%s\n" "statsforecast>=2.0" "samplics>=0.6" "polars<2" | $(COMPILE) - -o requirements/peers.txt

clean: ## Remove what was built, the demo and .venv
	rm -rf $(VENV) .venv-peers $(DEMO) bench-results node_modules build dist src/wardmote/publishing/fonts
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- how .venv comes about

define FIND_PYTHON
for candidate in $${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do \
  if command -v "$$candidate" >/dev/null && "$$candidate" -c \
    'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then \
    python="$$candidate"; break; \
  fi; \
done; \
if [ -z "$${python:-}" ]; then \
  echo "Wardmote needs Python 3.11 to 3.14; found $$(python3 --version 2>/dev/null || echo none)." \
    "On Debian 12 or Ubuntu 24.04 and later: sudo apt-get install python3-venv. Another one: make install PYTHON=/path/to/python" >&2; \
  exit 1; \
fi
endef

$(BIN)/python:
	@python=; $(FIND_PYTHON); \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; \
	fi; \
	"$$python" -m venv --clear $(VENV)

$(STAMPS)/uv: $(BIN)/python requirements/uv.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/requirements: $(STAMPS)/uv $(REQUIREMENTS)
	@echo "Installing what Wardmote needs ..."
	@$(UV) pip install --quiet --require-hashes $(addprefix -r ,$(REQUIREMENTS))
	@touch $@

$(STAMPS)/package: $(STAMPS)/requirements $(PACKAGE) $(FONTS) $(FRONT)
	@echo "Installing Wardmote ..."
	@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src/wardmote
	@touch $@

# Made by the build: where they are missing, installing again brings them back.
$(FONTS): ;

$(STAMPS)/develop: $(STAMPS)/package requirements/dev.txt
	@echo "Installing what the checks need ..."
	@$(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
