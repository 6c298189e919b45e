#!/usr/bin/env bash
# The format's example files: good ones merge in any order to equal lists, bad
# ones are refused with nothing written, a fork is refused and can be left out.
. "$(dirname "$0")/common.sh"
format=$here/../forecasts/exchange/forecastfile/testdata/format
dated "$format"/*.forecasts
good=(good good-all-kinds good-appended good-revealed good-third-edition good-timestamped good-withheld)

n=0
order() {
	n=$((n + 1))
	as "p$n" new "$n.vane" --as Reader
	local name
	for name in "$@"; do
		code 0 "import $name (order $n)" as "p$n" import "$n.vane" "$format/$name.forecasts"
	done
	local what
	for what in questions forecasts articles findings; do
		as "p$n" list "$n.vane" "$what" --json --now 2026-01-01T00:00Z
	done >"$n.lists"
	cmp -s 1.lists "$n.lists" || fail "order $n ($*) gives other lists: $(diff 1.lists "$n.lists" | head -5)"
	code 0 "verify of order $n" as "p$n" verify "$n.vane"
	code 0 "check of order $n" as "p$n" check "$n.vane"
}
order "${good[@]}"
order good-withheld good-timestamped good-revealed good-appended good-third-edition good-all-kinds good
order good-revealed good-third-edition good-withheld good good-withheld good-all-kinds good-timestamped good-appended
order good-all-kinds good good-appended good good-timestamped good-withheld good-revealed good-third-edition
as once new once.vane --as Reader
code 0 "import of all at once" as once import once.vane "$format"/good*.forecasts
for name in "${good[@]}"; do
	code 0 "verify $name" as p1 verify "$format/$name.forecasts"
done

# Every kind but one, which no version knows, is understood, and what was merged is handed on byte for byte.
as u new u.vane --as Reader
strange=$(for name in "${good[@]}"; do as u import u.vane "$format/$name.forecasts" --json; done | awk '/"not_understood":/ { n += $2 } END { print n }')
[ "$strange" = 1 ] || fail "$strange records are not understood"
code 0 "export of all" as once export once.vane -o all.forecasts
for name in good-third-edition good-timestamped; do
	grep -F '"kind":' "$format/$name.forecasts" | while read -r line; do
		grep -qxF -- "$line" all.forecasts || { echo "FAIL $name: not handed on: $line" >&2; exit 1; }
	done
done
as p1 import 1.vane "$format/good.forecasts" --dry-run --json | grep -q '"written": false' || fail "a dry run says that it wrote"

# Bad files.
records 1.vane p1 >before
for bad in "$format"/bad-*.forecasts; do
	name=$(basename "$bad" .forecasts)
	got=0
	as p1 verify "$bad" >/dev/null 2>err || got=$?
	[ "$got" = 1 ] || [ "$got" = 2 ] || fail "verify $name is $got"
	got=0
	as p1 import 1.vane "$bad" >out 2>err || got=$?
	[ "$got" = 1 ] || [ "$got" = 2 ] || fail "import $name is $got"
	[ ! -s out ] || fail "import $name prints $(cat out)"
	[ "$(wc -l <err)" = 1 ] || fail "import $name: not one line: $(cat err)"
	got=0
	as p1 import 1.vane "$format/good-all-kinds.forecasts" "$bad" >out 2>err || got=$?
	[ "$got" != 0 ] || fail "import of a good file with $name is done in part"
done
records 1.vane p1 >after
cmp -s before after || fail "a bad file left something behind"

# A fork.
as f new fork.vane --as Reader
code 0 "import of good" as f import fork.vane "$format/good.forecasts"
records fork.vane f >before
code 0 "verify fork-of-good by itself" as f verify "$format/fork-of-good.forecasts"
code 1 "import of fork-of-good" as f import fork.vane "$format/fork-of-good.forecasts"
[ ! -s out ] || fail "the fork prints $(cat out)"
grep -q 0f7c7e41dd00f5faf4b4bdfa057f1d9b err || fail "the fork is not named: $(cat err)"
code 1 "import of fork-of-good with a good file" as f import fork.vane "$format/good-all-kinds.forecasts" "$format/fork-of-good.forecasts"
records fork.vane f >after
cmp -s before after || fail "a fork left something behind"
code 1 "verify --against" as f verify "$format/fork-of-good.forecasts" --against fork.vane
code 0 "verify --against of good" as f verify "$format/good.forecasts" --against fork.vane
code 0 "import --except" as f import fork.vane "$format/good-all-kinds.forecasts" "$format/fork-of-good.forecasts" --except 0f7c7e41dd00f5faf4b4bdfa057f1d9b
as f list fork.vane questions | grep -q "A satellite is launched" || fail "--except did not merge the rest"
code 0 "check after a fork" as f check fork.vane
finish
