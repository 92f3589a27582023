# `make run` and `make test` do all they need, starting from nothing but Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint types imports check schema keys completions screenshots looks bench build clean help

help:            ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## */\t/' | expand -t 14

run: $(VENV)/.run        ## install what is needed and start the explorer
	@$(BIN)/iraq-tui $(ARGS)

test: $(VENV)/.dev       ## install what is needed and run the tests
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: $(VENV)/.dev       ## style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev      ## strict types
	$(BIN)/mypy

imports: $(VENV)/.dev    ## the import rules of CONTRIBUTING.md
	$(BIN)/lint-imports

check: $(VENV)/.dev      ## the bundled chronicle against its own rules
	$(BIN)/iraq-tui check --strict

schema: $(VENV)/.dev     ## write data/events.schema.json anew from the models
	$(BIN)/python -m iraq_tui.sources.toml.jsonschema data/events.schema.json

completions: $(VENV)/.dev ## write the tables of the shell completions anew from the parsers
	$(BIN)/python -m iraq_tui.cli.completion_tables src/iraq_tui/cli/completions

keys: $(VENV)/.run       ## write the tables of keys in docs/keys.md and README.md anew
	$(BIN)/python tools/keys_page.py

screenshots: $(VENV)/.run ## make the pictures in screenshots/ anew from the explorer
	$(BIN)/python tools/screenshots.py

looks: $(VENV)/.run      ## work out the colours of the first picture anew from the themes
	$(BIN)/python tools/early_looks.py

bench: $(VENV)/.dev      ## measure against the targets and peers, into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks $(ARGS)

build: $(VENV)/.dev      ## the wheel and the source archive, into dist/
	$(BIN)/python -m hatchling build -d dist

clean:           ## remove everything made here
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# A step is done when its mark is newer than pyproject.toml; a failed one leaves no mark.
$(VENV)/.pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "iraq-tui needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.run: $(VENV)/.pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run pyproject.toml
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
