package notation

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed yardsticks.json
var yardsticksJSON string

// A Yardstick gives words for ranges of probability. It is data with its
// source, so that an office can bring its own.
type Yardstick struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Source string    `json:"source"`
	Words  []Reading `json:"words"`
}

// A Reading is one word of a yardstick: it covers Low, what is between, and High
// only where WithHigh says so.
type Reading struct {
	Word     string  `json:"word"`
	Also     string  `json:"also,omitempty"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	WithHigh bool    `json:"with_high,omitempty"`
}

// Yardsticks lists those that the program carries, ICD 203 first.
var Yardsticks = sync.OnceValue(func() []Yardstick {
	ys, err := ReadYardsticks(strings.NewReader(yardsticksJSON))
	if err != nil {
		panic("notation: yardsticks.json: " + err.Error())
	}
	return ys
})

// ReadYardsticks reads yardsticks as yardsticks.json has them: words from low
// to high, none overlapping the next, each yardstick with its source.
func ReadYardsticks(r io.Reader) ([]Yardstick, error) {
	var ys []Yardstick
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&ys); err != nil {
		return nil, fmt.Errorf("read yardsticks: %w", err)
	}
	for _, y := range ys {
		if err := y.check(); err != nil {
			return nil, err
		}
	}
	return ys, nil
}

func (y Yardstick) check() error {
	if y.ID == "" || y.Name == "" || y.Source == "" || len(y.Words) == 0 {
		return fmt.Errorf("yardstick %s: give it an id, a name, a source and words", quoted(y.ID))
	}
	for i, w := range y.Words {
		if w.Word == "" || w.Low < 0 || w.High > 1 || w.Low >= w.High {
			return fmt.Errorf("yardstick %s: %s needs a range within 0–1", quoted(y.ID), quoted(w.Word))
		}
		if i == 0 {
			continue
		}
		if before := y.Words[i-1]; before.High > w.Low || (before.High == w.Low && before.WithHigh) {
			return fmt.Errorf("yardstick %s: %s and %s overlap", quoted(y.ID), quoted(before.Word), quoted(w.Word))
		}
	}
	return nil
}

// Word gives a yardstick's word for a probability, and the word's range. It
// is not ok where the yardstick has none, as between two terms of PHIA.
func Word(yardstick string, p float64) (word string, low, high float64, ok bool) {
	for _, y := range Yardsticks() {
		if y.ID != yardstick {
			continue
		}
		for _, w := range y.Words {
			if p >= w.Low && (p < w.High || (w.WithHigh && p == w.High)) {
				return w.Word, w.Low, w.High, true
			}
		}
	}
	return "", 0, 0, false
}
