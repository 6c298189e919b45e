package evidence_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
)

// BenchmarkEvidence reads what the Evidence page shows of 100 000 articles,
// some of which fell.
func BenchmarkEvidence(b *testing.B) {
	c := desktest.Start()
	d := desktest.NewDesk(b, "Crane", c)
	q := desktest.Ask(b, d, "The harbour opens")
	var all []articles.Article
	for i := range 100_000 {
		all = append(all, articles.Article{Title: fmt.Sprintf("Article %d", i), Text: fmt.Sprintf("The pilots of pier %d expect a thaw in the last week of March.", i),
			Publisher: fmt.Sprintf("Paper %d", i%50), Authors: []string{"Ine Voss"}, Published: fmt.Sprintf("20%02d-05-%02d", i%20, 1+i%28)})
	}
	kept := desktest.Must(d.AttachAll(b.Context(), all))(b)
	c.Pass(time.Minute)
	lr := 2.0
	for i := range 300 {
		desktest.Must(d.File(b.Context(), evidence.Filing{Article: kept[i].ID, Exact: "expect a thaw in the last week of March", Claim: "A thaw", Question: &q, LR: &lr}))(b)
	}
	c.Pass(time.Minute)
	for i := range 20 {
		desktest.Must(d.Retract(b.Context(), kept[i].ID, "withdrawn"))(b)
	}
	for name, read := range map[string]func() error{
		"articles": func() error { d.ForgetEvidence(); _, err := d.ArticleRows(b.Context()); return err },
		"tracks":   func() error { d.ForgetEvidence(); _, err := d.EvidenceTracks(b.Context()); return err },
		"fallen":   func() error { d.ForgetEvidence(); _, err := d.Invalidated(b.Context()); return err },
		"again": func() error {
			_, err := d.ArticleRows(b.Context())
			_, err2 := d.EvidenceTracks(b.Context())
			_, err3 := d.Invalidated(b.Context())
			return errors.Join(err, err2, err3)
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
