// Package forecaster knows who is who: forecasters, the names that belong to
// keys, and names that can be mistaken for each other.
package forecaster

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// Directory is the directory of forecasters: the names that belong to keys.
type Directory struct {
	Forecasters map[int64]Forecaster
	Names       map[string]string // key → name of its latest log
}

func Open(r model.Reader) (Directory, error) {
	b := Directory{Forecasters: map[int64]Forecaster{}, Names: map[string]string{}}
	logs, err := r.Logs()
	if err != nil {
		return b, err
	}
	latest := map[string]journal.Instant{}
	for _, l := range logs {
		if at, ok := latest[string(l.Key)]; !ok || l.LastAt >= at {
			latest[string(l.Key)], b.Names[string(l.Key)] = l.LastAt, l.Name
		}
	}
	rows, err := r.Forecasters()
	for _, f := range rows {
		who := b.Owner(f.Key)
		if f.Name != "" {
			who.Name, who.By = f.Name, f.Name
		}
		b.Forecasters[f.Num] = who
	}
	return b, err
}

// Owner is the forecaster with a key.
func (b Directory) Owner(key []byte) Forecaster {
	return Forecaster{Name: b.Names[string(key)], Key: Fingerprint(key)}
}

func Fingerprint(key []byte) string {
	if len(key) != 32 {
		return ""
	}
	return journal.Key(key).Fingerprint()
}

// Num is the number of the owner of the key with a fingerprint; 0 if nothing is theirs.
func (b Directory) Num(key string) int64 {
	for num, f := range b.Forecasters {
		if f.Key == key && f.By == "" {
			return num
		}
	}
	return 0
}

func (b Directory) Who(num int64) Forecaster { return b.Forecasters[num] }

// Forecaster is who a forecast belongs to: a key, or a name for which the owner
// of the key records. Names are labels; the key decides.
type Forecaster struct {
	Name string `json:"name"`
	// Key is the fingerprint: the first 32 hexadecimal digits of the key's SHA-256.
	Key string `json:"key"`
	// By is set where the owner of the key recorded for somebody else.
	By string `json:"by,omitempty"`
}
