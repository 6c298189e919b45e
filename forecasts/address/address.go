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
// like tokens, keys or signatures; removed reports whether it had any. What is not a
// address with a scheme stays as it is.
func Clean(text string) (clean string, removed bool) {
	clean = strings.TrimSpace(text)
	if !scheme.MatchString(clean) {
		return text, false
	}
	before := clean
	clean = account.ReplaceAllString(clean, "$1")
	clean, fragment, hasFragment := strings.Cut(clean, "#")
	clean, query, hasQuery := strings.Cut(clean, "?")
	clean = pathParameter.ReplaceAllStringFunc(clean, func(parameter string) string {
		if name, _, _ := strings.Cut(parameter[1:], "="); isSecretName(plain(name)) {
			return ""
		}
		return parameter
	})
	if query = without(query); hasQuery && query != "" {
		clean += "?" + query
	}
	if fragment = without(fragment); hasFragment && fragment != "" {
		clean += "#" + fragment
	}
	if strings.TrimRight(before, "?#") == clean {
		return text, false
	}
	return clean, true
}

var (
	scheme        = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)
	account       = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@`)
	pathParameter = regexp.MustCompile(`;[^=;/]+=[^/;]*`)
	within        = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s<>"“”]*[^\s<>"“”.,;:!?()\[\]{}'’]`)
)

// Within cleans every address that stands in a text.
func Within(text string) (clean string, removed bool) {
	clean = within.ReplaceAllStringFunc(text, func(found string) string {
		kept, some := Clean(found)
		removed = removed || some
		return kept
	})
	return clean, removed
}

// without drops the parameters that look secret; the others stay byte for byte.
func without(query string) string {
	var kept []string
	for group := range strings.SplitSeq(query, "&") {
		parts := slices.DeleteFunc(strings.Split(group, ";"), isSecret) // some separate parameters by semicolons
		if len(parts) > 0 {
			kept = append(kept, strings.Join(parts, ";"))
		}
	}
	return strings.Join(kept, "&")
}

// isSecret reports whether a parameter looks secret.
func isSecret(parameter string) bool {
	name, value, _ := strings.Cut(parameter, "=")
	return isSecretName(plain(name)) || isSecretValue(plain(value))
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
