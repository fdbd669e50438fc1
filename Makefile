# The commands of the project. `make help` lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860

export HF_HUB_OFFLINE := 1
export GRADIO_ANALYTICS_ENABLED := False
# Compiled once, not by each of the processes that the tests and the sandboxed readers start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test check eval gate bench screenshots constraints clean system-packages

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/.installed ## a virtual environment with all that running needs

run: install ## read corpus/ and open the app on 127.0.0.1:7860
	$(BIN)/woordhouder sync
	$(BIN)/woordhouder serve --port $(PORT)

check: $(VENV)/.installed-test ## lint, types and unit tests, in under a minute
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 --dist loadscope -m "not stack and not browser and not slow"

test: $(VENV)/.installed-test system-packages ## everything: also the real encoder, Chroma, a database server, a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	OMP_NUM_THREADS=1 $(BIN)/pytest -n 2 --dist loadscope --durations=15 -m "not browser" # a thread for each worker
	$(BIN)/pytest -m browser # in a process of its own: the browser's driver keeps an event loop running

eval: $(VENV)/.installed-test ## how good the answers are, with baselines; the report comes in reports/eval
	$(BIN)/woordhouder sync
	$(BIN)/python -m evals --report reports/eval

gate: $(VENV)/.installed-test ## fail when the figures of the test half have dropped
	$(BIN)/woordhouder sync
	$(BIN)/python -m evals --gate evals/gate.json --no-baselines

bench: $(VENV)/.installed-test ## speed and memory
	for script in tests/bench/*.py; do $(BIN)/python $$script || exit 1; done

screenshots: $(VENV)/.installed-test system-packages ## make the pictures of the README and the manual again
	$(BIN)/python docs/screenshots.py

constraints: ## write constraints.txt from a fresh environment with the newest versions in range
	rm -rf $(VENV)-new
	$(PYTHON) -m venv $(VENV)-new
	$(VENV)-new/bin/pip install --quiet "torch==$(shell sed -n 's/^torch==//p' constraints.txt)"
	$(VENV)-new/bin/pip install --quiet ".[test,eval]"
	$(VENV)-new/bin/pip freeze --exclude woordhouder | sed 's/+cpu$$//' > constraints.txt
	rm -rf $(VENV)-new build

clean: ## remove all that was made, the documents and the register excepted
	rm -rf $(VENV) data/index data/cache reports build *.egg-info .mypy_cache .ruff_cache .pytest_cache

# What Debian has and PyPI has not. Without root the tests that need it say so and are skipped (except with CI=true).
system-packages:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		missing=""; \
		command -v chromium > /dev/null || missing="$$missing chromium"; \
		tesseract --list-langs 2> /dev/null | grep -qx nld || missing="$$missing tesseract-ocr tesseract-ocr-nld"; \
		ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || missing="$$missing postgresql"; \
		if [ -n "$$missing" ]; then \
			echo "installing$$missing"; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing > /dev/null; \
		fi; \
	fi

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt torch
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[test,eval]"
	touch $@
