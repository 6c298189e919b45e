package journal

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const (
	someKey  = "Yguui/+WBm4/68OkTW5vHnLslckZz96mMvOtU5SwZCQ="
	otherKey = "/6x0ODTan3mqQTYQQXWmz1CFWoLYwcUpWosPn1+ibLM="
	smallKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	someHand = "8eef164c29bd570cd8f907dfb5cca47b" // a fingerprint
	stamped  = `{"checkpoint":"a note","token":"MIIBAA=="}`
)

func membership(more string) string {
	return `{"team":"` + someID + `","key":"` + someKey + `","name":"Plover","roles":["resolver","forecaster"]` + more + `}`
}

// The kinds about authors and teams, witnesses and time-stamps are read, and
// each keeps every member of its data.
func TestKindsOfTheThirdEdition(t *testing.T) {
	decoded := func(r Record) (any, error) {
		switch r.Kind {
		case KeySucceeded:
			return Decode[Succeeded](r)
		case KeyRevoked:
			return Decode[Revoked](r)
		case TeamFounded:
			return Decode[Founded](r)
		case MemberSet:
			return Decode[Membership](r)
		case CommentMade:
			return Decode[Comment](r)
		case QuestionAsked:
			return Decode[Asked](r)
		case CheckpointsWitnessed:
			return Decode[WitnessedTogether](r)
		case CheckpointStamped:
			return Decode[Stamped](r)
		}
		t.Fatalf("no type for %s", r.Kind)
		return nil, nil
	}
	for _, x := range []struct{ kind, data string }{
		{KeySucceeded, `{"key":"` + someKey + `","logs":{"` + someLog + `":4}}`},
		{KeySucceeded, `{"key":"` + someKey + `","logs":{}}`},
		{KeyRevoked, `{"key":"` + someKey + `","logs":{"` + someLog + `":0},"why":"stolen"}`},
		{TeamFounded, `{"name":"Desk"}`},
		{TeamFounded, `{"name":"Desk","note":"n"}`},
		{MemberSet, membership("")},
		{MemberSet, membership(`,"logs":{"` + someLog + `":7},"was":"` + otherKey + `","why":"a new laptop"`)},
		{MemberSet, strings.Replace(membership(`,"logs":{}`), `"resolver","forecaster"`, "", 1)},
		{CommentMade, `{"on":"` + someID + `","text":"why?","reply_to":"` + otherID + `","to":["` + someHand + `"]}`},
		{QuestionAsked, `{"title":"T","type":"binary","blind_until":"2026-12-01T00:00:00.000Z"}`},
		{CheckpointsWitnessed, `{"checkpoints":["one","two"]}`},
		{CheckpointsWitnessed, `{"checkpoints":[]}`},
		{CheckpointStamped, stamped},
	} {
		r, err := ParseRecord([]byte(lineOf(x.kind, x.data)))
		if err != nil || !r.Known || r.Strange {
			t.Errorf("%s %s: known %t, strange %t, %v", x.kind, x.data, r.Known, r.Strange, err)
			continue
		}
		d, err := decoded(r)
		if err != nil {
			t.Error(err)
			continue
		}
		again, err := json.Marshal(d)
		if err != nil {
			t.Error(err)
		}
		var want, got map[string]any
		if json.Unmarshal([]byte(x.data), &want) != nil || json.Unmarshal(again, &got) != nil {
			t.Fatalf("%s is not JSON", again)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read and written again, %s is %s", x.kind, x.data, again)
		}
	}
}

func TestKindsOfTheThirdEditionAreChecked(t *testing.T) {
	in := func(data, old, new string) string {
		if !strings.Contains(data, old) {
			t.Fatalf("%q is not in %s", old, data)
		}
		return strings.Replace(data, old, new, 1)
	}
	succeeded := `{"key":"` + someKey + `","logs":{"` + someLog + `":4}}`
	revoked := in(succeeded, `}}`, `},"why":"w"}`)
	comment := `{"on":"` + someID + `","text":"t","to":["` + someHand + `"]}`
	for name, x := range map[string]struct{ kind, data, reason string }{
		"succession to a key of small order": {KeySucceeded, in(succeeded, someKey, smallKey), "small order"},
		"succession without logs":            {KeySucceeded, `{"key":"` + someKey + `"}`, "logs is missing"},
		"succession of no log":               {KeySucceeded, in(succeeded, someLog, "60B2"), "not a log"},
		"logs as a list":                     {KeySucceeded, in(succeeded, `{"`+someLog+`":4}`, "[4]"), "not a JSON object"},
		"revocation of a negative number":    {KeyRevoked, in(revoked, ":4", ":-1"), "not a whole number"},
		"revocation of half a record":        {KeyRevoked, in(revoked, ":4", ":0.5"), "not a whole number"},
		"revocation without a reason":        {KeyRevoked, succeeded, "why is missing"},
		"revocation of no key":               {KeyRevoked, in(revoked, someKey, someHand), "not a key"},
		"team without a name":                {TeamFounded, `{"note":"n"}`, "name is missing"},
		"unknown role":                       {MemberSet, in(membership(""), "resolver", "king"), "expected one of"},
		"role in another case":               {MemberSet, in(membership(""), "resolver", "Resolver"), "expected one of"},
		"roles as text":                      {MemberSet, in(membership(""), `["resolver","forecaster"]`, `"resolver"`), "not a list"},
		"left without logs":                  {MemberSet, in(membership(""), `"resolver","forecaster"`, ""), "logs is missing"},
		"replaces no key":                    {MemberSet, membership(`,"was":"` + someHand + `"`), "not a key"},
		"member of no team":                  {MemberSet, in(membership(""), someID, someLog), "not an id"},
		"comment to a record":                {CommentMade, in(comment, someHand, someID), "not a fingerprint"},
		"comment to one":                     {CommentMade, in(comment, `["`+someHand+`"]`, `"`+someHand+`"`), "not a list"},
		"blind until a day":                  {QuestionAsked, `{"title":"T","type":"binary","blind_until":"2026-12-01"}`, "not an instant"},
		"blind until a day, revised":         {QuestionRevised, `{"question":"` + someID + `","set":{"blind_until":"2026-12-01"}}`, "not an instant"},
		"witnessed, but no list":             {CheckpointsWitnessed, `{"checkpoints":"x"}`, "not a list"},
		"witnessed, but no text":             {CheckpointsWitnessed, `{"checkpoints":[1]}`, "not a string"},
		"time-stamped without a token":       {CheckpointStamped, `{"checkpoint":"c"}`, "token is missing"},
		"token that is not base64":           {CheckpointStamped, in(stamped, "MIIBAA==", "MIIB*A=="), "base64"},
		"token in base64 of other bits":      {CheckpointStamped, in(stamped, "AA==", "AB=="), "base64"},
		"token without padding":              {CheckpointStamped, in(stamped, "==", ""), "base64"},
		"token on two lines":                 {CheckpointStamped, in(stamped, "MIIB", `MII\nB`), "base64"},
	} {
		if r, err := ParseRecord([]byte(lineOf(x.kind, x.data))); err == nil {
			t.Errorf("%s: read as %+v", name, r)
		} else if !strings.Contains(err.Error(), x.reason) {
			t.Errorf("%s: %v; want %q", name, err, x.reason)
		}
	}
}

