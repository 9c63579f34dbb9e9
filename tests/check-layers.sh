#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: check-layers.sh ROOT
# Proves the order of the house, folder by folder of ROOT/src, as TAP: a folder includes only folders
# before it; "../" and foreign headers are no way round; every file says its licence and keeps its size.
set -u

root=$1
test_itself=${2:-yes}

# Each folder with the folders before it. What stands in braces in the design does not know each other.
core="base knowledge intake assessment record"
allowed_folders ()
{
  case $1 in
    base) echo ;;
    knowledge) echo base ;;
    intake) echo base knowledge ;;
    assessment) echo base knowledge intake ;;
    record) echo base knowledge intake assessment ;;
    store | fhir | history) echo "$core" ;;
    drawing) echo "$core" store fhir history ;;
    report) echo "$core" store fhir history drawing ;;
    cli | ui) echo "$core" store fhir history drawing report ;;
    main) echo "$core" store fhir history drawing report cli ui ;;
    *) echo unknown ;;
  esac
}

# Which foreign headers a folder may include, as a pattern for case. What every folder may use is the C
# library and GLib; anything else belongs to the folders named here.
foreign_headers ()
{
  case $1 in
    base | knowledge | fhir) echo 'json-glib/*' ;;
    store) echo 'sqlite3.h sodium.h' ;;
    drawing | report) echo 'cairo.h cairo-*.h cairo/* pango/*' ;;
    ui | main) echo 'cairo.h cairo-*.h pango/* gtk/* gdk/* gdk-pixbuf/* gsk/* adwaita.h' ;;
  esac
}

is_common_header ()
{
  case $1 in
    glib.h | glib-object.h | glib-unix.h | glib/* | gio/* | libintl.h | locale.h) return 0 ;;
    assert.h | errno.h | fcntl.h | float.h | langinfo.h | limits.h | math.h | signal.h | stdarg.h | stdint.h) return 0 ;;
    stdio.h | stdlib.h | string.h | termios.h | time.h | unistd.h | sys/*) return 0 ;;
  esac
  return 1
}

matches ()
{
  header=$1
  shift
  for pattern in "$@"; do
    # The pattern must stay unquoted to be one.
    # shellcheck disable=SC2254
    case $header in $pattern) return 0 ;; esac
  done
  return 1
}

# Each header with its folder, found once: there are thousands of includes.
index=" $(cd "$root/src" && find . -name '*.h' | sed 's|^\./\([^/]*\)/\(.*/\)\{0,1\}\(.*\)$|\3=\1|' | tr '\n' ' ')"

# folder_of HEADER FOLDER: sets other to the folder of src that has the header, where two have it FOLDER itself.
folder_of ()
{
  case $index in
    *" $1=$2 "*) other=$2 ;;
    *" $1="*) other=${index#*" $1="} other=${other%% *} ;;
    *) other= ;;
  esac
}

