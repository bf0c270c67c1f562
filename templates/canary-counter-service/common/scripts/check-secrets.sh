#!/bin/sh
# Ends with 1 when a file below deploy/secrets holds a value that SOPS has not
# encrypted. Empty values are forms that nobody has filled in yet.
set -eu

status=0
for file in deploy/secrets/*.yaml; do
  [ -e "$file" ] || continue
  if awk '
    /^(data|stringData):/ { inside = 1; if ($0 !~ /: *$/) found = 1; next }
    /^[^ #]/ { inside = 0 }
    inside && !/: *(""|ENC\[.*\])? *$/ && !/^ *(#.*)?$/ { found = 1 }
    END { exit !found }
  ' "$file"; then
    echo "$file holds a value in plain text: sops --encrypt --in-place $file" >&2
    status=1
  fi
done
exit $status
