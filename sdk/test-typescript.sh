#!/bin/sh
# Compiles the types of the JavaScript SDK and the TypeScript templates with the compiler that authors use, and runs their
# tests. The compiler comes from PATH or, into the build directory, from the registry that npm is set up for. Where neither
# has it, one line says so: the host runs compiled output, and does not need it.
set -eu
cd "$(dirname "$0")"
sdk=$PWD
work=$sdk/java/target/typescript
templates=$sdk/../host/src/main/resources/dev/symphony/host/author/template

mkdir -p "$work/tools"
if [ ! -d "$work/tools/node_modules/typescript" ]; then
  if ! command -v npm >/dev/null || ! npm install --prefix "$work/tools" --silent --no-audit --no-fund --fetch-retries=0 \
    --fetch-timeout=15000 typescript@5 @types/node@22 >"$work/npm.log" 2>&1; then
    echo "NOT CHECKED: TypeScript types and templates, because npm can't get the compiler here: npm install typescript @types/node" >&2
    exit 0
  fi
fi

for kind in operator instrument motif; do
  place=$work/$kind
  rm -rf "$place"
  mkdir -p "$place/node_modules/@types"
  cp -R "$templates/common-ts/package.json" "$templates/common-ts/tsconfig.json" "$templates/$kind-ts/." "$place/"
  ln -s "$sdk/js" "$place/node_modules/symphony-sdk"
  ln -s "$work/tools/node_modules/@types/node" "$place/node_modules/@types/node"
  ln -s "$work/tools/node_modules/undici-types" "$place/node_modules/undici-types"
  (cd "$place" && "$work/tools/node_modules/.bin/tsc" && node --test --test-reporter=dot)
done
echo "TypeScript: types and templates compile, and their tests pass"
