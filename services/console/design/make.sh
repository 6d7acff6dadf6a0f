#!/bin/sh
# Makes static/console.css anew from the design system's published source; only for who changes the look.
# Needs npm. Versions are pinned: govuk-frontend 6.3.0 (MIT) and sass 1.x as its compiler.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y > /dev/null
npm install --silent govuk-frontend@6.3.0 sass@1
npx sass --style=compressed --no-source-map --quiet --load-path=node_modules "$here/console.scss" "$here/../static/console.css"
