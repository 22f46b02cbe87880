# `make` lists what there is. Everything is installed into this directory: .uv, .venv, node_modules.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

UV ?= $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .uv/bin/uv)
VENV := .venv/bin
# Where `make geo` was asked for, its packages stay installed.
RUN_PINS := requirements/run.txt $(if $(wildcard .geo),requirements/geo.txt)
INSTALL_PROJECT = $(UV) pip install -q --no-deps --build-constraints requirements/build.txt -e .
# Python keeps what it has compiled, whatever the shell says: a start takes a third of the time.
unexport PYTHONDONTWRITEBYTECODE
export UV_NO_PROGRESS := 1
export VIRTUAL_ENV := $(CURDIR)/.venv

MO := $(patsubst %.po,%.mo,$(wildcard src/klimanetz/locale/*/LC_MESSAGES/django.po))
STATIC := $(shell find src/klimanetz -path src/klimanetz/_static -prune -o -path '*/static/*' -type f -print)

.PHONY: help
help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ready ## Serve the demo network at http://127.0.0.1:8000 (PORT=… changes it)
	@DEMO=1 exec $(VENV)/klimanetz demo --serve

.PHONY: ready
ready: .venv/.run build/.assets $(MO) ## Install what running needs

.PHONY: geo
geo: ready ## Install what reading outlines of places needs, too; it stays installed
	@$(UV) pip install -q --require-hashes -r requirements/geo.txt && touch .geo

.PHONY: test
test: .venv/.dev build/.assets $(MO) ## Check everything: lint, types, imports, tests on SQLite and PostgreSQL, browser
	@scripts/test

.PHONY: bench
bench: .venv/.dev build/.assets $(MO) ## Measure speed, memory and bytes into bench/RESULTS.md
	@scripts/with-postgres $(VENV)/python -m bench

.PHONY: screenshots
screenshots: .venv/.dev build/.assets $(MO) ## Photograph all pages at 390, 768 and 1280 px, light and dark
	@$(VENV)/python -m tests.browser.photograph

.PHONY: format
format: .venv/.dev ## Format Python code
	@$(VENV)/ruff check -q --fix-only . && $(VENV)/ruff format .

.PHONY: messages
messages: .venv/.run ## Gather all texts into the translations (needs GNU gettext), then translate what is empty
	@cd src/klimanetz && DATA_DIR=$(CURDIR)/data ../../$(VENV)/klimanetz makemessages -v 0 --all \
		--no-location --no-obsolete --ignore _static

.PHONY: pins
pins: .venv ## Renew the pinned versions in requirements/ from their .in files
	@cd requirements && for name in build run geo dev; do \
		$(abspath $(UV)) pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
			--python-version 3.13 $$name.in -o $$name.txt; done

.uv/bin/uv:
	@echo "Installing uv into .uv …"
	@cd / && python3 -m venv $(CURDIR)/.uv || { echo "python3 cannot make a venv: install python3-venv, or uv." >&2; exit 2; }
	@.uv/bin/pip install -q --disable-pip-version-check uv

.venv/pyvenv.cfg: .python-version | $(filter .uv/bin/uv,$(UV))
	@$(UV) venv -q --clear .venv

.venv/.run: .venv/pyvenv.cfg $(RUN_PINS) requirements/build.txt pyproject.toml
	@echo "Installing Python packages into .venv …"
	@$(UV) pip sync -q --require-hashes $(RUN_PINS)
	@$(INSTALL_PROJECT)
	@rm -f .venv/.dev && touch $@

.venv/.dev: .venv/pyvenv.cfg requirements/dev.txt requirements/build.txt pyproject.toml
	@echo "Installing Python packages for development into .venv …"
	@$(UV) pip sync -q --require-hashes requirements/dev.txt
	@$(INSTALL_PROJECT)
	@touch .venv/.run $@

node_modules/.installed: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 18 or newer." >&2; exit 2; }
	@npm ci --silent && touch $@

build/.assets: .venv/.run node_modules/.installed $(STATIC) src/klimanetz/core/assets.py src/klimanetz/core/stylesheet.py
	@$(VENV)/klimanetz assets && mkdir -p build && touch $@

%.mo: %.po | .venv/.run
	@$(VENV)/klimanetz compilemessages
