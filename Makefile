# The commands of the project; README.md has the same ones without make.
.DEFAULT_GOAL := run
.PHONY: run test check format bench bench-large clean

run: ## prepare everything and serve the product on this computer
	@scripts/environment run
	@exec scripts/serve

test: ## all checks and all tests
	@scripts/environment test
	@scripts/test

check: ## format, lint, types and import layers
	@scripts/environment check
	@scripts/check

format: ## format and mend what can be mended by itself
	@scripts/environment check
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: ## the figures of bench/README.md
	@scripts/environment check
	@.venv/bin/python -m bench.measures
	@.venv/bin/python -m bench.pages
	@.venv/bin/python -m bench.commands
	@.venv/bin/python -m bench.reading
	@.venv/bin/python -m bench.uploads
	@.venv/bin/python -m bench.postgresql
	@.venv/bin/python -m bench.sources
	@.venv/bin/python -m bench.hearing
	@.venv/bin/python -m bench.identical

bench-large: ## ten million observations on SQLite and PostgreSQL: half an hour, and 2 GB in data/local
	@scripts/environment check
	@.venv/bin/python -m bench.large --postgresql

clean: ## remove the environment and every cache; the database and its files stay
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache tests/browser/output
	@find . -name __pycache__ -type d -not -path './data/local/*' -prune -exec rm -rf {} +
