package question

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Relation is one between two questions: drawn, or suggested where it has no id.
type Relation struct {
	ID        journal.ID            `json:"id"`
	From      journal.ID            `json:"from"`
	To        journal.ID            `json:"to"`
	Kind      string                `json:"type"`
	FromTitle string                `json:"from_title"`
	ToTitle   string                `json:"to_title"`
	Note      string                `json:"note,omitempty"`
	By        forecaster.Forecaster `json:"by"`
	Mine      bool                  `json:"-"`
}

// Relations lists what was drawn and not retracted, in order; what names a
// question that is not here is left out.
func (d *Desk) Relations(ctx context.Context) ([]Relation, error) {
	all := []Relation{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		rows, err := r.Relations()
		for _, row := range rows {
			by := b.Who(row.Forecaster)
			all = append(all, Relation{journal.ID(row.ID), journal.ID(row.From), journal.ID(row.To), row.Type, row.FromTitle, row.ToTitle, row.Note, by, by.Key == me})
		}
		return err
	})
	return all, err
}

// SuggestRelations lists relations that the titles and dates of yes-or-no
// questions that have not ended make likely and that nobody has drawn: one
// event by two dates, one threshold above another, and two who cannot both win.
func (d *Desk) SuggestRelations(ctx context.Context) ([]Relation, error) {
	drawn, err := d.Relations(ctx)
	if err != nil {
		return nil, err
	}
	known := map[[2]journal.ID]bool{}
	for _, r := range drawn {
		known[[2]journal.ID{r.From, r.To}], known[[2]journal.ID{r.To, r.From}] = true, true
	}
	all, err := d.Questions(ctx, listing.Filter{})
	if err != nil {
		return nil, err
	}
	var asked []titled
	for _, q := range all {
		if q.Type == "binary" && q.Closes != nil && (q.Status == "open" || q.Status == "closed" || q.Status == "upcoming") {
			asked = append(asked, titled{q, titleWords(q.Title)})
		}
	}
	out := []Relation{}
	for _, pair := range alike(asked) {
		a, b := asked[pair[0]], asked[pair[1]]
		if kind, swap := likely(a, b); kind != "" && !known[[2]journal.ID{a.ID, b.ID}] {
			if swap {
				a, b = b, a
			}
			out = append(out, Relation{From: a.ID, To: b.ID, Kind: kind, FromTitle: a.Title, ToTitle: b.Title})
		}
	}
	return out, nil
}

// titled is a question and the words of its title, its dates left out.
type titled struct {
	listing.Question
	words []string
}

const months = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

var dated = regexp.MustCompile(`\b(?:(?:by|before|until|on|in|during)\s+)?(?:(?:the\s+)?end\s+of\s+)?(?:\d{1,2}\s+)?(?:` + months + `\s+)?(?:\d{1,2},?\s+)?(?:19|20)\d\d\b|\b(?:by|before|until|on)\s+\d{1,2}\s+` + months + `\b`)

func titleWords(title string) []string {
	return strings.FieldsFunc(dated.ReplaceAllString(strings.ToLower(title), " "), func(r rune) bool {
		return strings.ContainsRune(" \t?!,.;:“”\"'()", r)
	})
}

// alike lists pairs whose words differ in one place at most.
func alike(asked []titled) [][2]int {
	by := map[string][]int{}
	for i, q := range asked {
		for at := range q.words {
			key := strings.Join(q.words[:at], " ") + " * " + strings.Join(q.words[at+1:], " ")
			by[key] = append(by[key], i)
		}
	}
	found := map[[2]int]bool{}
	var pairs [][2]int
	for _, group := range by {
		for i, a := range group {
			for _, b := range group[i+1:] {
				if pair := [2]int{min(a, b), max(a, b)}; a != b && !found[pair] {
					found[pair] = true
					pairs = append(pairs, pair)
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	return pairs
}

var (
	moreWords = []string{"above", "over", "exceed", "exceeds", "least", "more", "higher"}
	lessWords = []string{"below", "under", "fewer", "less", "lower", "most"}
	winWords  = []string{"win", "wins", "elected", "become", "becomes", "nominated"}
)

// likely suggests how two questions whose words differ in one place at most are
// related; swap says that the second comes first. It is empty if nothing can be
// said.
func likely(a, b titled) (kind string, swap bool) {
	at := -1
	for i := range a.words {
		if a.words[i] != b.words[i] {
			at = i
		}
	}
	early := *a.Closes <= *b.Closes
	if at < 0 {
		if *a.Closes == *b.Closes {
			return "same", false
		}
		return "deadline", !early
	}
	said := func(words []string) bool {
		return slices.ContainsFunc(a.words[:at], func(w string) bool { return slices.Contains(words, w) })
	}
	x, errX := strconv.ParseFloat(a.words[at], 64)
	y, errY := strconv.ParseFloat(b.words[at], 64)
	switch sameDay := *a.Closes == *b.Closes; {
	case errX == nil && errY == nil && sameDay && said(moreWords):
		return "implies", x < y // the higher threshold implies the lower
	case errX == nil && errY == nil && sameDay && said(lessWords):
		return "implies", x > y
	case errX != nil && errY != nil && sameDay && slices.ContainsFunc(a.words[at+1:], func(w string) bool { return slices.Contains(winWords, w) }):
		return "excludes", false
	}
	return "", false
}
