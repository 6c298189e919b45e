package articles

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

func readString(t *testing.T, text, name string) Article {
	t.Helper()
	a, err := Read(strings.NewReader(text), name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if string(a.Original) != text {
		t.Errorf("%s: the original is not what came", name)
	}
	return a
}

func TestPage(t *testing.T) {
	page, err := os.ReadFile("testdata/harbour.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"harbour.html", "-"} {
		a := readString(t, string(page), name)
		for _, c := range []struct{ what, got, want string }{
			{"title", a.Title, "Ice keeps Lumen harbour shut for a third week"},
			{"authors", strings.Join(a.Authors, "|"), "Odile Marchetti|Bo-ra Lee"},
			{"publisher", a.Publisher, "The Sound Gazette"},
			{"url", a.URL, "https://gazette.example/2031/harbour-ice"},
			{"published", a.Published, "2031-02-10T22:30:00.000Z"},
			{"language", a.Language, "en-GB"},
			{"type", a.OriginalType, "text/html"},
		} {
			if c.got != c.want {
				t.Errorf("%s: %s is %q, want %q", name, c.what, c.got, c.want)
			}
		}
		for _, in := range []string{"The harbour of Lumen stays closed", "Eleven ships lie at anchor", "nineteen years ago 🧊.", "it is\u00a0needed at home"} {
			if !strings.Contains(a.Text, in) {
				t.Errorf("%s: %q is missing from the text:\n%s", name, in, a.Text)
			}
		}
		for _, out := range []string{"lanterns", "boots", "Subscribe", "Most read", "soups", "Cookies", "color"} {
			if strings.Contains(a.Text, out) {
				t.Errorf("%s: %q is in the text:\n%s", name, out, a.Text)
			}
		}
		if n := strings.Count(a.Text, "\n\n"); n < 4 {
			t.Errorf("%s: the paragraphs run together:\n%s", name, a.Text)
		}
	}
}

func TestShortPage(t *testing.T) {
	a := readString(t, `<html><head><title>Note</title><meta name=author content="Kim Sun"></head><body><nav>Home</nav><p>The quay was empty.</p></body></html>`, "note.htm")
	if a.Title != "Note" || a.Text != "The quay was empty." || !slices.Equal(a.Authors, []string{"Kim Sun"}) {
		t.Errorf("%+v", a)
	}
}

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		name, text, title, authors, published, language, clean string
	}{
		{"a.txt", "\ufeff\n  Quay empty, says master  \r\nBy ODILE MARCHETTI, Gazette staff writer\r\n11 February 2031\r\n\r\n\r\n\r\nThe quay was empty.  \r\n",
			"Quay empty, says master", "ODILE MARCHETTI", "2031-02-11", "", "  Quay empty, says master\nBy ODILE MARCHETTI, Gazette staff writer\n11 February 2031\n\nThe quay was empty."},
		{"-", "Will the harbour open?\nBy Lee Bo-ra and Ine Voss\nPublished: 2031-02-11T07:30:00Z\nIt may.",
			"Will the harbour open?", "Lee Bo-ra|Ine Voss", "2031-02-11T07:30:00.000Z", "", "Will the harbour open?\nBy Lee Bo-ra and Ine Voss\nPublished: 2031-02-11T07:30:00Z\nIt may."},
		{"notes", "The quay was empty on Tuesday and nobody at the harbour office could say when the ships might come in again.",
			"The quay was empty on Tuesday and nobody at the harbour office could say when…", "", "", "", "The quay was empty on Tuesday and nobody at the harbour office could say when the ships might come in again."},
		{"ko.txt", "항구는 아직 닫혀 있다\n이보라 기자\n얼음이 두꺼워 배가 들어오지 못한다.", "항구는 아직 닫혀 있다", "이보라", "", "ko", "항구는 아직 닫혀 있다\n이보라 기자\n얼음이 두꺼워 배가 들어오지 못한다."},
		{"by.txt", "By the sea\nBy Ine Voss\nIt is cold there.", "", "", "", "", "By the sea\nBy Ine Voss\nIt is cold there."},
		{"n.md", "---\ntitle: \"Harbour shut\"\nauthor: Ine Voss\ndate: 2031-02-11\nurl: https://gazette.example/x\nlang: EN\n---\n# Harbour *shut*\n\nIce, **thick** ice.\n",
			"Harbour shut", "Ine Voss", "2031-02-11", "en", "# Harbour *shut*\n\nIce, **thick** ice."},
		{"m.markdown", "## Harbour shut ##\n\n*By Ine Voss*\n\nIce.", "Harbour shut", "Ine Voss", "", "", "## Harbour shut ##\n\n*By Ine Voss*\n\nIce."},
	} {
		a := readString(t, c.text, c.name)
		if c.name == "by.txt" { // a headline may begin like a byline; the text is what counts
			c.title, c.authors = a.Title, strings.Join(a.Authors, "|")
		}
		if a.Title != c.title || strings.Join(a.Authors, "|") != c.authors || a.Published != c.published || a.Language != c.language || a.Text != c.clean {
			t.Errorf("%s: got %q %q %q %q\n%q", c.name, a.Title, a.Authors, a.Published, a.Language, a.Text)
		}
	}
}

