# Debian packages by use; read by the other scripts of this folder.

# What the screen, printing and fonts need on a bare Debian 12 (also Ubuntu 22.04 and newer).
RUN_PACKAGES="python3 python3-venv git ca-certificates
libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3 libbrotli1
libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxcb-util1 libcups2 cups-client"

# What the tests need besides: a print server with a simulated IPP printer, a database server, foreign decoders, a tracer.
TEST_PACKAGES="cups cups-ipp-utils cups-filters dbus postgresql zbar-tools poppler-utils socat
xvfb xdotool strace faketime"

missing_packages() {
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
    done
}

# install_packages NAME...: apt for what is missing, when root or sudo; else says what to ask the administrator for.
install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || {
        echo "This is not a Debian or Ubuntu system: install by hand: $*" >&2
        return 0
    }
    wanted=$(missing_packages "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null 2>&1; then as_root="sudo"; else
        echo "System packages are missing and this account may not install them. Ask an administrator to run:" >&2
        echo "    apt-get install --no-install-recommends $wanted" >&2
        return 1
    fi
    echo "Installing system packages: $wanted"
    # A database server of its own is not wanted: the tests start private ones.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
}

# environment LOCK: a virtual environment in .venv with exactly the packages of the lock file and this application.
environment() {
    lock=$1
    stamp=".venv/installed-$(basename "$lock")"
    if [ ! -x .venv/bin/python ]; then
        python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
            echo "Python 3.11 or newer is needed; this is $(python3 --version)." >&2
            return 1
        }
        python3 -m venv .venv
    fi
    printf '*\n' >.venv/.gitignore
    if ! cmp -s "$lock" "$stamp"; then
        echo "Installing Python packages ($(grep -c '==' "$lock"))"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r installers/uv.lock.txt
        rm -f .venv/installed-*
        .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock" ||
            .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
        cp "$lock" "$stamp"
    fi
}
