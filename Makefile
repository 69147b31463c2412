# `make run` or `make test` is all that a fresh Debian machine with Python needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run demo test test-long scenarios examples lint bench bench-big bench-page bench-browser scorecard tiers golden identity folds contract dashboards alerts-drill limits held-out train-de train-en train-encoder lock vendor screenshots jars clean

# The first Python that the project runs on; empty where there is none.
PYTHON ?= $(shell for python in python3 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
# Tests wait for servers more than they compute: three at a time keep two cores busy.
JOBS ?= 3
READY := .venv/.installed .venv/.kafka

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export OPENBLAS_NUM_THREADS ?= 1

# $(call need,CHECK,PACKAGES): where the command CHECK fails, install Debian's PACKAGES or say how.
define need
	@{ $(1); } >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing $(2) with apt-get"; \
			apt-get update -qq; \
			DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $(2) >/dev/null; \
		else \
			echo "Missing here: run 'sudo apt-get install $(2)', then make again"; exit 1; \
		fi; }
endef

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

run: $(READY) ## Kafka, worker and page on this machine, with the seeds; Ctrl-C stops all
	@$(BIN)/escalation-worker up

demo: $(READY) ## the same once: play the seeds, print what came out, end
	@$(BIN)/escalation-worker up --once

test: $(READY) .venv/.prometheus .venv/.chromium ## every test but the long ones
	@$(BIN)/pytest -m "not long and not toolchains" -n $(JOBS) --no-loadscope-reorder

test-long: $(READY) .venv/.prometheus .venv/.chromium ## the tests that take minutes: many articles, many faults
	@$(BIN)/pytest -m long

scenarios: $(READY) ## break the worker in thirteen ways at full size: two hours; doc/reliability.md
	@$(BIN)/python -m tests.scenarios

examples: $(READY) ## run the clients in examples/ against a worker; needs Maven, Go and Node
	$(call need,go version && npm --version,golang-go npm)
	@$(BIN)/pytest -m toolchains

lint: .venv/.installed ## ruff, mypy and the layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY) ## the worker's speed, ten minutes; results to bench/results and doc/performance.md
	@$(BIN)/python -m bench.cost
	@$(BIN)/python -m bench.lexicon
	@$(BIN)/python -m bench.latency
	@$(BIN)/python -m bench

bench-big: $(READY) ## a million stories, groups of a thousand workers; bench/results and doc/scaling.md
	@$(BIN)/python -m bench.stories
	@$(BIN)/python -m bench.scaling

bench-page: $(READY) ## the live page at 50 events a second for MINUTES=10; bench/results/page.json
	@$(BIN)/python -m bench.page --minutes $(or $(MINUTES),10)

folds: .venv/.installed ## try the numbers of the score in five folds of the labeled news
	@$(BIN)/python -m bench.folds

scorecard: .venv/.installed ## the measures on the labeled sets beside this folder; they go to README.md
	@$(BIN)/python -m bench.scorecard

# The corpora are no part of the project; training/README.md says which they are.
CORPORA := ../shared/corpora
TRAIN := training/work/venv

# $(call train,CODE,RECIPE): make the pipeline of a language and print its measures. OpenBLAS chooses
# the kernels of the processor itself, or training takes twice as long.
define train
	@env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OMP_NUM_THREADS=1 \
		$(TRAIN)/bin/python -m training.$(2) --corpora $(CORPORA)
	@$(TRAIN)/bin/python -m training.measure $(1) --corpora $(CORPORA)
endef

.PHONY: corpora
corpora:
	@test -d $(CORPORA)/ner || { \
		echo "Missing here: the corpora in $(CORPORA); training/README.md says which they are"; exit 1; }

train-de: corpora $(TRAIN)/.installed ## train the German pipeline on the corpora beside this folder: two hours
	$(call train,de,german)

train-en: corpora $(TRAIN)/.installed ## the same for English: an hour
	$(call train,en,english)

train-encoder: corpora $(TRAIN)/.installed ## train the encoder of the accurate tier: hours, minutes on a GPU
	@env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE \
		$(TRAIN)/bin/python -m training.encoder --corpora $(CORPORA)

tiers: $(READY) ## both tiers on every labeled set, their speed, memory and size; to README.md, doc/accuracy.md
	@$(BIN)/python -m bench.tiers

golden: .venv/.installed ## what is coded in 850 articles, a line each; git diff shows what changed
	@$(BIN)/python -m bench.golden

identity: $(READY) ## the same bytes in batches of 1, 8 and 64, by one process and two, and through Kafka
	@$(BIN)/python -m bench.identity

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header pyproject.toml

contract: .venv/.installed ## write asyncapi.json, doc/topics.md and doc/metrics.md from tables and schemas
	@$(BIN)/escalation-worker schema --asyncapi > schemas/asyncapi.json
	@$(BIN)/escalation-worker schema --page > doc/topics.md
	@$(BIN)/python -m worker.metrics.page > doc/metrics.md

dashboards: .venv/.installed ## write Grafana's JSON from deploy/dashboards
	@$(BIN)/python -m deploy.dashboards

alerts-drill: $(READY) .venv/.prometheus ## see every alert fire at a real worker; results to bench/results/alerts.json
	@$(BIN)/python -m bench.drill

limits: .venv/.installed ## write the known limits of the event coder anew, after a change of rules or weights
	@$(BIN)/python -m tests.unit.nlp.events.limits

lock: .venv/.created ## resolve the lock files anew: what is needed here, in the image, and for training
	@$(BIN)/pip install --quiet uv
	@$(LOCK) --extra dev --extra accurate --output-file requirements.lock
	@$(LOCK) --constraint requirements.lock --extra accurate --output-file deploy/requirements.lock
	@$(LOCK) --constraint requirements.lock --extra train --output-file training/requirements.lock

vendor: ## write worker/page/static/vendor anew from vendor/package-lock.json; needs npm
	$(call need,npm --version,npm)
	@cd vendor && npm ci --ignore-scripts --no-audit --no-fund --silent && node copy.mjs

screenshots: $(READY) .venv/.chromium ## draw doc/page-*.png: five weeks of news and the seeds through a real worker
	$(call need,command -v pngquant,pngquant)
	@$(BIN)/python -m bench.screenshots

bench-browser: $(READY) .venv/.chromium ## the page in Chromium, 50 events a second for MINUTES=10; bench/results/page_browser.json
	@$(BIN)/python -m bench.browser --minutes $(or $(MINUTES),10)

jars: .venv/.kafka ## write worker/local/kafka.sha256 anew from worker/local/pom.xml
	@rm -rf build/jars
	@mvn --batch-mode --quiet --file worker/local/pom.xml \
		dependency:copy-dependencies -DoutputDirectory=$(CURDIR)/build/jars
	@cd build/jars && LC_ALL=C sha256sum *.jar > $(CURDIR)/worker/local/kafka.sha256

clean: ## remove what make made here; the caches and data of the home folder stay
	@rm -rf .venv build dist .*_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.created:
	@test -n "$(PYTHON)" || { echo "Missing here: Python 3.11 or 3.12"; exit 1; }
	$(call need,$(PYTHON) -c 'import ensurepip',python3-venv)
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.created requirements.lock pyproject.toml
	@echo "Installing what requirements.lock names into .venv: a minute or two"
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

held-out: $(TRAIN)/.installed ## judge and ranker that have not seen the labeled events: the scorecard's
	@rm -rf training/work/held-out && mkdir -p training/work/held-out
	@cp -r worker/models/de training/work/held-out/de
	@$(TRAIN)/bin/python -m training.events de --without-measured --out training/work/held-out/de
	@$(TRAIN)/bin/python -m training.sides de --folds 0 --without-measured --out training/work/held-out/de

$(TRAIN)/.installed: training/requirements.lock
	@test -n "$(PYTHON)" || { echo "Missing here: Python 3.11 or 3.12"; exit 1; }
	$(call need,$(PYTHON) -c 'import ensurepip',python3-venv)
	@echo "Installing what training/requirements.lock names into $(TRAIN): 6 GB, some minutes"
	@mkdir -p $(@D)
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install --quiet --require-hashes --requirement training/requirements.lock
	@touch $@

.venv/.prometheus: .venv/.created
	$(call need,prometheus --version && promtool --version,--no-install-recommends prometheus)
	@touch $@

.venv/.chromium: .venv/.created
	$(call need,command -v chromium,chromium)
	@touch $@

.venv/.kafka: .venv/.created
	$(call need,java -version && mvn --version,default-jre-headless maven)
	@touch $@
