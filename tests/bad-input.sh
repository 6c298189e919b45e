#!/usr/bin/env bash
# Bad input: exit code 2, one clear sentence, nothing written.
. "$(dirname "$0")/common.sh"
as me new w.vane --as Heron
q=$(made as me ask w.vane --title "Rain?" --opens 2020-01-01 --closes 2097-01-01)
c=$(made as me ask w.vane --title "Which?" --closes 2097-01-01 --option "North wind" --option South)
n=$(made as me ask w.vane --title "How many?" --type numeric --range=-10..10 --closes 2097-01-01)
made as me ask w.vane --title "Twice?" --closes 2097-01-01 >/dev/null
made as me ask w.vane --title "Twice?" --closes 2097-01-01 >/dev/null
as me import w.vane "$here/files/twins.forecasts" >/dev/null
twin=$(as me list w.vane questions --json | grep -B1 -E '"title": "The first twin' | grep -oE '[0-9a-f]{64}' | head -1)
printf 'The wind was cold. The wind was cold.\n' >article.txt
a=$(made as me attach w.vane article.txt)
f=$(made as me find w.vane "$a" --quote "wind was cold. The" --claim Cold)
p=$(made as me forecast w.vane "$q" 12%)
closed=$(made as me ask w.vane --title "Past?" --opens 2020-01-01 --closes 2021-01-01)
records w.vane me >before
# Not a single record, whatever is refused below.

for value in 120% -5% 1.2 abc "" 1:0x "12 %%" NaN Inf 1e400; do
	refused "forecast $value" as me forecast w.vane "$q" "$value"
done
refused "options that sum to 90 %" as me forecast w.vane "$c" "North wind=45%" South=45%
refused "a missing option" as me forecast w.vane "$c" "North wind=100%"
refused "an unknown option" as me forecast w.vane "$c" East=50% South=50%
refused "falling quantiles" as me forecast w.vane "$n" 5%:3 50%:2
refused "a probability for a number" as me forecast w.vane "$n" 12%
refused "a forecast on a closed question" as me forecast w.vane "$closed" 12%
refused "a forecast made in the future" as me forecast w.vane "$q" 12% --made-at 2096-01-01
refused "no time" as me forecast w.vane "$q" 12% --made-at "the day after"
refused "closing before opening" as me ask w.vane --title T --opens 2097-01-02 --closes 2097-01-01
refused "closing on 30 February" as me ask w.vane --title T --closes 2097-02-30
refused "no title" as me ask w.vane --closes 2097-01-01
refused "an unknown type" as me ask w.vane --title T --closes 2097-01-01 --type ternary
refused "one option" as me ask w.vane --title T --closes 2097-01-01 --option A
refused "an option twice" as me ask w.vane --title T --closes 2097-01-01 --option A --option A
refused "a range upside down" as me ask w.vane --title T --closes 2097-01-01 --type numeric --range 5..1
refused "a revision that closes before opening" as me revise w.vane "$q" --closes 2019-01-01
refused "nothing to revise" as me revise w.vane "$q"
refused "an unknown question" as me forecast w.vane "No such question?" 12%
refused "an unknown id" as me show w.vane "$(printf '0%.0s' {1..64})"
refused "a title that fits two" as me forecast w.vane "Twice?" 12%
refused "a prefix that fits two" as me forecast w.vane "${twin:0:8}" 12%
code 0 "the same prefix with more digits" as me show w.vane "${twin:0:16}"
refused "a prefix of 7 digits" as me show w.vane "${q:0:7}"
refused "an article where a question belongs" as me forecast w.vane "$a" 12%
refused "a passage that does not occur" as me find w.vane "$a" --quote "The wind was warm" --claim X
refused "a passage that occurs twice" as me find w.vane "$a" --quote "wind was cold" --claim X
refused "a third occurrence of two" as me find w.vane "$a" --quote "wind was cold" --claim X --nth 3
refused "no such grade" as me find w.vane "$a" --quote "The wind" --nth 1 --claim X --grade G7
refused "a likelihood ratio of zero" as me judge w.vane "$f" "$q" 0
refused "a negative likelihood ratio" as me judge w.vane "$f" "$q" -2
refused "one ratio for a choice" as me judge w.vane "$f" "$c" 2
refused "an outcome that is none" as me resolve w.vane "$q" maybe
refused "an option that is none" as me resolve w.vane "$c" East
refused "known in the future" as me resolve w.vane "$q" yes --known-at 2096-01-01
refused "above a range that is not open" as me resolve w.vane "$n" above
refused "no such reason" as me annul w.vane "$q" --why tired
refused "nothing to reopen" as me reopen w.vane "$q"
refused "nothing to confirm" as me confirm w.vane "$q"
refused "nothing to withdraw" as me withdraw w.vane "$c"
refused "a retraction without a reason" as me retract w.vane "$p"
refused "an empty comment" as me comment w.vane "$q" " "
refused "an empty article" as me attach w.vane /dev/null
refused "no such file to attach" as me attach w.vane nowhere.txt
refused "a list of nothing" as me list w.vane birds
refused "an unknown status" as me list w.vane --status lost
refused "an unknown rule" as me score w.vane --rule brie
refused "an unknown command" as me forcast w.vane "$q" 12%
refused "an unknown flag" as me forecast w.vane "$q" 12% --nota x
refused "too few arguments" as me forecast w.vane "$q"
refused "an export onto nothing" as me export w.vane
refused "an export into no folder" as me export w.vane -o nowhere/out.forecasts
refused "an export onto the workspace" as me export w.vane -o w.vane
refused "an export onto an article" as me export w.vane -o article.txt
refused "an export onto a directory" as me export w.vane -o "$work"
refused "a picture onto the workspace" as me snapshot w.vane --page questions -o w.vane
refused "a picture of no page" as me snapshot w.vane --page birds -o birds.png
refused "a picture of no size" as me snapshot w.vane --page questions -o birds.png --size 0x0
[ ! -e birds.png ] || fail "a refused picture left a file"
refused "an import of a foreign file" as me import w.vane article.txt
refused "an import of nothing" as me import w.vane nowhere.forecasts
refused "verify of a foreign file" as me verify article.txt

