package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"weathervane/forecasts/pasted"
)

// Listed is how a list of predictions was read as a table.
type Listed struct {
	Lines  int  // that are predictions
	Years  bool // the day of every forecast is taken for the first of its year
	Year   int  // the first of these
	Struck bool // a line through a prediction is taken for the outcome No
}

// IsList reports whether a text, by its beginning, is a list of predictions and no
// table: its header would have one known name at most.
func IsList(head []byte, known func(fields []string) int) bool {
	return Sniff(head, known).isList(head, known)
}

func (d Dialect) isList(head []byte, known func(fields []string) int) bool {
	r := d.header(head)
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = strings.TrimSpace(string(f))
	}
	return known(names) < 2 && pasted.Is(head)
}

// list makes the table of a list of predictions.
func (s *Source) list(o Options) error {
	list, err := pasted.Read(io.MultiReader(bytes.NewReader(s.head), s.text))
	if err != nil {
		return err
	}
	s.Listed = &Listed{Years: list.Years() && !o.Dated, Struck: list.Struck()}
	for _, p := range list.Predictions {
		if p.Probability == "" {
			continue
		}
		if s.Listed.Lines++; s.Listed.Year == 0 {
			s.Listed.Year = p.Year
		}
	}
	s.head, s.text = list.CSV(s.Listed.Years), bytes.NewReader(nil)
	return nil
}

// says is that the text was read as a list.
func (l *Listed) says() string {
	return fmt.Sprintf("the text is read as a list of predictions, a line each: %d", l.Lines)
}
