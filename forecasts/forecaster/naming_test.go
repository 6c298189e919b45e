package forecaster

import (
	"strings"
	"testing"
)

func TestANameNeverPoolsPeople(t *testing.T) {
	heron := Forecaster{Name: "Heron", Key: strings.Repeat("1a", 16)}
	other := Forecaster{Name: "Heron", Key: strings.Repeat("2b", 16)}
	heard := Forecaster{Name: "Heron", Key: strings.Repeat("3c", 16), By: "Heron"}
	crane := Forecaster{Name: "Crane", Key: strings.Repeat("3c", 16)}
	before := Forecaster{Name: "Grey heron", Key: heron.Key} // an earlier name
	all := []Forecaster{other, heron, heard, crane, before}
	for _, c := range []struct {
		ref  string
		want *Forecaster
	}{
		{"Crane", &crane}, {"3c3c3c3c", &crane}, {crane.Key, &crane}, {"1a1a1a1a", &heron}, {"2b2b2b2b2b", &other}, {"Grey heron", &before},
		{heard.Ref(), &heard}, {"3c3c3c3c Heron", &heard}, {heron.Ref(), &heron}, {other.Ref(), &other},
	} {
		if got, err := One(c.ref, all); err != nil || got.Key != c.want.Key || got.By != c.want.By {
			t.Errorf("%s: %+v, %v", c.ref, got, err)
		}
	}
	_, err := One("Heron", all)
	want := `3 forecasters match "Heron": give the beginning of a key, ` + heron.Key + ", " + other.Key + ` or "` + heard.Key + ` Heron" (recorded by that key)`
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	for _, ref := range []string{"Gull", "3c3c3c3", "3c3c3c3c Gull", "1a1a1a1a Heron"} {
		if got, err := One(ref, all); err == nil {
			t.Errorf("%s fits %+v", ref, got)
		}
	}
}

func TestAFilterNamesOne(t *testing.T) {
	b := Directory{Names: map[string]string{strings.Repeat("a", 32): "Heron", strings.Repeat("b", 32): "Heron", strings.Repeat("c", 32): "Crane"}}
	crane := Fingerprint([]byte(strings.Repeat("c", 32)))
	for ref, want := range map[string]string{"": "", "Crane": crane, crane[:8]: crane, crane: crane, "Gull": "Gull"} {
		if got, err := b.Named(ref); err != nil || got != want {
			t.Errorf("%q is named %q, %v", ref, got, err)
		}
	}
	if got, err := b.Named("Heron"); err == nil {
		t.Errorf("Heron is named %q", got)
	}
	if _, err := b.Find("Heron", ""); err == nil {
		t.Error("one of two Herons is found")
	}
}
