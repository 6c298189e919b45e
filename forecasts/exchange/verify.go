package exchange

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/session"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// VerifyQuick compares each log's stored tree with its checkpoints, without
// reading the lines again. Check does all of it.
func (d *Desk) VerifyQuick(ctx context.Context) ([]Problem, error) {
	var problems []Problem
	err := d.Store.View(ctx, func(r model.Reader) error {
		heads, err := r.Heads()
		for _, h := range heads {
			c, err := journal.ParseCheckpoint(h.Note)
			if err == nil {
				err = c.Verify(journal.Key(h.Key))
			}
			tree, treeErr := journal.TreeOf(h.Size, h.Edge)
			if err == nil && treeErr == nil && c.Size == h.Size && c.Tree != tree.Hash() {
				err = errContradicts
			}
			if err != nil || treeErr != nil {
				problems = append(problems, Problem{What: "the log of " + h.Name + " is damaged: run \"weathervane check\""})
			}
		}
		return err
	})
	return problems, err
}

var errContradicts = errors.New("a signed checkpoint contradicts the records")

// Verify checks the lines, hashes, signatures and witnesses of every log in the
// workspace. The user's own log may have an unsigned tail.
func (d *Desk) Verify(ctx context.Context) (Verification, error) {
	v := Verification{OK: true, Logs: []VerifiedLog{}, Problems: []Problem{}}
	me, err := d.Me()
	if err != nil {
		return v, err
	}
	err = d.Store.Inspect(ctx, func(t *model.Tx) error {
		problems, withheld, err := t.CheckLines()
		for _, p := range problems {
			v.say(Problem{What: p})
		}
		if err != nil {
			return err
		}
		logs, err := t.Logs()
		if err != nil {
			return err
		}
		seen, err := witness.All(t.Reader())
		if err != nil {
			return err
		}
		late, err := t.Reader().Late()
		if err != nil {
			return err
		}
		sealed, err := sealedHere(t.Reader())
		if err != nil {
			return err
		}
		for _, l := range logs {
			one, err := d.verifyLog(t, l, seen[l.Log], me)
			if err != nil {
				return err
			}
			one.Withheld, one.Sealed, one.Late = withheld[l.Num], int64(len(sealed[l.Log])), int(late[l.Num])
			v.OK = v.OK && len(one.Problems) == 0
			v.Logs = append(v.Logs, one)
		}
		return nil
	})
	return v, err
}

// sealedHere are, for each log, the withheld records that its seals announce.
func sealedHere(r model.Reader) (map[journal.LogID]announced, error) {
	seals, err := r.SealRecords()
	if err != nil || len(seals) == 0 {
		return nil, err
	}
	withheld, err := r.WithheldLeaves()
	if err != nil {
		return nil, err
	}
	all := map[journal.LogID]announced{}
	for _, row := range seals {
		record, err := journal.ParseRecord(row.Line)
		if err != nil {
			return nil, err
		}
		log, hidden := withheld[sealOf(&record)]
		if !hidden || log != record.Log {
			continue
		}
		if all[log] == nil {
			all[log] = announced{}
		}
		all[log][sealOf(&record)] = true
	}
	return all, nil
}

// announced are forecasts that were sealed and are not shown. A seal of what its
// log does not have announces nothing.
type announced map[journal.ID]bool

// sealOf is what a seal announces.
func sealOf(r *journal.Record) journal.ID {
	s, _ := journal.Decode[journal.Sealed](*r)
	return s.Forecast
}

func (v *Verification) say(p Problem) {
	v.OK = false
	v.Problems = append(v.Problems, p)
}

