package forecaster

import (
	"strings"
	"unicode"

	"github.com/mtibben/confusables"
	"golang.org/x/text/unicode/norm"
)

// hurried is what a hurried reader takes for the same beside what the Unicode
// Consortium's table has: small capitals, and letters that look like two others.
var hurried = strings.NewReplacer(
	"ᴀ", "a", "ʙ", "b", "ᴄ", "c", "ᴅ", "d", "ᴇ", "e", "ꜰ", "f", "ɢ", "g", "ɡ", "g", "ʜ", "h", "ɪ", "l", "i", "l", "ı", "l", "ᴊ", "j", "ᴋ", "k", "ĸ", "k",
	"ʟ", "l", "ᴍ", "m", "ɴ", "n", "ᴏ", "o", "ᴘ", "p", "ʀ", "r", "ꜱ", "s", "5", "s", "ᴛ", "t", "ᴜ", "u", "ᴠ", "v", "ᴡ", "w", "ʏ", "y", "ᴢ", "z",
	"rn", "m", "vv", "w", "cl", "d",
)

// longestLook is how many letters of a name are compared.
const longestLook = 1000

// Skeleton is the skeleton of a name as a hurried reader sees it, after UTS #39:
// names with the same skeleton can be confused.
func Skeleton(name string) string {
	if letters := []rune(name[:min(len(name), 4*longestLook)]); len(letters) > longestLook {
		name = string(letters[:longestLook])
	}
	letters := visible(norm.NFKD.String(confusables.Skeleton(name)))
	return hurried.Replace(hurried.Replace(visible(confusables.Skeleton(letters))))
}

// visible are the letters of a text in lower case, without spaces, marks, hyphens
// and what cannot be seen.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.IsDigit(r) || r == '|' {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}
