package articles

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// decode gives the bytes as text. A byte order mark decides; then whether
// they are UTF-8, which other character sets hardly ever are by chance; then
// what a page declares; then which character set gives believable writing.
func decode(data []byte, page bool) (string, error) {
	set := characterSet(data, page)
	text := string(data)
	if set != nil {
		decoded, err := set.NewDecoder().Bytes(data)
		if err != nil {
			return "", fmt.Errorf("cannot be read in its character set: %w: save it as UTF-8", err)
		}
		text = string(decoded)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	for i, r := range text {
		if (r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r)) || r == 0x7f {
			return "", fmt.Errorf("is not text: it has the control character U+%04X at byte %d; save its text as UTF-8", r, i)
		}
	}
	if !utf8.ValidString(text) {
		return "", errors.New("is not text in a character set that is known here: save it as UTF-8")
	}
	return text, nil
}

// characterSet gives nil for UTF-8.
func characterSet(data []byte, page bool) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf.UTF16(utf.LittleEndian, utf.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return utf.UTF16(utf.BigEndian, utf.UseBOM)
	case bytes.Contains(data, []byte("\x1b$")) && !hasHighByte(data):
		return japanese.ISO2022JP
	case utf8.Valid(data):
		return nil
	}
	if page {
		if set, name, certain := charset.DetermineEncoding(head(data), ""); certain && name != "utf-8" {
			return set
		}
	}
	return believable(data)
}

func head(data []byte) []byte { return data[:min(len(data), 1024)] }

func hasHighByte(data []byte) bool {
	return bytes.IndexFunc(data, func(r rune) bool { return r >= 0x80 }) >= 0
}

// believable tries the character sets of the region, whose bytes overlap so much
// that only the resulting text can distinguish them. If none makes sense, it is
// Windows-1252.
func believable(data []byte) encoding.Encoding {
	sample := data[:min(len(data), 16<<10)]
	for len(sample) < len(data) && len(sample) > 0 && sample[len(sample)-1] >= 0x80 {
		sample = sample[:len(sample)-1] // do not cut a character in two
	}
	for _, c := range []struct {
		set     encoding.Encoding
		typical func(r rune, coded []byte) bool
		least   float64 // of the foreign letters must be typical
	}{
		{korean.EUCKR, isKorean, 0.85},
		{japanese.ShiftJIS, isKana, 0.2},
		{japanese.EUCJP, isKana, 0.2},
		{simplifiedchinese.GB18030, isCommonHan, 0.8},
	} {
		if share := typicalShare(sample, c.set, c.typical); share >= c.least {
			return c.set
		}
	}
	return charmap.Windows1252
}

// typicalShare is how much of the foreign letters of a reading are typical
// for its character set. One character that could not be read makes the
// reading unbelievable.
func typicalShare(data []byte, set encoding.Encoding, typical func(rune, []byte) bool) float64 {
	text, err := set.NewDecoder().Bytes(data)
	if err != nil {
		return 0
	}
	encoder := set.NewEncoder()
	foreign, hits := 0, 0
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r):
			return 0
		case r < 0x80 || !unicode.IsLetter(r):
			continue
		}
		foreign++
		if coded, err := encoder.Bytes([]byte(string(r))); err == nil && typical(r, coded) {
			hits++
		}
	}
	if foreign == 0 {
		return 0
	}
	return float64(hits) / float64(foreign)
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
