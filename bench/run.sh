#!/usr/bin/env bash
# Times Weathervane's score against the peers that are there; see README.md.
# The binary is $WEATHERVANE, or build/weathervane.
. "$(dirname "$0")/common.sh"
rows=${ROWS:-1000000}

"$python" "$here/gen.py" -n "$rows" -o "$work"
if [ "$rows" = 1000000 ]; then
	(cd "$work" && sha256sum --quiet -c "$here/data.sha256") ||
		echo "bench: another C library made other last digits; the ratios hold all the same" >&2
fi

# fetch_duckdb says where DuckDB for node is, and gets it where it is not.
fetch_duckdb() {
	local peers=${PEERS:-$work/peers}
	command -v node >/dev/null || return 1
	if [ ! -d "$peers/node_modules/@duckdb/node-api" ]; then
		command -v npm >/dev/null || return 1
		mkdir -p "$peers"
		cp "$here/package.json" "$peers/"
		(cd "$peers" && timeout 300 npm install --silent --no-audit --no-fund) >/dev/null 2>&1 || return 1
	fi
	cp "$here/bench_duckdb.mjs" "$peers/"
	echo "$peers/bench_duckdb.mjs"
}

peers=()
if has_pandas "$python"; then
	peers+=("pandas|$python $here/bench_pandas.py $work")
else
	echo "bench: no pandas with scikit-learn for $python: left out"
fi
if duckdb=$(fetch_duckdb); then
	peers+=("DuckDB|node $duckdb $work")
else
	echo "bench: no DuckDB for node: left out"
fi
if command -v sqlite3 >/dev/null && sqlite3 :memory: 'SELECT ln(2)' >/dev/null 2>&1; then
	peers+=("SQLite|sh $here/bench_sqlite.sh $work")
else
	echo "bench: no sqlite3 with mathematics: left out"
fi

"$python" "$here/pairs.py" "$rounds" \
	"Weathervane|$binary score $work/forecasts.csv --questions $work/questions.csv --json" \
	"${peers[@]}"
