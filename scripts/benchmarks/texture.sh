# Milliseconds per 640×480 JPEG of decode + face crop + colour texture (`texture`), one core, beside
# OpenCV's decode and scikit-image's local binary patterns of the same planes and scales, in the same
# run. Run by scripts/benchmark; prints Markdown. Python comes from PYTHON, with opencv-python-headless
# and scikit-image; without it that row is left out.
set -euo pipefail
rounds=${ROUNDS:-5}
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=${PYTHON:-python3}

cc -O2 -o "$scratch/raw_jpeg_decode" "$here/raw_jpeg_decode.c" \
  $(pkg-config --cflags --libs libjpeg) -lpthread
"$PADBENCH" dataset synthesize "$here/texture.spec.yaml" --seed 1 -o "$scratch/dataset" >&2
"$PADBENCH" detector train texture --dataset "$scratch/dataset" -o "$scratch/texture.json" --quiet >&2
mapfile -t files < <(find "$scratch/dataset" -name '*.jpg' | sort)
hasPython=no
if "$python" -c 'import cv2, skimage' 2>/dev/null; then hasPython=yes; fi

# Milliseconds per picture, from the run's own timing (without start-up and report).
ours() {
  "$PADBENCH" evaluate "$scratch/dataset" --detector "$scratch/texture.json" --threshold 0 \
    --partition train --partition dev --partition test --on-training-data --jobs 1 \
    -o "$scratch/run" --force --no-pictures --quiet >/dev/null
  awk -F, '$4 == "run: presentations per second" { print 1000 / $5 }' "$scratch/run/timing.csv"
}
raw() {
  "$scratch/raw_jpeg_decode" 1 2 "${files[@]}" |
    sed 's/.*pictures_per_second=//' | awk '{ print 1000 / $1 }'
}
peer() {
  if [ "$hasPython" = yes ]; then
    OMP_NUM_THREADS=1 "$python" "$here/texture_peer.py" "$scratch/dataset"
  else
    echo nan
  fi
}

for _ in $(seq "$rounds"); do printf '%s %s %s\n' "$(raw)" "$(ours)" "$(peer)"; done \
  >"$scratch/rounds"
median() {
  awk "{ print $1 }" "$scratch/rounds" | sort -g |
    awk '{ value[NR] = $1 } END { printf "%.2f (%.2f to %.2f)", value[int((NR + 1) / 2)], value[1], value[NR] }'
}

cat <<MARKDOWN
# Colour texture of a picture

${#files[@]} JPEGs of 640×480, face box in the manifest, one core ($(uname -m)), $rounds rounds,
medians (lowest to highest), milliseconds per picture.

| | ms |
| --- | ---: |
| plain libjpeg-turbo decode | $(median '$1') |
| padbench: open, hash, decode, crop, six planes, three scales, classifier | $(median '$2') |
| OpenCV decode and planes, scikit-image patterns, the same planes and scales | $(median '$3') |

Of each round, padbench over plain decode: $(median '$2 / $1'); Python over padbench:
$(median '$3 / $2').
MARKDOWN
