package forecasts

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// kinds are the words for what a reference may refer to.
var kinds = map[string]string{
	"question": journal.QuestionAsked, "article": journal.ArticleAdded, "finding": journal.FindingFiled,
	"forecast": journal.ForecastMade, "scenarios": journal.ScenariosFramed,
	"scenario set": journal.ScenariosFramed, "signpost": journal.SignpostPlaced,
}

// Find returns the id that a reference names: an id, a prefix of at least 8
// digits that fits one, or the exact title of a question, article or scenario
// set. An empty kind finds any record.
func (d *Desk) Find(ctx context.Context, kind, ref string) (found journal.ID, err error) {
	word := kind
	if word == "" {
		word = "record"
	}
	var ids []journal.ID
	err = d.Store.View(ctx, func(r model.Reader) error {
		ids, err = d.candidates(r, kind, strings.TrimSpace(ref))
		return err
	})
	switch {
	case err != nil:
		return journal.ID{}, err
	case len(ids) == 0:
		return journal.ID{}, fmt.Errorf("no %s matches %q: give an id, at least 8 digits of one, or an exact title", word, ref)
	case len(ids) > 1:
		return journal.ID{}, fmt.Errorf("%q matches several: %s; give more digits of the id", ref, shorten(ids))
	}
	return ids[0], nil
}

func shorten(ids []journal.ID) string {
	var all []string
	for _, id := range ids[:min(len(ids), 5)] {
		all = append(all, id.String()[:12])
	}
	return strings.Join(all, ", ")
}

func (d *Desk) candidates(r model.Reader, kind, ref string) ([]journal.ID, error) {
	var of []string
	if k := kinds[kind]; k != "" {
		of = []string{k}
	}
	if len(ref) >= 8 && len(ref) <= 64 && strings.Trim(ref, "0123456789abcdef") == "" {
		ids, err := r.Prefixed(ref, of...)
		for i := range ids {
			if err == nil && kind == "question" {
				ids[i], err = r.Canonical(ids[i])
			}
		}
		if err != nil || len(ids) > 0 {
			return slices.Compact(ids), err
		}
	}
	var ids []journal.ID
	if kind == "" || kind == "question" {
		rows, err := r.QuestionsTitled(ref)
		if err != nil {
			return nil, err
		}
		for _, q := range rows {
			ids = append(ids, journal.ID(q.ID))
		}
	}
	if kind == "" || kind == "article" {
		rows, err := r.ArticlesTitled(ref)
		if err != nil {
			return nil, err
		}
		for _, a := range rows {
			ids = append(ids, journal.ID(a.ID))
		}
	}
	if kind == "" || kind == "scenario set" {
		titled, err := r.ScenarioSetsTitled(ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, titled...)
	}
	return ids, nil
}
