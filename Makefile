# Everything a newcomer needs: `make run`, `make test`. The README says the rest.
PORT ?= 8000
HOST := 127.0.0.1
SITE_URL ?= http://$(HOST):$(PORT)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA := $(abspath $(if $(DATA_DIR),$(DATA_DIR),.data))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test test-postgres test-production test-faults bench check audit messages gallery requirements

# --- a site to try out ---
run: $(VENV)/run $(DATA)/secret_key
	@set -e; export DEMO=1 DATA_DIR="$(DATA)" SECRET_KEY="$$(cat $(DATA)/secret_key)" \
		ALLOWED_HOSTS=127.0.0.1,localhost SITE_URL=$(SITE_URL); \
	$(BIN)/python manage.py migrate --verbosity 0; \
	$(BIN)/python manage.py reindex --if-due; \
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0; \
	$(BIN)/python manage.py roles; \
	$(BIN)/python manage.py states; \
	$(BIN)/python manage.py demo; \
	exec $(BIN)/granian --interface wsgi --host $(HOST) --port $(PORT) --workers 1 \
		--blocking-threads 4 --log-level warning config.wsgi:application

$(DATA)/secret_key:
	@mkdir -p $(DATA)
	@umask 077; $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))" > $@

$(VENV)/run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

# --- tests and checks ---
$(VENV)/dev: requirements-dev.txt $(VENV)/run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

test: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

test-postgres: $(VENV)/dev
	tests/with-postgres $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# The production profile, as root on a Debian machine that may be changed (needs curl and wrk).
test-production: $(VENV)/dev
	$(BIN)/python -m tests.production

# Needs root for a disk of its own, and PostgreSQL, Redis and faketime; what is missing is skipped.
test-faults: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m faults tests/faults $(ARGS)

bench: $(VENV)/dev
	$(BIN)/python -m tests.bench $(ARGS)

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates
	DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.lint_settings $(BIN)/python manage.py lintmigrations --quiet ok ignore
	DEBUG=1 $(BIN)/python -m tests.messages

# Whether a package that we pin has a known hole: asks an advisory service (OSV), which learns their
# names and versions and nothing else.
ADVISORIES ?= https://api.osv.dev/v1/query
audit: $(VENV)/dev
	$(BIN)/pip-audit --vulnerability-service osv --osv-url $(ADVISORIES) --progress-spinner off \
		--require-hashes --disable-pip -r requirements.txt -r requirements-dev.txt $(ARGS)

# --- for those who change the code ---
LOCALE := config/locale/ar
messages: $(VENV)/dev
	DEBUG=1 $(BIN)/python manage.py makemessages --locale ar --no-location --no-obsolete \
		--ignore .venv --ignore tests
	msgcat --use-first $(LOCALE)/LC_MESSAGES/django.po $(LOCALE)/borrowed.po -o $(LOCALE)/joined.po
	mv $(LOCALE)/joined.po $(LOCALE)/LC_MESSAGES/django.po
	DEBUG=1 $(BIN)/python manage.py compilemessages --locale ar --ignore .venv

# Pictures of every kind of public page, of a site of its own.
gallery: $(VENV)/dev
	$(BIN)/python -m tests.gallery

requirements:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		requirements-dev.in -o requirements-dev.txt
