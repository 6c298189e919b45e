// Package pattern has regular expressions that cost nothing until they are used.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy is a regular expression that is compiled when it is needed first: most commands
// need none. It panics then if the form is no expression.
func Lazy(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}
