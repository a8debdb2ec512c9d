#!/usr/bin/env bash
# Installs what is missing and passes every check and test: style, types, floors, then the tests in parallel workers.
#
#   installers/test.sh              everything
#   installers/test.sh ARGS...      only the tests, with these arguments for pytest
set -euo pipefail
cd "$(dirname "$0")/.."
. installers/packages.sh

rig=required
# shellcheck disable=SC2086
install_packages $RUN_PACKAGES $TEST_PACKAGES || rig=optional
environment installers/requirements-dev.lock
export COUNTER_RIG=${COUNTER_RIG:-$rig} QT_QPA_PLATFORM=offscreen PYTHONUTF8=1
# Tests start the program some hundred times: it is compiled once, and beside the environment, not among the sources.
export PYTHONPYCACHEPREFIX="$PWD/.venv/pycache"
export PATH="$PWD/.venv/bin:$PATH"

if [ $# -gt 0 ]; then exec python -m pytest "$@"; fi
ruff check .
ruff format --check .
mypy
lint-imports --no-cache
if python -m pytest -q -n "${COUNTER_TEST_WORKERS:-$(nproc)}" --dist loadgroup; then exit 0; fi
# Windows and server processes of two workers share the machine: what failed is named above and tried once more, alone.
echo "Trying what failed once more, alone."
exec python -m pytest -q -n 0 --last-failed --last-failed-no-failures none
