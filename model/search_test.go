package model

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestSearchText(t *testing.T) {
	for text, want := range map[string]string{
		"Plain words": "Plain words", "남풍이": "남풍 풍이 이", "남풍 11척": "남풍 풍 11 척", "A港B": "A 港 B", "가": "가", "": "",
		"サーバー": "サー ーバ バー ー", "ﾊﾟﾝ": "パン ン",
	} {
		if got := strings.Join(strings.Fields(searchText(text)), " "); got != want {
			t.Errorf("%q is indexed as %q, want %q", text, got, want)
		}
	}
	for _, c := range []struct {
		text  string
		whole bool
		want  string
	}{
		{"wind", false, `"wind"*`}, {"south wind", true, `"south wind"`}, {`a"b`, true, `"a b"`}, {"남풍이", false, `"남풍 풍이"*`},
		{"남풍이 먼저", true, `"남풍 풍이 이   먼저"`}, {"풍", true, `"풍"*`}, {"—", false, ""}, {"", true, ""}, {"남풍!", true, `"남풍 !"`},
	} {
		if got := SearchTerm(c.text, c.whole); got != c.want {
			t.Errorf("%q is looked for as %q, want %q", c.text, got, c.want)
		}
	}
}

// An index that says what no text says is a difference that check reports.
func TestCheckReadsTheSearchIndex(t *testing.T) {
	s, err := Create(t.Context(), filepath.Join(t.TempDir(), "w.vane"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatalf("empty: %v, %v", problems, err)
	}
	if err := s.Update(t.Context(), func(t *Tx) error {
		_, err := t.exec("INSERT INTO search (rowid, title, body) VALUES (1, 'never', 'said')")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) != 1 || !strings.Contains(problems[0], "search_terms") {
		t.Errorf("%v, %v", problems, err)
	}
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("after a rebuild: %v, %v", problems, err)
	}
}
