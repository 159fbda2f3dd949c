#!/bin/sh
# See to it that the Debian packages in the named sections of system-packages.txt are installed.
#
#   system-packages.sh SECTION...
#
# Root installs what is missing; anyone else is told the command that does. It fails only if
# the tools of the section [test] are missing: all else may work without, or Qt says what it lacks.
# shellcheck disable=SC2016,SC2046,SC2086 # dpkg has variables too; names of packages are one word
set -eu

list=$(dirname "$0")/system-packages.txt

if [ "$(uname -s)" != Linux ]; then
  exit 0
fi
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is neither Debian nor Ubuntu: should anything be missing, install what your system" \
    "calls the packages in $list (sections: $*)." >&2
  exit 0
fi

# Print the entries of some sections, one a line.
entries() {
  awk -v wanted=" $* " '
    /^[ \t]*(#|$)/ { next }
    /^\[/ { section = substr($1, 2, length($1) - 2); next }
    index(wanted, " " section " ") { print $1 }
  ' "$list"
}

# Print those entries of some sections of which no alternative is installed.
missing() {
  wanted=$(entries "$@")
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(echo "$wanted" | tr '|' '\n') 2>/dev/null |
    sed -n 's/^installed //p') || true
  for entry in $wanted; do
    echo "$installed" | grep -qxF "$(echo "$entry" | tr '|' '\n')" || echo "$entry"
  done
}

# Print the one name of each entry that apt can install, or its last name if it knows none of them.
names() {
  known=$(LC_ALL=C apt-cache policy $(echo "$*" | tr '|' ' ') 2>/dev/null | awk '
    /^[^ ]/ { name = $1; sub(/:$/, "", name) }
    $1 == "Candidate:" && $2 != "(none)" { print name }
  ')
  for entry in "$@"; do
    for name in $(echo "$entry" | tr '|' ' '); do
      if echo "$known" | grep -qxF "$name"; then
        break
      fi
    done
    echo "$name"
  done
}

lacking=$(missing "$@")
if [ -z "$lacking" ]; then
  exit 0
fi

if [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null || true
  names=$(names $lacking)
  echo "Installing what this system lacks:" $names
  apt-get install -q -y -o Dpkg::Use-Pty=0 --no-install-recommends $names </dev/null || true
  lacking=$(missing "$@")
  if [ -n "$lacking" ]; then
    echo "Some packages could not be installed:" $lacking >&2
  fi
else
  names=$(names $lacking | tr '\n' ' ')
  echo "This system lacks packages that Annotator uses; to install them:

  sudo apt-get update && sudo apt-get install --no-install-recommends ${names% }
" >&2
fi

case " $* " in
  *" test "*)
    tools=$(missing test)
    if [ -n "$tools" ]; then
      echo "The window cannot be tested without:" $tools >&2
      exit 1
    fi
    ;;
esac
