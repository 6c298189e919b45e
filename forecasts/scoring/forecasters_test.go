package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

func TestForecasterViews(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	var qs []journal.ID
	for range 12 {
		qs = append(qs, desktest.Ask(t, crane, "It rains"))
	}
	desktest.ExchangeBoth(t, crane, heron)
	for _, q := range qs {
		desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
		desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.6), question.Saying{}))(t)
	}
	c.Pass(40 * 24 * time.Hour)
	for i, q := range qs {
		desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage([]string{"true", "false"}[i/9]), question.Resolving{}))(t)
	}
	desktest.ExchangeBoth(t, crane, heron)
	views := desktest.Must(crane.ForecasterViews(t.Context()))(t)
	if len(views) != 2 || !views[0].Mine || views[0].Name != "Crane" || views[1].Name != "Heron" || views[1].Mine {
		t.Fatalf("%+v", views)
	}
	v := views[0]
	if v.Questions != 12 || v.Headline == nil || v.CI == nil || v.Coverage == nil || v.Recent != 0 || v.Total != 12 || v.Last == 0 {
		t.Errorf("the record is %+v", v)
	}
	if len(v.Subjects) != 1 || v.Subjects[0].Tag != "Japan" || v.Subjects[0].Headline == nil {
		t.Errorf("subjects %+v", v.Subjects)
	}
	if len(v.Stated) != 1 || math.Abs(v.Stated[0].Says-0.9) > 1e-12 || math.Abs(v.Stated[0].Happens-0.75) > 1e-12 || v.Stated[0].Questions != 12 {
		t.Errorf("stated %+v", v.Stated)
	}
	if len(views[1].Stated) != 0 || len(views[1].Curve) == 0 {
		t.Errorf("Heron says %+v with %d points", views[1].Stated, len(views[1].Curve))
	}
}

// A few questions give no judgement of a part.
func TestForecasterViewsWithFewQuestions(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(time.Hour)
	if v := desktest.Must(d.ForecasterViews(t.Context()))(t); len(v) != 1 || v[0].Headline != nil || v[0].Recent != 1 {
		t.Fatalf("before the end %+v", v)
	}
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	v := desktest.Must(d.ForecasterViews(t.Context()))(t)[0]
	if v.Headline == nil || v.CI != nil || v.Subjects[0].Headline != nil || len(v.Stated) != 0 || len(v.Curve) != 0 {
		t.Errorf("%+v", v)
	}
}
