package question

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/revision"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Ask records a new question and gives its id.
func (d *Desk) Ask(ctx context.Context, q journal.Asked) (journal.ID, error) {
	tidy(&q)
	if err := cmp.Or(checkTexts(q), checkQuestion(q)); err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		if err := checkCondition(r, 0, q.If); err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.QuestionAsked, q)
	})
}

func tidy(q *journal.Asked) {
	if q.Type == "" {
		q.Type = "binary"
	}
	q.Title = strings.TrimSpace(q.Title)
	q.Options = notation.Trimmed(q.Options)
	q.Tags = notation.Trimmed(q.Tags)
}

// checkTexts refuses texts that cannot stand on a line.
func checkTexts(q journal.Asked) error {
	if strings.Contains(q.Title, "\n") {
		return errors.New("the title has more than one line: put the rest under criteria or background")
	}
	return cmp.Or(
		notation.CheckLine("the title", q.Title, notation.MostTitle), notation.CheckLine("the unit", q.Unit, notation.MostName),
		notation.CheckLines("the option", q.Options, notation.MostTitle), notation.CheckLines("the tag", q.Tags, notation.MostName),
	)
}

// checkQuestion refuses a question that could not be forecast or scored.
func checkQuestion(q journal.Asked) error {
	switch {
	case q.Title == "":
		return errors.New("the question has no title: say in one line what is asked")
	case q.Opens != nil && q.Closes != nil && *q.Closes <= *q.Opens:
		return errors.New("the question closes before it opens: give a later closing date or an earlier opening")
	case q.ResolvesBy != nil && q.Closes != nil && *q.ResolvesBy < *q.Closes:
		return errors.New("the question resolves before it closes: give a later date to resolve by")
	case q.Closes != nil && !listing.Plausible(*q.Closes):
		return errors.New("the closing date is not between the years 1900 and 2300: check the year")
	}
	return checkType(q)
}

// checkCondition refuses a condition that could never come, or by which the
// question with the number would depend on itself.
func checkCondition(r model.Reader, of int64, condition *journal.Condition) error {
	if condition == nil {
		return nil
	}
	on, err := listing.QuestionRow(r, condition.Question)
	if err != nil {
		return err
	}
	asked := listing.AskedOf(on)
	if why := model.UnfitOutcome(asked, [][]string{asked.Options}, condition.Outcome); why != "" {
		return fmt.Errorf("%q cannot end so: %s", on.Title, why)
	}
	if x, ok := model.Scalar(condition.Outcome); ok && on.Type == "binary" && x > 0 && x < 1 {
		return fmt.Errorf("a question cannot depend on %q ending in part: choose yes or no", on.Title)
	}
	all, err := r.Questions()
	if err != nil {
		return err
	}
	depends := map[int64]*int64{}
	for _, q := range all {
		depends[q.Num] = q.IfQuestion
	}
	next := &on.Num
	for range all {
		if next == nil {
			return nil
		}
		if *next == of {
			return fmt.Errorf("%q depends on this question already: a question cannot depend on itself", on.Title)
		}
		next = depends[*next]
	}
	return nil
}

func checkType(q journal.Asked) error {
	switch q.Type {
	case "binary":
		if len(q.Options) > 0 {
			return errors.New("a yes-or-no question has no options: ask it as a choice")
		}
	case "choice":
		return checkOptions(q.Options)
	case "numeric", "date":
		if why := model.UnfitRange(q.Range); why != "" {
			return fmt.Errorf("%s: give the smaller bound first, and both as numbers that can be scored", why)
		}
	default:
		return fmt.Errorf("%q is not a type of question: choose binary, choice, numeric or date", q.Type)
	}
	return nil
}

func checkOptions(options []string) error {
	if len(options) < 2 {
		return errors.New("a choice needs at least two options: add the others")
	}
	seen := map[string]bool{}
	for _, o := range options {
		folded := strings.ToLower(o)
		if seen[folded] {
			return fmt.Errorf("the option %q is given twice: give each option once", o)
		}
		seen[folded] = true
	}
	return nil
}

