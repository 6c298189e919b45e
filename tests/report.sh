#!/usr/bin/env bash
# Reports: each form says the same as the workspace.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron >/dev/null
q=$(made as heron ask heron.vane --title '=1+1 rain' --opens 2020-01-01 --closes 2097-01-01)
made as heron forecast heron.vane "$q" 30% --note '</script>' >/dev/null
made as heron forecast heron.vane "$q" 12.5% >/dev/null
after_a_tick
made as heron resolve heron.vane "$q" no >/dev/null
o=$(made as heron ask heron.vane --title 'Open still' --closes 2097-01-01)
made as heron forecast heron.vane "$o" 77.7% >/dev/null

# The table and the tables.
as heron report heron.vane -o r.csv >/dev/null
grep -q "'=1+1 rain" r.csv || fail "a formula is not defused: $(cat r.csv)"
[ "$(wc -l <r.csv)" = 4 ] || fail "the CSV has not a line a forecast: $(cat r.csv)"
grep -q '0\.125,,,no,0,0\.015625,binary,' r.csv || fail "the CSV lacks a forecast and its Brier score: $(cat r.csv)"
as heron report heron.vane -o r.md >/dev/null
grep -q '^## Resolved questions' r.md || fail "no table of resolved questions"
grep -q 'on questions that are not resolved' r.md || fail "what was left out is not said"
[[ $(as heron report heron.vane -o r.md --json) == *'"forecasts": 3'* ]] || fail "--json does not count"
as heron report heron.vane -o r.pdf >/dev/null
[ "$(head -c 5 r.pdf)" = %PDF- ] && tail -c 8 r.pdf | grep -q %%EOF || fail "the PDF is not whole"
refused "a report over something else" as heron report heron.vane -o heron.vane

# The page that checks itself, in a browser.
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
	echo "FAIL report: no chromium to open the page in: run scripts/install.sh display" >&2
	exit 1
fi
# verified FILE: what the page says of itself once its script has run.
verified() {
	local profile
	profile=$(mktemp -d -p "$work")
	timeout 90 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
		--disable-component-update --disable-sync --user-data-dir="$profile" --virtual-time-budget=20000 --dump-dom "file://$work/$1" \
		2>"$work/browser.err" >"$work/dom" || { cat "$work/browser.err" >&2; echo "the browser failed"; return; }
	grep -o '<html[^>]*>' "$work/dom" | grep -o 'data-verified="[a-z]*"\|data-reason="[^"]*"' | tr '\n' ' '
}
# says WANT WHAT FILE: the page comes to this.
says() {
	local got
	got=$(verified "$3")
	[[ $got == *"data-verified=\"$1\""* ]] || fail "$2: want $1, the page says $got"
}

# Everything that bears on a score: choices, numbers, a condition, late and
# withdrawn and retracted forecasts, somebody else's, revisions, disputed ends.
as ibis new ibis.vane --as Ibis >/dev/null
c=$(made as heron ask heron.vane --title "Who & <b>leads</b>?" --opens 2020-01-01 --closes 2097-01-01 --option "A 1" --option B --option other)
made as heron forecast heron.vane "$c" "A 1=50% B=30% other=rest" >/dev/null
n=$(made as heron ask heron.vane --title Tons --closes 2097-01-01 --range -9..9)
made as heron forecast heron.vane "$n" 5%:-5 50%:0 95%:5 >/dev/null 2>&1 || made as heron forecast heron.vane "$n" "5%:-5 50%:0 95%:5" >/dev/null
i=$(made as heron ask heron.vane --title "If it rains" --opens 2020-01-01 --closes 2097-01-01 --if "$q=no")
made as heron forecast heron.vane "$i" 65% --by Kite >/dev/null
made as heron forecast heron.vane "$i" 40% --made-at 2020-05-01 >/dev/null
wrong=$(made as heron forecast heron.vane "$i" 99%)
made as heron retract heron.vane "$wrong" --why "a slip" >/dev/null
made as heron forecast heron.vane "$i" 35% >/dev/null
s=$(made as heron ask heron.vane --title "Kept back" --closes 2097-01-01)
made as heron forecast heron.vane "$s" 87.65% --seal >/dev/null
made as heron revise heron.vane "$i" --title "If it rains, again" --closes 2098-01-01 --why clearer >/dev/null
as heron export heron.vane -o h.forecasts >/dev/null
as ibis import ibis.vane h.forecasts >/dev/null
made as ibis forecast ibis.vane "$c" "A 1=20% B=30% other=rest" >/dev/null
made as ibis forecast ibis.vane "$i" 70% >/dev/null
after_a_tick
made as ibis withdraw ibis.vane "$i" >/dev/null
made as ibis resolve ibis.vane "$c" "A 1" >/dev/null
made as heron resolve heron.vane "$c" B >/dev/null
made as heron resolve heron.vane "$i" 0.5 >/dev/null
as ibis export ibis.vane -o i.forecasts >/dev/null
as heron import heron.vane i.forecasts >/dev/null
as heron report heron.vane -o disputed.html >/dev/null
says yes "with a disputed end" disputed.html
made as heron resolve heron.vane "$c" "A 1" >/dev/null
as heron report heron.vane -o page.html >/dev/null
says yes "as it was written" page.html
key=$(as heron list heron.vane logs --json | grep -m1 -o '"key": "[0-9a-f]*"' | grep -o '[0-9a-f]\{32\}')
grep -q "key $key" dom || fail "the page does not say whose key signed"
grep -q '<svg' page.html || fail "the page has no picture"
! grep -Eq '(src|href)="?(https?:)?//' page.html || fail "the page needs a network"
! grep -q '87\.65\|0\.8765' page.html r.md || fail "a sealed number is told"
as ibis report ibis.vane -o colleague.html >/dev/null
says yes "a colleague's" colleague.html

