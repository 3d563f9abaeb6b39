# Everything that is done with this checkout. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
CHECKERS := tools/node/node_modules/.package-lock.json
LIGHTHOUSE := tools/lighthouse/node_modules/.package-lock.json
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard cms/locale/*/LC_MESSAGES/*.po translations/locale/*/LC_MESSAGES/*.po))
BENCHMARKS = $(basename $(notdir $(shell grep -ls '__name__ == "__main__"' bench/*.py)))
COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: help setup demo guides test strings lint audit bench chaos schema schema-release clients attacks fuzz lock clean
.DEFAULT_GOAL := help

help: ## List these targets
	@sed -nE 's/^([a-z%-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

setup: .venv/.locked $(CATALOGUES) ## Virtual environment with the locked packages, in .venv; the admin's words compiled

.venv/.locked: requirements/bootstrap.txt requirements/locked.txt
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is missing. Debian, Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) tools/environment.py
	@touch $@

%.mo: %.po | .venv/.locked
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

$(CHECKERS) $(LIGHTHOUSE): tools/%/node_modules/.package-lock.json: tools/%/package-lock.json
	cd tools/$* && npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

demo: setup ## Two cities with everything: editor, API and guides on this machine, until Ctrl-C
	@$(BIN)/python -m tools.demo

guides: setup ## The same cities, and only their guides, written to build/
	@$(BIN)/python -m tools.demo --build-only

test: setup $(if $(shell command -v npm),$(CHECKERS)) ## All tests
	$(BIN)/pytest -n 2 --maxschedchunk 100 $(ARGS)

strings: setup ## The catalogues of the admin's words, brought to what the code says now
	@$(BIN)/python -m tools.strings

lint: setup ## Style, types, templates and the arrows between the packages
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint cms translations --lint --quiet --allow-empty-input
	$(BIN)/djlint themes --profile=jinja --lint --quiet --allow-empty-input
	$(BIN)/lint-imports

audit: setup $(if $(shell command -v npm),$(CHECKERS) $(if $(findstring --quick,$(ARGS)),,$(LIGHTHOUSE))) ## Every page of the demo and of a real guide under every instrument; ARGS=--quick for a few
	@$(BIN)/python -m tools.audit $(ARGS)

bench: setup ## Every benchmark; docs/benchmarks.md holds the figures
	@for name in $(BENCHMARKS); do $(BIN)/python -m bench.$$name || exit 1; done

bench-%: setup ## One benchmark, by its name
	$(BIN)/python -m bench.$*

chaos: setup ## Kill builds, fill disks and read on meanwhile; docs/benchmarks.md holds the figures
	$(BIN)/python -m bench.chaos $(ARGS)

schema: setup ## The GraphQL schema as it is now, written to docs/api
	$(BIN)/python manage.py graphql_schema --out docs/api/schema.graphql

schema-release: schema ## The same as what apps rely on from now on: with each release
	cp docs/api/schema.graphql docs/api/released.graphql

attacks: setup ## Hostile requests against the API: how long each takes, how short its answer is
	@$(BIN)/python -m bench.attacks

fuzz: setup ## Made-up queries against the API: no error of the server's; ARGS="--cases 10000" for more
	@$(BIN)/python -m bench.fuzz $(ARGS)

lock: setup ## Lock the packages that pyproject.toml asks for (UPGRADE=1: to their newest versions)
	$(COMPILE) pyproject.toml --all-extras --group dev -o requirements/locked.txt
	$(COMPILE) pyproject.toml --all-extras --constraint requirements/locked.txt -o requirements/production.txt
	echo uv | $(COMPILE) - -o requirements/bootstrap.txt

clients: setup ## What the API's clients take from its schema, in clients/
	@$(BIN)/python -m tools.clients $(ARGS)

clean: ## Remove what these targets made, and keep var/, where content and uploads are
	rm -rf .venv build tools/node/node_modules tools/lighthouse/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
