CORPUS ?= corpus
OUT ?= build/dataset
GOLD ?= tests/gold
DATA ?= ../shared/data
PORT ?= 8001
PYTHON ?= python3

BIN := .venv/bin
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup add extract test inspect check score bench models models-stanza screenshots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F'\t' '{printf "make %-13s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv and install everything, pinned in requirements.lock

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' --constraint requirements.lock
	@touch $(STAMP)

extract: $(STAMP) ## articles in CORPUS (corpus) to a dataset in OUT (build/dataset)
	@$(BIN)/insats extract "$(CORPUS)" --out "$(OUT)"

add: $(STAMP) ## take articles from SRC (files, folders, web addresses) into CORPUS (corpus)
	@test -n "$(SRC)" || { echo "make add: name what to add: make add SRC=page.html"; exit 2; }
	@$(BIN)/insats add $(SRC) --corpus "$(CORPUS)"

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest

inspect: $(STAMP) ## open the tables of OUT (build/dataset) in the browser on PORT (8001)
	@$(BIN)/insats inspect "$(OUT)" --port $(PORT)

check: $(STAMP) ## ruff, mypy, import-linter, pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

score: $(STAMP) ## the extraction against gold, held to tests/floors.json
	@$(BIN)/insats score "$(CORPUS)" "$(GOLD)" --floors tests/floors.json

bench: $(STAMP) ## speed of the pipeline, as ratios within one run
	$(BIN)/python -m tests.bench

models: $(STAMP) ## train models/spacy anew from DATA (../shared/data)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check floret --constraint requirements.lock
	$(BIN)/python -m models.train --data "$(DATA)"

models-stanza: $(STAMP) ## train models/stanza anew from DATA (../shared/data) and the vectors of models/spacy
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[stanza]' --constraint requirements.lock
	$(BIN)/python -m models.train stanza --data "$(DATA)"

screenshots: $(STAMP) ## pictures of the site over OUT (build/dataset) in docs/images, by Chromium
	$(BIN)/python -m tests.inspect.screenshots "$(OUT)" docs/images

clean: ## remove everything derived
	rm -rf build .mypy_cache .ruff_cache .pytest_cache
