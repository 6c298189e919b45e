package weathervane_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sqlOutside names the files outside model that may speak SQL.
var sqlOutside = map[string]string{
	"forecasts/exchange/place/postgres.go": "a place may be a table of another database",
}

// sqlText recognises a statement or a fragment of one.
var sqlText = regexp.MustCompile(strings.Join([]string{
	`(?s)\bSELECT\s.*\bFROM\b`, `\bINSERT\s+(OR \w+ )?INTO\b`, `\bUPDATE\s+\w+\s+SET\b`, `\bDELETE\s+FROM\b`,
	`\b(CREATE|DROP|ALTER)\s+(UNIQUE |VIRTUAL )?(TABLE|INDEX|VIEW)\b`, `\bPRAGMA\s+\w`,
	`(^|\s)WHERE\s+\S`, `\b(ORDER|GROUP)\s+BY\s+\w`, `\bLEFT JOIN\b|\bJOIN\s+\w+\s+\w*\s*ON\b`, `\bNOT EXISTS\b`,
	`(=|<>|[<>]=?|\bLIKE|\bIN)\s*\(?\s*\?([\s),]|$)`,                     // a placeholder
	`\b[a-z]{1,2}\.[a-z_]+\s*(=|<>|[<>]=?|IN\b|IS\b|LIKE\b)\s*['(?0-9N]`, // x.num = 1, r.kind IN ('…'), x.cut IS NULL
}, "|"))

// sqlIn lists the lines of a Go file on which SQL stands, and whether the file
// opens databases itself.
func sqlIn(t *testing.T, path string, source []byte) (lines []int, opens bool) {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, path, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		opens = opens || i.Path.Value == `"database/sql"`
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if text, err := strconv.Unquote(l.Value); err == nil && sqlText.MatchString(text) {
				lines = append(lines, files.Position(l.Pos()).Line)
			}
		}
		return true
	})
	return lines, opens
}

// What a question means to the tables is decided in model: everyone else asks
// by name. Tests are held to it too.
func TestSQLStandsInModelAlone(t *testing.T) {
	inside := 0
	walk(t, ".", func(path string, b []byte) {
		lines, opens := sqlIn(t, path, b)
		switch {
		case strings.HasPrefix(path, "model/"):
			inside += len(lines)
			return
		case sqlOutside[path] != "" || path == "sql_test.go":
			return
		}
		for _, n := range lines {
			t.Errorf("%s:%d: SQL stands in model, as a query with a name", path, n)
		}
		if opens {
			t.Errorf("%s opens a database: the store does so", path)
		}
	})
	if inside < 100 {
		t.Errorf("only %d pieces of SQL are recognised in model", inside)
	}
}

func TestSQLIsRecognised(t *testing.T) {
	for _, text := range []string{
		"x.question = ?", "x.num = (SELECT num FROM ids WHERE id = ?)", "r.kind = 'forecast.sealed'", "r.kind IN (?, ?, ?)",
		"x.num <> ? AND ((x.url <> '' AND x.url = ?))", "i.id = ?", " OR (l.num = ? AND r.seq >= ?)", " AND r.kind IN ?",
		"x.resolves_by IS NOT NULL", "SELECT COUNT(*) FROM articles", "SELECT\n\tx.*\nFROM y x", "DELETE FROM blobs", "x.type = 'binary' AND x.end_kind = 'resolved'",
		"UPDATE blobs SET content = 1", "INSERT OR IGNORE INTO ids (id) VALUES (1)", "CREATE TABLE t (n)", " ORDER BY at DESC", "(l.cut IS NULL OR r.seq < l.cut) AND ",
	} {
		if !sqlText.MatchString(text) {
			t.Errorf("%q is not recognised as SQL", text)
		}
	}
	for _, text := range []string{
		"Select a question from the list", "KIND\tID\tTITLE\tWHERE", "What is it about?", "How many (of 20)?", "UPDATE the file", "/search?q=x", "p >= .5?", "Subject: =?utf-8?B?SWN==?=\r\n",
	} {
		if sqlText.MatchString(text) {
			t.Errorf("%q is taken for SQL", text)
		}
	}
}
