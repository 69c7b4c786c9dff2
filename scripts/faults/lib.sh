# Shared by the fault scripts: the program under test, a scratch folder, small datasets, checks and
# their counting. Sourced, never run.
#
# Every script takes --quick (a sample of the faults, for continuous integration) and the program
# from PADBENCH, which is built when it is not set. Results are counted per group; a line
# `SCRIPT|GROUP|FAULTS|FAILED|NOTE` per group goes to FAULT_RESULTS where that is set.

source "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"

faults=$project/scripts/faults
script=$(basename "$0")
quick=
for argument in "$@"; do
  case $argument in
    --quick) quick=yes ;;
    *) die "$script knows only --quick" ;;
  esac
done

scratch=$(mktemp -d)
remove_scratch() {
  chmod -R u+rwX "$scratch" 2>/dev/null || true
  rm -rf "$scratch"
}
trap remove_scratch EXIT

# Keys and settings of whoever runs this are neither used nor changed.
export PADBENCH_CONFIG_HOME=$scratch/config
export LC_ALL=C TZ=UTC

# Leaves with a word when a program is missing: that is no failure.
needs() {
  local program=$1 package=$2
  command -v "$program" >/dev/null 2>&1 && return
  say "$script: skipped, $program is missing: apt-get install $package"
  [ -z "${FAULT_RESULTS:-}" ] ||
    printf '%s|skipped: needs %s|0|0|\n' "$script" "$program" >>"$FAULT_RESULTS"
  exit 0
}

# Builds the program unless somebody did already.
find_program() {
  if [ -z "${PADBENCH:-}" ]; then
    require_swift
    require_libraries
    say "building padbench (release)"
    (cd "$project" && swift build -c release --product padbench >&2)
    PADBENCH=$(cd "$project" && swift build -c release --product padbench --show-bin-path)/padbench
  fi
  [ -x "$PADBENCH" ] || die "PADBENCH names no program: $PADBENCH"
  export PADBENCH
}

# A dataset of 12 presentations out of the sample: dev and test, three classes, two persons each;
# one picture is cut short, so that a presentation without a score is among them.
make_small_dataset() {
  local folder=$1 sample=$project/datasets/sample
  mkdir -p "$folder/media"
  cp "$sample/dataset.yaml" "$folder/"
  awk -F, '
    NR == 1 { print; next }
    $10 == "dev" || $10 == "test" {
      class = $4 == "" ? "bona fide" : $4
      if (class != "bona fide" && class != "print" && class != "replay/phone") next
      if (++seen[$10, class] <= 2) print
    }' "$sample/manifest.csv" >"$folder/manifest.csv"
  tail -n +2 "$folder/manifest.csv" | cut -d, -f2 | while read -r picture; do
    cp "$sample/$picture" "$folder/media/"
  done
  truncate -s 3000 "$folder/$(tail -n 1 "$folder/manifest.csv" | cut -d, -f2)"
}

# A dataset of COUNT presentations: the pictures of the sample linked under many ids.
make_large_dataset() {
  local folder=$1 count=$2 sample=$project/datasets/sample
  mkdir -p "$folder/media"
  cp "$sample/dataset.yaml" "$folder/"
  awk -F, -v count="$count" '
    NR == 1 { print; next }
    $10 == "dev" || $10 == "test" { lines[++rows] = $0 }
    END {
      for (made = 0; made < count; made++) {
        split(lines[made % rows + 1], field, ",")
        line = lines[made % rows + 1]
        sub(/^[^,]*,[^,]*/, sprintf("p%05d,media/p%05d.jpg", made, made), line)
        print line
        printf "%s p%05d\n", field[2], made > "/dev/stderr"
      }
    }' "$sample/manifest.csv" >"$folder/manifest.csv" 2>"$folder/links"
  while read -r picture name; do
    ln "$sample/$picture" "$folder/media/$name.jpg" 2>/dev/null ||
      cp "$sample/$picture" "$folder/media/$name.jpg"
  done <"$folder/links"
  rm "$folder/links"
}

# The evaluation that the scripts disturb: quick, and the same every time.
#   evaluate DATASET FOLDER [OPTION...]
evaluate() {
  "$PADBENCH" evaluate "$1" -o "$2" --detector frequency --detector quality --quiet \
    --no-pictures --bootstrap 0 "${@:3}"
}

