#!/usr/bin/env bash
# new and restore are one step: a workspace is there as a whole or not, whenever
# the program is killed; through a link they act on the file behind it; what a
# former workspace left behind never gets into the new one. KILLS=N kills each at
# N instants.
. "$(dirname "$0")/common.sh"
kills=${KILLS:-15}

# killed TIME COMMAND…: runs it and kills it after TIME ms, without a word.
killed() {
	local after=$1
	shift
	"$@" >/dev/null 2>&1 &
	local pid=$!
	sleep "$(printf '0.%03d' "$after")"
	{ kill -9 $pid && wait $pid; } 2>/dev/null || true
}

mkdir here
for ((i = 0; i < kills; i++)); do
	killed $((5 + 80 * i / kills)) env XDG_STATE_HOME="$work/state-ann" "$WEATHERVANE" new here/$i.vane --as Ann
	if [ -e here/$i.vane ]; then
		[ "$(as ann list here/$i.vane logs --json | grep -c '"log"')" = 1 ] || fail "a killed new left a workspace without its log"
	else
		code 0 "new after a killed one" as ann new here/$i.vane --as Ann
	fi
done
find here -mindepth 1 -name '.weathervane-*' -exec touch -d '2 hours ago' {} +
touch state-ann/weathervane/logs/.weathervane-999999999-AAAAAAAAAAAAAAAAAAAAAAAAAA
find state-ann -name '.weathervane-*' -exec touch -d '2 hours ago' {} +
code 0 "another new" as ann new here/last.vane --as Ann
[ -z "$(find state-ann -name '.weathervane-*')" ] || fail "what killed programs left in the state folder is not swept"
[ -z "$(find here -name '.weathervane-*')" ] || fail "what killed programs left is not swept: $(find here -name '.weathervane-*')"

as ann new w.vane --as Ann
q=$(made as ann ask w.vane --title "Rain?" --closes 2097-01-01)
as ann backup w.vane b.vane >/dev/null
for ((i = 0; i < kills; i++)); do
	made as ann forecast w.vane "$q" 20% >/dev/null
	killed $((5 + 120 * i / kills)) env XDG_STATE_HOME="$work/state-ann" "$WEATHERVANE" restore b.vane w.vane
	code 0 "check after a killed restore" as ann check w.vane
done

mkdir real
as ann new real/a.vane --as Ann
ln -s real/a.vane link.vane
code 0 "a restore through a link" as ann restore b.vane link.vane
[ -L link.vane ] || fail "a restore replaced a link"
[ "$(find real -name '*before restore*' | wc -l)" = 1 ] || fail "the former file is not kept beside the one behind the link"
as ann show real/a.vane "$q" >/dev/null || fail "the file behind the link is not the restored one"
ln -s real/b.vane toward.vane
code 0 "a new one through a link to nothing" as ann new toward.vane --as Ann
[ -L toward.vane ] && [ -f real/b.vane ] || fail "new through a link does not make the file behind it"
refused "new over a link to a workspace" as ann new link.vane --as Ann

# A write-ahead log that a former workspace left.
as ann new c.vane --as Ann
for other in new restore; do
	cp b.vane $other.vane
	python3 - $other.vane <<'P'
import sqlite3, shutil, sys
path = sys.argv[1]
db = sqlite3.connect(path)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA wal_autocheckpoint = 0")
db.execute("UPDATE settings SET value = 'stray' WHERE 1")
db.execute("INSERT INTO settings (name, value) VALUES ('stray', 'stray')")
db.commit()
shutil.copy(path + "-wal", path + "-kept")
db.close()
P
	mv $other.vane-kept $other.vane-wal
	rm $other.vane
done
refused "new beside what a former one left" as ann new new.vane --as Ann
code 0 "restore beside what a former one left" as ann restore b.vane restore.vane
code 0 "check of it" as ann check restore.vane
as ann list restore.vane logs >/dev/null
python3 -c "
import sqlite3
n = sqlite3.connect('restore.vane').execute(\"SELECT COUNT(*) FROM settings WHERE name = 'stray'\").fetchone()[0]
assert n == 0, n" || fail "a former workspace's log got into the restored one"
finish
