// Package charset finds the character set of a text that does not say it, and
// reads it as UTF-8. What cannot be known is refused, never guessed: a name that
// comes in garbled is a person who is not recognised.
//
// A byte order mark decides; then the zero bytes of UTF-16; then whether the bytes
// are UTF-8, which other sets hardly ever are by chance; then which of the sets of
// Europe, Korea, Japan and China makes believable writing of them.
package charset

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// Set is a character set; the zero Set stands for UTF-8.
type Set struct {
	Name string
	encoding.Encoding
}

var (
	utf16LE     = Set{"UTF-16", utf.UTF16(utf.LittleEndian, utf.UseBOM)}
	utf16BE     = Set{"UTF-16", utf.UTF16(utf.BigEndian, utf.UseBOM)}
	iso2022JP   = Set{"ISO-2022-JP", japanese.ISO2022JP}
	windows1252 = Set{"Windows-1252", charmap.Windows1252}
)

// Certain gives the set of a text that shows it; false if the text is neither
// UTF-8 nor in a set that has marks of its own.
func Certain(data []byte) (Set, bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16LE, true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf16BE, true
	case bytes.Contains(data, []byte("\x1b$")) && firstHigh(data) < 0:
		return iso2022JP, true
	}
	if set, ok := unmarkedUTF16(data); ok {
		return set, true
	}
	return Set{}, utf8.Valid(data)
}

// unmarkedUTF16 recognises UTF-16 by the zero bytes of its ASCII letters, which
// nearly all have even places or nearly all odd ones.
func unmarkedUTF16(data []byte) (Set, bool) {
	data = data[:min(len(data), 16<<10)]
	if bytes.IndexByte(data, 0) < 0 {
		return Set{}, false
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch enough := max(4, len(data)/10); {
	case zeros[1] > enough && zeros[1] > 10*zeros[0]:
		return utf16LE, true
	case zeros[0] > enough && zeros[0] > 10*zeros[1]:
		return utf16BE, true
	}
	return Set{}, false
}

// asian are the sets whose bytes overlap so much that only the resulting text can
// distinguish them, in the order in which they are tried.
var asian = []struct {
	Set
	typical func(r rune, coded []byte) bool
	least   float64 // of the foreign letters must be typical
	joined  float64 // of them must stand next to another one
}{
	{Set{"EUC-KR", korean.EUCKR}, isKorean, 0.85, 0},
	{Set{"Shift_JIS", japanese.ShiftJIS}, isKana, 0.2, 0},
	{Set{"Shift_JIS", japanese.ShiftJIS}, isCommonKanji, 0.9, 0.5},
	{Set{"EUC-JP", japanese.EUCJP}, isKana, 0.2, 0},
	{Set{"GB18030", simplifiedchinese.GB18030}, isCommonHan, 0.8, 0},
}

// distinct is how many different letters tell Korean from Chinese, whose codes
// are the same: of one Chinese letter in ten thousand words, about six in ten
// could be Korean, of six different ones hardly ever all.
const distinct = 6

// Guess gives the set that makes believable writing of the bytes, Windows-1252
// where none does; sure is false where it may well be another one.
func Guess(data []byte) (set Set, sure bool) {
	sample := data[:min(len(data), 16<<10)]
	for len(sample) < len(data) && len(sample) > 0 && sample[len(sample)-1] >= 0x80 {
		sample = sample[:len(sample)-1] // do not cut a character in two
	}
	for i, c := range asian {
		seen, ok := read(sample, c.Set)
		if !ok || !seen.believable(c.Set, c.typical, c.least, c.joined) {
			continue
		}
		sure = true
		for _, other := range asian[i+1:] {
			if also, ok := read(sample, other.Set); ok && other.Name != c.Name && seen.different() < distinct {
				sure = sure && !also.believable(other.Set, other.typical, other.least, other.joined)
			}
		}
		return c.Set, sure
	}
	return windows1252, western(sample)
}

// reading is the letters beyond ASCII of a text as one set reads it.
type reading struct {
	letters []rune
	joined  int // stand next to another one
}

// read reads data in a set; false if it has a character that cannot be read.
func read(data []byte, set Set) (reading, bool) {
	var out reading
	text, err := set.NewDecoder().Bytes(data)
	if err != nil {
		return out, false
	}
	row := 0
	end := func() {
		if row > 1 {
			out.joined += row
		}
		row = 0
	}
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Co, r):
			return out, false
		case r >= 0x80 && unicode.IsLetter(r):
			out.letters = append(out.letters, r)
			row++
		default:
			end()
		}
	}
	end()
	return out, true
}

func (s reading) believable(set Set, typical func(rune, []byte) bool, least, joined float64) bool {
	encoder := set.NewEncoder()
	hits := 0
	for _, r := range s.letters {
		if coded, err := encoder.Bytes([]byte(string(r))); err == nil && typical(r, coded) {
			hits++
		}
	}
	n := float64(len(s.letters))
	return n > 0 && float64(hits) >= least*n && float64(s.joined) >= joined*n
}

func (s reading) different() int {
	seen := map[rune]bool{}
	for _, r := range s.letters {
		seen[r] = true
	}
	return len(seen)
}

// isKorean asks for the syllables of KS X 1001: the later extension has ASCII
// letters for second bytes, as English with Windows-1252 apostrophes has.
func isKorean(r rune, coded []byte) bool {
	return r >= 0xAC00 && r <= 0xD7A3 && len(coded) == 2 && coded[1] >= 0xA1
}

// isCommonHan asks for the first level of GB 2312, which is nearly all of
// written Chinese.
func isCommonHan(_ rune, coded []byte) bool {
	return len(coded) == 2 && coded[0] >= 0xB0 && coded[0] <= 0xD7 && coded[1] >= 0xA1
}

// isKana leaves the half-width forms out: other character sets read as
// Shift_JIS are full of them.
func isKana(r rune, _ []byte) bool { return r >= 0x3041 && r <= 0x30FE }

// isCommonKanji asks for kana and the first level of JIS X 0208 in Shift_JIS,
// of which names without kana are made. A Windows-1252 apostrophe and the letter
// after it are such a kanji too, but stand alone.
func isCommonKanji(r rune, coded []byte) bool {
	return isKana(r, nil) || len(coded) == 2 && coded[0] >= 0x88 && coded[0] <= 0x98
}

// western reports whether bytes are believable as Windows-1252: as a letter with
// an accent, alone between others. Letters of other sets come in rows, or fall on
// signs and on the rare letters of 0x80 to 0x9F.
func western(data []byte) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(data) && (data[i]|0x20 >= 'a' && data[i]|0x20 <= 'z')
	}
	high := func(i int) bool { return i >= 0 && i < len(data) && data[i] >= 0xC0 }
	good, bad := 0, 0
	for i, b := range data {
		switch {
		case b < 0x80:
		case b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D:
			return false
		case b == 0xD7 || b == 0xF7: // × and ÷
		case b >= 0xC0:
			if high(i-1) || high(i+1) {
				bad++
			} else {
				good++
			}
		case b == 0x8A || b == 0x8C || b == 0x8E || b == 0x9A || b == 0x9C || b == 0x9E || b == 0x9F: // Š Œ Ž š œ ž Ÿ
			bad++
		case b == 0x92: // an apostrophe
		case letter(i-1) && letter(i+1):
			bad++
		}
	}
	return bad*2 <= good
}
