package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

// wording holds the flags that say what a question asks.
type wording struct {
	title, kind, criteria, background, finePrint, source, unit string
	opens, closes, resolvesBy, bounds, condition               string
	options, tags                                              []string
	ordered, openBelow, openAbove                              bool
}

func (w *wording) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&w.title, "title", "", "what is asked")
	f.StringVar(&w.closes, "closes", "", "`WHEN` forecasting ends; a day means its end")
	f.StringVar(&w.opens, "opens", "", "`WHEN` forecasting begins")
	f.StringVar(&w.resolvesBy, "resolves-by", "", "`WHEN` the outcome is known at the latest")
	f.StringVar(&w.kind, "type", "", "binary, choice, numeric or date")
	f.StringArrayVar(&w.options, "option", nil, "`O`ne answer of a choice question; give all")
	f.BoolVar(&w.ordered, "ordered", false, "the options have an order")
	f.StringVar(&w.bounds, "range", "", "`MIN..MAX` of a numeric or date question")
	f.BoolVar(&w.openBelow, "open-below", false, "the answer may lie below the range")
	f.BoolVar(&w.openAbove, "open-above", false, "the answer may lie above the range")
	f.StringVar(&w.unit, "unit", "", "unit of a numeric question")
	f.StringVar(&w.condition, "if", "", "`QUESTION=OUTCOME` on which the question depends")
	f.StringVar(&w.criteria, "criteria", "", "what counts as which outcome")
	f.StringVar(&w.background, "background", "", "what is known")
	f.StringVar(&w.finePrint, "fine-print", "", "further details")
	f.StringVar(&w.source, "source", "", "what decides")
	f.StringArrayVar(&w.tags, "tag", nil, "a `TAG`; may be given several times")
}

// asking are the commands that word a question.
func (p *program) asking() []*cobra.Command {
	var asked, revised wording
	ask := &cobra.Command{
		Use: "ask FILE --title T --closes WHEN", Short: "Ask a question; prints its id", Args: takes(1, 1),
	}
	asked.flags(ask)
	ask.RunE = func(c *cobra.Command, args []string) error {
		return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
			a, err := p.asked(c.Context(), d, asked)
			if err != nil {
				return err
			}
			return p.made(d.Ask(c.Context(), a))
		})
	}
	var why string
	revise := &cobra.Command{
		Use: "revise FILE QUESTION", Short: "Change how a question is worded; prints the revision's id", Args: takes(2, 2),
	}
	revised.flags(revise)
	revise.Flags().StringVar(&why, "why", "", "reason for the change")
	revise.RunE = func(c *cobra.Command, args []string) error {
		return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
			id, err := d.Find(c.Context(), "question", args[1])
			if err != nil {
				return err
			}
			set, err := p.revision(c, d, id, revised)
			if err != nil {
				return err
			}
			return p.made(d.Revise(c.Context(), id, set, why))
		})
	}
	return []*cobra.Command{ask, revise}
}

// asked reads the flags of a new question.
func (p *program) asked(ctx context.Context, d *forecasts.Desk, w wording) (a journal.Asked, err error) {
	a = journal.Asked{
		Title: w.title, Type: w.kind, Background: w.background, Criteria: w.criteria, FinePrint: w.finePrint,
		Source: w.source, Tags: w.tags, Options: w.options, Ordered: w.ordered, Unit: w.unit,
	}
	switch {
	case w.title == "":
		return a, fmt.Errorf("no title: use --title to say what is asked")
	case a.Type != "":
	case len(w.options) > 0:
		a.Type = "choice"
	case w.bounds != "":
		a.Type = "numeric"
	default:
		a.Type = "binary"
	}
	if a.Opens, err = p.when("opens", w.opens, false); err != nil {
		return a, err
	}
	if a.Closes, err = p.when("closes", w.closes, true); err != nil {
		return a, err
	}
	if a.ResolvesBy, err = p.when("resolves-by", w.resolvesBy, false); err != nil {
		return a, err
	}
	if w.bounds != "" || w.openBelow || w.openAbove {
		if a.Range, err = p.bounds(w, a.Type); err != nil {
			return a, err
		}
	}
	if w.condition != "" {
		a.If, err = p.condition(ctx, d, w.condition)
	}
	return a, err
}

