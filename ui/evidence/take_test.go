package evidence

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/uitest"
)

func (d *fakeDesk) AttachAll(ctx context.Context, all []articles.Article) (kept []evidence.Attached, err error) {
	for _, a := range all {
		id, already, err := d.Attach(ctx, a)
		if err != nil {
			return nil, err
		}
		kept = append(kept, evidence.Attached{ID: id, Already: already})
	}
	return kept, nil
}
func (d *fakeDesk) EvidenceTracks(context.Context) (evidence.EvidenceTracks, error) {
	return d.tracks, nil
}
func (d *fakeDesk) SimilarArticle(context.Context, articles.Article) (*evidence.SimilarArticle, error) {
	return d.twin, nil
}
func (d *fakeDesk) Amend(_ context.Context, id journal.ID, m evidence.Amendment) (journal.ID, error) {
	d.amended = append(d.amended, m)
	return id, nil
}

func TestAFolderIsTakenAndWhatCannotBeReadIsNamed(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "Quay opens\n\nIt opened.", "b.html": "<h1>Ferry</h1><p>It sails.</p>", "bad.pdf": "PK\x03\x04 a zip", "notes.csv": "1,2"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := len(d.list)
	if !p.Drop([]string{dir}) {
		t.Fatal("the folder was not taken")
	}
	if got := len(d.list) - before; got != 2 {
		t.Errorf("%d articles were added, want 2", got)
	}
	if len(h.Said) == 0 || !strings.Contains(h.Said[0], "2 articles added") {
		t.Errorf("said %q", h.Said)
	}
	if !dialogs.Open(h.Win.Canvas()) {
		t.Error("nothing tells of the file that could not be read")
	}
}

func TestAnAddressIsFetchedAndItsFailureSaid(t *testing.T) {
	p, h := open(t, richDesk(), 1232, 818)
	p.fetch = func(_ context.Context, address string) (articles.Article, error) {
		if strings.Contains(address, "gone") {
			return articles.Article{}, errors.New("the site cannot be reached")
		}
		return articles.Article{Title: "From afar", Text: "Far text.", URL: address}, nil
	}
	p.AskAddress()
	dialog := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	typeInto(h, "https://example.org/gone")
	dialog.Accept()
	if !dialog.IsOpen() || !strings.Contains(dialog.ProblemText(), "cannot be reached") {
		t.Fatalf("the dialog says %q", dialog.ProblemText())
	}
	typeInto(h, "https://example.org/here")
	dialog.Accept()
	if dialog.IsOpen() || p.draft == nil || p.side.draft.address.Text != "https://example.org/here" {
		t.Error("the article is not shown to be added")
	}
}

// typeInto replaces the text of the field that has the focus.
func typeInto(h *uitest.Host, text string) {
	h.Win.Canvas().Focused().(interface{ SetText(string) }).SetText(text)
}

func TestADocumentOfSeveralArticlesCanBeSplit(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	before := len(d.list)
	p.begin(articles.Article{Title: "Two", Text: "# Quay opens\n\nIt opened today.\n\n# Ferry sails\n\nIt sails at night."})
	p.splitForm(*p.draft, articles.Split(p.draft.Text))
	h.Win.Canvas().Overlays().Top().(*dialogs.Dialog).Accept()
	if got := len(d.list) - before; got != 2 || d.list[0].Title != "Ferry sails" {
		t.Errorf("%d articles were added, the last %q", got, d.list[0].Title)
	}
}

func TestParticularsAreCorrected(t *testing.T) {
	d := richDesk()
	p, _ := open(t, d, 1232, 818)
	p.Correct()
	p.side.draft.authors.SetText("Ann Oak, Bo Elm")
	p.side.draft.add()
	if len(d.amended) != 1 || strings.Join(d.amended[0].Authors, "|") != "Ann Oak|Bo Elm" || d.amended[0].Title != nil {
		t.Errorf("amended %+v", d.amended)
	}
}
