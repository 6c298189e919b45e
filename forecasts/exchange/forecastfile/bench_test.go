package forecastfile

import (
	"bytes"
	"testing"

	"weathervane/model/journal"
)

// BenchmarkRead reads a file of 20 000 forecasts; bytes per second say how it
// stands beside sha256sum.
func BenchmarkRead(b *testing.B) {
	a := newAuthor(b, "Curlew")
	q := a.add(b, journal.QuestionAsked, journal.Asked{Title: "Rain?", Type: "binary"})
	for i := range 20_000 {
		p := float64(i%101) / 100
		a.add(b, journal.ForecastMade, journal.Made{Question: q.ID, P: &p})
	}
	var file bytes.Buffer
	if err := Write(&file, Batch{Runs: []Run{a.run(0, nil)}}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(file.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
}
