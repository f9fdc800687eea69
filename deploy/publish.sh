#!/bin/sh
# Publishes what `make dist` made, or goes back. It runs where the server's files are (docs/deploy.md).
#
#   publish.sh DIST SITE     publish the folder DIST, a copy of dist/, in SITE, such as /srv/widget
#   publish.sh --back SITE   deliver again what was delivered before
#
# SITE/runtime/        the runtimes of all releases: a page that is open goes on with its own
# SITE/releases/       the pages of each release, named by the time
# SITE/current         what the server delivers: a link to one of the releases
# SITE/previous        the one that was delivered before
# SITE/pyscript.toml   your configuration, left as it is. Without it, that of DIST counts
# SITE/tenants/NAME/   a pyscript.toml for each tenant
set -eu
umask 022

# Under another name first: what has its own name is whole.
add_runtimes() {
    for runtime in "$1"/static/runtime/*; do
        own=$(basename "$runtime")
        [ ! -e "runtime/$own" ] || continue
        rm -rf "runtime/.$own"
        cp -R "$runtime" "runtime/.$own"
        mv "runtime/.$own" "runtime/$own"
    done
}

add_release() {
    mkdir "$2"
    cp -R "$1/." "$2"
    rm -rf "$2/static/runtime"
    ln -s ../../../runtime "$2/static/runtime"
}

# All pages change at once: a link is replaced in one step.
deliver() {
    [ ! -L current ] || ln -sfn "$(readlink current)" previous
    ln -sfn "$1" next
    mv -T next current
}

[ $# -eq 2 ] || { sed -n '4,5s/^# *//p' "$0" >&2; exit 2; }
case $1 in
    --back)
        cd "$2"
        [ -L previous ] || { echo "Nothing was delivered before." >&2; exit 2; }
        deliver "$(readlink previous)"
        ;;
    *)
        dist=$(cd "$1" && pwd)
        [ -e "$dist/files.json" ] || { echo "$1 is not what make dist made." >&2; exit 2; }
        mkdir -p "$2/runtime" "$2/releases" "$2/tenants"
        cd "$2"
        release=releases/$(date -u +%Y-%m-%dT%H-%M-%S)-$$
        add_runtimes "$dist"
        add_release "$dist" "$release"
        deliver "$release"
        ;;
esac
