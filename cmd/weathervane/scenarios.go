package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
)

// scenarios are the commands about scenario sets, signposts, relations and
// coherence.
func (p *program) scenarios() []*cobra.Command {
	scenario := &cobra.Command{Use: "scenario", Short: "Frame futures, weigh them, resolve them", Args: p.needsSub, RunE: noSub}
	scenario.AddCommand(p.framing(), p.reframing(), p.weighing(), p.conditioning(), p.cameTrue(), p.rating())
	signpost := &cobra.Command{Use: "signpost", Short: "Place and check events that distinguish futures", Args: p.needsSub, RunE: noSub}
	signpost.AddCommand(p.placing(), p.checkingPost())
	return []*cobra.Command{scenario, signpost, p.relating(), p.coherence()}
}

// needsSub lists the subcommands of a command that does nothing alone.
func (p *program) needsSub(c *cobra.Command, args []string) error {
	var all []string
	for _, s := range c.Commands() {
		all = append(all, s.Name())
	}
	if len(args) == 0 {
		return fmt.Errorf("%s alone does nothing: use one of %s", c.Name(), strings.Join(all, ", "))
	}
	return fmt.Errorf("%s has no %s: use one of %s", c.Name(), quoted(args[0]), strings.Join(all, ", "))
}

func noSub(*cobra.Command, []string) error { return nil }

func (p *program) framing() *cobra.Command {
	var title, horizon string
	var scenarios, narratives, drivers, tags []string
	c := &cobra.Command{
		Use: "frame FILE --title T --horizon WHEN --scenario NAME…", Short: "Frame a set of futures of which one comes true; prints its id", Args: takes(1, 1),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		f := journal.Framed{Title: title, Tags: tags}
		switch {
		case title == "":
			return fmt.Errorf("no title: use --title to say what the futures are about")
		case horizon == "":
			return fmt.Errorf("no horizon: use --horizon to say until when")
		}
		at, err := p.when("horizon", horizon, true)
		if err != nil {
			return err
		}
		f.Horizon = *at
		for _, name := range scenarios {
			f.Scenarios = append(f.Scenarios, journal.Scenario{Name: strings.TrimSpace(name), Drivers: []string{}})
		}
		if err := texts("narrative", narratives, f.Scenarios, func(s *journal.Scenario, text string) { s.Narrative = text }); err != nil {
			return err
		}
		if err := texts("driver", drivers, f.Scenarios, func(s *journal.Scenario, text string) { s.Drivers = append(s.Drivers, text) }); err != nil {
			return err
		}
		return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
			return p.made(d.FrameScenarios(c.Context(), f))
		})
	}
	f := c.Flags()
	f.StringVar(&title, "title", "", "what the futures are about")
	f.StringVar(&horizon, "horizon", "", "`WHEN` one of them has come true; a day means its end")
	f.StringArrayVar(&scenarios, "scenario", nil, "`NAME` of a future; give all, and Other where they do not cover everything")
	f.StringArrayVar(&narratives, "narrative", nil, "`NAME=T`: the story of a future, in Markdown")
	f.StringArrayVar(&drivers, "driver", nil, "`NAME=T`: what drives a future; may be given several times")
	f.StringArrayVar(&tags, "tag", nil, "a `TAG`; may be given several times")
	return c
}

// texts reads NAME=TEXT flags.
func texts(flag string, words []string, scenarios []journal.Scenario, set func(*journal.Scenario, string)) error {
next:
	for _, w := range words {
		for i := range scenarios {
			if text, ok := strings.CutPrefix(w, scenarios[i].Name+"="); ok {
				set(&scenarios[i], text)
				continue next
			}
		}
		return fmt.Errorf("--%s %s does not name a scenario: write NAME=TEXT with the name of a scenario", flag, quoted(w))
	}
	return nil
}

// onSet finds the set that args[1] refers to and prints the id of what is done with it.
func (p *program) onSet(c *cobra.Command, args []string, do func(*forecasts.Desk, scenario.View) (journal.ID, error)) error {
	return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
		id, err := d.Find(c.Context(), "scenario set", args[1])
		if err != nil {
			return err
		}
		v, err := d.Scenarios(c.Context(), id, "")
		if err != nil {
			return err
		}
		return p.made(do(d, v))
	})
}

func (p *program) weighing() *cobra.Command {
	var note string
	c := &cobra.Command{
		Use: "weigh FILE SET NAME=50% …", Short: "Give each scenario its probability; prints the record's id", Args: takes(3, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
				weights, err := notation.ParseShareFields(args[2:], v.Names)
				if err != nil {
					return journal.ID{}, fmt.Errorf("weights: %w", err)
				}
				return d.WeighScenarios(c.Context(), v.ID, weights, note)
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "why")
	return c
}

func (p *program) conditioning() *cobra.Command {
	return &cobra.Command{
		Use: "condition FILE SET QUESTION NAME=10% …", Short: "Say how probable a question is in each scenario; prints the record's id", Args: takes(4, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
				q, err := d.Find(c.Context(), "question", args[2])
				if err != nil {
					return q, err
				}
				given, err := byScenario(args[3:], v.Names, notation.ParseProbability)
				if err != nil {
					return q, err
				}
				return d.ConditionScenarios(c.Context(), v.ID, q, given)
			})
		},
	}
}

