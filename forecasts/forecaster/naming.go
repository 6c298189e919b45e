package forecaster

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Ref is how filters name one forecaster: by key, and by key and name if its owner
// records for somebody else.
func (f Forecaster) Ref() string {
	switch {
	case f.Key == "":
		return f.Name
	case f.By != "":
		return f.Key + " " + f.By
	}
	return f.Key
}

// leastDigits is from how many digits on the beginning of a key names it.
const leastDigits = 8

// Matches reports whether a Ref is of the forecaster. Everybody matches nothing.
// What somebody typed is first turned into a Ref, by Named, One or Find.
func (f Forecaster) Matches(ref string) bool { return ref == "" || ref == f.Ref() }

// fits reports whether a forecaster has the name, or a key with this beginning;
// somebody whose forecasts another one records is named by the beginning of that
// key, a space and the name. What looks like a key is never read as a name.
func (f Forecaster) fits(ref string) bool {
	key, name, _ := strings.Cut(ref, " ")
	if looksLikeKey(key) {
		return name == f.By && strings.HasPrefix(f.Key, key)
	}
	return f.Name == ref
}

// looksLikeKey reports whether a word can be read as a key or the beginning of one,
// in either case of its letters.
func looksLikeKey(word string) bool {
	return leastDigits <= len(word) && len(word) <= fingerprintDigits && strings.Trim(word, "0123456789abcdefABCDEF") == ""
}

// One is the forecaster among all that a name or the beginning of a key fits. A
// name never pools people: where it fits several, the error lists how each is
// named.
func One(ref string, all []Forecaster) (Forecaster, error) {
	switch fit := fitting(ref, all); len(fit) {
	case 0:
		return Forecaster{}, fmt.Errorf("no forecaster matches %q: give a name, or at least %d digits of a key", ref, leastDigits)
	case 1:
		return fit[0], nil
	default:
		return Forecaster{}, ambiguous(ref, fit)
	}
}

// fitting are those that fit, in the order of their keys; of one forecaster under
// several names the first.
func fitting(ref string, all []Forecaster) []Forecaster {
	var fit []Forecaster
	for _, who := range all {
		if who.fits(ref) {
			fit = append(fit, who)
		}
	}
	slices.SortStableFunc(fit, func(a, b Forecaster) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.By, b.By)) })
	return slices.CompactFunc(fit, func(a, b Forecaster) bool { return a.Key == b.Key && a.By == b.By })
}

func ambiguous(ref string, fit []Forecaster) error {
	var refs []string
	for _, who := range fit {
		if who.By != "" {
			refs = append(refs, fmt.Sprintf("%q (recorded by that key)", who.Ref()))
			continue
		}
		refs = append(refs, who.Key)
	}
	last := len(refs) - 1
	return fmt.Errorf("%d forecasters match %q: give the beginning of a key, %s or %s", len(fit), ref, strings.Join(refs[:last], ", "), refs[last])
}

// owners are those of logs.
func (b Directory) owners() []Forecaster {
	var all []Forecaster
	for key, name := range b.Names {
		all = append(all, Forecaster{Name: name, Key: Fingerprint([]byte(key))})
	}
	return all
}

// everyone are the owners of logs and those whose forecasts they record.
func (b Directory) everyone() []Forecaster {
	return slices.AppendSeq(b.owners(), maps.Values(b.Forecasters))
}

// Signer is the owner of a log with a name or the beginning of a key: nobody whose
// forecasts somebody else records.
func (b Directory) Signer(ref string) (Forecaster, error) { return One(ref, b.owners()) }

// Find is the forecaster with a name or the beginning of a key, by default the one
// with the key me.
func (b Directory) Find(ref, me string) (Forecaster, error) {
	if ref != "" {
		return One(ref, b.everyone())
	}
	for key, name := range b.Names {
		if Fingerprint([]byte(key)) == me {
			return Forecaster{Name: name, Key: me}, nil
		}
	}
	return Forecaster{Key: me}, nil
}

// Named turns a filter's name or beginning of a key into the Ref of the one that
// it fits, so that a name never pools people. One that fits nobody stays, and
// chooses nothing.
func (b Directory) Named(ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	switch fit := fitting(ref, b.everyone()); len(fit) {
	case 0:
		return ref, nil
	case 1:
		return fit[0].Ref(), nil
	default:
		return "", ambiguous(ref, fit)
	}
}

// IsRef reports whether a reference was turned into a Ref: it begins with a whole key,
// or is the team's median.
func IsRef(ref string) bool {
	key, _, _ := strings.Cut(ref, " ")
	return IsKey(key) || IsTeamMedian(strings.TrimSpace(ref))
}

// IsKey reports whether a reference is a whole fingerprint, which fits one key at
// most.
func IsKey(ref string) bool {
	return len(ref) == fingerprintDigits && strings.Trim(ref, "0123456789abcdef") == ""
}

const fingerprintDigits = 32
