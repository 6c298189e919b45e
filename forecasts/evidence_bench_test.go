package forecasts

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"weathervane/forecasts/articles"
)

// BenchmarkEvidence reads what the Evidence page shows of 100 000 articles,
// some of which fell.
func BenchmarkEvidence(b *testing.B) {
	c := start()
	d := newDesk(b, "Crane", c)
	q := ask(b, d, "The harbour opens")
	var all []articles.Article
	for i := range 100_000 {
		all = append(all, articles.Article{Title: fmt.Sprintf("Article %d", i), Text: fmt.Sprintf("The pilots of pier %d expect a thaw in the last week of March.", i),
			Publisher: fmt.Sprintf("Paper %d", i%50), Authors: []string{"Ine Voss"}, Published: fmt.Sprintf("20%02d-05-%02d", i%20, 1+i%28)})
	}
	kept := must(d.AttachAll(b.Context(), all))(b)
	c.pass(time.Minute)
	lr := 2.0
	for i := range 300 {
		must(d.File(b.Context(), Filing{Article: kept[i].ID, Exact: "expect a thaw in the last week of March", Claim: "A thaw", Question: &q, LR: &lr}))(b)
	}
	c.pass(time.Minute)
	for i := range 20 {
		must(d.Retract(b.Context(), kept[i].ID, "withdrawn"))(b)
	}
	for name, read := range map[string]func() error{
		"articles": func() error { d.ForgetEvidence(); _, err := d.ArticleRows(b.Context()); return err },
		"tracks":   func() error { d.ForgetEvidence(); _, err := d.EvidenceTracks(b.Context()); return err },
		"fallen":   func() error { d.ForgetEvidence(); _, err := d.Fallen(b.Context()); return err },
		"again": func() error {
			_, err := d.ArticleRows(b.Context())
			_, err2 := d.EvidenceTracks(b.Context())
			_, err3 := d.Fallen(b.Context())
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
