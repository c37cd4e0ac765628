# Few verbs; each sets up what it needs. `make` alone lists them.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
UV_VERSION := 0.13.9
RESOLUTION ?= highest
SCENARIO ?= calm
COMPILE = pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --quiet

# Linear algebra on small matrices: threads of the library only get in each other's way.
export OPENBLAS_NUM_THREADS := 1
# Compiled modules are kept, as of any installed package: builds and tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
NPM_INSTALLED := tests/lighthouse/node_modules/.package-lock.json

.PHONY: help setup site site-zensical serve screenshots lighthouse test test-browser test-slow test-resolved weekly-rehearsal lint types format coverage-study bench bench-peers refresh refresh-archive schema lock clean

help: ## list the verbs
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 26

setup: $(VENV)/site.stamp ## install the locked packages into .venv

site: $(VENV)/site.stamp ## build the site from the embedded data, offline
	@$(BIN)/figurecheck build

site-zensical: $(VENV)/dev.stamp ## build the built pages with Zensical too, into .cache/zensical/site
	@$(BIN)/python -m figurecheck.pipeline.zensical_site

serve: $(VENV)/site.stamp ## read the built site at http://127.0.0.1:8000/
	@$(BIN)/figurecheck serve

test: $(VENV)/dev.stamp ## run the tests that need neither a browser nor minutes
	@$(BIN)/pytest -m "not browser and not slow" -n 2 --dist loadfile

test-slow: $(VENV)/dev.stamp ## run those that build again and again: rehearsals, kills, poison, the site from nothing
	@$(BIN)/pytest -m "slow and not browser $(BUT)" -n 2 --dist loadfile

test-browser: $(VENV)/dev.stamp ## run the tests that open the site in chromium (Debian: apt-get install chromium)
	@$(BIN)/pytest -m browser -n 2 --dist loadfile

lighthouse: $(VENV)/dev.stamp $(NPM_INSTALLED) ## audit the built site with Lighthouse as on a phone (Debian: apt-get install nodejs npm chromium)
	@$(BIN)/python tests/lighthouse/serve_and_audit.py

screenshots: $(VENV)/dev.stamp ## picture the main pages of the built site, both themes, three widths, into screenshots/
	@$(BIN)/python tests/screenshots.py

test-resolved: | $(BIN)/python ## run the tests with the oldest (RESOLUTION=lowest-direct) or newest (highest) packages
	@$(PIP) install uv==$(UV_VERSION)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --resolution $(RESOLUTION) --group dev --editable .
	@$(BIN)/pytest -m "not browser" -n 2 --dist loadfile

weekly-rehearsal: $(VENV)/dev.stamp ## run the steps of the weekly workflow here, against a local provider (SCENARIO=calm, flip or dead)
	@$(BIN)/python tests/rehearsal.py $(SCENARIO)

lint: $(VENV)/dev.stamp ## ruff, on code and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy, strict
	@$(BIN)/mypy

schema: $(VENV)/site.stamp ## write the JSON Schema of articles that the package carries, after the model changed
	@$(BIN)/python -c 'from figurecheck.claims.schema import described; print(described(), end="")' > generator/figurecheck/claims/schemas/article.schema.json

coverage-study: $(VENV)/site.stamp ## count how often each kind of interval covers the truth (about half an hour)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m figurecheck.pipeline.coverage_study --jobs 2

bench: $(VENV)/dev.stamp ## measure speed against a plain script and peers, into studies/benchmarks.json (an hour or more; less with BENCH_LONGEST=800)
	@$(BIN)/python -m benchmarks && $(BIN)/figurecheck build

bench-peers: ## install QuantStats and Jupyter Book beside the project, for make bench
	@test -d .cache/bench || $(PYTHON) -m venv .cache/bench
	@.cache/bench/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	@.cache/bench/bin/python -m pip --quiet --disable-pip-version-check install --group bench

format: $(VENV)/dev.stamp ## let ruff mend what it can
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

refresh: $(VENV)/site.stamp ## ask Yahoo and FRED for new observations (FRED_API_KEY in the environment)
	@$(BIN)/figurecheck refresh

refresh-archive: $(VENV)/site.stamp ## refresh data/ from a folder of observations: make refresh-archive FROM=DIR
	@$(BIN)/figurecheck refresh --source archive:$(FROM)

lock: ## resolve the dependencies anew, with hashes, for Python 3.11 to 3.13
	@test -d .cache/lock || $(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/python -m pip --quiet install uv==$(UV_VERSION)
	@.cache/lock/bin/uv $(COMPILE) --group build -o requirements.lock
	@.cache/lock/bin/uv $(COMPILE) --group dev -o requirements-dev.lock

clean: ## remove what was generated, the environment included
	@rm -rf $(VENV) .cache tests/lighthouse/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis screenshots
	@find site -mindepth 1 ! -name .gitkeep -delete

$(NPM_INSTALLED): tests/lighthouse/package-lock.json
	@command -v npm >/dev/null || { echo "Lighthouse needs Node; on Debian: apt-get install nodejs npm"; exit 1; }
	@cd tests/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and none was found; name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The venv module is not complete; on Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/site.stamp: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages (a few minutes the first time) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing the locked packages, those for development included (a few minutes the first time) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/site.stamp
