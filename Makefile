# make demo   the widget by itself and inside a demo desktop, on two origins
# make test   everything CI runs
# Both set up what is missing, in .venv, node_modules, build and static/runtime.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
READY := $(VENV)/.ready

.PHONY: demo test setup runtime check unit explore servers browser left-out firefox bench soak dist release contract texts shots lock clean

demo: runtime
	@$(RUN) tools.demo

test: check unit servers browser left-out

setup: $(READY)

$(READY): tools/requirements/dev.txt
	@echo "Setting up Python packages …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r tools/requirements/dev.txt
	@touch $@

runtime: setup
	@$(RUN) tools.runtime.build

check: setup
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(VENV)/bin/lint-imports

unit: runtime
	$(RUN) pytest tests/unit tests/contract

# The property tests with other examples than last time.
explore: runtime
	$(RUN) pytest tests/unit tests/contract --hypothesis-profile=exploring

# The files of deploy/, each with its server, where this machine has it.
servers: runtime
	$(RUN) pytest tests/deploy

browser: runtime
	@$(RUN) tools.chromium
	$(RUN) pytest tests/browser --numprocesses 2 --dist loadfile

# What could not be tested, and why: the last line of `make test`.
left-out: setup
	@$(RUN) tests.deploy

# The same page in Firefox, which must be there: no part of `make test`.
firefox: runtime
	@$(RUN) tools.firefox
	$(RUN) pytest tests/firefox

# Side by side with peers, in one run. Give it a quiet machine.
bench: dist
	@$(RUN) tools.chromium
	$(RUN) benchmarks.lcm_read
	$(RUN) benchmarks.lcm_page
	$(RUN) benchmarks.messages
	$(RUN) benchmarks.costs
	$(RUN) benchmarks.panels
	$(RUN) benchmarks.boot

# Eight hours of an agent's work on a fast clock: what grows? About twenty minutes.
soak: runtime
	@$(RUN) tools.chromium
	$(RUN) benchmarks.soak

# The contract of the bus, from the models, and the configuration's page, from its fields.
contract: setup
	$(RUN) tools.contract
	$(RUN) tools.configuration

# The sentences of the code into every catalogue of widget/texts, and what is left to translate.
texts: setup
	@$(RUN) tools.texts

# The pictures of the README and of the guide.
shots: runtime
	@$(RUN) tools.chromium
	$(RUN) tools.shots
	$(RUN) tools.gallery --docs

# What an integrator serves, in dist/.
dist: runtime
	@$(RUN) tools.dist

# The same, made twice from nothing and compared: the same sources give the same bytes.
release: setup
	@$(RUN) tools.release

# Pin again after changing tools/requirements/*.in or package.json.
lock: setup
	$(RUN) tools.lock

clean:
	rm -rf build dist static/runtime
