package words

import (
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

func TestBrokenRules(t *testing.T) {
	june, december := Belief("War by June?", 0.4125), Belief("War by December?", 0.2)
	const bets = " You would buy a bet on the first and sell one on the second, and lose at least 21.25 points whatever happens."
	for _, c := range []struct{ got, want string }{
		{MoreProbable(SameEvent(june, december), 0.2125),
			"“War by June?” (41.2 %) is the same event as “War by December?” (20 %), with an earlier deadline, yet it is 21.25 points more probable." + bets},
		{MoreProbable(NotWithout(june, december), 0.2125),
			"“War by June?” (41.2 %) cannot happen without “War by December?” (20 %), yet it is 21.25 points more probable." + bets},
		{SameQuestion("A", "B"), "A and B are one question"},
		{TooMuchTogether([]string{"A", "B"}, 0.01),
			"At most one of A, B can happen, yet they sum to 1 point above 100 %. You would buy a bet on each and lose at least 1 point whatever happens."},
		{OptionsSum("Who?", 0.9), "Exactly one option of “Who?” happens, yet they sum to 90 %. You would sell a bet on each and lose 10 points whatever happens."},
		{OptionsSum("Who?", 1.1), "Exactly one option of “Who?” happens, yet they sum to 110 %. You would buy a bet on each and lose 10 points whatever happens."},
		{ImpliedOtherwise("Peace?", "Futures", 0.3, 0.4),
			"“Peace?”: stated 30 %, implied 40 % by the scenarios of “Futures”. You would sell the bet as a whole and buy it scenario by scenario, and lose 10 points whatever happens."},
	} {
		if got := strings.ReplaceAll(c.got, thin, " "); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestPreviews(t *testing.T) {
	closes, err := journal.ParseInstant("2024-08-31T15:00:00.000Z")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{Asked("binary", nil, time.UTC), "binary"}, {Asked("choice", &closes, time.UTC), "choice, closes 31 Aug 2024"},
		{Asked("choice", &closes, time.FixedZone("KST", 9*60*60)), "choice, closes 31 Aug 2024"},
		{Ended(journal.QuestionResolved, []byte(`{"data":{"outcome":false,"known_at":"2024-02-19T10:00:00.000Z"}}`)), "No, known 19 Feb 2024"},
		{Ended(journal.QuestionResolved, []byte(`{"data":{"outcome":"above_range"}}`)), "above the range"},
		{Ended(journal.QuestionAnnulled, []byte(`{"data":{"why":"ambiguous"}}`)), "ambiguous"}, {Ended("annulled", []byte(`{"data":{"why":"ambiguous"}}`)), "ambiguous"},
		{Ended(journal.QuestionAnnulled, []byte(`{"data":{}}`)), "annulled"}, {Ended(journal.QuestionReopened, []byte(`{"data":{}}`)), "open again"},
		{ReportOutcome([]byte("true")), "yes"}, {ReportOutcome([]byte("false")), "no"}, {ReportOutcome([]byte(`"above_range"`)), "above_range"}, {ReportOutcome([]byte("0.25")), "0.25"},
		{Added(journal.QuestionAsked, 1), "a new question"}, {Added(journal.ForecastMade, 1), "1 forecast"},
		{AddedBy(journal.ForecastMade, "Heron", 14), "14 forecasts by Heron"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Notation writes instants for fields and files as the journal does for records;
// neither may import the other.
func TestInstantsAreSpeltAlike(t *testing.T) {
	for _, at := range []time.Time{time.Unix(0, 0), time.Date(2024, 8, 31, 15, 0, 1, 999999999, time.FixedZone("KST", 9*3600))} {
		if got, want := notation.Instant(at), journal.InstantOf(at).String(); got != want {
			t.Errorf("notation writes %s, the journal %s", got, want)
		}
	}
}