func (d *Desk) verifyLog(t *model.Tx, l *model.LogState, seen []witness.Checkpoint, me string) (VerifiedLog, error) {
	since := l.KnownSince
	one := VerifiedLog{
		Log: l.Log, Name: l.Name, Key: l.Key.Fingerprint(), KnownSince: &since, Records: l.Tree.Size,
		WitnessedBy: []string{}, Problems: []Problem{},
	}
	kept, err := t.Checkpoints(l)
	if err != nil {
		return one, err
	}
	for _, c := range kept {
		one.SignedTo = max(one.SignedTo, c.Size)
	}
	if one.SignedTo < one.Records && !d.Owns(l, me) && d.ReadOnly() {
		// It is somebody else's workspace, whose own log is signed when it is handed over.
		one.Notes = append(one.Notes, "only this file vouches for what is not signed yet")
	} else if one.SignedTo < one.Records && !d.Owns(l, me) {
		one.Problems = append(one.Problems, Problem{What: fmt.Sprintf("records %d to %d are not covered by a checkpoint", one.SignedTo, one.Records-1)})
	}
	var back KeptBack
	if _, err := d.ready(t, l, &back); err != nil {
		return one, err
	}
	if back.Records > 0 {
		one.Notes = append(one.Notes, back.Says())
	}
	bad, err := witness.Contradicted(t, l, seen)
	if err != nil {
		return one, err
	}
	if l.Cut.Valid {
		one.ForkedAt = &l.Cut.Int64
	} else if bad != nil {
		one.Problems = append(one.Problems, Problem{What: fmt.Sprintf("%s witnessed another history at %d records", bad.Key, bad.Size)})
	}
	for _, w := range seen {
		if w.Verify(l.Key) != nil || w.Key == one.Key {
			continue
		}
		if w.Size > one.Records {
			one.Notes = append(one.Notes, fmt.Sprintf("%s saw %d records, %d are here: ask for a newer file", w.Key, w.Size, one.Records))
		}
		if !slices.Contains(one.WitnessedBy, w.Key) {
			one.WitnessedBy = append(one.WitnessedBy, w.Key)
		}
	}
	slices.Sort(one.WitnessedBy)
	return one, nil
}

// setAside notes what is set aside of a file's log; nothing if aside is nil.
func (l *VerifiedLog) setAside(aside *forecastfile.Aside) {
	if l.SetAside = aside; aside != nil {
		l.Notes = append(l.Notes, aside.Says())
	}
}

// VerifyFile checks a forecast file by itself. A file that is not a forecast file
// is an error; anything else that fails is listed as a problem.
func VerifyFile(ctx context.Context, path string, now journal.Instant) (Verification, error) {
	v := Verification{OK: true, Logs: []VerifiedLog{}, Problems: []Problem{}}
	said := map[journal.LogID]*saying{}
	in, err := merging.ReadFile(ctx, path, forecastfile.Options{Now: now, CheckOnly: true, Shown: func(l *forecastfile.Log, r *journal.Record) {
		if said[l.ID] == nil {
			said[l.ID] = &saying{name: l.Opened.Name}
		}
		said[l.ID].hear(r)
	}})
	var p *forecastfile.Problem
	switch {
	case errors.As(err, &p) && !p.Unreadable:
		v.say(Problem{Line: p.Line, What: p.What})
		return v, nil
	case err != nil:
		return v, err
	}
	for _, l := range slices.Concat(in.File.Logs, in.File.Ahead) {
		v.Logs = append(v.Logs, verifiedFile(in.File, l, said[l.ID]))
	}
	slices.SortFunc(v.Logs, func(a, b VerifiedLog) int { return cmp.Compare(a.Log.String(), b.Log.String()) })
	return v, nil
}

// isLate reports whether a forecast was recorded long after it says it was made,
// and not from the export of another service.
func isLate(r *journal.Record) bool {
	if !bytes.Contains(r.Data, []byte(`"made_at"`)) || bytes.Contains(r.Data, []byte(`,"imported":{`)) {
		return false
	}
	m, err := journal.Decode[journal.Made](*r)
	return err == nil && m.Imported == nil && m.MadeAt != nil && r.At.Sub(*m.MadeAt).Abs() > session.ClockGrace
}

// saying is what the records shown of a file's log say.
type saying struct {
	name  string
	named int64 // where it says so
	late  int
	seals []journal.ID // what they announce
}

