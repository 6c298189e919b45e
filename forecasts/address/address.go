// Package address keeps secrets out of web addresses that are recorded: a record is
// signed, handed on and never deleted.
package address

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Clean is an address without user and password, and without parameters that look
// like tokens, keys or signatures; removed reports whether it had any. It may lack its
// scheme. What is no address stays as it is.
func Clean(text string) (clean string, removed bool) {
	whole := strings.TrimSpace(text)
	if at := begin.FindStringIndex(whole); at == nil || at[0] > 0 {
		return text, false
	}
	if clean, removed = cleaned(whole, deepest); !removed {
		return text, false
	}
	return clean, true
}

// Within cleans every address that stands in a text.
func Within(text string) (clean string, removed bool) { return within(text, deepest) }

// deepest is how far addresses are followed that are parameters of others.
const deepest = 3

func within(text string, depth int) (clean string, removed bool) {
	if depth == 0 || !strings.ContainsAny(text, "@?#;") {
		return text, false
	}
	clean = word.ReplaceAllStringFunc(text, func(found string) string {
		at := begin.FindStringIndex(found)
		if at == nil {
			return found
		}
		kept, some := cleaned(found[at[0]:], depth)
		removed = removed || some
		return found[:at[0]] + kept
	})
	return clean, removed
}

// What an address begins with: its scheme or, where that is left out, a user, or a host
// of several labels with more after it.
const (
	scheme = `[A-Za-z][A-Za-z0-9+.-]*://`
	label  = `[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?`
	port   = `(?::[0-9]+)?`
	user   = `([^\s/?#@:<>"“”()\[\]{},;=]+)(?::([^\s/?#]*))?@`
)

var (
	word          = regexp.MustCompile(`[^\s<>"“”]*[^\s<>"“”.,;:!?()\[\]{}'’]`)
	begin         = regexp.MustCompile(scheme + `|` + user + label + `|` + label + `(?:\.` + label + `)+` + port + `[/?#;]`)
	schemed       = regexp.MustCompile(`(` + scheme + `)[^/?#]*@`)
	bare          = regexp.MustCompile(`^` + user + label + `(\.` + label + `)*(` + port + `[/?#;(]?)`)
	clock         = regexp.MustCompile(`^[0-9]{1,2}$`)
	pathParameter = regexp.MustCompile(`;[^=;/]+=[^/;]*`)
)

// cleaned is Clean of what begins as an address does.
func cleaned(text string, depth int) (clean string, removed bool) {
	clean, fragment, hasFragment := strings.Cut(text, "#")
	clean, query, hasQuery := strings.Cut(clean, "?")
	clean = schemed.ReplaceAllString(clean, "$1")
	if holdsAccount(text) {
		clean = clean[strings.LastIndex(account(clean), "@")+1:]
	}
	clean = pathParameter.ReplaceAllStringFunc(clean, func(parameter string) string {
		if name, _, _ := strings.Cut(parameter[1:], "="); isSecretName(plain(name)) {
			return ""
		}
		return parameter
	})
	if query = without(query, depth); hasQuery && query != "" {
		clean += "?" + query
	}
	if fragment = without(fragment, depth); hasFragment && fragment != "" {
		clean += "#" + fragment
	}
	if strings.TrimRight(text, "?#") == clean {
		return text, false
	}
	return clean, true
}

// account is an address up to its path.
func account(address string) string {
	before, _, _ := strings.Cut(address, "/")
	return before
}

// mail are the words before an address of mail or chat that look like a user whose
// password follows.
var mail = []string{"mailto", "mail", "email", "e-mail", "contact", "from", "to", "cc", "bcc", "by", "reply-to", "sip", "sips", "xmpp", "acct"}

// holdsAccount reports whether an address without a scheme begins with a user and a
// password, and not with an address of mail, a time or odds: “10:30@noon”.
func holdsAccount(address string) bool {
	m := bare.FindStringSubmatch(address)
	if m == nil {
		return false
	}
	name, password, domain, more := m[1], m[2], m[3], m[4]
	switch {
	case password == "":
		return isSecretValue(name)
	case slices.Contains(mail, strings.ToLower(name)), clock.MatchString(name) && clock.MatchString(password):
		return false
	}
	return domain != "" || more != ""
}

// without drops the parameters that look secret; the others stay byte for byte.
func without(query string, depth int) string {
	secret := func(parameter string) bool { return isSecret(parameter, depth) }
	var kept []string
	for group := range strings.SplitSeq(query, "&") {
		parts := slices.DeleteFunc(strings.Split(group, ";"), secret) // some separate parameters by semicolons
		if len(parts) > 0 {
			kept = append(kept, strings.Join(parts, ";"))
		}
	}
	return strings.Join(kept, "&")
}

// isSecret reports whether a parameter looks secret, or is an address that holds a
// secret. One without a value is a value itself.
func isSecret(parameter string, depth int) bool {
	name, value, named := strings.Cut(parameter, "=")
	if !named {
		name, value = "", parameter
	}
	value = plain(value)
	_, nested := within(value, depth-1)
	return nested || isSecretName(plain(name)) || isSecretValue(value)
}

func plain(s string) string {
	if u, err := url.QueryUnescape(s); err == nil {
		return u
	}
	return s
}

var secretNames = []string{
	"key", "apikey", "token", "auth", "authorization", "authkey", "sig", "signature", "session", "sessionid", "sid", "phpsessid", "jsessionid",
	"password", "passwd", "passphrase", "pass", "pwd", "secret", "sas", "code", "jwt", "ticket", "otp", "credential", "credentials", "hmac", "awsaccesskeyid",
}

// isSecretName reports whether a parameter's name says that it is secret.
func isSecretName(name string) bool {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "x-amz-") || strings.HasPrefix(name, "x-goog-") {
		return true
	}
	bare := strings.NewReplacer("_", "", "-", "", ".", "").Replace(name)
	if slices.Contains(secretNames, bare) {
		return true
	}
	for _, ending := range []string{"token", "apikey", "secret", "password", "signature"} {
		if strings.HasSuffix(bare, ending) {
			return true
		}
	}
	return false
}

var (
	jwt  = regexp.MustCompile(`eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.`)
	uuid = regexp.MustCompile(`[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`) // names articles
	runs = regexp.MustCompile(`[A-Za-z0-9]{20,}|[A-Za-z0-9_+/-]{32,}`)
)

// isSecretValue reports whether a value is a JSON web token, or long and without
// words: letters and digits that change places too often to be read.
func isSecretValue(value string) bool {
	if jwt.MatchString(value) {
		return true
	}
	return slices.ContainsFunc(runs.FindAllString(uuid.ReplaceAllString(value, ""), -1), func(run string) bool {
		changes, last := 0, 0
		for _, r := range run {
			kind := kindOf(r)
			if kind != 0 && last != 0 && kind != last {
				changes++
			}
			if kind != 0 {
				last = kind
			} else {
				last = 0 // a new word
			}
		}
		return changes*6 >= len(run)
	})
}

// kindOf tells small letters, capitals and digits apart; 0 for what separates words.
func kindOf(r rune) int {
	switch {
	case unicode.IsLower(r):
		return 1
	case unicode.IsUpper(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	}
	return 0
}
