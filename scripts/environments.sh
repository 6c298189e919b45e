#!/usr/bin/env bash
# environments.sh [PACKAGE… [-run TESTS]]: runs Go tests as on other machines:
# with other homes, zones and languages, and without the fonts of the system.
# The go command's own folders must not depend on the home.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
while read -r -a machine; do
	printf '%s\n' "${machine[*]}"
	env -u LC_ALL -u LC_CTYPE "${machine[@]}" go test -count=1 "$@" || failed=1
done <<'END'
HOME=/home/somebody.else/whose/folders/lie/deep/down TZ=Asia/Tokyo LANG=ko_KR.UTF-8 FONTCONFIG_FILE=/dev/null
HOME=/h TZ=America/Los_Angeles LANG=C
HOME=/home/somebody.else TZ=Pacific/Kiritimati LANG=ja_JP.UTF-8
END
exit $failed
