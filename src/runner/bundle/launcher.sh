#!/bin/sh
# Unpacks claimcheck and its Node once, beside this script or into $CLAIMCHECK_UNPACKED, and runs it.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
into=${CLAIMCHECK_UNPACKED:-$here/unpacked}
if [ ! -e "$into/complete" ]; then
  mkdir -p "$into"
  gzip -dc "$here/node.gz" > "$into/node"
  chmod 755 "$into/node"
  "$into/node" "$here/unpack.mjs" "$here/files.br" "$into"
  : > "$into/complete"
fi
PATH=$into:$PATH
export PATH
exec "$into/node" "$into/src/cli/bin.mjs" "$@"
