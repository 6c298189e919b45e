#!/usr/bin/env bash
# package.sh BINARY: packs the built program for this machine's kind of system
# into build/packages, with its icon, as Fyne's own tool does it, and with the
# licences of everything that is linked into it.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "$1")
tool=fyne.io/tools/cmd/fyne@v1.7.4
system=$(go env GOOS) machine=$(go env GOARCH)
version=$(sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
packages=$PWD/build/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$packages"
tools=$PWD/build/tools
[ -x "$tools/fyne" ] || GOFLAGS='' GOBIN=$tools go install "$tool"
package() {
	(cd "$work" && "$tools/fyne" package --target "$system" --source-dir "$source" --executable "$binary" --icon "$icon" --name Weathervane \
		--app-id org.weathervane.Weathervane --app-version "$version" --app-build 1 --release)
}
source=$PWD/cmd/weathervane icon=$PWD/assets/app.png
package
case $system in
linux) # the tool's desktop file says neither what the program is nor that it opens files
	tar -xJf "$work/Weathervane.tar.xz" -C "$work"
	cp assets/weathervane.desktop "$work/weathervane/usr/local/share/applications/org.weathervane.Weathervane.desktop"
	scripts/licences.sh "$binary" "$work/weathervane/licences"
	out=$packages/weathervane-$version-$system-$machine.tar.xz
	tar -C "$work" --owner=0 --group=0 --sort=name -cJf "$out" weathervane
	gathered=$(find "$work/weathervane/licences" -type f | wc -l)
	packed=$(tar -tJf "$out" | grep -c '^weathervane/licences/.*[^/]$')
	[ "$packed" = "$gathered" ] || {
		printf '%s has %s of %s licences\n' "$out" "$packed" "$gathered" >&2
		exit 1
	}
	;;
darwin)
	scripts/licences.sh "$binary" "$work/Weathervane.app/Contents/Resources/licences"
	cp -r "$work/." "$packages/"
	out=$packages
	;;
*)
	scripts/licences.sh "$binary" "$work/licences"
	cp -r "$work/." "$packages/"
	out=$packages
	;;
esac
printf '%s\n' "$out"
