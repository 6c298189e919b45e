package timecolumn

import "testing"

func BenchmarkRead(b *testing.B) {
	for _, text := range []string{"2019-12-10T19:20:22Z", "2024-01-01", "1706659200"} {
		cell := []byte(text)
		b.Run(text, func(b *testing.B) {
			var c Column
			for b.Loop() {
				c.Read(cell, 2)
			}
		})
	}
}
