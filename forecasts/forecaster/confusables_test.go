package forecaster

import (
	"strings"
	"testing"
)

func TestNamesThatLookAlike(t *testing.T) {
	for _, alike := range [][]string{
		{"Crane", "Сrane", "Ｃrane", "𝕮rane", "ϲrаոe", "C rane", "cra\u200bne", "\u3164Crane", "Crane\u202e", "CRANE", "Crane\u0301"},
		{"Heron", "Hеron", "һeron", "Нeron", "heron\n", "Her\u00adon"}, {"Modern", "Modem"}, {"Clive", "C1ive", "dive"}, {"Wren", "vvren"},
		{"Swift", "5wift"}, {"Owl", "0wl"}, {"Illia", "lllia", "|llia"}, {"lark", "ʟark", "Lᴀrk"}, {"kite", "кite", "κite"}, {"Zoë", "Zoe"},
	} {
		for _, name := range alike[1:] {
			if Look(name) != Look(alike[0]) {
				t.Errorf("%q looks like %q, and %q like %q", name, Look(name), alike[0], Look(alike[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"Crane", "Heron"}, {"Иван", "Crane"}, {"日本", "日木"}, {"Ann", "Anna"}, {"…", "!"}} {
		if Look(pair[0]) == Look(pair[1]) {
			t.Errorf("%q and %q look alike", pair[0], pair[1])
		}
	}
	if long := Skeleton(strings.Repeat("m", 1<<20)); len(long) > 8*longestLook {
		t.Errorf("a name of a megabyte looks like %d bytes", len(long))
	}
}
