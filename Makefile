# The two commands of the README are `make run` and `make test`; the rest is for developers.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
# Packages come from pip's index, or without internet from a folder that holds them: WHEELS=wheels.
INSTALL = $(PY) -m pip install --disable-pip-version-check --progress-bar off \
	$(if $(WHEELS),--no-index --find-links $(WHEELS))
SCALE ?= 0.05
PORT ?= 8501
SEED ?= 2022
# Processes of `make test`: twice the two cores, because browsers and servers are waited for.
WORKERS ?= 4
# Statistical years of `make demo`: YEARS="2022 2023" writes a folder for each.
YEARS ?= 2022
WAREHOUSE ?= $(or $(INSPECTION_DATA),data/warehouse)
# The browser tests want these where the machine can install them.
DEBIAN_PACKAGES := chromium fonts-noto-cjk

.PHONY: run test test-spark demo bench bench-engines crowd screenshots fuzz mutants check fix lock bundle test-bundle notice

run: $(VENV)/.runtime
	$(PY) -m inspection serve --port $(PORT) --demo-scale $(SCALE)

test: $(VENV)/.development
	@bash tests/install_browser.sh $(DEBIAN_PACKAGES)
	$(PY) -m pytest -n $(WORKERS) --dist worksteal

# A cluster of processes of Apache Spark (Java 17, 500 MB into build/spark), which loses a worker
# in the middle of a build; in an environment of its own, because its module is the client's too.
test-spark: $(VENV)/.development build/spark/.installed
	SPARK_HOME=$$(echo $(CURDIR)/build/spark/lib/python3*/site-packages/pyspark) \
	$(PY) -m pytest -s -n 0 tests/spark/on_spark.py

# Marts on this machine and on each of ENGINES="sc://host:port …", side by side.
bench-engines: $(VENV)/.development
	$(PY) -m inspection bench --scale $(or $(BENCH_SCALE),1.0) --rounds 1 $(addprefix --engine ,$(ENGINES))

demo: $(VENV)/.runtime
	$(PY) -m inspection demo --out data/demo --scale $(SCALE) --seed $(SEED) $(addprefix --year ,$(YEARS))

bench: $(VENV)/.development
	$(PY) -m inspection bench --scale $(or $(BENCH_SCALE),1.0)

# Fifty readers with pauses of up to ten seconds, for ten minutes or SECONDS=.
crowd: $(VENV)/.development
	CROWD_SESSIONS=50 CROWD_PAUSE=10 CROWD_SECONDS=$(or $(SECONDS),600) \
		$(PY) -m pytest -q -s -n 0 tests/bench/test_crowd.py

screenshots: $(VENV)/.development
	$(PY) -m pytest tests/browser/test_screenshots.py --screenshots screenshots

fuzz: $(VENV)/.development
	FUZZ_EXAMPLES=$(or $(EXAMPLES),3000) FUZZ_RECORD=bench/latest.json $(PY) -m pytest -s -n 0 tests/fuzz

# Looks for a test that fails with each mutant the record knows none of, for LIMIT seconds, and
# tells the counts; run again, it goes on. TESTS= looks among fewer tests.
mutants: $(VENV)/.development
	export PYTHONPATH=tests:. MUTANTS_UNTIL=$$(( $$(date +%s) + $(or $(LIMIT),3600) )); \
	$(PY) -m queries.kills && $(PY) -m pytest -q -n 0 -p replay --mutants tests/mutants.csv \
		--deselect tests/queries/test_every_question.py --deselect tests/queries/test_every_mart.py \
		--deselect tests/queries/test_mutations.py \
		$(or $(TESTS),tests/queries tests/ingest tests/showing/test_alerts.py tests/rehearsal tests/demo); \
	$(PY) -m record

# Wheels of both systems with their hashes into requirements.lock; after a change of requirements.txt.
lock: $(VENV)/.development
	$(PY) deploy/bundle.py fetch $(or $(WHEELS),build/wheels) && $(PY) deploy/bundle.py lock $(or $(WHEELS),build/wheels)

# One archive that installs without a package index (docs/operating.md).
bundle: $(VENV)/.development
	test -n "$(WHEELS)" || $(PY) deploy/bundle.py fetch build/wheels
	$(PY) deploy/bundle.py pack $(or $(WHEELS),build/wheels) dist/inspection-bundle.zip

test-bundle: bundle
	deploy/try_bundle.sh dist/inspection-bundle.zip $(PYTHON)

notice: $(VENV)/.development
	$(PY) deploy/notice.py

check: $(VENV)/.development
	$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m mypy

fix: $(VENV)/.development
	$(PY) -m ruff check --fix . && $(PY) -m ruff format .

build/spark/.installed:
	java -version
	$(PYTHON) -m venv build/spark
	build/spark/bin/python -m pip install --disable-pip-version-check --progress-bar off \
		$(if $(WHEELS),--no-index --find-links $(WHEELS)) --no-deps pyspark==4.3.0
	touch $@

$(VENV)/.runtime: requirements.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the packages of $< into $(VENV): pip fetches them from its package index,"
	@echo "or from the folder WHEELS=$(or $(WHEELS),…) without internet (docs/operating.md)."
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/.development: requirements-dev.txt requirements.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing the packages of $< into $(VENV): pip fetches them from its package index,"
	@echo "or from the folder WHEELS=$(or $(WHEELS),…) without internet (docs/operating.md)."
	$(INSTALL) -r requirements-dev.txt
	touch $@ $(VENV)/.runtime
