package forecaster

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// confusable letters look like Latin ones in most typefaces; the pairs are a
// selection from the Unicode Consortium's table of confusables (UTS #39).
var confusable = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ј", "j", "ѕ", "s", "ԁ", "d", "һ", "h",
	"к", "k", "м", "m", "т", "t", "в", "b", "н", "h", "ո", "n", "ս", "u", "ο", "o", "α", "a", "ν", "v", "ρ", "p", "τ", "t",
	"υ", "u", "ι", "i", "κ", "k", "χ", "x", "ı", "i", "ɑ", "a", "ɡ", "g", "0", "o", "1", "l", "|", "l", "i", "l", "5", "s",
	"rn", "m", "vv", "w", "cl", "d",
)

// Skeleton is the skeleton of a name as a hurried reader sees it: names with the
// same skeleton can be confused.
func Skeleton(name string) string {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '|' {
			return unicode.ToLower(r)
		}
		return -1 // spaces, marks, hyphens and invisible characters
	}, norm.NFKD.String(name))
	return confusable.Replace(confusable.Replace(plain))
}
