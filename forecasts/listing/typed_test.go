package listing

import "testing"

func TestMatch(t *testing.T) {
	const title = "Kishida visits Pyongyang by 31 August 2024"
	for _, typed := range []string{"", "kishida", "pyong aug", "kvp", "2024", "yongyang", "KIS"} {
		if _, ok := NewTyped(typed).Match(title); !ok {
			t.Errorf("%q does not find %q", typed, title)
		}
	}
	for _, typed := range []string{"putin", "kishida cuba", "zz"} {
		if _, ok := NewTyped(typed).Match(title); ok {
			t.Errorf("%q finds %q", typed, title)
		}
	}
	start, _ := NewTyped("vis").Match("Visits by envoys")
	inside, _ := NewTyped("vis").Match("Television")
	if start <= inside {
		t.Errorf("a word's beginning scores %d, its inside %d", start, inside)
	}
}
