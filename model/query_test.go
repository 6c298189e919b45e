package model

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"weathervane/model/journal"
)

// reading gives what a query finds in a workspace that has the pen's records.
func reading(t *testing.T, p *pen, read func(Reader) error) {
	t.Helper()
	s := newStore(t)
	add(t, s, p.all, false)
	if err := s.View(t.Context(), read); err != nil {
		t.Fatal(err)
	}
}

func idsOf(rows []RecordRow) []journal.ID {
	var all []journal.ID
	for _, row := range rows {
		all = append(all, journal.ID(row.ID))
	}
	return all
}

func TestAQuestionIsFoundByEveryIDThatItGoesBy(t *testing.T) {
	p := newPen(t, "Crane")
	first, second, away := p.ask("first", nil), p.ask("second", nil), journal.ID{7}
	p.write(journal.RelationDrawn, journal.Related{From: second, To: first, Type: "same"})
	end := p.resolve(second, "true")
	p.write(journal.CommentMade, journal.Comment{On: second, Text: "on the second"})
	taken := p.write(journal.CommentMade, journal.Comment{On: first, Text: "retracted"})
	p.write(journal.RecordRetracted, journal.Retracted{Record: taken, Why: "a slip"})
	reading(t, p, func(r Reader) error {
		for _, id := range []journal.ID{first, second} {
			if row, ok, err := r.Question(id); err != nil || !ok || journal.ID(row.ID) != first {
				t.Errorf("%s goes by %x, %v, %v", id.Short(), row.ID, ok, err)
			}
			num, _, err := r.Num(id)
			if err != nil {
				return err
			}
			if rows, err := r.EndRecords(num); err != nil || !slices.Equal(idsOf(rows), []journal.ID{end}) {
				t.Errorf("%s ended by %v, %v", id.Short(), idsOf(rows), err)
			}
		}
		by, err := r.QuestionsBy([]journal.ID{first, second, away})
		if err != nil || len(by) != 2 || journal.ID(by[first].ID) != first || journal.ID(by[second].ID) != first {
			t.Errorf("questions by id: %v, %v", by, err)
		}
		num, _, err := r.Num(first)
		if err != nil {
			return err
		}
		comments, err := r.CommentsOn(num)
		if err != nil || len(comments) != 1 || comments[0].Text != "on the second" {
			t.Errorf("comments %+v, %v", comments, err)
		}
		history, err := r.About(num)
		for _, id := range []journal.ID{second, end, taken} {
			if !slices.Contains(idsOf(history), id) {
				t.Errorf("the history lacks %s", id.Short())
			}
		}
		for _, row := range history {
			if back := journal.ID(row.ID) == taken; back != (row.Until != nil) || back != (row.Why == Retracted) {
				t.Errorf("%s: until %v, %q", row.Kind, row.Until, row.Why)
			}
		}
		return err
	})
}

