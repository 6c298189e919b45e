package score

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"weathervane/forecasts/testkit"
)

// checkLines fails where rows are said to be in lines that a text does not have.
func checkLines(t *testing.T, text []byte, rows []BadRow) {
	t.Helper()
	last := 1 + max(bytes.Count(text, []byte("\n")), bytes.Count(text, []byte("\r"))) // a line may end in either
	packed := bytes.HasPrefix(text, []byte("PK")) || bytes.HasPrefix(text, []byte("\x1f\x8b"))
	for i := range rows {
		if line := rows[i].Line; line < 1 || line > last && !packed {
			t.Fatalf("line %d of %d: %v", line, last, rows[i])
		}
	}
}

// Whatever a table of questions says, its rows and what is said of them are of lines
// that it has, and it joins a table of forecasts or says why not.
func FuzzReadQuestions(f *testing.F) {
	const forecasts = "id,by,date,p,option\nq,Ann,2024-01-01,0.5,\nr,Ann,2024-01-01,0.5,a\nr,Ann,2024-01-01,0.5,b\n"
	testkit.Texts(f, func(t *testing.T, text []byte) {
		for _, skip := range []bool{false, true} {
			q, err := ReadQuestions(bytes.NewReader(text), "q.csv", TableOptions{SkipBadRows: skip})
			if err == nil {
				checkLines(t, text, q.Bad)
				for i, row := range q.Rows {
					if row.ID == "" || i > 0 && row.Line <= q.Rows[i-1].Line {
						t.Fatalf("row %d is %+v", i, row)
					}
					checkLines(t, text, []BadRow{{Line: row.Line}})
				}
				var table *Table
				if table, err = ReadTable(t.Context(), bytes.NewReader([]byte(forecasts)), "f.csv", TableOptions{}); err != nil {
					t.Fatal(err)
				}
				if err = table.Join(q); err == nil {
					ScoreTable(table, Options{})
				}
			}
			var bad *BadRow
			var all *BadRows
			if errors.As(err, &all) {
				checkLines(t, text, all.Rows)
			} else if errors.As(err, &bad) {
				checkLines(t, text, []BadRow{*bad})
			}
			if err != nil && !utf8.ValidString(err.Error()) {
				t.Fatalf("says %q", err)
			}
		}
	}, []byte("id,title,opens_at,closes_at,outcome\nq,Rain?,2023-01-01,2024-02-01,yes\nr,Who?,,2024-02-01 10:00,a\nr,Who?,,,a\n"),
		[]byte("My questions\n\nquestion_id;title;closes_at;resolved_at;outcome\nq;Rain?;1.2.2024;13.2.2024;void\nx;Snow?;;;\n"))
}
