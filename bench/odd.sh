#!/usr/bin/env bash
# Times Weathervane's score of odd tables against pandas; see README.md. Both must find
# the same figure. The binary is $WEATHERVANE, or build/weathervane.
. "$(dirname "$0")/common.sh"
has_pandas "$python" || { echo "bench: no pandas with scikit-learn for $python: odd tables are left out"; exit; }
"$python" "$here/odd.py" -n "${ODD_ROWS:-200000}" -o "$work"

for file in "$work"/*; do
	name=$(basename "$file")
	if [ "$name" = spreadsheet.xlsx ] && ! "$python" -c 'import openpyxl' 2>/dev/null; then
		echo "bench: no openpyxl for $python: $name is left out"
		continue
	fi
	ours="$binary score $file --json --quiet"
	theirs="$python $here/odd_pandas.py $file"
	"$python" - "$name" "$($ours)" "$($theirs)" <<-'END'
		import json, sys
		name, a, b = sys.argv[1], *(json.loads(text)["mean"] for text in sys.argv[2:])
		print("%s: a mean Brier score of %.15g" % (name, a))
		abs(a - b) <= 1e-12 or sys.exit("bench: pandas finds %.17g, and not %.17g" % (b, a))
	END
	"$python" "$here/pairs.py" "$rounds" "Weathervane|$ours" "pandas|$theirs"
done