func (p *program) cameTrue() *cobra.Command {
	var knownAt, note string
	c := &cobra.Command{
		Use: "resolve FILE SET NAME", Short: "Say which scenario came true; prints the record's id", Args: takes(3, 3),
		RunE: func(c *cobra.Command, args []string) error {
			return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
				known, err := p.when("known-at", knownAt, false)
				if err != nil {
					return journal.ID{}, err
				}
				name, err := scenarioNamed(args[2], v.Names)
				if err != nil {
					return journal.ID{}, err
				}
				return d.ResolveScenarios(c.Context(), v.ID, name, known, note)
			})
		},
	}
	c.Flags().StringVar(&knownAt, "known-at", "", "`WHEN` it became known (default now)")
	c.Flags().StringVar(&note, "note", "", "remark")
	return c
}

func (p *program) rating() *cobra.Command {
	return &cobra.Command{
		Use: "rate FILE SET FINDING NAME=CC …", Short: "Say how well a finding fits each scenario: CC, C, N, I, II or NA; prints the record's id", Args: takes(4, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
				f, err := d.Find(c.Context(), "finding", args[2])
				if err != nil {
					return f, err
				}
				ratings, err := byScenario(args[3:], v.Names, func(s string) (string, error) { return strings.ToUpper(strings.TrimSpace(s)), nil })
				if err != nil {
					return f, err
				}
				return d.RateConsistency(c.Context(), v.ID, f, ratings)
			})
		},
	}
}

// byScenario reads words of the form NAME=VALUE; the desk checks that none is
// missing.
func byScenario[V any](words, names []string, parse func(string) (V, error)) (map[string]V, error) {
	all := map[string]V{}
	for _, w := range words {
		at := strings.LastIndexByte(w, '=')
		if at < 0 {
			return nil, fmt.Errorf("%s has no value: write NAME=VALUE for each of %s", quoted(w), strings.Join(names, ", "))
		}
		name, err := scenarioNamed(w[:at], names)
		if err != nil {
			return nil, err
		}
		if _, twice := all[name]; twice {
			return nil, fmt.Errorf("%s is given twice: give one value", quoted(name))
		}
		if all[name], err = parse(w[at+1:]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

func scenarioNamed(text string, names []string) (string, error) {
	var like []string
	for _, n := range names {
		if n == strings.TrimSpace(text) {
			return n, nil
		}
		if strings.EqualFold(n, strings.TrimSpace(text)) {
			like = append(like, n)
		}
	}
	if len(like) == 1 {
		return like[0], nil
	}
	return "", fmt.Errorf("%s is not a scenario of the set: its scenarios are %s", quoted(text), strings.Join(names, ", "))
}

func (p *program) placing() *cobra.Command {
	var text, checkBy string
	c := &cobra.Command{
		Use: "place FILE SET --text T --check-by WHEN NAME=70% …", Short: "Say what to watch for, and how probable it is in each scenario; prints the signpost's id", Args: takes(3, -1),
		RunE: func(c *cobra.Command, args []string) error {
			if checkBy == "" {
				return fmt.Errorf("no date: use --check-by to say until when it would be seen")
			}
			return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
				at, err := p.when("check-by", checkBy, true)
				if err != nil {
					return journal.ID{}, err
				}
				given, err := byScenario(args[2:], v.Names, notation.ParseProbability)
				if err != nil {
					return journal.ID{}, err
				}
				return d.PlaceSignpost(c.Context(), v.ID, text, *at, given)
			})
		},
	}
	c.Flags().StringVar(&text, "text", "", "what to watch for")
	c.Flags().StringVar(&checkBy, "check-by", "", "`WHEN` it should be seen by; a day means its end")
	return c
}

func (p *program) checkingPost() *cobra.Command {
	var knownAt, finding string
	c := &cobra.Command{
		Use: "check FILE SIGNPOST yes|no", Short: "Say whether a signpost was seen; prints the record's id and offers weights", Args: takes(3, 3),
		RunE: func(c *cobra.Command, args []string) error {
			var seen bool
			switch strings.ToLower(args[2]) {
			case "yes", "true":
				seen = true
			case "no", "false":
			default:
				return fmt.Errorf("%s does not say whether it was seen: write yes or no", quoted(args[2]))
			}
			known, err := p.when("known-at", knownAt, false)
			if err != nil {
				return err
			}
			return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
				return p.checkPost(c.Context(), d, args[1], seen, known, finding)
			})
		},
	}
	c.Flags().StringVar(&knownAt, "known-at", "", "`WHEN` it became known (default now)")
	c.Flags().StringVar(&finding, "finding", "", "`FINDING` that shows it")
	return c
}

func (p *program) checkPost(ctx context.Context, d *forecasts.Desk, ref string, seen bool, known *journal.Instant, finding string) error {
	id, err := d.Find(ctx, "signpost", ref)
	if err != nil {
		return err
	}
	var shows *journal.ID
	if finding != "" {
		f, err := d.Find(ctx, "finding", finding)
		if err != nil {
			return err
		}
		shows = &f
	}
	made, err := d.CheckSignpost(ctx, id, seen, known, shows)
	if err != nil {
		return err
	}
	if p.json {
		return p.document(made)
	}
	p.println(made.ID.String())
	if made.Weights == nil {
		p.remark("no weights of yours to update: give some with 'weathervane scenario weigh'")
		return nil
	}
	v, err := d.Scenarios(ctx, made.Set, "")
	if err != nil {
		return err
	}
	p.remark("Bayes' rule gives %s; 'weathervane scenario weigh' records it", notation.FormatShares(made.Weights, v.Names))
	return nil
}