check_include ()
{
  folder=$1 file=$2 header=$3 quoted=$4
  case $header in
    *../*) echo "$file: includes \"$header\"; name the header alone"; return ;;
    lumbar-*-resources.h) return ;;
    config.h) return ;;
  esac
  if [ "$quoted" = no ]; then
    is_common_header "$header" && return
    # shellcheck disable=SC2046
    set -f; set -- $(foreign_headers "$folder"); set +f
    matches "$header" "$@" || echo "$file: includes <$header>, which the folder $folder may not"
    return
  fi
  folder_of "$header" "$folder"
  if [ -z "$other" ]; then
    echo "$file: includes \"$header\", which no folder has"
  elif [ "$other" != "$folder" ]; then
    case " $(allowed_folders "$folder") " in
      *" $other "*) ;;
      *) echo "$file: includes \"$header\" of $other, which does not come before $folder" ;;
    esac
  fi
}

check_file ()
{
  folder=$1 file=$2
  grep -n '^[[:space:]]*#[[:space:]]*include' "$root/$file" | while IFS= read -r line; do
    case $line in
      *'"'*) header=${line#*\"}; check_include "$folder" "$file" "${header%%\"*}" yes ;;
      *'<'*) header=${line#*<}; check_include "$folder" "$file" "${header%%>*}" no ;;
    esac
  done

  case $(head -n 1 "$root/$file") in
    *SPDX-License-Identifier:\ GPL-3.0-or-later*) ;;
    *) echo "$file: the first line does not name the licence" ;;
  esac
  case $file in
    *.h) grep -q '^#pragma once$' "$root/$file" || echo "$file: has no #pragma once" ;;
    *.c)
      lines=$(wc -l <"$root/$file")
      [ "$lines" -le 800 ] || echo "$file: has $lines lines, more than 800"
      ;;
  esac
  case $file in
    src/main.c | src/ui/lumbar-application.c) ;;
    *) ! grep -q 'g_application_get_default' "$root/$file" || echo "$file: reaches for the application" ;;
  esac
}

# check_folder NAME: what is wrong with a folder, a line each.
check_folder ()
{
  if [ "$(allowed_folders "$1")" = unknown ]; then
    echo "src/$1: is no folder of the house; give it its place in tests/check-layers.sh"
    return
  fi
  if [ "$1" = main ]; then
    check_file main src/main.c
    return
  fi
  (cd "$root" && find "src/$1" -name '*.[ch]' | sort) | while IFS= read -r file; do
    check_file "$1" "$file"
  done
}

n=0
failed=0
report ()
{
  n=$((n + 1))
  if [ -z "$2" ]; then
    echo "ok $n - $1"
  else
    failed=1
    echo "not ok $n - $1"
    echo "$2" | sed 's/^/# /'
  fi
}

# expect NAME MESSAGE FILE TEXT: in a small house of its own, the check must object to such a file.
expect ()
{
  house=$(mktemp -d)
  mkdir -p "$house/src/base" "$house/src/store" "$house/src/fhir" "$house/src/ui" "$house/src/intake"
  for header in base/lumbar-base store/lumbar-store fhir/lumbar-fhir intake/lumbar-intake; do
    printf '/* SPDX-License-Identifier: GPL-3.0-or-later */\n#pragma once\n' >"$house/src/$header.h"
  done
  mkdir -p "$house/$(dirname "$3")"
  printf "$4" >"$house/$3"
  said=$(sh "$0" "$house" no | grep -F "${3##*/}" || true)
  case $said in
    *"$2"*) report "/layers/notices/$1" '' ;;
    *) report "/layers/notices/$1" "expected “$2”, got “$said”" ;;
  esac
  rm -rf "$house"
}

folders=$(cd "$root/src" && find . -mindepth 1 -maxdepth 1 -type d | sed 's|^\./||' | sort)
[ ! -f "$root/src/main.c" ] || folders="$folders main"

licence='/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
if [ "$test_itself" = yes ]; then
  # shellcheck disable=SC2086
  echo "1..$(($(set -- $folders; echo $#) + 13))"
fi

report /layers/names-are-unique "$(find "$root/src" -name '*.[ch]' | sed 's|.*/||' | sort | uniq -d)"
for folder in $folders; do
  report "/layers/$folder" "$(check_folder "$folder")"
done

if [ "$test_itself" = yes ]; then
  expect later-folder 'does not come before' src/base/a.c "$licence"'#include "lumbar-store.h"\n'
  expect sibling 'does not come before' src/store/a.c "$licence"'#include "lumbar-fhir.h"\n'
  expect way-round 'name the header alone' src/base/a.c "$licence"'#include "../store/lumbar-store.h"\n'
  expect missing-header 'no folder has' src/base/a.c "$licence"'#include "lumbar-nothing.h"\n'
  expect sqlite-outside-store 'may not' src/intake/a.c "$licence"'#include <sqlite3.h>\n'
  expect gtk-outside-ui 'may not' src/store/a.c "$licence"'  #  include <gtk/gtk.h>\n'
  expect json-outside-readers 'may not' src/intake/a.c "$licence"'#include <json-glib/json-glib.h>\n'
  expect same-name-twice 'lumbar-intake.h' src/ui/lumbar-intake.h "$licence"'#pragma once\n'
  expect licence 'licence' src/ui/a.c 'int a;\n'
  expect pragma 'pragma' src/ui/a.h "$licence"
  expect length 'more than 800' src/ui/a.c "$licence$(awk 'BEGIN { while (i++ < 801) printf "%s", "\\n" }')"
  expect reach 'reaches for the application' src/ui/a.c "$licence"'x = g_application_get_default ();\n'
fi

exit $failed