# One thing changed in the file is found.
changed() {
	sed "$2" page.html >changed.html
	! cmp -s page.html changed.html || fail "$1: nothing was changed"
	says no "$1" changed.html
}
changed "a probability in a record" 's/"p":0.125/"p":0.025/'
changed "a probability in an open question's record" 's/"p":0.777/"p":0.778/'
changed "a probability that the page shows" 's/>12.5 %</>12.6 %</'
changed "a choice that the page shows" 's/A 1 50 %/A 1 51 %/'
changed "the score" 's/id="headline">[0-9.]*</id="headline">0.0001</'
changed "a title" 's/>If it rains, again</>If it snows, again</'
changed "a note" 's/a slip/a slop/'
changed "a row gone" '/tr data-forecast=.*77.7 %/d'
changed "a record gone" '/"p":0.777/d'
sed 's/globalThis.crypto && globalThis.crypto.subtle/undefined/' page.html >plain.html
says partly "a browser without Web Crypto" plain.html
sed -e 's/globalThis.crypto && globalThis.crypto.subtle/undefined/' -e 's/"p":0.125/"p":0.025/' page.html >plain.html
says no "a browser without Web Crypto, a changed record" plain.html
as heron report sample: -o sample.html >/dev/null
says yes "the sample" sample.html

# The workbook and the calendar.
as heron report heron.vane -o r.xlsx >/dev/null
[ "$(head -c 2 r.xlsx)" = PK ] || fail "no workbook"
as heron report heron.vane -o r.xlsx >/dev/null || fail "a workbook is not replaced by a newer one"
as heron report heron.vane -o r.ics >/dev/null
grep -q '^SUMMARY:Closes: Open still' r.ics || fail "the calendar lacks a close: $(cat r.ics)"
! grep -q '=1+1' r.ics || fail "the calendar has what is over"

# A report made later, as of a time, is the one that was made then.
then=$(instant)
mkdir then later
for form in html pdf xlsx csv md ics; do as heron report heron.vane --now "$then" -o then/r.$form >/dev/null; done
made as heron forecast heron.vane "$o" 11% >/dev/null
made as heron resolve heron.vane "$q" yes >/dev/null
made as ibis forecast ibis.vane "$o" 44% >/dev/null
as ibis export ibis.vane -o i.forecasts >/dev/null
as heron import heron.vane i.forecasts >/dev/null
for form in html pdf xlsx csv md ics; do
	as heron report heron.vane --as-of "$then" -o later/r.$form >/dev/null
	cmp then/r.$form later/r.$form || fail "the report as of $then is not the one made then: $form"
done
as heron report heron.vane -o later/r.html >/dev/null
! cmp -s then/r.html later/r.html || fail "nothing has changed since"
refused "as of no time" as heron report heron.vane --as-of someday -o r.md

# What is refused, and leaves what was there.
echo "a diary" >diary.csv
refused "another file" as heron report heron.vane -o diary.csv
[ "$(cat diary.csv)" = "a diary" ] || fail "another file was written over"
refused "no form" as heron report heron.vane -o r.docx
refused "no file" as heron report heron.vane
refused "no folder" as heron report heron.vane -o nowhere/r.csv

finish