// Which members name records follows from the kind: a comment's to has
// fingerprints, a relation's to has a question.
func TestNamesByKind(t *testing.T) {
	for _, x := range []struct {
		kind, data string
		want       []string
	}{
		{CommentMade, `{"on":"` + someID + `","text":"t","reply_to":"` + otherID + `","to":["` + someHand + `"]}`, []string{someID, otherID}},
		{RelationDrawn, `{"from":"` + someID + `","to":"` + otherID + `","type":"same"}`, []string{someID, otherID}},
		{MemberSet, membership(""), []string{someID}},
		{KeyRevoked, `{"key":"` + someKey + `","logs":{"` + someLog + `":4},"why":"w"}`, nil},
		{QuestionAsked, `{"title":"T","type":"binary","if":{"question":"` + someID + `","outcome":true}}`, []string{someID}},
		{QuestionRevised, `{"question":"` + someID + `","set":{"if":{"question":"` + otherID + `","outcome":true}}}`, []string{someID, otherID}},
		{QuestionRevised, `{"question":"` + someID + `","set":{"title":"T"},"supersedes":[]}`, []string{someID}},
		{BearingJudged, `{"finding":"` + someID + `","question":"` + someID + `","lr":2}`, []string{someID}},
	} {
		r, err := ParseRecord([]byte(lineOf(x.kind, x.data)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, id := range r.Names() {
			got = append(got, id.String())
		}
		if !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s %s names %v, want %v", x.kind, x.data, got, x.want)
		}
	}
}

// Every member that takes an id, or a list of ids, names a record.
func TestNamingCoversTheShapes(t *testing.T) {
	takes := func(s shape, v string) bool { _, err := s([]byte(v)); return err == nil }
	for kind, o := range shapes {
		for name, s := range o {
			name := strings.TrimSuffix(name, "?")
			one := takes(s, `"`+someID+`"`) && !takes(s, `"`+someLog+`"`)
			many := takes(s, `["`+someID+`"]`) && !takes(s, `["`+someLog+`"]`)
			if takesIDs := one || many || name == "if" || kind == QuestionRevised && name == "set"; takesIDs != slices.Contains(naming[kind], name) {
				t.Errorf("%s of %s takes ids: %t; it is listed as naming records: %t", name, kind, takesIDs, !takesIDs)
			}
		}
	}
}

func TestNamed(t *testing.T) {
	r, err := ParseRecord([]byte(lineOf(BearingJudged, `{"question":"`+otherID+`","finding":"`+someID+`","lr":2}`)))
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := r.Named("question"); !ok || id.String() != otherID {
		t.Errorf("the question is %s, %t", id, ok)
	}
	for _, name := range []string{"lr", "article"} {
		if id, ok := r.Named(name); ok {
			t.Errorf("%s names %s", name, id)
		}
	}
}

func TestWitnessedNotes(t *testing.T) {
	for _, x := range []struct {
		kind, data string
		want       []string
	}{
		{CheckpointWitnessed, `{"checkpoint":"one","checkpoints":5}`, []string{"one"}}, // a member that is not of this kind says nothing
		{CheckpointsWitnessed, `{"checkpoint":5,"checkpoints":["one","two"]}`, []string{"one", "two"}},
		{CheckpointStamped, stamped, nil},
		{RationaleGiven, `{"forecast":"` + someID + `","text":"checkpoint"}`, nil},
	} {
		r, err := ParseRecord([]byte(lineOf(x.kind, x.data)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := WitnessedNotes(r.Line)
		if err != nil || !reflect.DeepEqual(got, x.want) || IsWitness(x.kind) != (x.want != nil) {
			t.Errorf("%s %s keeps %q, want %q (%v)", x.kind, x.data, got, x.want, err)
		}
	}
}
