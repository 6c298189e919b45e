package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/session"
)

// gone says what to do about a workspace that is not there, and why.
func (p *program) gone(file string, why error) error {
	kept := session.AllApart(p.env, file)
	switch {
	case len(kept) == 0:
		return fmt.Errorf("%w, or make a workspace with 'weathervane new'", why)
	case kept[0].Used:
		return fmt.Errorf("there is no file %s any more, and a window goes on in a copy: choose there where it belongs", file)
	}
	return fmt.Errorf("there is no file %s any more, but a copy of it is kept: open it with %s", file, quoted("weathervane "+word(file)))
}

// tellElsewhere says that work on a workspace is kept in a copy, and how it comes back.
func (p *program) tellElsewhere(ctx context.Context, file string, d *forecasts.Desk) {
	all, err := d.Elsewhere(ctx)
	if err != nil {
		p.remark("a copy of %s is kept that cannot be read (%v): open it in the window", file, err)
		return
	}
	for _, one := range all {
		what := words.ReportPlural(int(one.Records), "record")
		if one.Used {
			p.remark("a window has %s more, in a copy: choose there where it belongs", what)
			continue
		}
		p.remark("a copy of %s is kept that has %s more: open %s in the window, or run %s", file, what, file, quoted("weathervane import "+word(file)+" "+word(one.Kept)))
	}
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:@%+,=~-]+$`)

// word is a text as a shell takes it for one word.
func word(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
