#!/bin/sh
# What the tests need besides Python: Chromium for the browser tests, newsboat for the feeds.
# On Debian as root it is installed, elsewhere it is asked for.
wanted=
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && break
    [ "$name" = google-chrome ] && wanted="chromium fonts-dejavu-core"
done
command -v newsboat >/dev/null 2>&1 || wanted="$wanted newsboat"
[ -z "$wanted" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing for the tests: $wanted…"
    # shellcheck disable=SC2086 - these are several words
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends $wanted >/dev/null
    exit $?
fi
echo "The tests need more programs. Install them (Debian: sudo apt-get install $wanted)." >&2
echo "Without Chromium, run the others: .venv/bin/invoke test --no-browser" >&2
exit 1
