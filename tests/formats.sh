#!/usr/bin/env bash
# Articles as PDF and as mail; what is none is refused and leaves nothing.
. "$(dirname "$0")/common.sh"
data=$here/../forecasts/articles/testdata

as heron new heron.vane --as Heron
pdf=$(made as heron attach heron.vane "$data/ice.pdf" --publisher Gazette)
as heron show heron.vane "$pdf" --json >pdf.json
grep -q '"title": "Ice keeps Lumen harbour shut"' pdf.json || fail "the title of the document: $(head -c 300 pdf.json)"
[ "$(as heron attach heron.vane - <"$data/ice.pdf" 2>/dev/null)" = "$pdf" ] || fail "from standard input it is another article"
made as heron find heron.vane "$pdf" --quote "twenty-five-year-old grain carriers" --claim "Old ships" >/dev/null

{
	printf 'From: The Sound Gazette <news@gazette.example>\r\nSubject: Ice\r\nDate: Tue, 11 Feb 2031 16:30:00 +0900\r\n'
	printf 'MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Only the gulls fly.</p><img src="http://127.0.0.1:9/pixel.gif">\r\n'
} >letter.eml
mail=$(made as heron attach heron.vane letter.eml)
as heron show heron.vane "$mail" --json >mail.json
for member in '"title": "Ice"' '"publisher": "The Sound Gazette"' '"published": "2031-02-11T07:30:00.000Z"' 'Only the gulls fly'; do
	grep -q "$member" mail.json || fail "$member is missing: $(cat mail.json)"
done

records heron.vane heron >before
head -c 9000 "$data/ice.pdf" >half.pdf
printf 'PK\003\004nothing' >zip.pdf
printf 'Content-Type: multipart/mixed; boundary=x\r\n\r\n--y\r\n' >broken.eml
head -c 50000000 /dev/zero | tr '\0' 'a' >large.html
printf '<div>%.0s' {1..20000} >deep.html
cp deep.html $'two\nlines.html'
for file in half.pdf zip.pdf broken.eml large.html deep.html $'two\nlines.html' $'no\nfile.txt'; do
	refused "$file" timeout 60 env XDG_STATE_HOME="$work/state-heron" "$WEATHERVANE" attach heron.vane "$file"
done
records heron.vane heron >after
cmp -s before after || fail "what is no article wrote records"
code 0 "check" as heron check heron.vane
finish
