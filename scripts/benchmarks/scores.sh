# `padbench metrics` on 10^6 and 10^7 scores, beside pandas + scikit-learn, polars + numpy and Bob
# doing that job on the same files in the same run. Run by scripts/benchmark; prints Markdown.
# ROUNDS, ROUNDS_LARGE, ROUNDS_BOB, ROWS and LARGE (0: leave the large file out) change the amount.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib/common.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! peers=$("$project/scripts/peers/environment" peers); then
  printf '# Rates from a score file\n\nNot measured: the Python packages of %s\n' \
    'scripts/peers/requirements-peers.txt could not be installed here.'
  exit 0
fi
bob=$("$project/scripts/peers/environment" bob) || bob=

python3 "$here/scores/scores.py" --scratch "$scratch" --peers "$peers" --bob "$bob" \
  --padbench "${PADBENCH:-}" --rounds "${ROUNDS:-5}" --rounds-large "${ROUNDS_LARGE:-3}" \
  --rounds-bob "${ROUNDS_BOB:-2}" --rows "${ROWS:-1000000}" --large "${LARGE:-10000000}"