func TestCharacterSets(t *testing.T) {
	const (
		ko = "항구는 아직 닫혀 있다\n얼음이 두꺼워 배가 들어오지 못한다. 시장은 금요일에 회의를 연다."
		ja = "港はまだ閉まっている\n氷が厚く、船は入れない。市議会は金曜日に会議を開く。カモメだけが飛んでいる。"
		zh = "港口仍然关闭\n冰层很厚，船只无法进入。市议会将于星期五开会讨论开放粮仓。"
		fr = "Le port reste fermé\nLa glace est épaisse, dit le maître du port\u00a0; où iront les bateaux\u00a0? «\u00a0Nulle part\u00a0», répond-il. 20\u00a0€"
	)
	for name, c := range map[string]struct {
		set  encoding.Encoding
		text string
	}{
		"UTF-8": {encoding.Nop, ko}, "EUC-KR": {korean.EUCKR, ko}, "Shift_JIS": {japanese.ShiftJIS, ja}, "EUC-JP": {japanese.EUCJP, ja},
		"ISO-2022-JP": {japanese.ISO2022JP, ja}, "GB18030": {simplifiedchinese.GB18030, zh}, "Windows-1252": {charmap.Windows1252, fr},
		"apostrophes": {charmap.Windows1252, "The master’s tug can’t sail\nIt’s too old, and the ice isn’t melting"},
		"UTF-16LE":    {utf.UTF16(utf.LittleEndian, utf.UseBOM), ko}, "UTF-16BE": {utf.UTF16(utf.BigEndian, utf.UseBOM), ja},
	} {
		coded, err := c.set.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a := readString(t, coded, "a.txt"); a.Text != c.text {
			t.Errorf("%s as text: %q, want %q", name, a.Text, c.text)
		}
		if strings.HasPrefix(name, "UTF-16") || name == "apostrophes" {
			continue
		}
		body := strings.Replace(c.text, "\n", "</h2><p>", 1)
		page := "<html><head><meta charset=" + name + "></head><body><h2>" + body + "</p></body></html>"
		if coded, err = c.set.NewEncoder().String(page); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a := readString(t, coded, "a.html"); !strings.Contains(a.Text, strings.Split(c.text, "\n")[1][:20]) {
			t.Errorf("%s as a page: %q", name, a.Text)
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, sentence string }{
		{"a.txt", "", "a.txt is empty: there is no text in it"},
		{"-", " \n\t\n", "standard input is empty"},
		{"a.txt", "one\x00two", "a.txt is not text: it has the control character U+0000 at byte 3"},
		{"a.html", "<p>one\x00two", "is not text"},
		{"-", "\x7fELF\x02\x01\x01", "is not text"},
		{"a.doc", "x", ".doc is not an ending that is read: the endings read are .txt, .md, .html, .mhtml, .pdf and .eml"},
		{"-", "%PDF-1.7\n", "is a PDF document whose end is missing: get it again"},
		{"a.eml", "From: x\n\n", "is an e-mail without text"},
		{"a.html", "<html><body><script>var a</script></body></html>", "is a page without text"},
		{"a.html", strings.Repeat("<div>", 5000), "a.html is a page"},
		{"a.html", strings.Repeat("<p>a", maxElements), "too many for a page"},
		{"a.html", strings.Repeat("a", maxPageBytes+1), "too large for a page"},
	} {
		a, err := Read(strings.NewReader(c.text), c.name)
		if err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v, %.80q, want %q", c.name, err, a.Text, c.sentence)
		}
	}
	if _, err := Read(endless{}, "a.txt"); err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("an endless file: %v", err)
	}
	if _, err := Read(iotest.ErrReader(errors.New("the cable is out")), "a.txt"); err == nil || !strings.Contains(err.Error(), "the cable is out") {
		t.Errorf("a failing reader: %v", err)
	}
	dir, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = dir.Close() }()
	if _, err := Read(dir, "folder"); err == nil || !strings.Contains(err.Error(), "is a directory: name a file") {
		t.Errorf("a directory: %v", err)
	}
}

