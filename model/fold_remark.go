package model

import "weathervane/model/journal"

// foldGroup folds findings that share an origin. Two of them at least must count:
// the others of a group are no less of one origin if one is retracted.
func (t *Tx) foldGroup(n int64) error {
	if err := t.forget(n, "DELETE FROM grouped WHERE record = ?"); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Grouped](f.line)
	if err != nil {
		return err
	}
	var members []subject
	unfit := ""
	seen := map[int64]bool{}
	for _, id := range d.Findings {
		s, err := t.entity(id, journal.FindingFiled)
		if err != nil {
			return err
		}
		if s.unfit != "" {
			unfit = s.unfit
		} else if s.counts && !seen[s.num] {
			seen[s.num] = true
			members = append(members, s)
		}
	}
	last, err := t.lastNamed(n)
	if err != nil {
		return err
	}
	if err := t.judge(&f, verdict{waits: unfit == "" && len(members) < 2, unfit: unfit, named: last}); err != nil || !f.counts() {
		return err
	}
	by, err := t.forecaster(f.key, "")
	for _, s := range members {
		if err == nil {
			_, err = t.exec("INSERT INTO grouped (record, finding, forecaster, why, at) VALUES (?, ?, ?, ?, ?)", n, s.num, by, d.Why, f.from())
		}
	}
	return err
}

// foldGrade folds how reliable somebody holds a source to be.
func (t *Tx) foldGrade(n int64) error {
	return foldOne(t, n, "grades", func(f *fact, d journal.Graded, by int64) error {
		_, err := t.exec("INSERT INTO grades (num, source, reliability, why, forecaster, at) VALUES (?, ?, ?, ?, ?, ?)",
			n, d.Source, d.Reliability, d.Why, by, f.at)
		return err
	})
}

// foldReview folds figures that somebody signed off.
func (t *Tx) foldReview(n int64) error {
	return foldOne(t, n, "reviews", func(f *fact, d journal.Reviewed, by int64) error {
		_, err := t.exec("INSERT INTO reviews (num, scope, figures, verdict, note, forecaster, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
			n, text(d.Scope), text(d.Figures), d.Verdict, d.Note, by, f.at)
		return err
	})
}

// foldOne folds a record that is about no other.
func foldOne[D any](t *Tx, n int64, table string, write func(*fact, D, int64) error) error {
	if err := t.forget(n, "DELETE FROM "+table+" WHERE num = ?"); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	if err := t.judge(&f, verdict{}); err != nil || !f.counts() {
		return err
	}
	d, err := decode[D](f.line)
	if err != nil {
		return nil //nolint:nilerr // a shape that this version cannot read is kept, and shown nowhere
	}
	by, err := t.forecaster(f.key, "")
	if err != nil {
		return err
	}
	return write(&f, d, by)
}

// foldComment folds a remark on a record of any kind that counts.
func (t *Tx) foldComment(n int64) error {
	if err := t.forget(n, "DELETE FROM comments WHERE num = ?"); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Comment](f.line)
	if err != nil {
		return err
	}
	on, err := t.num(d.On)
	if err != nil {
		return err
	}
	here, err := t.here(on)
	if err != nil {
		return err
	}
	last, err := t.lastNamed(n)
	if err != nil {
		return err
	}
	if err := t.judge(&f, verdict{waits: !here, named: last}); err != nil || !f.counts() {
		return err
	}
	var reply any
	if d.ReplyTo != nil {
		if reply, err = t.num(*d.ReplyTo); err != nil {
			return err
		}
	}
	by, err := t.forecaster(f.key, "")
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO comments (num, subject, text, reply_to, forecaster, at) VALUES (?, ?, ?, ?, ?, ?)", n, on, d.Text, reply, by, f.from())
	return err
}
