#!/usr/bin/env bash
# install.sh GROUP…: sees to it that what a group needs is there.
#   go       the go command
#   build    a C compiler and the headers of X11 and OpenGL
#   display  a virtual display with software OpenGL, xdotool to drive it, and
#            chromium, in which reports are opened
#   faults   strace, which injects faults at system calls (Linux)
#   peers    the sqlite3 shell and python3, which measurements go by
#   fonts    fonts for Korean, Japanese and Chinese (the program runs without)
# It looks first and installs only what is missing, so it needs no network on a
# machine that has everything. On Debian and Ubuntu it installs through apt-get,
# with sudo only where one is not root; elsewhere it says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "weathervane: $*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
mac() { [ "$(uname -s)" = Darwin ]; }

missing=() # names of Debian packages
add() { missing+=("$@"); }

check_go() {
	local want
	want=$(awk '$1 == "go" { print $2; exit }' go.mod)
	if ! have go; then
		say "the go command is missing: install Go $want or newer (https://go.dev/doc/install), then run make again."
		exit 1
	elif ! go env GOVERSION >/dev/null 2>&1; then
		say "this go command cannot build the project: install Go $want or newer (https://go.dev/doc/install), then run make again."
		exit 1
	fi
}

check_build() {
	if mac; then
		have cc || { say "a C compiler is missing: run xcode-select --install, then make again."; exit 1; }
		return 0
	fi
	have "${CC:-gcc}" || add gcc libc6-dev
	have pkg-config || add pkg-config
	if ! have pkg-config || ! pkg-config --exists gl; then add libgl1-mesa-dev; fi
	if ! have pkg-config || ! pkg-config --exists x11 xcursor xrandr xinerama xi xxf86vm; then add xorg-dev; fi
}

check_display() {
	mac && return 0
	have Xvfb || add xvfb
	have xdotool || add xdotool
	have xclip || add xclip
	have import || add imagemagick
	have xdpyinfo || add x11-utils
	have chromium || have chromium-browser || have google-chrome || add chromium
	if have dpkg-query && ! dpkg-query -W -f '${Status}' libgl1-mesa-dri 2>/dev/null | grep -q 'ok installed'; then
		add libgl1-mesa-dri
	fi
}

check_fonts() {
	mac && return 0
	# No pipe into grep -q: it would stop fc-list, which pipefail takes for a failure.
	if ! have fc-list || [ -z "$(fc-list :lang=ko family)" ] || [ -z "$(fc-list :lang=ja family)" ]; then
		add fonts-noto-cjk
	fi
}

check_faults() {
	mac && return 0
	have strace || add strace
	have python3 || add python3
}

check_peers() {
	mac && return 0
	have sqlite3 || add sqlite3
	have python3 || add python3
}

apt_install() {
	local as_root=()
	if [ "$(id -u)" -ne 0 ]; then
		have sudo || return 1
		as_root=(sudo)
	fi
	say "installing ${missing[*]} through apt-get."
	local install=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
	"${install[@]}" >&2 || { ${as_root[@]+"${as_root[@]}"} apt-get update >&2 && "${install[@]}" >&2; }
}

# settle WHAT required|wanted: installs what is missing, or says so.
settle() {
	[ ${#missing[@]} -eq 0 ] && return 0
	if have apt-get && apt_install; then
		missing=()
		return 0
	fi
	if [ "$2" = wanted ]; then
		say "$1 could not be installed; going on without."
	elif have apt-get; then
		say "$1 missing and could not be installed from here: run sudo apt-get install ${missing[*]}, then make again."
		exit 1
	else
		say "$1 missing, and this system has no apt-get: install what your system calls ${missing[*]} (these are Debian's names; Fedora has gcc, pkgconf, mesa-libGL-devel, libX*-devel, xorg-x11-server-Xvfb, xdotool), then run make again."
		exit 1
	fi
	missing=()
}

for group in "$@"; do
	case $group in
	go) check_go ;;
	build) check_build; settle "the compiler or the headers of X11 and OpenGL are" required ;;
	display) check_display; settle "the virtual display is" required ;;
	faults) check_faults; settle "strace, by which faults are injected, is" wanted ;;
	peers) check_peers; settle "what the measurements go by is" required ;;
	fonts) check_fonts; settle "fonts for Korean, Japanese and Chinese" wanted ;;
	*) say "install.sh: there is no group $group"; exit 2 ;;
	esac
done
