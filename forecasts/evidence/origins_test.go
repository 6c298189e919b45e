package evidence_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
	"weathervane/model/modeltest"
)

func TestAFindingFiledWithTheSameOriginIsCountedOnce(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Closes: desktest.At(2024, 8, 31)}))(t)
	desktest.Must(d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "springs", Happened: 1, Of: 5}))(t)
	file := func(title, exact string, same ...journal.ID) journal.ID {
		article, _, err := d.Attach(t.Context(), articles.Article{Title: title, Publisher: title + " desk", Text: "They say " + exact + "."})
		if err != nil {
			t.Fatal(err)
		}
		c.Pass(time.Minute)
		lr := 3.0
		return desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: exact, Claim: exact, Question: &q, LR: &lr, SameOrigin: same}))(t)
	}
	groups := func() int { return len(desktest.Must(d.Question(t.Context(), q))(t).Evidence[0].Steps) }
	first := file("Gazette", "a thaw is near")
	offered := desktest.Must(d.Origins(t.Context()))(t)
	if len(offered) != 1 || offered[0].ID != first || offered[0].Article.Publisher != "Gazette desk" || !offered[0].Group.IsZero() {
		t.Fatalf("offered %+v", offered)
	}
	second := file("Herald", "the ice is thin", first)
	if n := groups(); n != 1 {
		t.Errorf("%d origins, want the two counted once", n)
	}
	offered = desktest.Must(d.Origins(t.Context()))(t)
	if len(offered) != 2 || offered[0].ID != second {
		t.Errorf("offered %+v, want the last filed first", offered)
	}
	a := desktest.Must(d.Article(t.Context(), articleOf(t, d, first)))(t)
	same := a.Findings[0].Origins
	if len(same) != 1 || same[0].ID != second || same[0].Claim != "the ice is thin" || same[0].Article.Title != "Herald" || !same[0].Mine || same[0].By.Name != "Crane" {
		t.Fatalf("the same origin as %+v", same)
	}
	desktest.Must(d.Retract(t.Context(), same[0].Group, "they are not"))(t)
	if n := groups(); n != 2 {
		t.Errorf("%d origins after taking the group back", n)
	}
	if a = desktest.Must(d.Article(t.Context(), a.ID))(t); len(a.Findings[0].Origins) > 0 {
		t.Errorf("still the same as %+v", a.Findings[0].Origins)
	}
	lost := journal.ID{1}
	if _, err := d.File(t.Context(), evidence.Filing{Article: a.ID, Exact: "thaw", Claim: "x", SameOrigin: []journal.ID{lost}}); err == nil {
		t.Error("grouped with a finding that nobody filed")
	}
	if n := len(desktest.Must(d.Findings(t.Context(), listing.Filter{}))(t)); n != 2 {
		t.Errorf("%d findings after one was refused", n)
	}
	file("Courier", "spring is early", first)
	if kind, err := d.Undo(t.Context()); err != nil || kind != "finding.filed" || groups() != 2 {
		t.Errorf("undone %q, %v, %d origins", kind, err, groups())
	}
}

func articleOf(t *testing.T, d *forecasts.Desk, finding journal.ID) journal.ID {
	t.Helper()
	all := desktest.Must(d.Findings(t.Context(), listing.Filter{}))(t)
	return all[slices.IndexFunc(all, func(f listing.Finding) bool { return f.ID == finding })].Article
}

func TestWhatIsKeptOfAnArticleIsHashed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "crane.vane")
	d, err := forecasts.Create(t.Context(), path, "Crane", desktest.EnvFor(t, "Crane", desktest.Start()))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	id, _, err := d.Attach(t.Context(), articles.Article{Title: "Ice", Text: "The ice is thin.", Original: []byte("<p>The ice is thin."), OriginalType: "text/html"})
	if err != nil {
		t.Fatal(err)
	}
	is := func(want evidence.CopyIntegrity) {
		t.Helper()
		if got := desktest.Must(d.CopyIntegrity(t.Context(), id))(t); got != want {
			t.Errorf("kept: %s, want %s", got, want)
		}
	}
	is(evidence.CopyWhole)
	modeltest.ReplaceInBlobs(t, path, "text/html", "thin", "gone")
	is(evidence.CopyChanged)
	modeltest.DropBlobs(t, path, "text/html")
	is(evidence.CopyPartial)
	modeltest.DropBlobs(t, path, "text/plain")
	is(evidence.CopyMissing)
	if _, err := d.CopyIntegrity(t.Context(), journal.ID{1}); err == nil {
		t.Error("an article that is not here is kept")
	}
}
