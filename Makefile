# Everything a person or a CI job does with this checkout; `make` alone lists it.

PYTHON ?= python3
ANNOTATOR_SEEDS ?= ../shared/seeds
export ANNOTATOR_SEEDS

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEBIAN := sh packaging/linux/system-packages.sh
OFFSCREEN = QT_QPA_PLATFORM="$${QT_QPA_PLATFORM:-offscreen}"

.PHONY: help run test lint bench seeds fuzz screenshots clean run-packages test-packages
.NOTPARALLEL:
.DEFAULT_GOAL := help

help: ## List these targets
	@echo "make run opens Annotator on a sample project. All targets:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 16

run: run-packages $(READY) ## Open Annotator on the sample project (without a display: a demonstration in build/demo)
	@if test "$$(uname -s)" = Linux && test -z "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}"; then \
	  echo "There is no display here, so the main work is done on an unseen window:"; \
	  QT_QPA_PLATFORM=offscreen $(BIN)/annotator demo build/demo; \
	else \
	  $(BIN)/annotator --sample; \
	fi

test: test-packages lint ## Check everything: style, types, layers and all tests
	@if test -d "$(ANNOTATOR_SEEDS)"; then $(MAKE) --no-print-directory seeds; fi
	$(OFFSCREEN) $(BIN)/python -m pytest -n auto

lint: $(READY) ## Check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: run-packages $(READY) ## Measure the speed of what people wait for
	$(OFFSCREEN) $(BIN)/python -m tests.benchmarks

seeds: run-packages $(READY) ## Import every article in ANNOTATOR_SEEDS (../shared/seeds) and check the result
	@test -d "$(ANNOTATOR_SEEDS)" || { \
	  echo "There are no articles at $(ANNOTATOR_SEEDS). Name their folder: make seeds ANNOTATOR_SEEDS=..." >&2; \
	  exit 1; }
	$(OFFSCREEN) $(BIN)/python -m pytest tests/seeds

fuzz: test-packages $(READY) ## Try 50,000 gestures by lot, and thousands of runs of acts, undos and redos
	ANNOTATOR_GESTURES=50000 $(OFFSCREEN) $(BIN)/python -m pytest tests/journeys/test_gestures.py
	$(OFFSCREEN) $(BIN)/python -m pytest tests/journeys tests/project --hypothesis-profile=fuzz

screenshots: test-packages $(READY) ## Take the pictures of the manual anew
	$(OFFSCREEN) $(BIN)/python packaging/screenshots.py

clean: ## Remove the environment, the caches and everything built
	rm -rf $(VENV) build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-packages:
	@$(DEBIAN) run fonts

test-packages:
	@$(DEBIAN) run fonts test

# The stamp names the Python and the place an environment was made for, and is written last:
# one that was interrupted, copied, moved or lost its Python does not match it and is made anew.
STAMP := $(shell $(BIN)/python -V 2>/dev/null) in $(CURDIR)
ifneq ($(shell cat $(READY) 2>/dev/null),$(STAMP))
.PHONY: $(READY)
endif

$(READY): pyproject.toml
	@if test "$$(cat $@ 2>/dev/null)" != "$(STAMP)"; then \
	  command -v "$(PYTHON)" >/dev/null || $(DEBIAN) python; \
	  command -v "$(PYTHON)" >/dev/null || { \
	    echo "Annotator needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; \
	    exit 1; }; \
	  "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Annotator needs Python 3.11 or newer, and $(PYTHON) is $$("$(PYTHON)" -V 2>&1)." \
	      "If you have a newer one, name it: make PYTHON=python3.12 ..." >&2; \
	    exit 1; }; \
	  "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || $(DEBIAN) python; \
	  "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make virtual environments: its module venv or ensurepip is missing" \
	      "(on Debian and Ubuntu: the package python3-venv)." >&2; \
	    exit 1; }; \
	  echo "Setting up $(VENV); this is done once and takes a minute or two."; \
	  rm -rf $(VENV) && "$(PYTHON)" -m venv $(VENV); \
	fi
	@if test -e $@; then mv $@ $@.old; fi
	@{ $(BIN)/python -m pip install 'pip>=25.1' && $(BIN)/python -m pip install --editable . --group dev; } \
	  || { if test -e $@.old; then mv $@.old $@; fi; exit 1; }
	@rm -f $@.old
	@echo "$$($(BIN)/python -V) in $(CURDIR)" >$@
