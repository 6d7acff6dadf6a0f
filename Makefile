PYTHON ?= python3
BIN := .venv/bin

.PHONY: help environment lock run stop status play demo test handbook check format drill bench bench-population

help: ## show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

environment: ## the Python environment of .venv, from the lock file, each package checked by its hash
	@$(PYTHON) deploy/environment.py

lock: environment ## re-make the lock file of Python packages and the manifest of jars
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --extra development pyproject.toml --output-file requirements.lock
	$(BIN)/python -m deploy.embedded.resolve

run: environment ## start everything and stay; Ctrl-C stops it
	@exec $(BIN)/mediate run

stop: ## stop what `make run` started
	@$(BIN)/mediate stop

status: ## health, lag and versions; succeeds only when everything is ready
	@$(BIN)/mediate status

play: environment ## play the 24 published cases and print their timelines and clocks
	@$(BIN)/mediate play

demo: environment ## the same, then simulated answers to the surveys
	@$(BIN)/mediate play --demo

# Two workers, each with servers of its own, are told whole files in their order (tests/told_out.py).
test: environment ## every test, on real servers
	$(BIN)/pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder

handbook: environment ## the screenshots of docs/handbook, made by the browser tests
	MEDIATION_SCREENSHOTS=docs/handbook/images $(BIN)/pytest -q tests/browser

check: environment ## style, types, layers, freshness of the generated contracts and of the tables of refusals and requirements
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m schemas.generate --check
	$(BIN)/python -m deploy.refusals --check
	$(BIN)/python -m deploy.seeds --check

format: environment ## put the code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

drill: environment ## the fault drill, at most 60 minutes, resumable; before it 200,000 random histories of clocks, counted twice
	NAIVE_HISTORIES=200000 $(BIN)/pytest -q tests/jurisdiction/test_naive_walk_agrees.py
	DRILL=1 $(BIN)/pytest -q tests/integration/test_early_warning_process.py
	$(BIN)/python -m deploy.drill

bench: environment ## the benchmarks, figures and ratios
	$(BIN)/python -m deploy.bench

bench-population: environment ## pages and rebuild among 10,000 and 100,000 cases, 20 minutes at most; goes on where it stopped
	$(BIN)/python -m deploy.bench.flatness 10000 100000 --minutes 20
