#!/usr/bin/env bash
# Installs the Debian packages named as arguments where this is possible; says in one line what is missing.
# Exit code 0, unless INSPECTION_BROWSER=required and there is no Chromium.
set -uo pipefail

missing=()
for package in "$@"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
done

if ((${#missing[@]})) && [[ $(id --user) == 0 ]] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet=2 >/dev/null 2>&1
    if apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
        missing=()
    fi
fi

((${#missing[@]})) && echo "缺少系统软件包：${missing[*]}"
if ! command -v "${CHROMIUM:-chromium}" >/dev/null && [[ ${INSPECTION_BROWSER:-} == required ]]; then
    echo "没有 Chromium，而 INSPECTION_BROWSER=required 要求运行浏览器测试" >&2
    exit 1
fi
exit 0
