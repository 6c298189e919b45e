#!/usr/bin/env bash
# A backup is one checked file; a restore loses nothing, and the restored
# workspace goes on under a new log that merges with what the old one became.
. "$(dirname "$0")/common.sh"
as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2097-01-01)
made as ann forecast w.vane "$q" 20% >/dev/null
lists w.vane ann >before.json
code 0 backup as ann backup w.vane b.vane
[ ! -e b.vane-wal ] || fail "a backup is more than one file"
refused "a backup over a file" as ann backup w.vane b.vane
refused "a backup over the workspace" as ann backup w.vane w.vane
refused "a backup into nowhere" as ann backup w.vane no/where.vane
code 0 "check of the backup" as ann check b.vane

made as ann forecast w.vane "$q" 30% >/dev/null
as ann export w.vane -o w.forecasts >/dev/null
lists w.vane ann >later.json
chmod a-w b.vane
as ann restore b.vane w.vane --json >restored.json
kept=$(sed -n 's/.*"kept": "\(.*\)".*/\1/p' restored.json)
[ -f "$kept" ] || fail "the former file is not kept: $(cat restored.json)"
lists w.vane ann >now.json
cmp -s before.json now.json || fail "the restored one differs from the backup"
lists "$kept" ann >kept.json
cmp -s later.json kept.json || fail "the former one differs from what it was"
made as ann forecast w.vane "$q" 40% >/dev/null
[ "$(as ann list w.vane logs --json | grep -c '"log"')" = 2 ] || fail "a restored workspace continues a log that went further"
code 0 "merge of what was lost" as ann import w.vane w.forecasts
[ "$(as ann list w.vane forecasts --json | grep -c '"provenance"')" = 3 ] || fail "what was lost does not come back"
code 0 check as ann check w.vane
code 0 verify as ann verify w.vane

code 0 "a restore to a new place" as ann restore b.vane new.vane
echo "no workspace" >text.vane
refused "a restore of something else" as ann restore text.vane w.vane
refused "a restore of nothing" as ann restore none.vane w.vane
refused "a restore of itself" as ann restore w.vane w.vane
head -c 20000 b.vane >cut.vane
refused "a restore of half a backup" as ann restore cut.vane w.vane
lists w.vane ann >after.json
code 0 "check" as ann check w.vane
[ "$(find . -name '*before restore*' | wc -l)" = 1 ] || fail "a refused restore moved a file"
find . -name '.restore-*' -o -name '.backup-*' | grep -q . && fail "temporary files are left"
finish
