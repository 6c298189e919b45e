#!/usr/bin/env bash
# A checker in another language, written from docs/FORMAT.md alone, agrees with
# verify on the format's examples, on what the program writes, and on what
# becomes of that when bytes change. Where python3 is missing there is nothing
# to agree with.
. "$(dirname "$0")/common.sh"
command -v python3 >/dev/null || exit 0
check() { python3 "$here/checker/check.py" "$@"; }

# agree FILE [exactly]: both say yes, or both say no.
agree() {
	local a=0 b=0
	as ann verify "$1" >verify.out 2>&1 || a=$?
	check "$1" >check.out 2>&1 || b=$?
	grep -q Traceback check.out && fail "the checker stumbles over $1: $(tail -1 check.out)"
	if [ "${2-}" = exactly ] && [ $a != $b ] || [ $((a == 0)) != $((b == 0)) ]; then
		fail "${3-$1}: verify says $a ($(tail -1 verify.out)), the checker $b ($(cat check.out))"
	fi
	said=$a
}

dated "$here"/../forecasts/exchange/forecastfile/testdata/format/*.forecasts "$here/../assets/sample.forecasts"
for f in "$here"/../forecasts/exchange/forecastfile/testdata/format/*.forecasts; do
	agree "$f" exactly
	case $(basename "$f") in
	bad-*) [ "$said" = 1 ] || fail "$f holds" ;;
	*) [ "$said" = 0 ] || fail "$f does not hold" ;;
	esac
done
agree "$here/../assets/sample.forecasts" exactly

# What the program writes: notes, evidence, a sealed forecast, a witness, a
# shared folder's file of several batches, a proof.
as ann new a.vane --as Ann
as bob new b.vane --as Bob
q=$(made as ann ask a.vane --title "비가 온다?" --closes 2097-01-01 --tag rain)
made as ann ask a.vane --title "How much?" --closes 2097-01-01 --range 0..100 --unit mm >/dev/null
f=$(made as ann forecast a.vane "$q" 20% --note "clouds \"over\" the \\ sea")
s=$(made as ann forecast a.vane "$q" 30% --seal)
printf 'Clouds gather.\n' >sky.txt
article=$(made as ann attach a.vane sky.txt --title Sky)
made as ann find a.vane "$article" --quote "Clouds gather" --claim "Clouds" --question "$q" --lr 2 >/dev/null
as ann export a.vane -o a.forecasts >/dev/null
as bob import b.vane a.forecasts >/dev/null
made as bob forecast b.vane "$q" 0.4 >/dev/null
as bob export b.vane -o b.forecasts --withhold notes >/dev/null
gzip -c b.forecasts >packed.forecasts
as ann prove a.vane "$f" -o f.proof >/dev/null
mkdir place
as ann sync a.vane place >/dev/null
made as ann reveal a.vane "$s" >/dev/null
made as ann forecast a.vane "$q" 40% >/dev/null
as ann sync a.vane place >/dev/null
cp place/*.forecasts grown.forecasts
[ "$(grep -c '^{"end"' grown.forecasts)" = 2 ] || fail "the folder's file has not two batches"
for f in a.forecasts b.forecasts packed.forecasts grown.forecasts f.proof; do
	agree "$f" exactly
	[ "$said" = 0 ] || fail "$f does not hold: $(cat verify.out)"
done

# Changed bytes, and lines taken away, doubled and swapped.
for f in grown.forecasts f.proof; do
	size=$(stat -c %s $f)
	for ((at = 0; at < size; at += 1 + size / 12)); do
		cp $f changed
		byte=$(od -An -tu1 -j "$at" -N 1 $f | tr -d ' ')
		printf "\\x$(printf %x $((byte ^ 1)))" | dd of=changed bs=1 seek="$at" conv=notrunc status=none
		agree changed "" "$f with byte $at changed"
		[ "$said" != 0 ] || [ "$at" = $((size - 1)) ] || fail "$f with byte $at changed holds"
	done
done
lines=$(wc -l <grown.forecasts)
for ((n = 1; n <= lines; n++)); do
	sed "${n}d" grown.forecasts >changed
	agree changed "" "without line $n"
	sed "${n}p" grown.forecasts >changed
	agree changed "" "with line $n twice"
done
finish
