# Pictures per second of `padbench dataset synthesize`: stills of 480×640 of every species, and frames
# of 112×112, files written. Run by scripts/benchmark; prints Markdown.
set -euo pipefail
rounds=${ROUNDS:-3}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

attacks='{print: {per_target: 2}, replay/phone: {per_target: 2}, replay/tablet: {per_target: 2},
  mask-3d/paper: {per_target: 1}, mask-3d/resin: {per_target: 1}, mask-3d/silicone: {per_target: 1}}'
cat >"$scratch/stills.yaml" <<YAML
name: synthesis-speed-stills
picture: {width: 480, height: 640}
subjects: {train: 8}
bona_fide_per_subject: 5
attacks: $attacks
YAML
cat >"$scratch/sequences.yaml" <<YAML
name: synthesis-speed-sequences
picture: {width: 112, height: 112}
subjects: {train: 4}
bona_fide_per_subject: 0
sequences:
  picture: {width: 112, height: 112}
  frame_rate: 15
  seconds: 5
  bona_fide_per_subject: 2
  attacks: {print: {per_target: 1}, replay/video: {per_target: 1}, mask-3d/resin: {per_target: 1}}
YAML

# rate NAME COUNT: pictures a second of one run, and a second of processor.
rate() {
  rm -rf "$scratch/$1"
  local TIMEFORMAT='%R %U %S'
  { time "$PADBENCH" dataset synthesize "$scratch/$1.yaml" --seed 7 --quiet -o "$scratch/$1" \
    >/dev/null 2>"$scratch/messages"; } 2>"$scratch/time"
  local count
  count=$(find "$scratch/$1" -name '*.jpg' | wc -l)
  awk -v count="$count" '{ printf "%.2f %.2f\n", count / $1, count / ($2 + $3) }' "$scratch/time"
}
for _ in $(seq "$rounds"); do printf '%s %s\n' "$(rate stills)" "$(rate sequences)"; done \
  >"$scratch/rounds"
median() {
  awk "{ print $1 }" "$scratch/rounds" | sort -g |
    awk '{ value[NR] = $1 } END { printf "%.1f (%.1f to %.1f)", value[int((NR + 1) / 2)], value[1], value[NR] }'
}

cat <<MARKDOWN
# Drawing synthetic presentations

$(nproc) hardware threads ($(uname -m)), $rounds rounds, medians (lowest to highest), files written.

| | per second | per second of processor |
| --- | ---: | ---: |
| stills of 480×640 | $(median '$1') | $(median '$2') |
| frames of 112×112 | $(median '$3') | $(median '$4') |
MARKDOWN
