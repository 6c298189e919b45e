package charset

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

const (
	header = "question_id,forecaster,made_at,probability,outcome\n"
	german = header + "q1,Jörg,2024-01-01,0.7,1\nq2,Müller,2024-01-01,0.2,0\n"
	quotes = header + "q1,It’s “done”,2024-01-01,0.7,1\nq1,John’s,2024-01-01,0.7,1\n"
	hangul = header + "비가 올까?,김철수,2024-01-01,0.7,1\n눈이 올까?,이영희,2024-01-01,0.2,0\n"
	kana   = header + "雨は降りますか,さくら,2024-01-01,0.7,1\n"
	kanji  = header + "q1,田中,2024-01-01,0.7,1\nq1,鈴木,2024-01-01,0.2,1\n"
	han    = header + "明天下雨吗,王小明,2024-01-01,0.7,1\n后天下雪吗,李学文,2024-01-01,0.2,0\n"
)

func encoded(t *testing.T, set encoding.Encoding, text string) string {
	t.Helper()
	b, err := set.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestTextInAnySetIsReadAsUTF8(t *testing.T) {
	ascii := strings.Repeat("q0,ann,2024-01-01,0.7,1\n", 9000) // before the first letter that shows the set
	for _, c := range []struct {
		name string
		set  encoding.Encoding
		text string
	}{
		{"UTF-8", encoding.Nop, german + hangul + kana},
		{"ASCII", encoding.Nop, header},
		{"UTF-16", utf.UTF16(utf.LittleEndian, utf.UseBOM), german + hangul + kana},
		{"UTF-16", utf.UTF16(utf.BigEndian, utf.UseBOM), german + hangul + kana},
		{"UTF-16", utf.UTF16(utf.LittleEndian, utf.IgnoreBOM), german + hangul + kana},
		{"UTF-16", utf.UTF16(utf.BigEndian, utf.IgnoreBOM), german},
		{"Windows-1252", charmap.Windows1252, german},
		{"Windows-1252", charmap.Windows1252, quotes},
		{"Windows-1252", charmap.Windows1252, header + "Où? Déjà à Noël,Zoë,2024-01-01,0.7,1\nq,José Ñáñez Müller Åse Bjørn,2024-01-01,.5,1\n"},
		{"EUC-KR", korean.EUCKR, hangul},
		{"Shift_JIS", japanese.ShiftJIS, kana},
		{"Shift_JIS", japanese.ShiftJIS, kanji},
		{"EUC-JP", japanese.EUCJP, kana},
		{"ISO-2022-JP", japanese.ISO2022JP, kana},
		{"GB18030", simplifiedchinese.GB18030, han},
	} {
		for _, before := range []string{"", ascii} {
			if c.name == "ISO-2022-JP" && before != "" {
				continue
			}
			text := before + c.text
			coded := encoded(t, c.set, text)
			for how, in := range map[string]io.Reader{
				"at once": strings.NewReader(coded), "byte by byte": iotest.OneByteReader(strings.NewReader(coded)),
				"with its end": iotest.DataErrReader(strings.NewReader(coded)),
			} {
				r := NewReader(in)
				got, err := io.ReadAll(r)
				if err != nil || strings.TrimPrefix(string(got), "\ufeff") != text {
					t.Errorf("%s, %s, %d bytes before: %v\n%.200q", c.name, how, len(before), err, got[min(len(before), len(got)):])
				}
				if name := r.Set().Name; name != c.name && name != "" {
					t.Errorf("%s is read as %s", c.name, name)
				}
			}
		}
	}
}

func TestSmallReadsGiveTheSame(t *testing.T) {
	for _, text := range []string{hangul, encoded(t, korean.EUCKR, hangul)} {
		got, err := io.ReadAll(iotest.OneByteReader(NewReader(strings.NewReader(text))))
		if err != nil || string(got) != hangul {
			t.Errorf("%v: %q", err, got)
		}
	}
}

func TestWhatCannotBeKnownIsRefusedWhereItStands(t *testing.T) {
	latin2 := encoded(t, charmap.Windows1250, "Łódź")
	for name, text := range map[string]string{
		"a stray byte in UTF-8":       german + "q3,Bj\xf8rn,2024-01-01,0.7,1\n",
		"as many stray bytes":         header + "q1,Jörg,2024-01-01,0.7,1\nq1,J\xf6rg,2024-01-01,0.7,1\n",
		"a stray byte far on":         german + strings.Repeat("q0,ann,2024-01-01,0.7,1\n", 9000) + "q3,Bj\xf8rn,2024-01-01,0.7,1\n",
		"zero bytes":                  header + "q\x00,ann\n",
		"Russian":                     header + encoded(t, charmap.Windows1251, "Дождь завтра,Иван,2024-01-01,0.7,1\n"),
		"Polish":                      header + latin2 + ",ann,2024-01-01,0.7,1\n",
		"Mac Roman":                   header + "q1,J\x9arg,2024-01-01,0.7,1\n",
		"bytes that mean nothing":     header + "q1,J\x81rg,2024-01-01,0.7,1\n",
		"a name Korean or Chinese":    header + encoded(t, simplifiedchinese.GB18030, "q1,李明,2024-01-01,0.7,1\n"),
		"Korean and then something":   encoded(t, korean.EUCKR, hangul) + "q3,\xff\xff,2024-01-01,0.7,1\n",
		"a letter cut off at the end": hangul + "\xea\xb9",
	} {
		got, err := io.ReadAll(NewReader(strings.NewReader(text)))
		if !errors.Is(err, ErrText) {
			t.Errorf("%s: %v: %q", name, err, got)
		}
		if strings.Contains(string(got), "\ufffd") {
			t.Errorf("%s is read as %q", name, got)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, s := range []string{german, hangul, "\xff\xfe", "J\xf6rg", "\x1b$B"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		whole, err := io.ReadAll(NewReader(strings.NewReader(string(b))))
		parts, err2 := io.ReadAll(NewReader(iotest.OneByteReader(strings.NewReader(string(b)))))
		if string(whole) != string(parts) || (err == nil) != (err2 == nil) {
			t.Errorf("%q: at once %q (%v), byte by byte %q (%v)", b, whole, err, parts, err2)
		}
	})
}
