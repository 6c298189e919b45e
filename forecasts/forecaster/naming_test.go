package forecaster

import (
	"slices"
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

func TestAKeyIsNobodysName(t *testing.T) {
	heron := Forecaster{Name: "Heron", Key: strings.Repeat("1a", 16)}
	posing := Forecaster{Name: heron.Key, Key: strings.Repeat("3c", 16), By: heron.Key}
	crane := Forecaster{Name: heron.Ref()[:8], Key: strings.Repeat("3c", 16)}
	for _, ref := range []string{"Heron", heron.Key, heron.Key[:8]} {
		who, err := One(ref, []Forecaster{posing, crane, heron})
		if err != nil || who != heron {
			t.Errorf("%s: %+v, %v", ref, who, err)
		}
	}
	if posing.Matches(heron.Ref()) || crane.Matches(heron.Ref()[:8]) || !posing.Matches(posing.Ref()) {
		t.Error("a name is taken for a key")
	}
	for _, name := range []string{heron.Key, heron.Key[:8], strings.ToUpper(heron.Key), heron.Key[:9] + " Heron", "12345678", "Team median", "TEAM  mediаn"} {
		if CheckName(name) == nil {
			t.Errorf("%q may be a name", name)
		}
	}
	for _, name := range []string{"Heron", "1234567", "Deadbee", "Team Median East", heron.Key + "0"} {
		if err := CheckName(name); err != nil {
			t.Error(err)
		}
	}
}

func TestEveryoneHasALabelOfTheirOwn(t *testing.T) {
	key, near := strings.Repeat("3c", 16), strings.Repeat("3c", 15)+"ff"
	all := []Forecaster{
		{Name: "Crane", Key: key}, {Name: "Crane", Key: key, By: "Crane"}, {Name: "Heron", Key: strings.Repeat("1a", 16)},
		{Name: "Gull", Key: key, By: "Gull"}, {Name: "Gull", Key: near, By: "Gull"}, {Key: near}, {Name: "team median", Key: key, By: "team median"}, {Name: TeamMedian},
	}
	want := []string{"Crane 3c3c3c3c", "Crane (kept by 3c3c3c3c)", "Heron",
		"Gull (kept by " + key + ")", "Gull (kept by " + near + ")", "3c3c3c3c", "team median (kept by 3c3c3c3c)", "Team median"}
	if got := Labels(all); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
