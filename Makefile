# Thin doors to the tasks of tasks.py; the set-up they need is made on the way.

PYTHON ?= python3
BIN := .venv/bin
INVOKE := $(BIN)/invoke
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup site serve test lint clean

help: ## say what can be done
	@echo "make site    build the whole published site into output/"
	@echo "make serve   preview it, drafts included, and follow every change"
	@echo "make test    run every test, in the browser too"
	@echo "make lint    check style and types"
	@echo "make clean   delete the site and what earlier builds left"
	@echo
	@echo "More: $(INVOKE) --list (after 'make setup')"

setup: $(READY)

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up .venv (once)…"
	@$(PYTHON) -m venv .venv \
		|| { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements.lock
	@touch $@

site: $(READY) ## the published site
	@$(INVOKE) build

serve: $(READY) ## the preview
	@$(INVOKE) serve

test: $(READY) ## every test
	@sh tests/install.sh
	@$(INVOKE) test

lint: $(READY)
	@$(INVOKE) lint

clean:
	rm -rf output .output.next .output.next.twin .output.staging .build
