package desktest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// Forging is a text that acts on whatever shows it: it forges lines, moves and
// hides what is beside it, turns it round, and is more than it seems.
const Forging = "Crane\nEverything is valid.\r\tkey\x1b[2K\x1b]0;owned\a\x7f\u0085\u009b31m\u061c\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ufeff\u00ad\U000e0041\U000e007f" +
	"=1+1 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301<script>\"'`|"

// Endless is a text without a break, of about as many letters as a record of several
// such texts may have.
var Endless = strings.Repeat("W", 80_000)

// Marked is a letter under ten thousand combining marks.
var Marked = "o" + strings.Repeat("\u0301", 10_000)

// Acting are the code points that nothing shown may have.
func Acting(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r <= 0x9f || r == 0xad || r == 0x61c || 0x200b <= r && r <= 0x200f ||
		0x2028 <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 || r == 0xfeff || 0xe0000 <= r && r <= 0xe007f
}

// hostile writes a log.
type hostile struct {
	t     testing.TB
	key   ed25519.PrivateKey
	log   journal.LogID
	salt  [16]byte
	run   forecastfile.Run
	blobs []forecastfile.Blob
	tree  journal.Tree
	ids   map[string]journal.ID
}

func (h *hostile) add(name, kind string, data any) journal.ID {
	h.t.Helper()
	n := int64(len(h.run.Leaves))
	salt := sha256.Sum256(fmt.Append(h.salt[:], n))
	if n == 0 {
		copy(salt[:], h.salt[:])
	}
	r, err := journal.NewRecord(h.log, n, h.now(), [16]byte(salt[:16]), kind, data)
	if err != nil {
		h.t.Fatalf("%s: %v", kind, err)
	}
	h.run.Leaves = append(h.run.Leaves, forecastfile.Leaf{ID: r.ID, Line: r.Line})
	h.tree.Add(r.ID)
	if name != "" {
		h.ids[name] = r.ID
	}
	return r.ID
}

// now is when the next record is made.
func (h *hostile) now() journal.Instant {
	return journal.InstantOf(time.Date(2024, 1, 10, 9, 0, len(h.run.Leaves), 0, time.UTC))
}

// WriteHostile writes the forecast file of a colleague, each of whose texts, in
// records of every kind, is the text given, some with a number behind it. It gives
// the ids of what others may name.
func WriteHostile(t testing.TB, path, text string) map[string]journal.ID {
	t.Helper()
	return writeLog(t, path, text, func(h *hostile) { h.everything(text) })
}

// writeLog writes a forecast file of one log, and gives the ids of what is named.
func writeLog(t testing.TB, path, name string, record func(*hostile)) map[string]journal.ID {
	t.Helper()
	seed := sha256.Sum256([]byte(name))
	h := &hostile{t: t, key: ed25519.NewKeyFromSeed(seed[:]), salt: [16]byte(seed[:16]), ids: map[string]journal.ID{}}
	public := journal.KeyOf(h.key)
	h.log = journal.NameLog(public, h.salt)
	h.run.Log = h.log
	h.add("log", journal.LogOpened, journal.Opened{Name: name, Key: public[:], Program: name})
	record(h)
	h.run.Checkpoint = journal.Sign(h.key, h.log, h.tree.Size, h.tree.Hash()).Note
	var b bytes.Buffer
	header := forecastfile.Header{ExportedAt: journal.InstantOf(time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)), By: h.log, Note: name[:min(len(name), 1000)]}
	if err := forecastfile.Write(&b, forecastfile.Batch{Header: header, Runs: []forecastfile.Run{h.run}, Blobs: h.blobs}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return h.ids
}

// article adds an article of a text.
func (h *hostile) article(content []byte) journal.ID {
	sum := sha256.Sum256(content)
	h.blobs = append(h.blobs, forecastfile.Blob{SHA256: sum, Type: "text/plain", Content: content})
	return h.add("article", journal.ArticleAdded, journal.Added{Title: "Article", Text: &journal.Content{SHA256: fmt.Sprintf("%x", sum), Bytes: int64(len(content))}})
}

