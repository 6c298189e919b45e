package forecasts

import (
	"encoding/json"
	"math"
	"testing"
	"time"
)

func TestForecasterViews(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	var qs []ID
	for range 12 {
		qs = append(qs, ask(t, crane, "It rains"))
	}
	exchangeBoth(t, crane, heron)
	for _, q := range qs {
		must(crane.Forecast(t.Context(), q, p(0.9), Saying{}))(t)
		must(heron.Forecast(t.Context(), q, p(0.6), Saying{}))(t)
	}
	c.pass(40 * 24 * time.Hour)
	for i, q := range qs {
		must(crane.Resolve(t.Context(), q, json.RawMessage([]string{"true", "false"}[i/9]), Resolving{}))(t)
	}
	exchangeBoth(t, crane, heron)
	views := must(crane.ForecasterViews(t.Context()))(t)
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
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	must(d.Forecast(t.Context(), q, p(0.9), Saying{}))(t)
	c.pass(time.Hour)
	if v := must(d.ForecasterViews(t.Context()))(t); len(v) != 1 || v[0].Headline != nil || v[0].Recent != 1 {
		t.Fatalf("before the end %+v", v)
	}
	must(d.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Hour)
	v := must(d.ForecasterViews(t.Context()))(t)[0]
	if v.Headline == nil || v.CI != nil || v.Subjects[0].Headline != nil || len(v.Stated) != 0 || len(v.Curve) != 0 {
		t.Errorf("%+v", v)
	}
}
