# Microseconds per presentation of a detector that is a program of its own and does nothing, and the
# bytes per second that frames reach it with, beside `cat` sending the same bytes back, in the same
# run. Run by scripts/benchmark; prints Markdown.
set -euo pipefail
rounds=${ROUNDS:-5}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sandbox=${SANDBOX:-auto}

cc -O2 -o "$scratch/null_plugin" "$here/plugins/null_plugin.c"
cc -O2 -o "$scratch/round_trip" "$here/plugins/round_trip.c"
cp "$here/../plugins/null.py" "$here/../plugins/padbench_plugin.py" "$scratch"
python3 "$here/plugins/pictures.py" "$scratch/small" "${COUNT:-400}" 128 128
python3 "$here/plugins/pictures.py" "$scratch/large" 60 1920 1080

# card NAME COMMAND
card() {
  printf 'card: 1\nname: %s\nversion: "1"\nkind: process\nrole: detector\n' "$1"
  printf 'command: [%s]\nframes: {count: 1}\n' "$2"
}
card null-c ./null_plugin >"$scratch/c.card.yaml"
card null-python 'python3, ./null.py' >"$scratch/python.card.yaml"
# As long as a small model takes.
card busy './null_plugin, busy, "1000"' >"$scratch/busy-1.card.yaml"
sed '$a window: 4' "$scratch/busy-1.card.yaml" >"$scratch/busy-4.card.yaml"

# Median and 90th percentile of microseconds inside the detector.
judge() {
  "$PADBENCH" evaluate "$scratch/$2" --detector "$scratch/$1.card.yaml" --threshold 0 --jobs 1 \
    --sandbox "$sandbox" -o "$scratch/run" --force --no-pictures --quiet >/dev/null
  awk -F, '
    $1 != "" && $4 == "latency_median" { median = $5 * 1e6 }
    $1 != "" && $4 == "latency_p90" { ninety = $5 * 1e6 }
    END { printf "%.1f %.1f", median, ninety }' "$scratch/run/timing.csv"
}
# Presentations per second of a whole run with as many workers as processors.
through() {
  local start=$EPOCHREALTIME
  "$PADBENCH" evaluate "$scratch/$2" --detector "$scratch/$1.card.yaml" --threshold 0 \
    --sandbox "$sandbox" -o "$scratch/run" --force --no-pictures --quiet >/dev/null
  awk "BEGIN { printf \"%.1f\", $(grep -c . "$scratch/$2/manifest.csv") / \
    ($EPOCHREALTIME - $start) }"
}
small=$((128 * 128 * 3))
large=$((1920 * 1080 * 3))

for _ in $(seq "$rounds"); do
  printf '%s %s %s %s %s %s %s %s %s %s\n' \
    "$("$scratch/round_trip" $small 2000 cat)" "$(judge c small)" "$(judge python small)" \
    "$("$scratch/round_trip" $large 40 cat)" "$(judge c large)" "$(judge python large)" \
    "$(through busy-1 small)" "$(through busy-4 small)" \
    "$(through busy-1 large)" "$(through busy-4 large)"
done >"$scratch/rounds"

# The median over the rounds of an expression of their columns, with its lowest and highest.
spread() {
  awk "{ print $1 }" "$scratch/rounds" | sort -g | awk -v digits="${2:-0}" '
    { value[NR] = $1 }
    END {
      printf "%.*f (%.*f to %.*f)", digits, value[int((NR + 1) / 2)], digits, value[1], digits,
        value[NR]
    }'
}

cat <<MARKDOWN
# A detector in a process of its own

What the host of plugins costs: $(uname -m), $(nproc) cores, one worker, $rounds rounds, medians of
the rounds' medians (lowest to highest). \`cat\` gets the same bytes through pipes of the same width and
sends all of them back; a plugin gets them, beside a request for each step, and answers with a line.
The plugins do nothing: one in C, one of \`padbench_plugin.py\`. Between presentations a picture is read,
hashed and decoded, so that plugins wake up from sleep, which \`cat\` never does.

| | 128×128 | 90th percentile | 1920×1080 | raw frames |
| --- | ---: | ---: | ---: | ---: |
| \`cat\`, there and back | $(spread '$1') µs | | $(spread '$6') µs | $(spread "$large / \$6") MB/s |
| plugin in C | $(spread '$2') µs | $(spread '$3') µs | $(spread '$7') µs | $(spread "$large / \$7") MB/s |
| plugin in Python | $(spread '$4') µs | $(spread '$5') µs | $(spread '$9') µs | $(spread "$large / \$9") MB/s |

Of each round: C over \`cat\` $(spread '$2 / $1' 2) at 128×128 and $(spread '$7 / $6' 2) at 1920×1080;
Python over C $(spread '$4 / $2' 2) and $(spread '$9 / $7' 2).

A plugin that computes for a millisecond before each answer, one process, as many workers as processors;
presentations per second of the whole run, reading and start of the program included:

| before a process at once | 128×128 | 1920×1080 |
| --- | ---: | ---: |
| one presentation | $(spread '$11') | $(spread '$13') |
| four (\`window: 4\`) | $(spread '$12') | $(spread '$14') |
MARKDOWN
