package model

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"weathervane/model/journal"
)

// packsDiffer says where the packed forecasts are not those of the rows, or nothing.
func packsDiffer(r Reader) string {
	rows, err := r.Forecasts()
	if err != nil {
		return fmt.Sprint("the forecasts cannot be read: ", err)
	}
	want, got := map[int64][]string{}, map[int64][]string{}
	for _, f := range rows {
		want[f.Question] = append(want[f.Question], step(f))
	}
	if err := r.Steps(func(question int64, forecasts []ForecastRow) error {
		for _, f := range forecasts {
			var place Place
			if err := r.db.Raw("SELECT num, log, seq FROM records WHERE num = ?", f.Num).Scan(&place).Error; err != nil {
				return err
			}
			if place != (Place{f.Num, f.Log, f.Seq}) {
				return fmt.Errorf("forecast %d stands at %v, packed as %d of log %d", f.Num, place, f.Seq, f.Log)
			}
			got[question] = append(got[question], step(f))
		}
		return nil
	}); err != nil {
		return fmt.Sprint("the packed forecasts cannot be read: ", err)
	}
	if len(got) != len(want) {
		return fmt.Sprintf("forecasts on %d questions are packed, those of %d are there", len(got), len(want))
	}
	for question := range want {
		if !slices.Equal(got[question], want[question]) {
			return fmt.Sprintf("packed on question %d: %v, the rows say %v", question, got[question], want[question])
		}
	}
	return ""
}

// step is what both forms have of a forecast.
func step(f ForecastRow) string {
	f.ID, f.QuestionID, f.Rationale, f.Log, f.Seq = nil, nil, nil, 0, 0
	b, _ := json.Marshal(f) // for comparison alone
	return string(b)
}

func TestPackKeepsForecasts(t *testing.T) {
	p, low := 0.123456789, 1e-300
	at := func(ms int64) *journal.Instant { i := journal.Instant(ms); return &i }
	all := []ForecastRow{
		{Num: 7, Forecaster: 1, At: 1_700_000_000_000, RecordedAt: 1_700_000_000_001, P: &p, Provenance: "live", Log: 3, Seq: 9},
		{Num: 2, Forecaster: 900, At: -5, RecordedAt: 12, MadeAt: at(-9), WithdrawnAt: at(1 << 50), RetractedAt: at(-1 << 50), Provenance: "late", Probs: `{"a":0.5,"b":0.5}`, Source: "Metaculus"},
		{Num: 1 << 40, Forecaster: 1, At: 0, Quantiles: "[[0.5,1]]", Provenance: "imported", Source: "Metaculus", P: &low},
		{Num: 1, Provenance: "sealed"},
	}
	var b []byte
	var before ForecastRow
	for i := range all {
		all[i].Question = 5
		b = pack(b, &all[i], &before)
		before = all[i]
	}
	u := unpacker{sources: map[string]string{}}
	got, err := u.unpack(5, b)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(all)
	if c, _ := json.Marshal(got); string(a) != string(c) {
		t.Errorf("unpacked %s\nwas %s", c, a)
	}
	for n := range len(b) {
		if got, err := u.unpack(5, b[:n]); err == nil && len(got) == len(all) {
			t.Errorf("the first %d of %d bytes pass for all forecasts", n, len(b))
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0, 2, 2, 2, 2, 2, 2})
	f.Add([]byte{31, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 3, 'a', 'b', 'c', 0, 1, 'x'})
	f.Fuzz(func(_ *testing.T, b []byte) {
		u := unpacker{sources: map[string]string{}}
		_, _ = u.unpack(1, b) // it may be refused, and must end
	})
}
