# Set-up happens by itself, in .venv, and again only when pyproject.toml changes or the tree has moved.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

export PYTHON
BIN := .venv/bin
JOBS ?= 2
ifneq "$(shell cat .venv/place 2>/dev/null)" "$(CURDIR)"
MOVED := moved
endif

.PHONY: help demo test check bench slow clean moved

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

demo: .venv/run.stamp ## set up; build a graph from the sample corpus, query, trace and draw it
	@$(BIN)/zhengmai demo
	@echo 'Before that: source .venv/bin/activate' >&2

test: .venv/dev.stamp ## set up; all checks and tests
	@$(MAKE) check
	@if .ci/setup browser; then some='not slow'; else some='not slow and not browser'; echo 'Tests of pages are left out.' >&2; fi; \
	$(BIN)/pytest -n $(JOBS) -m "$$some"

check: .venv/dev.stamp ## lint, format, types, and which package may import which
	@echo '· ruff, mypy, import-linter' >&2
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

bench: .venv/dev.stamp ## speed of each part (CORPUS=… for your own documents), of the named queries on three engines; gates of inference
	@$(BIN)/python tests/bench $(CORPUS)
	@$(BIN)/python tests/bench/gates.py $(SEEDS)
	@$(BIN)/python tests/bench/queries.py --reports 60

slow: .venv/dev.stamp ## the tests that train a model or need an extra (pip install '.[train,hanlp]')
	@$(BIN)/pytest -m slow -rs

clean: ## remove everything that make has made; graphs of your own stay
	rm -rf .venv build dist demo *.egg-info viz/explorer/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find extract kg ontology tests viz -name __pycache__ -prune -exec rm -rf {} +

.venv/run.stamp: pyproject.toml .ci/setup $(MOVED)
	@.ci/setup run
	@touch $@

.venv/dev.stamp: pyproject.toml .ci/setup $(MOVED)
	@.ci/setup dev
	@touch .venv/run.stamp $@
