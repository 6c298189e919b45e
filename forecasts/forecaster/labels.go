package forecaster

import (
	"cmp"
	"fmt"
	"strings"

	"weathervane/forecasts/notation"
)

// TeamMedian names the team's median where a forecaster is named, in any case; it
// is nobody's name.
const TeamMedian = "Team median"

// IsTeamMedian reports whether a reference is to the team's median.
func IsTeamMedian(ref string) bool { return strings.EqualFold(ref, TeamMedian) }

// CheckName says why a name cannot be given to somebody: it would be read as a key
// or as the team's median. Names in the records of others stay as they are, and
// are told apart by Labels.
func CheckName(name string) error {
	word, _, _ := strings.Cut(name, " ")
	switch {
	case looksLikeKey(word):
		return fmt.Errorf("%q would be read as a key: choose a name that does not begin with so many digits or letters from a to f", name)
	case Look(name) == Look(TeamMedian):
		return fmt.Errorf("%q would be read as the team’s median: choose another name", name)
	}
	return nil
}

// CheckTyped is CheckName for a name as somebody enters it, which must also be
// short and of letters that can be seen.
func CheckTyped(name string) error {
	if err := notation.CheckLine("the name", name, notation.MostName); err != nil {
		return err
	}
	return CheckName(name)
}

// Look is what a hurried reader sees of a name, even of one without letters.
func Look(name string) string { return cmp.Or(Skeleton(name), name) }

// ByName orders forecasters by name, and those of one name by key.
func ByName(a, b Forecaster) int {
	return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key), strings.Compare(a.By, b.By))
}

// Labels are what to call several forecasters, one label for each: the name, and
// where it looks like that of another one, like a key or like the team's median,
// also the beginning of the key, or the whole key if it takes that.
func Labels(all []Forecaster) []string {
	looks, labels, times := map[string]int{}, make([]string, len(all)), map[string]int{}
	for _, f := range all {
		looks[Look(f.Name)]++
	}
	for i, f := range all {
		labels[i] = f.Name
		if f.Key == "" { // the team's median
			continue
		}
		if f.Name == "" || looks[Look(f.Name)] > 1 || CheckName(f.Name) != nil {
			labels[i] = f.label(leastDigits)
		}
		times[labels[i]]++
	}
	for i, f := range all {
		if times[labels[i]] > 1 {
			labels[i] = f.label(fingerprintDigits)
		}
	}
	return labels
}

// label is a name with so many digits of the key.
func (f Forecaster) label(digits int) string {
	key := f.Key[:min(digits, len(f.Key))]
	if f.By != "" {
		return fmt.Sprintf("%s (kept by %s)", f.Name, key)
	}
	return strings.TrimSpace(f.Name + " " + key)
}