func (s *saying) hear(r *journal.Record) {
	switch r.Kind {
	case journal.ForecasterNamed:
		if n, err := journal.Decode[journal.Named](*r); err == nil && r.Seq >= s.named {
			s.name, s.named = n.Name, r.Seq
		}
	case journal.ForecastSealed:
		s.seals = append(s.seals, sealOf(r))
	case journal.ForecastMade:
		if isLate(r) {
			s.late++
		}
	}
}

// sealed counts the announced forecasts that the log withholds.
func (s *saying) sealed(l *forecastfile.Log) int64 {
	if len(s.seals) == 0 {
		return 0
	}
	sealed := announced{}
	for _, id := range s.seals {
		sealed[id] = true
	}
	n := int64(0)
	for seq := range l.Len() {
		if id := l.Leaf(seq); sealed[id] && !l.Shows(seq) {
			delete(sealed, id)
			n++
		}
	}
	return n
}

// verifiedFile is a log of a file; said is nil if none of its records counts yet.
func verifiedFile(f *forecastfile.File, l *forecastfile.Log, said *saying) VerifiedLog {
	one := VerifiedLog{
		Log: l.ID, Name: l.Opened.Name, Key: l.Key.Fingerprint(), Records: l.Len(), Withheld: int64(l.Withheld()),
		SignedTo: l.Signed().Size, WitnessedBy: []string{}, Problems: []Problem{},
	}
	if said != nil {
		one.Name, one.Late, one.Sealed = said.name, said.late, said.sealed(l)
	}
	one.setAside(l.Aside)
	for _, w := range f.Witnessed {
		by := f.Log(w.Log)
		if w.Checkpoint.Log != l.ID || by == nil || by.Key == l.Key || w.Checkpoint.Verify(l.Key) != nil {
			continue
		}
		if key := by.Key.Fingerprint(); !slices.Contains(one.WitnessedBy, key) {
			one.WitnessedBy = append(one.WitnessedBy, key)
		}
	}
	slices.Sort(one.WitnessedBy)
	return one
}

// VerifyAgainst is VerifyFile, and also compares every leaf and checkpoint of the
// file with this workspace.
func (d *Desk) VerifyAgainst(ctx context.Context, path string) (Verification, error) {
	v, err := VerifyFile(ctx, path, journal.InstantOf(d.Env.Now()))
	if err != nil || !v.OK {
		return v, err
	}
	files, err := merging.ReadFiles(ctx, journal.InstantOf(d.Env.Now()), []string{path}, nil)
	if err != nil {
		return v, err
	}
	defer merging.Close(files)
	err = d.Store.Try(ctx, func(t *model.Tx) error {
		m := merging.New(d.Session, t, nil)
		for i := range v.Logs {
			one := &v.Logs[i]
			here, err := t.Log(one.Log)
			if err != nil {
				return err
			}
			if here == nil {
				continue
			}
			since := here.KnownSince
			one.KnownSince = &since
			theirs := files[0].File.Log(one.Log)
			if theirs == nil {
				continue // it is set aside
			}
			fork, err := m.Compare(files[0], here, theirs)
			if err != nil {
				return err
			}
			if fork != nil {
				v.OK = false
				one.Problems = append(one.Problems, Problem{What: fork.Error()})
			}
		}
		return m.Files(files)
	}, func(*model.Tx) error { return nil })
	var fork *merging.Fork
	if errors.As(err, &fork) {
		if v.OK {
			v.say(Problem{What: fork.Error()})
		}
		err = nil
	}
	return v, err
}

// Check checks the whole workspace: the database, every hash and signature, and
// each projected table against a rebuild.
func (d *Desk) Check(ctx context.Context) ([]Problem, error) {
	found, err := d.Store.Check(ctx)
	all := []Problem{}
	for _, what := range found {
		all = append(all, Problem{What: strings.TrimSpace(what)})
	}
	return all, err
}

// Rebuild rebuilds every projected table from the records.
func (d *Desk) Rebuild(ctx context.Context) error {
	unlock, err := d.Hold(ctx)
	if err != nil {
		return err
	}
	err = d.Store.Rebuild(ctx)
	unlock()
	if err == nil {
		d.Announce(session.Anything)
	}
	return err
}