// bounds reads a range, MIN..MAX.
func (p *program) bounds(w wording, kind string) (*journal.Range, error) {
	r := &journal.Range{OpenBelow: w.openBelow, OpenAbove: w.openAbove}
	least, most, ok := strings.Cut(w.bounds, "..")
	if !ok && w.bounds != "" {
		return nil, fmt.Errorf("--range %s is not a range: write MIN..MAX, such as 0..300", quoted(w.bounds))
	}
	for _, b := range []struct {
		text string
		to   *json.RawMessage
	}{{least, &r.Min}, {most, &r.Max}} {
		if b.text = strings.TrimSpace(b.text); b.text == "" {
			continue
		}
		v, err := p.bound(b.text, kind)
		if err != nil {
			return nil, fmt.Errorf("--range: %w", err)
		}
		if *b.to, err = json.Marshal(v); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (p *program) bound(text, kind string) (any, error) {
	if kind == "date" {
		t, err := notation.ParseWhen(text, p.env.Now(), p.env.Zone, false)
		return journal.InstantOf(t), err
	}
	return notation.ParseNumber(text)
}

// condition reads the flag --if, QUESTION=OUTCOME.
func (p *program) condition(ctx context.Context, d *forecasts.Desk, text string) (*journal.Condition, error) {
	at := strings.LastIndexByte(text, '=')
	if at < 0 {
		return nil, fmt.Errorf("--if %s does not name an outcome: write QUESTION=OUTCOME", quoted(text))
	}
	id, err := d.Find(ctx, "question", strings.TrimSpace(text[:at]))
	if err != nil {
		return nil, fmt.Errorf("--if: %w", err)
	}
	outcome, err := p.outcome(ctx, d, id, text[at+1:])
	if err != nil {
		return nil, fmt.Errorf("--if: %w", err)
	}
	return &journal.Condition{Question: id, Outcome: outcome}, nil
}

// outcome reads an outcome of a question as a record holds it.
func (p *program) outcome(ctx context.Context, d *forecasts.Desk, id journal.ID, text string) (json.RawMessage, error) {
	q, err := d.Question(ctx, id)
	if err != nil {
		return nil, err
	}
	o, err := notation.ParseOutcome(text, q.Type, q.Options, p.env.Zone)
	if err != nil {
		return nil, err
	}
	return json.Marshal(o.Value())
}

// revision reads the flags that are given as the members to set.
func (p *program) revision(c *cobra.Command, d *forecasts.Desk, id journal.ID, w wording) (map[string]any, error) {
	q, err := d.Question(c.Context(), id)
	if err != nil {
		return nil, err
	}
	if w.kind == "" {
		w.kind = q.Type
	}
	if w.title == "" && !c.Flags().Changed("title") {
		w.title = q.Title
	}
	a, err := p.asked(c.Context(), d, w)
	if err != nil {
		return nil, err
	}
	set := map[string]any{}
	for flag, member := range map[string]struct {
		name  string
		value any
	}{
		"title": {"title", a.Title}, "type": {"type", a.Type}, "criteria": {"criteria", a.Criteria},
		"background": {"background", a.Background}, "fine-print": {"fine_print", a.FinePrint},
		"source": {"source", a.Source}, "unit": {"unit", a.Unit}, "opens": {"opens", a.Opens},
		"closes": {"closes", a.Closes}, "resolves-by": {"resolves_by", a.ResolvesBy},
		"option": {"options", a.Options}, "ordered": {"ordered", a.Ordered}, "tag": {"tags", a.Tags},
		"range": {"range", a.Range}, "open-below": {"range", a.Range}, "open-above": {"range", a.Range},
		"if": {"if", a.If},
	} {
		if c.Flags().Changed(flag) {
			set[member.name] = member.value
		}
	}
	if len(set) == 0 {
		return nil, fmt.Errorf("nothing to revise: give what changes, such as --closes WHEN")
	}
	return set, nil
}