// Revise changes members of a question, named as in docs/FORMAT.md.
func (d *Desk) Revise(ctx context.Context, id journal.ID, set map[string]any, why string) (journal.ID, error) {
	if len(set) == 0 {
		return journal.ID{}, errors.New("nothing to revise: name at least one change")
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if row.EndKind != "" && slices.ContainsFunc(model.Shaping, func(name string) bool { return set[name] != nil }) {
			return journal.ID{}, fmt.Errorf("%q has ended, and what could be answered then stays as it was: reopen it to change type, options, range, unit or condition", row.Title)
		}
		changed, err := json.Marshal(set)
		if err != nil {
			return journal.ID{}, err
		}
		q, texts := listing.AskedOf(row), journal.Asked{}
		if err := cmp.Or(json.Unmarshal(changed, &q), json.Unmarshal(changed, &texts)); err != nil {
			return journal.ID{}, fmt.Errorf("the revision cannot be read: %w", err)
		}
		tidy(&q)
		tidy(&texts)
		if err := cmp.Or(checkTexts(texts), checkQuestion(q)); err != nil {
			return journal.ID{}, err
		}
		if set["if"] != nil {
			if err := checkCondition(r, row.Num, q.If); err != nil {
				return journal.ID{}, err
			}
		}
		known, err := revision.Known(r, row.Num)
		if err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.QuestionRevised, journal.Revised{Question: &id, Set: changed, Why: why, Supersedes: known})
	})
}

// Resolve records how a question ended and supersedes the known decisions about
// its end.
func (d *Desk) Resolve(ctx context.Context, id journal.ID, outcome json.RawMessage, with Resolving) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		q := listing.AskedOf(row)
		if why := model.UnfitOutcome(q, [][]string{q.Options}, outcome); why != "" {
			return journal.ID{}, fmt.Errorf("%s cannot be the outcome: %s", outcome, why)
		}
		data := journal.Resolved{
			Question: id, Outcome: outcome, KnownAt: a.At, OccurredAt: with.OccurredAt,
			Source: with.Source, Note: with.Note, Findings: with.Findings,
		}
		if with.KnownAt != nil {
			data.KnownAt = *with.KnownAt
		}
		if data.KnownAt > a.At {
			return journal.ID{}, errors.New("the time the outcome became known is in the future: give a time that has passed")
		}
		if data.OccurredAt != nil && *data.OccurredAt > data.KnownAt {
			return journal.ID{}, errors.New("the outcome was known before it occurred: check the two dates")
		}
		if err := allCount(r, with.Findings); err != nil {
			return journal.ID{}, err
		}
		if data.Supersedes, err = endsKnown(r, row.Num); err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.QuestionResolved, data)
	})
}

func endsKnown(r model.Reader, question int64) ([]journal.ID, error) {
	ends, err := r.Ends(question)
	var all []journal.ID
	for _, e := range ends {
		all = append(all, journal.ID(e.ID))
	}
	return all, err
}

// Annul ends a question without an outcome. Why is annulled, ambiguous or withdrawn.
func (d *Desk) Annul(ctx context.Context, id journal.ID, why, note string) (journal.ID, error) {
	if why == "" {
		why = "annulled"
	}
	if !slices.Contains([]string{"annulled", "ambiguous", "withdrawn"}, why) {
		return journal.ID{}, fmt.Errorf("%q is not a reason to annul: choose annulled, ambiguous or withdrawn", why)
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		known, err := endsKnown(r, row.Num)
		if err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.QuestionAnnulled, journal.Annulled{Question: id, Why: why, Note: note, Supersedes: known})
	})
}

// Reopen undoes the end of a question.
func (d *Desk) Reopen(ctx context.Context, id journal.ID, note string) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if row.EndKind == "" {
			return journal.ID{}, fmt.Errorf("%q has not ended: there is nothing to reopen", row.Title)
		}
		known, err := endsKnown(r, row.Num)
		if err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.QuestionReopened, journal.Reopened{Question: id, Why: note, Supersedes: known})
	})
}

// Confirm records that the user agrees with the current resolution.
func (d *Desk) Confirm(ctx context.Context, id journal.ID) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		ends, err := r.Ends(row.Num)
		if err != nil {
			return journal.ID{}, err
		}
		if row.EndKind != "resolved" {
			return journal.ID{}, fmt.Errorf("%q is not resolved: there is no resolution to confirm", row.Title)
		}
		for _, e := range ends {
			if e.Holds {
				return a.Add(journal.ResolutionConfirmed, journal.Confirmed{Resolution: journal.ID(e.ID)})
			}
		}
		return journal.ID{}, fmt.Errorf("%q has no undisputed resolution", row.Title)
	})
}
