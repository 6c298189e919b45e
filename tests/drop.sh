#!/usr/bin/env bash
# Files dropped on the real window as a file manager drops them: an article is
# shown and added, several and a folder are added at once, a colleague's
# forecast file is looked at and merged.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"
command -v python3 >/dev/null || exit 0 # it drops the files

as crane new crane.vane --as Crane
diet=$(made as crane ask crane.vane --title "Will the Diet be dissolved by 30 June 2097?" --closes 2097-06-30)
as crane export crane.vane -o crane.forecasts >/dev/null 2>&1
as heron new heron.vane --as Heron
as heron import heron.vane crane.forecasts >/dev/null 2>&1
made as heron forecast heron.vane "$diet" 35% >/dev/null
as heron export heron.vane -o heron.forecasts >/dev/null 2>&1
mkdir folder
for n in one two three four; do
	printf 'Article %s\n\nThe cabinet office says %s that no envoy was named.\n' "$n" "$n" >"folder/$n.txt"
done
mv folder/one.txt "an article.txt"
mv folder/two.txt two.txt

open_window
drop "an article.txt"
picture article
keys ctrl+Return
until_ article holds articles '"title": "Article one"'
steady

drop two.txt folder
until_ several holds articles '"title": "Article' 4
picture several

drop heron.forecasts
picture looking
holds forecasts '"p":' 0 || fail "looking at a file wrote something"
keys ctrl+shift+m
until_ merged holds forecasts '"p": 0.35'
picture merged

drop crane.vane
picture strange
close_window
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
finish
