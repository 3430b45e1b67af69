#!/usr/bin/env bash
# Takes the texts of the sources into the translations: new ones come as unfinished, gone ones go.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-assets/translations}
update() { .venv/bin/pyside6-lupdate -silent -tr-function-alias QT_TRANSLATE_NOOP+=phrase,translate+=counted -locations none -no-obsolete "$@"; }
update -extensions py rapidwhisper -ts "$folder/rapidwhisper_ru.ts"
update -extensions py -pluralonly rapidwhisper -ts "$folder/rapidwhisper_en.ts"
