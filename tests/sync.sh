#!/usr/bin/env bash
# A shared folder as a team's place: five authors write at once and end equal;
# odd files in it break nothing, and a rewritten log is named and left out.
. "$(dirname "$0")/common.sh"
mkdir place
people=(ann bob cyd dan eve)
for who in "${people[@]}"; do
	as "$who" new "$who.vane" --as "$who"
done
q=$(made as ann ask ann.vane --title "Rain?" --closes 2090-01-01)
as ann sync ann.vane place --json >out.json
grep -q '"ok": true' out.json && grep -q '"out": \[' out.json || fail "the first sync says $(cat out.json)"
file=$(ls place/*.forecasts)
cp "$file" shorter

author() {
	local end=$((SECONDS + ${SYNC_SECONDS:-4})) n=0
	as "$1" sync "$1.vane" place >/dev/null
	while [ $SECONDS -lt $end ]; do
		n=$((n + 1))
		as "$1" forecast "$1.vane" "$q" "$((n % 100))%" --note "$1 $n" >/dev/null
		as "$1" sync "$1.vane" place >/dev/null
	done
}
for who in "${people[@]}"; do
	author "$who" 2>"$who.err" &
done
author ann 2>"ann-too.err" & # two programs of one author
wait
for who in "${people[@]}"; do
	[ ! -s "$who.err" ] || fail "$who: $(head -1 "$who.err")"
done
[ ! -s ann-too.err ] || fail "Ann's second program: $(head -1 ann-too.err)"
for round in 1 2; do
	for who in "${people[@]}"; do
		code 0 "sync $round of $who" as "$who" sync "$who.vane" place
	done
done
for who in "${people[@]}"; do
	for what in questions forecasts; do
		as "$who" list "$who.vane" "$what" --json --now 2026-01-01T00:00Z
	done >"$who.json"
	cmp -s ann.json "$who.json" || fail "$who ends with other lists than Ann"
	code 0 "verify of $who" as "$who" verify "$who.vane"
	code 0 "check of $who" as "$who" check "$who.vane"
done
for f in place/*.forecasts; do
	code 0 "verify of $f" as ann verify "$f"
done
[ -z "${SYNC_SECONDS:-}" ] || echo "$(grep -c '"p":' ann.json) forecasts of five authors in $SYNC_SECONDS s, the same for all"
as bob sync bob.vane place | grep -q "Nothing is new" || fail "they do not come to rest: $(as bob sync bob.vane place)"

# Odd files.
before=$(ls place | wc -l)
head -c 300 "$file" >"place/$(printf 'ab%.0s' {1..16}).forecasts"
cp shorter "${file%.forecasts} (1).forecasts"
head -c $(($(stat -c %s "$file") - 9)) "$file" >"${file%.forecasts} (Bob's conflicted copy 2024-02-26).forecasts"
cp shorter place/notes.forecasts
mkdir place/folder && mkfifo place/pipe.forecasts
as cyd sync cyd.vane place --json >odd.json || fail "odd files break a sync"
for what in conflict partial foreign; do
	grep -q "\"what\": \"$what\"" odd.json || fail "no file is recognised as $what: $(cat odd.json)"
done
echo '{"half a li' >>"$file"
touch -d '2 hours ago' place/.weathervane-999999999-LEFTBYAPROGRAMTHATWASKILLED # of a program that was killed
as cyd sync cyd.vane place | grep -q partial || fail "a tail is not told about"
code 0 "sync of its author over a tail" as ann sync ann.vane place
code 0 "verify after a tail" as ann verify "$file"
[ -z "$(find place -name '.*')" ] || fail "temporary files are left: $(find place -name '.*')"
cp shorter "$file"
code 0 "sync with a shorter state" as cyd sync cyd.vane place
code 0 "sync of its author" as ann sync ann.vane place
[ "$(stat -c %s "$file")" -gt "$(stat -c %s shorter)" ] || fail "the author does not put a shorter state right"
as fay new fay.vane --as fay
code 0 "sync of a newcomer" as fay sync fay.vane place
as fay list fay.vane forecasts --json --now 2026-01-01T00:00Z >fay.json
as ann list ann.vane forecasts --json --now 2026-01-01T00:00Z | cmp -s - fay.json || fail "a newcomer does not get everything"
[ "$(ls place | wc -l)" = $((before + 7)) ] || fail "a sync removes files of others, or leaves its own: $(ls -A place)"

# A log that was rewritten.
cp "$here/../forecasts/exchange/forecastfile/testdata/format/good-appended.forecasts" place/
mkdir other
log=$(head -2 "$here/../forecasts/exchange/forecastfile/testdata/format/fork-of-good.forecasts" | sed -n 's/.*"log":"\([0-9a-f]*\)".*/\1/p' | head -1)
cp "$here/../forecasts/exchange/forecastfile/testdata/format/fork-of-good.forecasts" "other/$log.forecasts"
code 0 "import of good" as bob import bob.vane "$here/../forecasts/exchange/forecastfile/testdata/format/good.forecasts"
code 1 "sync with a rewritten log" as bob sync bob.vane other
[ "$(ls other | wc -l)" = 2 ] || fail "a rewritten log keeps one's own from going out"
refused "no such folder" as bob sync bob.vane nowhere
refused "a file for a folder" as bob sync bob.vane bob.vane
finish