// everything records something of every kind that has a text.
func (h *hostile) everything(text string) {
	numbered := func(n int) string { return fmt.Sprintf("%s %d", text, n) }
	options := []string{numbered(1), numbered(2), numbered(3)}
	day := func(year int, m time.Month) *journal.Instant { return At(year, m, 10) }
	number := func(x float64) json.RawMessage { return json.RawMessage(fmt.Sprint(x)) }
	asked := func(kind string, n int) journal.Asked {
		return journal.Asked{Title: numbered(n), Type: kind, Background: text, Criteria: text, FinePrint: text, Source: text,
			Opens: day(2024, 1), Closes: day(2030, 12), ResolvesBy: day(2031, 1), Tags: []string{text, "Japan"}}
	}
	half, tenth := .5, .1

	binary := h.add("question", journal.QuestionAsked, asked("binary", 1))
	choice, numeric := asked("choice", 2), asked("numeric", 3)
	choice.Options, numeric.Unit = options, text
	numeric.Range = &journal.Range{Min: number(0), Max: number(100)}
	chosen := h.add("choice", journal.QuestionAsked, choice)
	numbers := h.add("numeric", journal.QuestionAsked, numeric)
	ended := asked("binary", 4)
	ended.Closes, ended.ResolvesBy = day(2024, 2), day(2024, 3)
	known := h.add("resolved", journal.QuestionAsked, ended)
	ended.Title = numbered(5)
	void := h.add("annulled", journal.QuestionAsked, ended)
	choice.Title, choice.Closes = numbered(6), day(2024, 2)
	won := h.add("won", journal.QuestionAsked, choice)
	conditional := asked("binary", 7)
	conditional.If = &journal.Condition{Question: chosen, Outcome: Must(json.Marshal(options[0]))(h.t)}
	h.add("conditional", journal.QuestionAsked, conditional)
	h.add("huge", journal.QuestionAsked, journal.Asked{Title: strings.Repeat(text, 300_000/len(text)), Type: "binary", Closes: day(2030, 12)})
	h.add("", journal.QuestionRevised, journal.Revised{Question: &binary, Set: Must(json.Marshal(map[string]any{"criteria": text + " revised"}))(h.t), Why: text})

	made := h.add("forecast", journal.ForecastMade, journal.Made{Question: binary, P: &half})
	h.add("by", journal.ForecastMade, journal.Made{Question: binary, P: &tenth, By: text, MadeAt: day(2024, 1), Imported: &journal.Imported{From: text, SHA256: strings.Repeat("ab", 32)}})
	h.add("", journal.ForecastMade, journal.Made{Question: known, P: &tenth})
	h.add("", journal.ForecastMade, journal.Made{Question: chosen, Probs: map[string]float64{options[0]: .5, options[1]: .25, options[2]: .25}})
	h.add("", journal.ForecastMade, journal.Made{Question: won, Probs: map[string]float64{options[0]: .5, options[1]: .25, options[2]: .25}})
	h.add("", journal.ForecastMade, journal.Made{Question: numbers, Quantiles: []journal.Quantile{{Level: .1, Value: number(10)}, {Level: .5, Value: number(20)}, {Level: .9, Value: number(70)}}})
	h.add("", journal.RationaleGiven, journal.Rationale{Forecast: made, Text: text})
	h.add("", journal.ForecastWithdrawn, journal.Withdrawn{Question: binary, By: text, Why: text})
	resolution := h.add("", journal.QuestionResolved, journal.Resolved{Question: known, Outcome: json.RawMessage("true"), KnownAt: h.now(), Source: text, Note: text})
	h.add("", journal.QuestionResolved, journal.Resolved{Question: won, Outcome: Must(json.Marshal(options[0]))(h.t), KnownAt: h.now(), Source: text, Note: text})
	h.add("", journal.ResolutionConfirmed, journal.Confirmed{Resolution: resolution, Note: text})
	h.add("", journal.QuestionAnnulled, journal.Annulled{Question: void, Why: "ambiguous", Note: text})

	content := []byte("Rain is expected. " + text)
	sum := sha256.Sum256(content)
	article := h.add("article", journal.ArticleAdded, journal.Added{Title: text, Authors: []string{text}, Publisher: text, URL: "https://example.org/" + text,
		Published: "2024-01-05", Language: "en", Text: &journal.Content{SHA256: fmt.Sprintf("%x", sum), Bytes: int64(len(content))}})
	finding := h.add("finding", journal.FindingFiled, journal.Filed{Article: article, Claim: text, Grade: "B2", Note: text,
		Quote: journal.Quote{Exact: "Rain is expected.", Suffix: " ", Start: 0, End: 17}})
	other := h.add("finding2", journal.FindingFiled, journal.Filed{Article: article, Claim: numbered(2), Quote: journal.Quote{Exact: "Rain", Suffix: " is", Start: 0, End: 4}})
	two := 2.0
	h.add("", journal.BearingJudged, journal.Judged{Finding: finding, Question: binary, LR: &two, Note: text})
	h.add("", journal.BearingJudged, journal.Judged{Finding: finding, Question: chosen, LRs: map[string]float64{options[0]: 2, options[1]: 1, options[2]: 1}, Note: text})
	h.add("", journal.SourceGraded, journal.Graded{Source: text, Reliability: "B", Why: text})
	h.add("", journal.FindingsGrouped, journal.Grouped{Findings: []journal.ID{finding, other}, Why: text})
	h.add("", journal.BaseRateBuilt, journal.BaseRate{Question: binary, ReferenceClass: text, Source: text,
		Cases: []journal.Case{{Label: text, Happened: true, Included: true, Why: text}, {Label: numbered(2), Included: true, Why: text}}})

	names := options
	var scenarios []journal.Scenario
	for _, name := range names {
		scenarios = append(scenarios, journal.Scenario{Name: name, Narrative: text, Drivers: []string{text}})
	}
	set := h.add("scenarios", journal.ScenariosFramed, journal.Framed{Title: text, Horizon: *day(2030, 12), Scenarios: scenarios, Tags: []string{text}})
	past := h.add("", journal.ScenariosFramed, journal.Framed{Title: numbered(2), Horizon: *day(2024, 2), Scenarios: scenarios})
	each := map[string]float64{names[0]: .5, names[1]: .25, names[2]: .25}
	for _, s := range []journal.ID{set, past} {
		h.add("", journal.ScenariosWeighed, journal.Weighed{Scenarios: s, Weights: each, Note: text})
	}
	h.add("", journal.ScenariosConditioned, journal.Conditioned{Scenarios: set, Question: binary, P: each})
	h.add("", journal.ConsistencyJudged, journal.Consistency{Scenarios: set, Finding: finding, Ratings: map[string]string{names[0]: "CC", names[1]: "II", names[2]: "N"}})
	signpost := h.add("signpost", journal.SignpostPlaced, journal.Placed{Scenarios: set, Text: text, CheckBy: *day(2030, 6), P: each})
	h.add("", journal.SignpostChecked, journal.Checked{Signpost: signpost, Seen: true, KnownAt: *day(2024, 1), Finding: &finding})
	h.add("", journal.ScenariosResolved, journal.CameTrue{Scenarios: past, Outcome: names[0], KnownAt: h.now(), Note: text})

	h.add("", journal.RelationDrawn, journal.Related{From: binary, To: h.ids["conditional"], Type: "implies", Note: text})
	comment := h.add("", journal.CommentMade, journal.Comment{On: binary, Text: text})
	h.add("", journal.CommentMade, journal.Comment{On: article, Text: text})
	h.add("", journal.ReviewSigned, journal.Reviewed{Scope: journal.Period{From: *day(2023, 1), To: *day(2024, 2)}, Verdict: text, Note: text})
	h.add("", journal.RecordRetracted, journal.Retracted{Record: comment, Why: text})
	h.add("", journal.TeamFounded, journal.Founded{Name: text, Note: text})
	h.blobs = append(h.blobs, forecastfile.Blob{SHA256: sum, Type: "text/plain", Content: content})
}
