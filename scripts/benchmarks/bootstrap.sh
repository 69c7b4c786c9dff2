# `padbench metrics --bootstrap` on 10^6 scores beside the same resampling in numpy, in the same
# run. Run by scripts/benchmark; prints Markdown. ROUNDS, ROWS and REPLICATES change the amount.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../lib/common.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if ! peers=$("$project/scripts/peers/environment" peers); then
  printf '# Cluster bootstrap\n\nNot measured: the Python packages of %s\n' \
    'scripts/peers/requirements-peers.txt could not be installed here.'
  exit 0
fi

python3 "$here/scores/bootstrap.py" --scratch "$scratch" --peers "$peers" \
  --padbench "${PADBENCH:-}" --rounds "${ROUNDS:-3}" --rows "${ROWS:-1000000}" \
  --replicates "${REPLICATES:-1000}"
