#!/usr/bin/env bash
# Makes the DOCX and PDF files of this folder out of its HTML files with LibreOffice, into the folder given.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${1:-$here}"
profile="$(mktemp -d)"
trap 'rm -rf "$profile"' EXIT
office=(soffice "-env:UserInstallation=file://$profile" --headless)
"${office[@]}" --infilter="HTML (StarWriter)" --convert-to docx:"MS Word 2007 XML" --outdir "$out" "$here"/*.html
"${office[@]}" --convert-to pdf --outdir "$out" "$out"/{plan,resolution}.docx