# --- checks ---------------------------------------------------------------------------------------

failed_groups=0
all_faults=0
group= group_faults=0 group_failed=0 group_skipped=

# Begins a group of checks; the one before is reported.
begin() {
  finish_group
  group=$1 group_faults=0 group_failed=0 group_skipped=
}

# Counts faults that were injected, or cases that were looked at.
injected() { group_faults=$((group_faults + ${1:-1})); }

# Counts what must not be, with words for the person who reads it.
failed() {
  group_failed=$((group_failed + 1))
  say "  $group: $*"
}

# Says that a group cannot be looked at here.
skipped() { group_skipped=$*; }

# Checks that a command succeeds.
#   expect WORDS COMMAND...
expect() {
  local words=$1 output
  shift
  output=$("$@" 2>&1) || failed "$words${output:+: $output}"
}

# Checks that a command ends with an exit code, keeping what it says in $scratch/said.
#   ends_with CODE WORDS COMMAND...
ends_with() {
  local wanted=$1 words=$2 code=0
  shift 2
  "$@" >"$scratch/said" 2>&1 || code=$?
  [ "$code" = "$wanted" ] ||
    failed "$words: exit code $code instead of $wanted: $(tail -n 3 "$scratch/said")"
}

# Checks that what the last command said has a text in it.
says() {
  grep -qF -- "$1" "$scratch/said" ||
    failed "${2:-the message} does not say '$1': $(tail -n 3 "$scratch/said")"
}

finish_group() {
  [ -n "$group" ] || return 0
  local word=ok
  [ "$group_failed" = 0 ] || word=FAILED
  [ -z "$group_skipped" ] || word=skipped
  printf '%-7s %s: %d%s%s\n' "$word" "$group" "$group_faults" \
    "$([ "$group_failed" = 0 ] || echo ", $group_failed failed")" "${group_skipped:+ ($group_skipped)}"
  [ -z "${FAULT_RESULTS:-}" ] || printf '%s|%s|%d|%d|%s\n' "$script" "$group" "$group_faults" \
    "$group_failed" "$group_skipped" >>"$FAULT_RESULTS"
  all_faults=$((all_faults + group_faults))
  [ "$group_failed" = 0 ] || failed_groups=$((failed_groups + 1))
  group=
}

# Reports the last group and ends the script.
finish() {
  finish_group
  printf '%s: %d faults and cases, %d groups failed\n' "$script" "$all_faults" "$failed_groups"
  [ "$failed_groups" = 0 ] || exit 1
}

# --- run folders ----------------------------------------------------------------------------------

# Compares a folder with a reference; prints what differs. See run_folder.py.
run_folder() { python3 "$faults/run_folder.py" "$@"; }

# strace counts calls per thread. On one core the program's work stays on one thread, nearly always,
# so that the n-th call of a thread is the n-th call.
one_core=()
if command -v taskset >/dev/null 2>&1; then one_core=(taskset -c "$(($$ % $(nproc)))"); fi

# Runs a command while strace watches the calls of a kind and injects a fault into one of them; its
# record is $scratch/trace, what the command says $scratch/said. A command that hangs is ended after
# a minute, with exit code 124.
#   with_fault CALL FAULT COMMAND...
with_fault() {
  local call=$1 fault=$2 code=0
  shift 2
  # A shell of its own, which does not tell the person here about every kill.
  (timeout 60 "${one_core[@]}" strace -f -y -q -o "$scratch/trace" \
    -e trace="$call,write,pwrite64" -e inject="$call:$fault" "$@" >"$scratch/said" 2>&1
    exit $?) 2>/dev/null || code=$?
  return "$code"
}

# How many calls of a kind a command makes in $folder, and the numbers at which strace meets one; of
# the numbers every $step-th.
places() {
  local call=$1
  shift
  "${one_core[@]}" strace -f -y -q -o "$scratch/trace" -e trace="$call" "$@" >/dev/null 2>&1 || true
  python3 "$faults/calls.py" places "$scratch/trace" "$folder" "$call" "$step"
}
