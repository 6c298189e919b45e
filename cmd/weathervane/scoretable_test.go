package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var scoreData = filepath.Join("..", "..", "forecasts", "score", "testdata")

// tableGroups scores a table by groups.
func tableGroups(t *testing.T, args ...string) map[string]tableGroup {
	t.Helper()
	code, out, errs := try(t, append([]string{"score", "--json"}, args...)...)
	if code != 0 {
		t.Fatal(errs)
	}
	var got struct{ Groups []tableGroup }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	all := map[string]tableGroup{}
	for _, g := range got.Groups {
		all[g.Key] = g
	}
	return all
}

type tableGroup struct {
	Key            string
	Scored         int
	Mean, Log      float64
	LogInfinite    int     `json:"log_infinite"`
	LogClip        float64 `json:"log_clip"`
	Peer, Baseline struct {
		SpotMean *float64 `json:"spot_mean"`
		SpotN    int      `json:"spot_n"`
	}
}

func readJSON(t *testing.T, name string, to any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(scoreData, name))
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func close9(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// A table of states with three options, as news desks' forecasts of an election
// are graded: a floor under what happened, and no ceiling.
func TestATableOfOptionsWithAFloor(t *testing.T) {
	var want struct {
		Clip        float64
		Forecasters map[string]struct {
			Brier, Log, Peer, Baseline float64
			Zeros                      int
		}
	}
	readJSON(t, "states.json", &want)
	got := tableGroups(t, filepath.Join(scoreData, "states.csv"), "--by", "forecaster", "--peer", "--clip", "1%")
	for who, w := range want.Forecasters {
		g := got[who]
		if g.Scored != 12 || g.LogInfinite != w.Zeros || g.LogClip != want.Clip || g.Peer.SpotMean == nil || g.Baseline.SpotMean == nil {
			t.Fatalf("%s: %+v, want %+v", who, g, w)
		}
		if !close9(g.Mean, w.Brier) || !close9(g.Log, w.Log) || !close9(*g.Peer.SpotMean, w.Peer) || !close9(*g.Baseline.SpotMean, w.Baseline) {
			t.Errorf("%s: Brier %v, log %v, peer %v, baseline %v; want %+v", who, g.Mean, g.Log, *g.Peer.SpotMean, *g.Baseline.SpotMean, w)
		}
	}
}

// Metaculus's own spot peer scores come out of its forecasts as a table.
func TestSpotPeerScoresOfATable(t *testing.T) {
	var golden struct {
		Cases []struct {
			Name   string
			Expect struct {
				Peer map[string]*struct{ Score, Coverage float64 } `json:"spot_peer"`
			}
		}
	}
	readJSON(t, "metaculus.json", &golden)
	questions := tableGroups(t, filepath.Join(scoreData, "metaculus.csv"), "--by", "question", "--peer")
	people := tableGroups(t, filepath.Join(scoreData, "metaculus.csv"), "--by", "forecaster", "--peer")
	sums, counts := map[string]float64{}, map[string]int{}
	compared := 0
	for _, c := range golden.Cases {
		g, ok := questions[c.Name]
		if !ok {
			continue
		}
		sum, n := 0.0, 0
		for user, s := range c.Expect.Peer {
			if s != nil && s.Coverage > 0 {
				sum, n = sum+s.Score, n+1
				sums[user], counts[user] = sums[user]+s.Score, counts[user]+1
			}
		}
		compared++
		switch mean := g.Peer.SpotMean; {
		case g.Peer.SpotN != n || (mean == nil) != (n == 0):
			t.Errorf("%s: %d spot scores, want %d", c.Name, g.Peer.SpotN, n)
		case n > 0 && math.Abs(*mean-sum/float64(n)) > 1e-8:
			t.Errorf("%s: %v, want %v", c.Name, *mean, sum/float64(n))
		}
	}
	for user, sum := range sums {
		if g := people[user]; g.Peer.SpotMean == nil || g.Peer.SpotN != counts[user] || !close9(*g.Peer.SpotMean, sum/float64(counts[user])) {
			t.Errorf("%s: %+v, want %v of %d", user, g.Peer, sum/float64(counts[user]), counts[user])
		}
	}
	if compared != len(questions) || compared < 30 || len(sums) < 5 {
		t.Errorf("%d questions of %d, %d people", compared, len(questions), len(sums))
	}
}

// Rows that are left out are written where --bad-rows says, and who made the forecasts
// of a table is said by --forecaster.
func TestBadRowsAreSaved(t *testing.T) {
	folder := t.TempDir()
	table, mend := filepath.Join(folder, "t.csv"), filepath.Join(folder, "mend.csv")
	text := "question_id,probability,outcome\na,.5,1\nb,often,1\n"
	if err := os.WriteFile(table, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := try(t, "score", table, "--bad-rows", mend); code != 2 || !strings.Contains(errs, "--skip-bad-rows") {
		t.Errorf("without --skip-bad-rows: %d %s", code, errs)
	}
	if code, _, errs := try(t, "score", table, "--skip-bad-rows", "--bad-rows", folder); code != 2 || !strings.Contains(errs, "directory") {
		t.Errorf("a folder: %d %s", code, errs)
	}
	code, _, errs := try(t, "score", table, "--skip-bad-rows", "--bad-rows", mend, "--forecaster", "Ann")
	if b, err := os.ReadFile(mend); code != 0 || err != nil || string(b) != "question_id,probability,outcome\nb,often,1\n" || !strings.Contains(errs, "1 row that") {
		t.Errorf("%d %s: %v %s", code, errs, err, b)
	}
	if g := tableGroups(t, table, "--skip-bad-rows", "--forecaster", "Ann", "--by", "forecaster"); g["Ann"].Scored != 1 {
		t.Errorf("groups %+v", g)
	}
}
