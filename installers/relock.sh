#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml: exact versions with hashes, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --no-annotate "$@"
}
compile pyproject.toml --group build -o installers/requirements.lock
compile pyproject.toml --group build --group dev -c installers/requirements.lock -o installers/requirements-dev.lock
version=$(.venv/bin/uv --version | cut -d' ' -f2)
echo "uv==$version" | compile - -o installers/uv.lock.txt
