#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-potfiles.sh TOP: every file with texts for people is listed for the
# translators, every listed file exists, and the tables' texts make a valid
# template. Prints TAP.
set -u
cd "$1" || exit 1
export LC_ALL=C

wanted=$(mktemp) && listed=$(mktemp) || exit 1
trap 'rm -f "$wanted" "$listed"' EXIT
grep -rlE '\b(N?_|ngettext|C_|NC_) ?\("' src --include='*.c' | sort >"$wanted"
find src -name '*.ui' | sort >>"$wanted"
sort -o "$wanted" "$wanted"
grep -v '^#' po/POTFILES.in | sort >"$listed"

failed=0
report () {
  # report NUMBER NAME PROBLEMS
  if [ -z "$3" ]; then
    echo "ok $1 - $2"
  else
    echo "not ok $1 - $2"
    echo "$3" | sed 's/^/# /'
    failed=1
  fi
}

echo 1..4
report 1 /potfiles/complete "$(comm -23 "$wanted" "$listed")"
report 2 /potfiles/exist "$(while read -r file; do [ -e "$file" ] || echo "$file"; done <"$listed")"
report 3 /potfiles/tables "$(build-aux/table-strings 2>&1 | msgfmt -o /dev/null - 2>&1 | grep -v warning)"
# An extraction that finds nothing would make a valid template too.
rows=$(cat data/knowledge/options.tsv data/knowledge/findings.tsv | wc -l)
texts=$(build-aux/table-strings | grep -c '^msgid "..*"')
report 4 /potfiles/tables-are-all-there "$([ "$texts" -gt "$rows" ] || echo "$texts texts from $rows rows")"
exit $failed
