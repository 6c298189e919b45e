#!/usr/bin/env bash
# Words are found in all that a workspace says, also where there are no spaces.
. "$(dirname "$0")/common.sh"

as heron new heron.vane --as Heron
question=$(made as heron ask heron.vane --title "The harbour opens by May" --closes 2098-05-01 --criteria "A ship berths at the granite quay." --tag Sound)
echo "Ice keeps eleven ships at anchor. The tug Persévérance waits." >ice.txt
echo "올해는 남풍이 먼저 불어 얼음이 녹는다." >wind.txt
echo "氷が厚く、船は入れない。" >east.txt
ice=$(made as heron attach heron.vane ice.txt --title "Ice holds" --publisher "The Sound Gazette" --published 2098-02-11)
wind=$(made as heron attach heron.vane wind.txt --title "남풍이 분다" --publisher "Bada Ilbo" --published 2098-02-20)
east=$(made as heron attach heron.vane east.txt --title "港の氷")
finding=$(made as heron find heron.vane "$ice" --quote "eleven ships" --claim "No traffic" --note "seen from the lighthouse" --question "$question" --lr 0.5)
forecast=$(made as heron forecast heron.vane "$question" 20% --note "Thaw comes late")
comment=$(made as heron comment heron.vane "$question" "Ask the pilots")

# found QUERY ID…: exactly these are found.
found() {
	local query=$1 want
	shift
	want=$(printf '%s\n' "$@" | sort)
	[ "$(as heron search heron.vane "$query" --json | sed -n 's/^ *"id": "\(.*\)",$/\1/p' | sort)" = "$want" ] || fail "“$query” finds $(as heron search heron.vane "$query" --json)"
}
found granite "$question"
found "ships" "$ice" "$finding"
found "eleven tug" "$ice"
found "perseverance" "$ice"
found '"ships at anchor"' "$ice"
found '"anchor at ships"'
found "tow"
found lighthouse "$finding"
found thaw "$forecast"
found pilots "$comment"
found 남풍 "$wind"
found 풍이 "$wind"
found 船は "$east"
found "ship tag:sound" "$question" "$ice" "$finding"
found "from:gazette eleven" "$ice" "$finding"
found "before:2098-02-15 after:2098-01-01" "$ice"
as heron search heron.vane ships >table
head -1 table | grep -q '^KIND *ID *TITLE' || fail "no table: $(cat table)"
[ "$(wc -l <table)" = 3 ] || fail "the table: $(cat table)"
[ "$(as heron search heron.vane nothing --json)" = "[]" ] || fail "nothing found is not []"
refused "an empty query" as heron search heron.vane ""
refused "a day that is none" as heron search heron.vane "before:soon x"
refused "no query" as heron search heron.vane
refused "a limit below 0" as heron search heron.vane x --limit -1
code 0 "check" as heron check heron.vane
as heron search heron.vane ships --json >before
code 0 "rebuild" as heron rebuild heron.vane
as heron search heron.vane ships --json >after
cmp -s before after || fail "a rebuild changed what is found"
finish
