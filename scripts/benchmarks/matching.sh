# Seconds for comparing 10^4 with 10^4 templates of 128 numbers by their cosine, on both processors and
# on one, beside numpy's matrix product of the same shape in the same run. Run by scripts/benchmark;
# prints Markdown. Python comes from PYTHON, with numpy; without it those rows are left out.
set -euo pipefail
rounds=${ROUNDS:-5}
count=${TEMPLATES:-10000}
dimensions=${DIMENSIONS:-128}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=${PYTHON:-python3}
hasPython=no
if "$python" -c 'import numpy' 2>/dev/null; then hasPython=yes; fi

# Seconds, from the first template to the last score, and the processor seconds of the whole program,
# which do not grow when the machine has other work as well.
ours() {
  local TIMEFORMAT='%U' seconds
  seconds=$({ time "$PADBENCH" matcher time --templates "$count" --dimensions "$dimensions" \
    --jobs "$1" --comparison "$2"; } 2>"$scratch/processor" | sed 's/.*jobs: //; s/ s,.*//')
  echo "$seconds $(tail -n 1 "$scratch/processor")"
}
peer() {
  if [ "$hasPython" = yes ]; then
    OMP_NUM_THREADS=$1 OPENBLAS_NUM_THREADS=$1 "$python" "$here/matching_peer.py" "$count" \
      "$dimensions"
  else
    echo nan nan
  fi
}

load=$(uptime | sed 's/.*load average: //; s/,.*//')
for _ in $(seq "$rounds"); do
  echo "$(ours 2 cosine) $(ours 1 cosine) $(peer 2) $(peer 1) $(ours 2 chi-square)"
done >"$scratch/rounds"
median() {
  awk "{ print $1 }" "$scratch/rounds" | sort -g |
    awk '{ value[NR] = $1 } END { printf "%.2f (%.2f to %.2f)", value[int((NR + 1) / 2)], value[1], value[NR] }'
}

cat <<MARKDOWN
# Comparing templates

$count × $count comparisons of $dimensions numbers ($(uname -m), $(getconf _NPROCESSORS_ONLN) hardware
threads, load $load before), $rounds rounds, medians (lowest to highest), seconds; processor seconds
are those of all threads together. Where the load is high, other programs had the machine as well, and
processor seconds, shared by the threads, say what the work costs.

| | on two threads | processor | on one thread | processor |
| --- | ---: | ---: | ---: | ---: |
| padbench, cosine | $(median '$1') | $(median '$2') | $(median '$3') | $(median '$4') |
| numpy, matrix product in single precision | $(median '$5') | $(median '$6') | $(median '$7') | $(median '$8') |
| padbench, χ² distance | $(median '$9') | $(median '$10') | | |

Of each round, padbench over numpy in processor seconds on one thread: $(median '$4 / $8').

numpy's product uses every instruction of the processor it runs on, and sums in an order of its own;
padbench's is compiled for any processor of its kind, and a pair's score is the same to the last bit
whatever else is compared.
MARKDOWN
