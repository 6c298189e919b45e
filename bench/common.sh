# What the benchmarks against python's peers share; they source it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "${WEATHERVANE:-$here/../build/weathervane}")
rounds=${ROUNDS:-5}
# The system's python may have pandas where another one comes first on the path.
has_pandas() { "$1" -c 'import pandas, sklearn' 2>/dev/null; }
python=${PYTHON:-python3}
[ -n "${PYTHON:-}" ] || has_pandas python3 || ! has_pandas /usr/bin/python3 || python=/usr/bin/python3

[ -x "$binary" ] || { echo "bench: $binary is not there: run make build first" >&2; exit 1; }
command -v "$python" >/dev/null || { echo "bench: making the data needs python3" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
