package evidence_test

import (
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
)

func TestArticleRowsAreReadAgainOnlyAfterAChange(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	rows := func() []evidence.ArticleRow { t.Helper(); return desktest.Must(d.ArticleRows(t.Context()))(t) }
	keep := func(a articles.Article) journal.ID {
		id, _, err := d.Attach(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		c.Pass(time.Minute)
		return id
	}
	first := keep(articles.Article{Title: "Ice", Text: "The ice is thick.", Authors: []string{"Ine Voss", "Bo-ra Lee"}, Published: "2024-02-11"})
	second := keep(articles.Article{Title: "Thaw", Text: "It thaws.", Publisher: "Gazette", Authors: []string{"Ine Voss"}})
	keep(articles.Article{Title: "Rain", Text: "It rains."})
	all := rows()
	if len(all) != 3 || all[0].Source != "Added by Crane" || all[1].ID != second || all[1].Source != "Gazette" ||
		all[2].ID != first || all[2].Source != "Ine Voss, Bo-ra Lee" || all[2].Published != "2024-02-11" || all[2].Count != 0 {
		t.Fatalf("rows %+v", all)
	}
	if again := rows(); &again[0] != &all[0] {
		t.Error("read again without a change")
	}
	finding := desktest.Must(d.File(t.Context(), evidence.Filing{Article: first, Exact: "thick", Claim: "Thick"}))(t)
	if all = rows(); all[2].Count != 1 {
		t.Errorf("after a finding %+v", all[2])
	}
	desktest.Must(d.Retract(t.Context(), finding, "no"))(t)
	desktest.Must(d.Amend(t.Context(), second, evidence.Amendment{Title: new("A late thaw")}))(t)
	if all = rows(); all[2].Count != 0 || all[1].Title != "A late thaw" {
		t.Errorf("after a correction %+v", all)
	}
	desktest.Must(d.Retract(t.Context(), second, "withdrawn"))(t)
	if all = rows(); len(all) != 2 {
		t.Errorf("after a retraction %+v", all)
	}
}

func TestWhatFellIsTheSameUntilSomethingIsRecorded(t *testing.T) {
	d, _, _, source, _ := chain(t, 0)
	fallen := func() []evidence.Dependents { t.Helper(); return desktest.Must(d.Invalidated(t.Context()))(t) }
	if n := len(fallen()); n != 0 {
		t.Fatalf("%d fell", n)
	}
	desktest.Must(d.Retract(t.Context(), source, "withdrawn by the paper"))(t)
	one := fallen()
	if len(one) != 1 || one[0].ID != source {
		t.Fatalf("fell: %+v", one)
	}
	if again := fallen(); &again[0] != &one[0] {
		t.Error("followed again without a change")
	}
}
