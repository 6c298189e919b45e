#!/usr/bin/env bash
# One document with several articles is taken apart.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron
cat >digest.txt <<-'TEXT'
	Winter on the Sound
	Lumen harbour shut, Voss line pays no dividend
	UPDATES: The harbour of Lumen has been shut for three weeks.
	Ice keeps Lumen harbour shut, says master
	By ODILE MARCHETTI, Gazette staff writer
	The harbour stays closed until the ice breaks.
	Read here
	Voss line pays no dividend
	By BO-RA LEE, Gazette staff writer
	Eleven ships lie at anchor.
	It was no year for dividends.
	Read here
	A tug for the bay
	By Ine Voss
	“It is strong enough,” the master says.
	Read here
TEXT
printf 'Voss line pays no dividend\r\nBy BO-RA LEE, Gazette staff writer\r\nEleven ships lie at anchor.\r\nIt was no year for dividends.\r\n' >second.txt
second=$(made as heron attach heron.vane second.txt)
as heron attach heron.vane digest.txt --split --publisher Gazette --published 2031-02-11 >ids 2>remarks
[ "$(grep -cE '^[0-9a-f]{64}$' ids)" = 3 ] && [ "$(wc -l <ids)" = 3 ] || fail "not three ids: $(cat ids)"
[ "$(sed -n 2p ids)" = "$second" ] || fail "the second article is not recognised"
[ "$(wc -l <remarks)" = 1 ] || fail "remarks: $(cat remarks)"
first=$(sed -n 1p ids)
as heron show heron.vane "$first" --json >first
grep -q '"title": "Ice keeps Lumen harbour shut, says master"' first || fail "title: $(cat first)"
grep -q 'ODILE MARCHETTI' first || fail "authors: $(cat first)"
grep -q '"publisher": "Gazette"' first || fail "publisher: $(cat first)"
if grep -q 'Read here\|UPDATES' first; then fail "the text has what stands around it: $(cat first)"; fi
made as heron find heron.vane "A tug for the bay" --quote "strong enough" --claim "A tug" >/dev/null
as heron attach heron.vane digest.txt --split --json --quiet >again
[ "$(grep -o '[0-9a-f]\{64\}' again)" = "$(cat ids)" ] || fail "again: $(cat again)"
as heron attach heron.vane - --split <digest.txt 2>/dev/null >again
cmp -s again ids || fail "from standard input: $(cat again)"

records heron.vane heron >before
refused "one article" as heron attach heron.vane second.txt --split
refused "a title for several" as heron attach heron.vane digest.txt --split --title T
refused "a day that is none" as heron attach heron.vane digest.txt --split --published soon
records heron.vane heron >after
cmp -s before after || fail "bad use wrote records"
code 0 "check" as heron check heron.vane
finish
