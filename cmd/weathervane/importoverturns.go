package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
)

// keeping is what --keep and --take say of what a merge overturns.
type keeping struct{ keep, take []string }

// choose marks what is kept: by default nothing.
func (k keeping) choose(all []overturning.Overturn) error {
	if slices.Contains(k.keep, "scored") {
		_ = overturning.KeepScored(all)
	}
	for i := range all {
		all[i].Kept = all[i].Kept || slices.Contains(k.keep, "all") && !all[i].Final
	}
	for _, one := range []struct {
		flag string
		refs []string
		kept bool
	}{{"--keep", k.keep, true}, {"--take", k.take, false}} {
		for _, ref := range one.refs {
			if one.kept && (ref == "all" || ref == "scored") {
				continue
			}
			if err := chooseOne(all, one.flag, ref, one.kept); err != nil {
				return err
			}
		}
	}
	return nil
}

// chooseOne marks what is overturned of one question.
func chooseOne(all []overturning.Overturn, flag, ref string, kept bool) error {
	named := map[string]bool{}
	final := true
	for i := range all {
		o := &all[i]
		id := o.Question.String()
		if o.Title != ref && !(len(ref) >= 8 && strings.HasPrefix(id, ref)) {
			continue
		}
		named[id] = true
		if final = final && o.Final; !o.Final {
			o.Kept = kept
		}
	}
	switch {
	case len(named) == 0:
		return fmt.Errorf("%s %s: nothing of such a question would be overturned: see --dry-run", flag, quoted(ref))
	case len(named) > 1:
		return fmt.Errorf("%s %s fits several questions: give more digits of an id", flag, quoted(ref))
	case kept && final:
		return fmt.Errorf("%s %s: that cannot be kept, because the question has ended or nothing stood before: take it", flag, quoted(ref))
	}
	return nil
}

// printOverturns prints what stood here and stands otherwise after a merge.
func (p *program) printOverturns(s importing.Result) {
	if len(s.Overturns) == 0 {
		return
	}
	present := words.Calendar{Now: p.env.Now(), Zone: p.env.Zone}
	for i := range s.Overturns {
		o := &s.Overturns[i]
		was, now := importing.InWords(o, present)
		line := fmt.Sprintf("overturned: %s of %s %s: %s", words.Overturned(o.What), quoted(cell(o.Title)), was.Was(), now.WouldBe())
		if n := words.OverturnedForecasts(o.What, o.IsEarlier(), o.Forecasts); n != "" {
			line += "; " + n
		}
		for _, e := range o.Effects {
			line += fmt.Sprintf("; %s %s → %s", words.Label(e.Forecaster.Name), words.Figure(float64(e.Was)), words.Figure(float64(e.WouldBe)))
		}
		p.println(line + ": " + choice(o))
	}
	if s.Written {
		return
	}
	defer p.println("Everything is taken unless --keep says otherwise: scored (where the one who decides is scored on it), all, or a question")
	if len(s.Headlines) == 0 {
		return
	}
	rows := [][]string{{"headline (Brier)", "now", "as chosen", "all taken", "questions"}}
	for _, h := range s.Headlines {
		rows = append(rows, []string{words.Label(h.Forecaster.Name), words.Figure(float64(h.Was)), words.Figure(float64(h.WouldBe)), words.Figure(float64(h.AllTaken)), fmt.Sprint(h.Questions)})
	}
	p.align(rows)
}

func choice(o *overturning.Overturn) string {
	switch {
	case o.Kept:
		return "kept"
	case o.Final:
		return "taken, and cannot be kept"
	}
	return "taken"
}

// check refuses flags that contradict each other.
func (k keeping) check() error {
	for _, ref := range k.take {
		if slices.Contains(k.keep, ref) {
			return errors.New("--keep and --take name the same: give one of them")
		}
	}
	return nil
}
