#!/bin/sh
# What the tests need besides Python: Chromium for the browser tests, newsboat for the feeds, Java
# and npm for the checkers of pages. On Debian as root it is installed, elsewhere it is asked for.
here=$(cd "$(dirname "$0")" && pwd)
wanted=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && break
    [ "$name" = google-chrome ] && wanted="chromium fonts-dejavu-core"
done
command -v newsboat >/dev/null 2>&1 || wanted="$wanted newsboat"
command -v java >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
command -v node >/dev/null 2>&1 || wanted="$wanted nodejs"
command -v npm >/dev/null 2>&1 || wanted="$wanted npm"
if [ -n "$wanted" ]; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing for the tests: $wanted…"
        # shellcheck disable=SC2086 - these are several words
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends $wanted >/dev/null || exit 1
    else
        echo "The tests need more programs. Install them (Debian: sudo apt-get install $wanted)." >&2
        echo "Without them, run the others: .venv/bin/invoke test --no-browser" >&2
        exit 1
    fi
fi
# The checkers of pages, in their exact versions; none of their own scripts is run.
cd "$here/audit" || exit 1
if ! cmp -s package-lock.json node_modules/.installed.json; then
    echo "Installing the checkers of pages (once)…"
    npm ci --ignore-scripts --no-fund --no-audit --loglevel=error || exit 1
    cp package-lock.json node_modules/.installed.json
fi
