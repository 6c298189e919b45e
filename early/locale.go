// Package locale gives the program a language before anything else asks for it.
//
// Fyne reads the user's locale while its packages are initialised, and writes an
// error to standard error if that is C or POSIX, as it is in scripts and
// containers. Go initialises ready packages in the order of their import paths,
// so this one, whose path sorts before Fyne's and which needs only os, runs
// first. That is why it is a module of its own.
package locale

import (
	"os"
	"strings"
)

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		switch base, _, _ := strings.Cut(os.Getenv(name), "."); base {
		case "C", "POSIX":
			os.Setenv(name, "en_US.UTF-8")
		}
	}
	if os.Getenv("LANG") == "" {
		os.Setenv("LANG", "en_US.UTF-8")
	}
}