func TestWhatFellIsFoundWithWhatLeansOnIt(t *testing.T) {
	p := newPen(t, "Crane")
	q := p.ask("It rains", nil)
	lr := 2.0
	text := func(digit string) *journal.Content { return &journal.Content{SHA256: strings.Repeat(digit, 64)} }
	article := p.write(journal.ArticleAdded, journal.Added{Title: "The pilots", Text: text("a")})
	titled := p.write(journal.ArticleAdded, journal.Added{Title: "The harbour", Text: text("b")})
	file := func(claim string) journal.ID {
		return p.write(journal.FindingFiled, journal.Filed{Article: article, Claim: claim})
	}
	fell, beside := file("fell"), file("beside")
	bearing := p.write(journal.BearingJudged, journal.Judged{Finding: fell, Question: q, LR: &lr})
	slip := p.write(journal.BearingJudged, journal.Judged{Finding: fell, Question: q, LR: &lr})
	p.write(journal.RecordRetracted, journal.Retracted{Record: slip, Why: "a slip"})
	p.write(journal.FindingsGrouped, journal.Grouped{Findings: []journal.ID{fell, beside}})
	back := p.write(journal.RecordRetracted, journal.Retracted{Record: fell, Why: "misread"})
	corrected := p.write(journal.ArticleRevised, journal.Revised{Article: &article,
		Set: json.RawMessage(`{"text":{"sha256":"` + strings.Repeat("c", 64) + `","bytes":1}}`)})
	p.write(journal.ArticleRevised, journal.Revised{Article: &titled, Set: json.RawMessage(`{"title":"A harbour"}`)})
	reading(t, p, func(r Reader) error {
		num := func(id journal.ID) int64 {
			n, ok, err := r.Num(id)
			if err != nil || !ok {
				t.Fatalf("no number: %v", err)
			}
			return n
		}
		for _, x := range []struct {
			name string
			read func() ([]RecordRow, error)
			want []journal.ID
		}{
			{"fallen", r.FallenRecords, []journal.ID{article, fell}},
			{"how the finding fell", func() ([]RecordRow, error) { return r.FallRecords(num(fell)) }, []journal.ID{back}},
			{"how the article fell", func() ([]RecordRow, error) { return r.FallRecords(num(article)) }, []journal.ID{corrected}},
			{"how the other article fell", func() ([]RecordRow, error) { return r.FallRecords(num(titled)) }, nil},
			{"judgements", func() ([]RecordRow, error) { return r.BearingRecords(num(fell)) }, []journal.ID{bearing}},
			{"grouped", func() ([]RecordRow, error) { return r.GroupedFindingRecords(num(fell)) }, []journal.ID{fell, beside}},
			{"what counts", func() ([]RecordRow, error) { return r.RecordsNaming(num(fell)) }, []journal.ID{back}},
		} {
			if rows, err := x.read(); err != nil || !slices.Equal(idsOf(rows), x.want) {
				t.Errorf("%s: %v, %v, want %v", x.name, idsOf(rows), err, x.want)
			}
		}
		return nil
	})
}

// An import decides between ends that it brings itself.
func TestEndsAreReadWhileTheyArrive(t *testing.T) {
	p := newPen(t, "Crane")
	q := p.ask("It rains", nil)
	taken := p.resolve(q, "false")
	p.write(journal.RecordRetracted, journal.Retracted{Record: taken, Why: "too early"})
	s := newStore(t)
	add(t, s, p.all, false)
	end := p.resolve(q, "true")
	err := s.Update(t.Context(), func(tx *Tx) error {
		l, err := tx.Log(p.log)
		if err != nil {
			return err
		}
		last := &p.all[len(p.all)-1]
		if err := tx.Append(l, []Entry{{ID: last.ID, Record: last}}); err != nil {
			return err
		}
		num, _, err := tx.Reader().Num(q)
		if err != nil {
			return err
		}
		rows, err := tx.Reader().EndRecords(num)
		if !slices.Equal(idsOf(rows), []journal.ID{end}) {
			t.Errorf("ended by %v", idsOf(rows))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Rows that were read before a query failed, or was ended, are not given: the last of
// them may be empty.
func TestAFailedQueryGivesNoRows(t *testing.T) {
	s, _, _ := beside(t)
	must(t, s.View(t.Context(), func(r Reader) error {
		rows, err := list[struct{ ID []byte }](r, "SELECT x'01' AS id UNION ALL SELECT abs(-9223372036854775807 - column1) FROM (VALUES (1))")
		if err == nil || rows != nil {
			t.Errorf("%v, %v", rows, err)
		}
		return nil
	}))
}

func TestASpanBeginsWithTheFirstRecordOfItsTime(t *testing.T) {
	p := newPen(t, "Crane")
	for range 9 {
		p.ask("It rains", nil)
	}
	reading(t, p, func(r Reader) error {
		logs, err := r.Logs()
		if err != nil {
			return err
		}
		for _, from := range []int64{0, 3} {
			for _, record := range p.all {
				for _, at := range []journal.Instant{record.At, record.At + 1} {
					want := from
					for want < int64(len(p.all)) && p.all[want].At < at {
						want++
					}
					s, err := r.Begun(Span{First: map[int64]int64{logs[0].Num: from}, From: at})
					if err != nil {
						return err
					}
					if got := s.First[logs[0].Num]; got != want {
						t.Errorf("from %d on, records since %v begin at %d, want %d", from, at, got, want)
					}
				}
			}
		}
		return nil
	})
}
