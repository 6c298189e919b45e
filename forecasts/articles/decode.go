package articles

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	htmlcharset "golang.org/x/net/html/charset"

	"weathervane/forecasts/charset"
)

// decode gives the bytes as text. A byte order mark decides; then whether
// they are UTF-8, which other character sets hardly ever are by chance; then
// what a page declares; then which character set gives believable writing.
func decode(data []byte, page bool) (string, error) {
	set := characterSet(data, page)
	text := string(data)
	if set.Encoding != nil {
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

// characterSet gives that of a text, the zero Set for UTF-8.
func characterSet(data []byte, page bool) charset.Set {
	set, certain := charset.Certain(data)
	if certain {
		return set
	}
	if page {
		if declared, name, certain := htmlcharset.DetermineEncoding(head(data), ""); certain && name != "utf-8" {
			return charset.Set{Name: name, Encoding: declared}
		}
	}
	set, _ = charset.Guess(data)
	return set
}

func head(data []byte) []byte { return data[:min(len(data), 1024)] }
