#!/bin/sh
# Installs the bundle into a new environment without a package index, and uses it:
#   deploy/try_bundle.sh dist/inspection-bundle.zip [python3.11]
set -eu
bundle=$(realpath "$1")
python=${2:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
"$python" -m zipfile -e "$bundle" .
cd inspection
sha256sum --quiet -c SHA256SUMS
"$python" -m venv .venv
PIP_CONFIG_FILE=/dev/null .venv/bin/python -m pip install --disable-pip-version-check --quiet \
    --no-index --find-links wheels --require-hashes -r requirements.lock
export INSPECTION_DATA="$place/warehouse"
.venv/bin/python -m inspection demo --out "$place/demo" --scale 0.0005
.venv/bin/python -m inspection import "$place/demo" > "$place/account.txt" || test $? -eq 1
.venv/bin/python -m inspection query completion_by_unit --format csv | head -3
.venv/bin/python -m inspection doctor
echo "the bundle installs without an index and answers"
