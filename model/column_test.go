package model_test

import (
	"encoding/json"
	"slices"
	"testing"

	"weathervane/model"
)

// A column of texts has the texts that it was written from.
func TestTextsOfAColumn(t *testing.T) {
	for _, texts := range [][]string{nil, {}, {""}, {"", ""}, {"a"}, {"a", "b c", "비"}, {`a"b`, `\`}, {`","`}, {"a,b", "[", "]"}, {"line\nbreak", "\u2028"}} {
		column, err := json.Marshal(texts)
		if err != nil {
			t.Fatal(err)
		}
		if got := model.TextsOf(string(column)); !slices.Equal(got, texts) {
			t.Errorf("%s has %q", column, got)
		}
	}
	if model.TextsOf("") != nil {
		t.Error("nothing has texts")
	}
}
