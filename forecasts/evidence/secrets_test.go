package evidence_test

import (
	"strings"
	"testing"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
)

// No password and no token of an address enters a record, wherever it came from.
func TestAnAddressIsKeptWithoutSecrets(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	page := `<html><head><title>Rain</title><link rel="canonical" href="https://x.org/rain?page=2&amp;access_token=hunter2"></head><body><article><p>` +
		strings.Repeat("It will rain in the north, the office says. ", 20) + `</p></article></body></html>`
	read := desktest.Must(articles.Read(strings.NewReader(page), "rain.html"))(t)
	kept := desktest.Must(d.AttachAll(t.Context(), []articles.Article{read, {Title: "Snow", Text: "Snow.", URL: "https://ann:hunter2@x.org/snow"}, {Title: "Sun", Text: "Sun.", URL: "https://x.org/sun?q=1"}}))(t)
	if !kept[0].Cleaned || !kept[1].Cleaned || kept[2].Cleaned {
		t.Errorf("what was cleaned is said of %+v", kept)
	}
	amended := "https://x.org/snow?sig=hunter2"
	desktest.Must(d.Amend(t.Context(), kept[1].ID, evidence.Amendment{URL: &amended}))(t)
	lists := desktest.Lists(t, d)
	if strings.Contains(lists, "hunter2") || !strings.Contains(lists, `"https://x.org/snow"`) || !strings.Contains(lists, "https://x.org/sun?q=1") {
		t.Errorf("the lists say %s", lists)
	}
}
