package main

import (
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
)

// reframing changes a set: what is not given stays as it is.
func (p *program) reframing() *cobra.Command {
	var title, horizon string
	var scenarios, narratives, drivers, tags []string
	c := &cobra.Command{
		Use: "revise FILE SET", Short: "Change a set's title, horizon, tags, narratives, drivers or, before it has numbers, scenarios; prints the revision's id", Args: takes(2, 2),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		return p.onSet(c, args, func(d *forecasts.Desk, v scenario.View) (journal.ID, error) {
			f := v.Framing()
			if c.Flags().Changed("title") {
				f.Title = title
			}
			if c.Flags().Changed("tag") {
				f.Tags = tags
			}
			if horizon != "" {
				at, err := p.when("horizon", horizon, true)
				if err != nil {
					return journal.ID{}, err
				}
				f.Horizon = *at
			}
			if len(scenarios) > 0 {
				f.Scenarios = renamed(f.Scenarios, scenarios)
			}
			if err := texts("narrative", narratives, f.Scenarios, func(s *journal.Scenario, text string) { s.Narrative = text }); err != nil {
				return journal.ID{}, err
			}
			fresh := map[string]bool{}
			err := texts("driver", drivers, f.Scenarios, func(s *journal.Scenario, text string) {
				if !fresh[s.Name] {
					s.Drivers, fresh[s.Name] = nil, true
				}
				if text != "" {
					s.Drivers = append(s.Drivers, text)
				}
			})
			if err != nil {
				return journal.ID{}, err
			}
			return d.ReviseScenarios(c.Context(), v.ID, f)
		})
	}
	f := c.Flags()
	f.StringVar(&title, "title", "", "what the futures are about")
	f.StringVar(&horizon, "horizon", "", "`WHEN` one of them has come true; a day means its end")
	f.StringArrayVar(&scenarios, "scenario", nil, "`NAME` of a future, replacing all: give all; existing ones keep their narratives")
	f.StringArrayVar(&narratives, "narrative", nil, "`NAME=T`: the story of a future, in Markdown")
	f.StringArrayVar(&drivers, "driver", nil, "`NAME=T`: what drives a future, replacing what did; may be given several times")
	f.StringArrayVar(&tags, "tag", nil, "a `TAG`, replacing the present ones; may be given several times")
	return c
}

// renamed are scenarios with these names; those that exist keep their narratives
// and drivers.
func renamed(standing []journal.Scenario, names []string) []journal.Scenario {
	var all []journal.Scenario
	for _, name := range names {
		one := journal.Scenario{Name: strings.TrimSpace(name), Drivers: []string{}}
		for _, s := range standing {
			if s.Name == one.Name {
				one = s
			}
		}
		all = append(all, one)
	}
	return all
}
