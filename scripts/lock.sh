#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
#
# Pin requirements/*.in: one set for every supported Python, hashed, with no download address in it.
set -eu
cd "$(dirname "$0")/.."

for name in run dev e2e node; do
    pins=requirements/$name.txt
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@" \
        "requirements/$name.in" --output-file "$pins"
    {
        sed -n '1,2p' "requirements/$name.in"
        echo '# Made by "make lock" out of the .in file of the same name.'
        cat "$pins"
    } >"$pins.new"
    mv "$pins.new" "$pins"
done