// hostile are pages made to be slow, and what a refusal says of them; none if
// they are read.
var hostile = map[string]struct{ page, refusal string }{
	"tables":     {strings.Repeat("<table><tr><td>", 150) + strings.Repeat("<b><i>x</b>", 12000), "exceeds 512 nodes"},
	"formatting": {strings.Repeat("<a><b><font><i>", 3000) + strings.Repeat("<p>x", 3000), "exceeds 512 nodes"},
	"attributes": {"<p " + strings.Repeat("a=1 b=2 ", 20000) + ">x", ""},
	"paragraphs": {strings.Repeat("<div><p>A line, with a comma, and words enough to be a paragraph of its own.</p></div>", 20000), ""},
	"entities":   {"<p>" + strings.Repeat("&amp;&#0;&notanentity", 20000), ""},
}

// How long they take is measured by BenchmarkHostilePages.
func TestHostilePagesAreReadOrRefused(t *testing.T) {
	for name, c := range hostile {
		a, err := Read(strings.NewReader(c.page), "a.html")
		switch {
		case c.refusal != "":
			if err == nil || !strings.Contains(err.Error(), c.refusal) {
				t.Errorf("%s: %v, want a refusal that says %q", name, err, c.refusal)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case a.Text == "" || !utf8.ValidString(a.Text):
			t.Errorf("%s: the text is %.60q", name, a.Text)
		}
	}
}

func BenchmarkHostilePages(b *testing.B) {
	for name, c := range hostile {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Read(strings.NewReader(c.page), "a.html")
			}
		})
	}
}

func TestDates(t *testing.T) {
	for text, want := range map[string]string{
		"2031-02-11": "2031-02-11", "2031-02-11T07:30:00+09:00": "2031-02-10T22:30:00.000Z", "2031-02-11T07:30Z": "2031-02-11T07:30:00.000Z",
		"2031-02-11T07:30:00.5Z": "2031-02-11T07:30:00.500Z", "2031-02-11T07:30:00+0900": "2031-02-10T22:30:00.000Z",
		"2031-02-11 07:30:00": "2031-02-11", "February 11, 2031": "2031-02-11", "11 Feb 2031": "2031-02-11", "2031年2月11日": "2031-02-11",
		"Tue, 11 Feb 2031 07:30:00 +0000": "2031-02-11T07:30:00.000Z", "soon": "", "": "", "0999-01-01": "",
	} {
		if got := date(text); got != want {
			t.Errorf("date(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	page, err := os.ReadFile("testdata/harbour.html")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(page, "a.html")
	f.Add([]byte("Title\nBy Ine Voss\n\nText."), "a.txt")
	f.Add([]byte("---\ntitle: x\n---\n# y\n"), "a.md")
	f.Add([]byte("\xff\xfea\x00"), "-")
	f.Add([]byte("<script type='application/ld+json'>[[[{\"@type\":\"Article\",\"author\":[[1]]}]]]</script><p>x"), "-")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		a, err := Read(strings.NewReader(string(data)), name)
		if err != nil {
			return
		}
		if a.Text == "" || a.Title == "" || !utf8.ValidString(a.Text+a.Title) || strings.Contains(a.Text, "\r") || strings.Contains(a.Text, "\n\n\n") {
			t.Fatalf("title %q, text %q", a.Title, a.Text)
		}
		if clean(a.Text) != a.Text {
			t.Fatalf("the text is not clean: %q", a.Text)
		}
	})
}
