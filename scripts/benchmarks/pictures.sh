# Pictures per second of decode + `frequency` on 640×480 JPEGs, beside a plain libjpeg-turbo decode
# of the same files in the same run. Run by scripts/benchmark; prints Markdown.
set -euo pipefail
rounds=${ROUNDS:-9}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cc -O2 -o "$scratch/raw_jpeg_decode" "$here/raw_jpeg_decode.c" \
  $(pkg-config --cflags --libs libjpeg) -lpthread
"$PADBENCH" dataset synthesize "$here/pictures.spec.yaml" --seed 1 -o "$scratch/dataset" >&2
mapfile -t files < <(find "$scratch/dataset" -name '*.jpg' | sort)

# Pictures per second of one evaluation, from the run's own timing (without start-up and report).
evaluate() {
  "$PADBENCH" evaluate "$scratch/dataset" --detector frequency --threshold 0 --jobs "$1" \
    -o "$scratch/run" --force --no-pictures --quiet >/dev/null
  awk -F, '$4 == "run: presentations per second" { print $5 }' "$scratch/run/timing.csv"
}

raw() {
  "$scratch/raw_jpeg_decode" "$1" 2 "${files[@]}" | sed 's/.*pictures_per_second=//'
}

for _ in $(seq "$rounds"); do
  printf '%s %s %s %s\n' "$(raw 1)" "$(evaluate 1)" "$(raw 2)" "$(evaluate 2)"
done >"$scratch/rounds"

# Median, lowest and highest over the rounds of an expression of their columns.
spread() {
  awk "{ print $1 }" "$scratch/rounds" | sort -g |
    awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)], value[1], value[NR] }'
}
median() { spread "$1" | cut -d' ' -f1; }
# A ratio taken within each round, so that a machine that drifts from round to round cancels out.
ratio() { spread "$1" | awk '{ printf "%.2f (%.2f to %.2f)", $1, $2, $3 }'; }
raw1=$(median '$1') ours1=$(median '$2') raw2=$(median '$3') ours2=$(median '$4')
size=$(stat -c %s "${files[@]}" | awk '{ s += $1 } END { printf "%.0f", s / NR / 1000 }')

cat <<MARKDOWN
# Pictures per second

${#files[@]} JPEGs of 640×480 (mean ${size} kB), face box in the manifest, $rounds rounds, medians;
$(uname -m), $(nproc) cores. Plain decode is libjpeg-turbo to RGB with the files already in memory;
padbench opens, hashes and decodes each file, cuts out the face and judges it with \`frequency\`.

| | 1 thread | 2 threads | scaling |
| --- | ---: | ---: | ---: |
| plain libjpeg-turbo decode | $(printf %.0f "$raw1")/s | $(printf %.0f "$raw2")/s | $(awk "BEGIN { printf \"%.2f\", $raw2 / $raw1 }") |
| padbench, decode + frequency | $(printf %.0f "$ours1")/s | $(printf %.0f "$ours2")/s | $(awk "BEGIN { printf \"%.2f\", $ours2 / $ours1 }") |

Medians of the rounds' own ratios (lowest to highest):

- time per picture over plain decode, one thread: $(ratio '$1 / $2')
- the same with two threads: $(ratio '$3 / $4')
- scaling over plain decode's own scaling: $(ratio '($4 / $2) / ($3 / $1)')
MARKDOWN
