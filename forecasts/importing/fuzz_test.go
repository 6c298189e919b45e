package importing

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/importers"
	"weathervane/forecasts/testkit"
	"weathervane/model/journal"
)

// What is read of a file, of whatever form it is, can be recorded.
func FuzzForeign(f *testing.F) {
	paths, err := filepath.Glob("../importers/testdata/*.*")
	if err != nil || len(paths) < 20 {
		f.Fatal(err, len(paths))
	}
	var samples [][]byte
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		samples = append(samples, text)
	}
	samples = append(samples, []byte("id,by,date,p,y,option\na,Ann,2023-01-01,0.7,1,x\na,Ann,2023-01-01,0.3,1,y\nb,Bo,2023-01-02 10:00,0.3,void,\n"))
	now := journal.InstantOf(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	testkit.Texts(f, func(t *testing.T, text []byte) {
		k := beside{others: importers.NewOthers(), metaculus: importers.NewMetaculusTables()}
		if k.others.Learn(bytes.NewReader(text), "f") != nil {
			return
		}
		file, err := readForeign(t.Context(), bytes.NewReader(text), "f", importers.Recognise(text, nil), Options{}, k)
		if err != nil || file == nil {
			return
		}
		p := &plan{now: now, sources: map[string][]*target{}, here: map[string]*target{}}
		if err := p.file(foreignFile{File: file, path: "f", sha256: strings.Repeat("0", 64)}); err != nil {
			t.Fatal(err)
		}
		if err := p.rehearse(); err != nil {
			t.Fatal(err)
		}
	}, samples...)
}