# Files that are no workspace.
mkdir folder
refused "a directory as workspace" as me list folder
refused "no workspace" as me list nowhere.vane
refused "a foreign file as workspace" as me list article.txt
: >empty.vane
refused "an empty file as workspace" as me list empty.vane
refused "a forecast file as workspace" as me ask "$here/files/twins.forecasts" --title T --closes 2097-01-01
refused "new over a file" as me new w.vane --as Heron
refused "new over a directory" as me new folder --as Heron
refused "new without a name" as me new other.vane
refused "new in a folder that is not there" as me new nowhere/w.vane --as Heron
refused "new where nothing can be written" as me new /proc/w.vane --as Heron
[ ! -e other.vane ] || fail "a refused new left a file"
if [ "$(id -u)" != 0 ]; then
	mkdir locked && as me new locked/w.vane --as Heron && chmod a-w locked locked/w.vane
	refused "a read-only folder" as me ask locked/w.vane --title T --closes 2097-01-01
	mkdir shut && chmod a-w shut
	refused "new in a read-only folder" as me new shut/w.vane --as Heron
fi
cp w.vane newer.vane
printf '\x7f' | dd of=newer.vane bs=1 seek=60 conv=notrunc status=none
refused "a workspace from a newer version" as me list newer.vane
head -c 3000 w.vane >cut.vane
refused "a workspace that is cut off" as me list cut.vane

# Tables.
printf 'a,b\n1,2\n' >no.csv
refused "a table without its columns" as me score no.csv
printf 'question_id,forecaster,made_at,probability,outcome\nq,f,2024-01-01,120,1\n' >bad.csv
refused "a table with a bad row" as me score bad.csv
grep -q 'bad.csv:2' err && grep -q probability err && grep -q 120 err || fail "the bad row is not named: $(cat err)"
printf 'question_id,forecaster,made_at,probability,outcome\nq,f,20240102,.2,1\nq,g,20240103,.3,0\nr,g,20240103,.3,0\n' >bad.csv
refused "a table with two outcomes of a question" as me score bad.csv
grep -q 'bad.csv:3: column outcome: "0": line 2 gives the same question the outcome "1"' err || fail "the contradiction is not named: $(cat err)"
as me score bad.csv --skip-bad-rows --json >out 2>err || fail "the question is not left out: $(cat err)"
grep -q '"bad_rows": 2' out && grep -q '"scored": 1' out || fail "the rows of the question are not counted: $(cat out)"
printf 'question_id,forecaster,made_at,probability,outcome\nq,f,20240102,.2,1\nr,g,45292,.3,0\n' >bad.csv
refused "a column of two kinds of numbers" as me score bad.csv --skip-bad-rows
grep -q 'line 3 has 45292' err || fail "the odd time is not named: $(cat err)"
as me score bad.csv --yes --json >out 2>err && grep -q '"scored": 2' out || fail "times of two forms that were confirmed are not read: $(cat err)"
printf 'question_id,forecaster,probability,outcome\nq,J\366rg,.2,1\n' >latin.csv
as me score latin.csv --by forecaster >out 2>err && grep -q Jörg out || fail "a name is garbled: $(cat out)"
grep -q 'latin.csv is read as Windows-1252' err || fail "the character set is not told: $(cat err)"
code 1 "nothing to score" as me score w.vane

records w.vane me >after
cmp -s before after || fail "something was written: $(diff before after)"
code 0 "check" as me check w.vane
finish
