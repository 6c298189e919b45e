#!/usr/bin/env bash
# From the article to the number in the real window: a file is dropped, a
# passage selected, a finding filed and judged on two questions, whose ledgers
# and timelines change; it is undone, filed again and searched for.
. "$(dirname "$0")/common.sh"
. "$here/session.sh"
command -v python3 >/dev/null || exit 0 # it drops the file

as crane new crane.vane --as Crane
harbour=$(made as crane ask crane.vane --title "Does the harbour open by May 2097?" --closes 2097-05-01)
ferry=$(made as crane ask crane.vane --title "Does the ferry sail in March 2097?" --closes 2097-04-01)
for q in "$harbour" "$ferry"; do
	made as crane base-rate crane.vane "$q" --class "springs since 2061" --happened 1 --of 5 >/dev/null
	made as crane forecast crane.vane "$q" 30% >/dev/null
done
printf 'Ice holds the sound\n\nBy Ine Voss\n\nEleven ships lie at anchor off the bar.\n\nThe pilots expect a thaw in March.\n' >ice.txt

# implied QUESTION: what the ledger says of it; nothing without evidence.
implied() { as crane show crane.vane "$1" --json | sed -n '/"evidence"/,/\]/s/^ *"implied": \([^,]*\).*/\1/p'; }
# history QUESTION KIND: how many such records its history has.
history() { as crane show crane.vane "$1" --json | sed -n '/"history"/,$p' | grep -c "\"kind\": \"$2\"" || true; }
is() { [ "$("${@:2}")" = "$1" ]; }

# file_finding: of the line with the ships, judged by keys on both questions.
file_finding() {
	press "Eleven ships lie at anchor off the bar."
	keys Home
	keys shift+End
	keys f
	words "Eleven ships wait"
	keys Tab Return
	words harbour
	keys Return
	keys n n
	keys shift+Tab shift+Tab
	keys Return
	words ferry
	keys Return
	keys y y y
	picture "$1"
	keys ctrl+Return
}

open_window
drop ice.txt
picture draft
keys ctrl+Return
until_ added holds articles '"title": "Ice holds the sound"'
file_finding judging
# What they say is what 1 : 4 becomes by ×0.5 and ×4; the timelines have the judgements.
near() { awk -v a="$1" -v b="$(implied "$2")" 'BEGIN { d = a - b; exit !(b != "" && d < 0.005 && d > -0.005) }'; }
until_ harbour-judged near 0.1111 "$harbour"
until_ ferry-judged near 0.5 "$ferry"
is 1 history "$harbour" bearing.judged || fail "the history of the harbour: $(as crane show crane.vane "$harbour" --json)"
is 1 history "$ferry" bearing.judged || fail "the history of the ferry"

keys ctrl+2
keys ctrl+l
picture ledger
keys Escape
keys ctrl+4
keys ctrl+z
until_ undone is "" implied "$harbour"
is "" implied "$ferry" || fail "the ferry's judgement stands after undoing"
holds findings '"claim"' 0 || fail "the finding stands after undoing"
picture undone

file_finding again
until_ judged-again near 0.5 "$ferry"

# A second finding of the same origin counts once with the first.
press "The pilots expect a thaw in March."
keys Home
keys shift+End
keys f
words "The pilots wait for the ships to thaw"
keys Tab Return
words ferry
keys Return
keys y y
keys Tab Tab Tab Tab
picture before-origin
keys space
picture origins
keys Return
picture one-origin
keys ctrl+Return
until_ two-findings holds findings '"claim"' 2
holds findings '"claim"' 2
counted() { as crane show crane.vane "$ferry" --json | sed -n '/"evidence"/,/\]/s/^ *"groups": \([^,]*\).*/\1/p'; }
is 1 counted || fail "two findings of one origin are counted $(counted) times"
until_ still near 0.5 "$ferry"
picture shared
keys ctrl+f
words anchor
picture found
keys Down
picture at-the-word
keys ctrl+k
words ships
picture palette
keys Escape
close_window
as crane check crane.vane >/dev/null || fail "check: $(as crane check crane.vane)"
# No password and no token of an address enters a record.
secret='https://ann:hunter2@x.org/a?token=hunter3'
as crane new secrets.vane --as Crane
q=$(made as crane ask secrets.vane --title "Rain?" --closes 2097-01-01 --source "$secret" --criteria "See $secret." --background "$secret" 2>err)
grep -q "without what looks like a password" err || fail "it is not said that a password is left out: $(cat err)"
made as crane revise secrets.vane "$q" --source "$secret" --fine-print "$secret" >/dev/null
made as crane forecast secrets.vane "$q" 20% --note "$secret" >/dev/null
made as crane comment secrets.vane "$q" "$secret" >/dev/null
made as crane base-rate secrets.vane "$q" --class Rain --happened 1 --of 3 --source "$secret" >/dev/null
made as crane resolve secrets.vane "$q" yes --source "$secret" --note "$secret" >/dev/null
grep -qa hunter secrets.vane* && fail "a secret of an address is recorded"
code 0 "verify without secrets" as crane verify secrets.vane
finish
