# make demo: everything installed and run on samples/.  make test: everything checked.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --require-hashes --no-deps
OUT := out/demo
MINUTES ?= 60
ABLATION ?= --minutes 15

.PHONY: help install demo test test-browser test-docs test-install fuzz hostile audit lint ablation train bench interop scaling format messages lock samples clean distclean

help:
	@echo "make demo     install, then turn the pages in samples/ into articles (in $(OUT))"
	@echo "make install  install into $(VENV) alone"
	@echo "make test     install, lint, check types, run the tests"
	@echo "make test-browser  drive the review site in headless Chromium (apt-get install chromium)"
	@echo "make test-docs  run every command of README and docs"
	@echo "make test-install  install wheel and sources in clean environments (INSTALLS=--resolve-only: resolve alone)"
	@echo "make fuzz     read changed hostile files for MINUTES (60); what nobody foresaw is kept in out/fuzz"
	@echo "make hostile  read every hostile file there is, and texts up to 100 MB; writes out/hostile.md, out/growth.md"
	@echo "make audit    licences, and known vulnerabilities of the locked packages (asks PyPI; AUDIT='-s osv' asks OSV)"
	@echo "make lint     ruff and mypy alone"
	@echo "make bench    run us and other tools on the same pages; writes docs/benchmarks.md"
	@echo "make ablation  put each number of layout and repair out of action and show what moves (ABLATION='--all-sets': all pages, no end)"
	@echo "make interop  let programs of archives open every export; writes the table in docs/export.md"
	@echo "make train    learn the weights of article separation anew (installs LightGBM; TRAIN='--polygons DIR' adds pages)"
	@echo "make scaling  measure time and memory against size; writes docs/scaling.md"
	@echo "make format   let ruff put the sources in order"
	@echo "make messages  bring the catalogues of messages up to date (po/zh_CN.po is the one to translate)"
	@echo "make samples  typeset the sample pages anew (needs the fonts of fonts-noto-cjk)"
	@echo "make lock     resolve the dependencies anew (needs uv)"
	@echo "make clean    remove output and caches; make distclean removes $(VENV) too"

install: $(VENV)/.runtime

demo: $(VENV)/.runtime
	$(BIN)/banmian run samples -o $(OUT) --pictures overlays

test: lint
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/browser --ignore tests/documented

test-browser: $(VENV)/.dev
	$(BIN)/python -m pytest tests/browser

test-docs: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_documented_commands.py tests/documented

test-install: $(VENV)/.dev
	$(BIN)/python tests/clean_installs.py $(INSTALLS)

fuzz: $(VENV)/.dev
	$(BIN)/python tests/fuzzing.py --minutes $(MINUTES) --keep out/fuzz

hostile: $(VENV)/.dev
	mkdir -p out
	$(BIN)/python tests/hostile.py -o out/hostile.md
	$(BIN)/python tests/text_growth.py -o out/growth.md

audit: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_supply_chain.py
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip --disable-pip-version-check install --quiet pip-audit==2.10.1
	for lock in requirements/*.txt; do echo "$$lock"; \
	  $(VENV)-audit/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off $(AUDIT) \
	    -r $$lock || failed=yes; done; [ -z "$$failed" ]

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Measured as it is installed: an install has compiled bytecode, a changed source has not.
bench: $(VENV)/.dev
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m benchmarks.peers -o docs/benchmarks.md

ablation: $(VENV)/.dev
	$(BIN)/python -m benchmarks.ablation --tests --table docs/numbers.md $(ABLATION)
	$(BIN)/python -m benchmarks.separation_evidence --evidence

interop: $(VENV)/.dev
	$(BIN)/python -m benchmarks.interop

train: $(VENV)/.dev
	$(PIP) install --quiet --no-deps lightgbm narwhals
	$(BIN)/python -m training.separation.fit --out layout/separation/learned_weights/weights.json $(TRAIN)
	$(BIN)/python -m training.separation.certainty --out layout/separation/learned_weights/certainty.json

scaling: $(VENV)/.dev
	$(BIN)/python -m benchmarks.scaling

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: $(VENV)/.dev
	$(BIN)/python -m samples.make

messages: $(VENV)/.dev
	$(BIN)/python -m po

lock:
	echo "setuptools>=77" | $(COMPILE) requirements/build.txt -
	$(COMPILE) requirements/runtime.txt pyproject.toml --extra docx --extra parquet --extra pdf
	$(COMPILE) requirements/cluster.txt pyproject.toml --extra dask --extra s3 -c requirements/runtime.txt
	$(COMPILE) requirements/dev.txt pyproject.toml --extra docx --extra parquet --extra pdf --extra dask --extra s3 --extra dev \
	  -c requirements/runtime.txt -c requirements/cluster.txt
	echo "opencv-contrib-python-headless==$(OPENCV)" | $(COMPILE) requirements/opencv.txt --no-deps -

COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
  --custom-compile-command "make lock" --quiet -o
OPENCV := 4.10.0.84

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Packages that come as sources are built with the locked setuptools. Three OpenCV distributions are asked
# for by name; the headless build of the same version is laid over them last, so that no graphics library
# of the system is needed.
$(VENV)/.runtime: requirements/build.txt requirements/runtime.txt requirements/opencv.txt pyproject.toml | $(BIN)/python
	$(INSTALL) -r requirements/build.txt
	$(INSTALL) --no-build-isolation -r requirements/runtime.txt
	$(INSTALL) --force-reinstall -r requirements/opencv.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(INSTALL) --no-build-isolation -r requirements/dev.txt
	touch $@

clean:
	rm -rf out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path "./$(VENV)/*" -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) $(VENV)-audit
