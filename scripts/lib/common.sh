# Shared by the scripts beside this folder: where the project is, and what the system must have.
# Sourced, never run.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

# Runs a command as the administrator: as it is when we are that already, else through sudo.
as_administrator() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    die "this needs an administrator; run once as root: $*"
  fi
}

# Installs Debian/Ubuntu packages by name, refreshing the package lists first.
install_packages() {
  say "installing: $*"
  as_administrator env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_administrator env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends "$@" >&2
}

# Makes sure that the C libraries padbench links are there; changes nothing when they are.
require_libraries() {
  if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists libpng libjpeg gsl sqlite3; then
    return
  fi
  case "$(uname -s)" in
    Darwin) die "install the libraries first: brew install libpng jpeg-turbo gsl pkgconf gnuplot" ;;
  esac
  command -v apt-get >/dev/null 2>&1 ||
    die "libpng, libjpeg-turbo, GSL and SQLite with their headers are missing, and so is apt-get to install them"
  install_packages pkg-config libpng-dev libjpeg-dev libgsl-dev libsqlite3-dev
}

# Makes sure that the Swift toolchain is there.
require_swift() {
  command -v swift >/dev/null 2>&1 ||
    die "the Swift toolchain is missing; install Swift 6.2 or later from https://swift.org/install"
}

# Installs the optional programs, where that is possible without asking anybody.
install_optional_programs() {
  local missing=()
  command -v gnuplot >/dev/null 2>&1 || missing+=(gnuplot-nox)
  command -v ffmpeg >/dev/null 2>&1 || missing+=(ffmpeg)
  if [ "${CI:-}" = true ]; then
    python3 -c 'import ensurepip' >/dev/null 2>&1 || missing+=(python3 python3-venv)
  fi
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null 2>&1 || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    say "not installed (no administrator at hand): ${missing[*]}"
    return
  fi
  install_packages "${missing[@]}" || say "could not be installed: ${missing[*]}"
}

# python_environment NAME PIP-ARGUMENT...: makes (once, and again when a requirements file among the
# arguments is newer) the virtual environment .build-python-NAME with what pip is asked for, and prints
# the path of its python3. Fails, saying why, where Python or the packages are not to be had.
python_environment() {
  local name=$1 environment="$project/.build-python-$1" argument
  shift
  command -v python3 >/dev/null 2>&1 || die "python3 is missing"
  for argument in "$@"; do
    if [ -f "$argument" ] && [ "$argument" -nt "$environment/.complete" ]; then
      rm -f "$environment/.complete"
    fi
  done
  if [ ! -f "$environment/.complete" ]; then
    say "making the Python environment '$name'"
    python3 -m venv "$environment" || die "python3 cannot make a virtual environment (python3-venv)"
    "$environment/bin/python3" -m pip install --quiet --disable-pip-version-check "$@" >&2 ||
      die "the Python packages of '$name' could not be installed"
    touch "$environment/.complete"
  fi
  printf '%s\n' "$environment/bin/python3"
}
