# Loading a manifest of 10^6 rows, beside Python's csv module looking for the same doubled ids and
# paths, in the same run. Run by scripts/benchmark; prints Markdown. ROUNDS and ROWS change the amount.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 "$here/scores/manifest.py" --scratch "$scratch" --padbench "$PADBENCH" \
  --rounds "${ROUNDS:-3}" --rows "${ROWS:-1000000}"
