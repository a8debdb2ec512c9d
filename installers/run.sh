#!/usr/bin/env bash
# Installs what is missing and opens the practice counter: invented people, simulated reader and printer, and a real
# city server process on this machine.
#
#   installers/run.sh                   opens the practice counter
#   installers/run.sh --rehearse OUT    runs the main job without a screen and leaves receipts, pictures and
#                                       report.json in OUT
#   installers/run.sh ANYTHING ELSE     is handed to counter-app (for example: installers/run.sh check)
set -euo pipefail
cd "$(dirname "$0")/.."
. installers/packages.sh

# shellcheck disable=SC2086
install_packages $RUN_PACKAGES
# A developer's fuller environment is kept as it is.
if [ -e .venv/installed-requirements-dev.lock ]; then
    environment installers/requirements-dev.lock
else
    environment installers/requirements.lock
fi

if [ "${1:-}" = "--rehearse" ]; then
    [ -n "${2:-}" ] || { echo "Say where the results go: installers/run.sh --rehearse OUT" >&2; exit 2; }
    exec .venv/bin/python -m counter_app.practice.rehearse "$2"
fi
if [ $# -gt 0 ]; then
    exec .venv/bin/counter-app "$@"
fi
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
    echo "Installed. There is no screen here; to see it on a virtual one: apt-get install xvfb x11vnc && xvfb-run -a -s '-screen 0 1366x768x24' installers/run.sh & x11vnc -find -localhost   (without any screen: installers/run.sh --rehearse OUT)"
    exit 0
fi
exec .venv/bin/counter-app --practice
