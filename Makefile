# `make run` shows the program at work, `make test` checks everything; both set up what is missing first.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SERVERS := .venv-servers/.ready
CONFORMANCE := tests/conformance
PACKAGES := app
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard assets/translations/*.ts))

.DEFAULT_GOAL := run
.PHONY: run test soak check lint format lock release-check packages translations docs pin-models pictures assets bench

ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
run: $(READY) $(TRANSLATIONS)
	$(BIN)/rapidwhisper
else
run: PACKAGES := app desktop
run: $(READY) $(TRANSLATIONS)
	$(BIN)/python -m tests.e2e.show
endif

# More workers than cores: most of the time a test waits for a window or a sound.
test: PACKAGES := app desktop
test: lint $(SERVERS)
	$(BIN)/pytest -n 4 --dist loadfile

# What is too slow for every day, on a fixed seed; it says how long it took and what it found.
soak: PACKAGES := app desktop
soak: lint
	$(BIN)/pytest tests/soak -s --durations=0

check: lint
	$(BIN)/pytest tests/unit -n 2 --dist loadfile --cov

lint: $(READY) $(TRANSLATIONS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# New and changed texts of the sources into the translations, to be translated there.
translations: $(READY)
	tools/translations.sh

# The tables of the documentation, from the settings, from what providers, servers and models declare, and from
# the program's own words about errors.
docs: $(READY) $(TRANSLATIONS)
	$(BIN)/python -m rapidwhisper.config.example
	$(BIN)/python tools/provider_tables.py
	$(BIN)/python tools/model_table.py
	$(BIN)/python tools/errors_page.py

# The files of the models for this computer as they are at the hub now, with sizes and checksums: from then on
# the program downloads these and no others. It needs the network; HF_ENDPOINT names a mirror.
pin-models: $(READY)
	$(BIN)/python tools/pin_models.py

%.qm: %.ts | $(READY)
	$(BIN)/pyside6-lrelease -silent $< -qm $@

# Figures; nothing here passes or fails by the clock.
bench: PACKAGES := app desktop
bench: $(READY) $(TRANSLATIONS)
	$(BIN)/python -m bench

# The documentation's pictures, from the program on a virtual desktop.
pictures: PACKAGES := app desktop
pictures: $(READY) $(TRANSLATIONS)
	$(BIN)/python -m tests.e2e.pictures

# The short sounds, and the speech that providers are tried out with.
assets: PACKAGES := app desktop
assets: $(READY)
	$(BIN)/python tools/sounds.py
	$(BIN)/python tools/sample.py

# The newest versions that are allowed, with hashes; the files name no package index.
PIP_COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	--allow-unsafe --no-strip-extras --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

lock: $(READY)
	$(PIP_COMPILE) --extra local --extra keyring --extra dev --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --output-file $(CONFORMANCE)/requirements.lock $(CONFORMANCE)/requirements.in

# What a release is made of, into dist/, and whether a weakness of any of it is known.
release-check: $(READY)
	tools/release_check.sh

$(READY): pyproject.toml requirements.lock tools/venv.sh | packages
	tools/venv.sh $(PYTHON)
	touch $@

$(SERVERS): $(wildcard $(CONFORMANCE)/requirements.*) tools/servers_venv.sh | $(READY)
	tools/servers_venv.sh
	touch $@

packages:
	@tools/packages.sh $(PACKAGES)
