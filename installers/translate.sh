#!/usr/bin/env bash
# Brings the screen's sentences from the sources into the translation files and builds what the window loads.
# Vietnamese is written with Qt Linguist: `.venv/bin/pyside6-linguist resources/translations/counter_app_vi.ts`;
# English has a file only for its plurals.
#
#   installers/translate.sh             refreshes resources/translations and names what is not translated yet
#   installers/translate.sh FOLDER      the same for copies of the .ts files in FOLDER, without building
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-resources/translations}
tools=${TRANSLATION_TOOLS:-.venv/bin}

mapfile -t sources < <(find counter_app -name '*.py' | LC_ALL=C sort)
extract=("$tools/pyside6-lupdate" "${sources[@]}" -silent -locations none -no-obsolete -source-language en)
"${extract[@]}" -target-language vi -ts "$folder/counter_app_vi.ts"
"${extract[@]}" -target-language en -pluralonly -ts "$folder/counter_app_en.ts"
[ $# -eq 0 ] || exit 0

for language in vi en; do
    "$tools/pyside6-lrelease" -silent "$folder/counter_app_$language.ts" -qm "$folder/counter_app_$language.qm"
done
if grep -q 'type="unfinished"' "$folder"/*.ts; then
    echo "Not translated yet:" >&2
    grep -B1 'type="unfinished"' "$folder"/*.ts | sed -n 's/.*<source>\(.*\)<\/source>/    \1/p' >&2
    exit 1
fi
