package forecasts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// Ask records a new question and gives its id.
func (d *Desk) Ask(ctx context.Context, q Asking) (ID, error) {
	tidy(&q)
	if err := checkQuestion(q); err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		if q.If != nil {
			if _, err := question(r, q.If.Question); err != nil {
				return ID{}, err
			}
		}
		return a.add(journal.QuestionAsked, q)
	})
}

func tidy(q *Asking) {
	if q.Type == "" {
		q.Type = "binary"
	}
	q.Title = strings.TrimSpace(q.Title)
	q.Options = trimmed(q.Options)
	q.Tags = trimmed(q.Tags)
}

func trimmed(words []string) []string {
	var all []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// checkQuestion refuses a question that could not be forecast or scored.
func checkQuestion(q Asking) error {
	switch {
	case q.Title == "":
		return errors.New("the question has no title: say in one line what is asked")
	case strings.ContainsAny(q.Title, "\n\r\t"):
		return errors.New("the title has more than one line: put the rest under criteria or background")
	case q.Opens != nil && q.Closes != nil && *q.Closes <= *q.Opens:
		return errors.New("the question closes before it opens: give a later closing date or an earlier opening")
	case q.ResolvesBy != nil && q.Closes != nil && *q.ResolvesBy < *q.Closes:
		return errors.New("the question resolves before it closes: give a later date to resolve by")
	case q.Closes != nil && !plausible(*q.Closes):
		return errors.New("the closing date is not between the years 1900 and 2300: check the year")
	}
	return checkType(q)
}

func plausible(at Instant) bool {
	y := at.Time().Year()
	return y >= 1900 && y <= 2300
}

func checkType(q Asking) error {
	switch q.Type {
	case "binary":
		if len(q.Options) > 0 {
			return errors.New("a yes-or-no question has no options: ask it as a choice")
		}
	case "choice":
		return checkOptions(q.Options)
	case "numeric", "date":
		if q.Range == nil {
			return nil
		}
		lo, hasLo := model.Scalar(q.Range.Min)
		hi, hasHi := model.Scalar(q.Range.Max)
		if hasLo && hasHi && lo >= hi {
			return errors.New("the range ends before it begins: give the smaller bound first")
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
func (d *Desk) Revise(ctx context.Context, id ID, set map[string]any, why string) (ID, error) {
	if len(set) == 0 {
		return ID{}, errors.New("nothing to revise: name at least one change")
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		changed, err := json.Marshal(set)
		if err != nil {
			return ID{}, err
		}
		q := asking(row)
		if err := json.Unmarshal(changed, &q); err != nil {
			return ID{}, fmt.Errorf("the revision cannot be read: %w", err)
		}
		tidy(&q)
		if err := checkQuestion(q); err != nil {
			return ID{}, err
		}
		known, err := revisionsKnown(r, row.Num)
		if err != nil {
			return ID{}, err
		}
		return a.add(journal.QuestionRevised, journal.Revised{Question: &id, Set: changed, Why: why, Supersedes: known})
	})
}

// revisionsKnown lists the revisions of a question, an article or a scenario set
// that stand, which the next one supersedes.
func revisionsKnown(r model.Reader, entity int64) ([]ID, error) {
	rows, err := r.StandingRevisions(entity)
	var all []ID
	for _, row := range rows {
		if row.Until == nil {
			all = append(all, ID(row.ID))
		}
	}
	return all, err
}

// question reads one projected question.
func question(r model.Reader, id ID) (model.QuestionRow, error) {
	row, ok, err := r.Question(id)
	if err == nil && !ok {
		err = missing("question", id)
	}
	return row, err
}

// asking turns a projected question into what was asked, as it stands.
func asking(row model.QuestionRow) Asking {
	q := Asking{
		Title: row.Title, Type: row.Type, Background: row.Background, Criteria: row.Criteria, FinePrint: row.FinePrint,
		Source: row.Source, Opens: row.Opens, Closes: row.Closes, ResolvesBy: row.ResolvesBy, Ordered: row.Ordered, Unit: row.Unit,
	}
	decodeText(row.Tags, &q.Tags)
	decodeText(row.Options, &q.Options)
	if row.Range != "" {
		q.Range = new(journal.Range)
		decodeText(row.Range, q.Range)
	}
	return q
}

// decodeText reads a JSON column that the projection wrote; empty means absent.
func decodeText(column string, to any) {
	if column != "" {
		_ = json.Unmarshal([]byte(column), to)
	}
}

// Resolve records how a question ended and supersedes the known decisions about
// its end.
func (d *Desk) Resolve(ctx context.Context, id ID, outcome json.RawMessage, with Resolving) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		q := asking(row)
		if why := model.UnfitOutcome(q, [][]string{q.Options}, outcome); why != "" {
			return ID{}, fmt.Errorf("%s cannot be the outcome: %s", outcome, why)
		}
		data := journal.Resolved{
			Question: id, Outcome: outcome, KnownAt: a.at, OccurredAt: with.OccurredAt,
			Source: with.Source, Note: with.Note, Findings: with.Findings,
		}
		if with.KnownAt != nil {
			data.KnownAt = *with.KnownAt
		}
		if data.KnownAt > a.at {
			return ID{}, errors.New("the time the outcome became known is in the future: give a time that has passed")
		}
		if data.OccurredAt != nil && *data.OccurredAt > data.KnownAt {
			return ID{}, errors.New("the outcome was known before it occurred: check the two dates")
		}
		if data.Supersedes, err = endsKnown(r, row.Num); err != nil {
			return ID{}, err
		}
		return a.add(journal.QuestionResolved, data)
	})
}

func endsKnown(r model.Reader, question int64) ([]ID, error) {
	ends, err := r.Ends(question)
	var all []ID
	for _, e := range ends {
		all = append(all, ID(e.ID))
	}
	return all, err
}

// Annul ends a question without an outcome. Why is annulled, ambiguous or withdrawn.
func (d *Desk) Annul(ctx context.Context, id ID, why, note string) (ID, error) {
	if why == "" {
		why = "annulled"
	}
	if !slices.Contains([]string{"annulled", "ambiguous", "withdrawn"}, why) {
		return ID{}, fmt.Errorf("%q is not a reason to annul: choose annulled, ambiguous or withdrawn", why)
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		known, err := endsKnown(r, row.Num)
		if err != nil {
			return ID{}, err
		}
		return a.add(journal.QuestionAnnulled, journal.Annulled{Question: id, Why: why, Note: note, Supersedes: known})
	})
}

// Reopen undoes the end of a question.
func (d *Desk) Reopen(ctx context.Context, id ID, note string) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		if row.EndKind == "" {
			return ID{}, fmt.Errorf("%q has not ended: there is nothing to reopen", row.Title)
		}
		known, err := endsKnown(r, row.Num)
		if err != nil {
			return ID{}, err
		}
		return a.add(journal.QuestionReopened, journal.Reopened{Question: id, Why: note, Supersedes: known})
	})
}

// Confirm records that the user agrees with the current resolution.
func (d *Desk) Confirm(ctx context.Context, id ID) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		ends, err := r.Ends(row.Num)
		if err != nil {
			return ID{}, err
		}
		if row.EndKind != "resolved" {
			return ID{}, fmt.Errorf("%q is not resolved: there is no resolution to confirm", row.Title)
		}
		for _, e := range ends {
			if e.Holds {
				return a.add(journal.ResolutionConfirmed, journal.Confirmed{Resolution: ID(e.ID)})
			}
		}
		return ID{}, fmt.Errorf("%q has no undisputed resolution", row.Title)
	})
}
