package importers

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// MetaculusQuestions are those of question_data.csv, by Question ID.
type MetaculusQuestions map[string]Question

// ReadMetaculusZip reads the archive that Metaculus hands out.
func ReadMetaculusZip(in io.Reader, name string) (*File, error) {
	all, err := limited(in, name)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, fmt.Errorf("%s: the archive cannot be opened: download it again", name)
	}
	part := func(wanted string, read func(io.Reader, string) error) (bool, error) {
		for _, e := range z.File {
			if path.Base(e.Name) != wanted {
				continue
			}
			r, err := e.Open()
			if err != nil {
				return true, fmt.Errorf("%s: %s cannot be unpacked: download it again", name, wanted)
			}
			defer r.Close()
			text, err := limited(r, wanted)
			if err != nil {
				return true, err
			}
			return true, read(bytes.NewReader(text), wanted)
		}
		return false, nil
	}
	f, known := &File{From: "Metaculus"}, MetaculusQuestions{}
	found, err := part("question_data.csv", func(in io.Reader, name string) error { return f.metaculusQuestions(in, name, known) })
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fmt.Errorf("%s: there is no question_data.csv in the archive", name)
	}
	if _, err = part("forecast_data.csv", func(in io.Reader, name string) error { return f.metaculusForecasts(in, name, known) }); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

// Learn reads question_data.csv for the forecasts of another file.
func (m MetaculusQuestions) Learn(in io.Reader, name string) error {
	return new(File).metaculusQuestions(in, name, m)
}

// Metaculus reads question_data.csv or forecast_data.csv by itself; the
// questions of forecasts may be in other files.
func Metaculus(in io.Reader, name string, questions bool, others MetaculusQuestions) (*File, error) {
	f := &File{From: "Metaculus"}
	var err error
	if questions {
		err = f.metaculusQuestions(in, name, MetaculusQuestions{})
	} else {
		err = f.metaculusForecasts(in, name, others)
	}
	if err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

// metaculusQuestions adds the questions of question_data.csv to the file and
// to known, where those that are not imported have no type.
func (f *File) metaculusQuestions(in io.Reader, name string, known MetaculusQuestions) error {
	s, err := openSheet(in, name, "Question ID", "Question Title", "Question Type")
	if err != nil {
		return err
	}
	for {
		more, err := s.next()
		if err != nil || !more {
			return err
		}
		q, err := f.metaculusQuestion(s)
		if err != nil {
			return err
		}
		id := s.cell("Question ID")
		if _, twice := known[id]; twice {
			return s.wrong("Question ID", "there twice")
		}
		known[id] = q
		if q.Type == "" {
			f.odd("questions that are neither yes-or-no, multiple choice nor numeric: left out")
			continue
		}
		f.Questions = append(f.Questions, q)
	}
}

var metaculusTypes = map[string]string{"binary": "binary", "multiple_choice": "choice", "numeric": "numeric", "discrete": "numeric", "date": ""}

func (f *File) metaculusQuestion(s *sheet) (Question, error) {
	q := Question{Key: "Metaculus question " + s.cell("Question ID"), Title: inOneLine(s.cell("Question Title")), Background: s.cell("Question URL")}
	kind, ok := metaculusTypes[strings.ToLower(s.cell("Question Type"))]
	switch {
	case s.cell("Question ID") == "":
		return q, s.wrong("Question ID", "empty")
	case !ok:
		return q, s.wrong("Question Type", "not binary, multiple_choice, numeric, discrete or date")
	case q.Title == "":
		return q, s.wrong("Question Title", "empty")
	}
	if label := inOneLine(s.cell("Label")); label != "" && !strings.Contains(q.Title, label) {
		q.Title += " (" + label + ")"
	}
	q.Type = kind
	var err error
	if q.Opens, err = s.at(f, "Open Time", "Post Published Time"); err != nil {
		return q, err
	}
	if q.Closes, err = s.at(f, "Scheduled Close Time", "Actual Close Time"); err != nil {
		return q, err
	}
	if q.KnownAt, err = s.at(f, "Resolution Known Time"); err != nil {
		return q, err
	}
	f.assume("a question closes at its scheduled close, or when its resolution was known")
	if kind == "choice" {
		column := "MC Options (All)"
		if s.cell(column) == "" {
			column = "MC Options (Current)"
		}
		if q.Options, ok = pythonList(s.cell(column)); !ok || len(q.Options) < 2 {
			return q, s.wrong(column, "not a list of options such as ['a', 'b']")
		}
	}
	return q, f.metaculusEnd(s, &q)
}

func (f *File) metaculusEnd(s *sheet, q *Question) error {
	text := s.cell("Resolution")
	switch strings.ToLower(text) {
	case "":
		return nil
	case "ambiguous", "annulled":
		q.End = strings.ToLower(text)
		return nil
	}
	x, isNumber := number(text)
	switch {
	case q.Type == "binary" && strings.EqualFold(text, "yes"):
		q.Outcome = true
	case q.Type == "binary" && strings.EqualFold(text, "no"):
		q.Outcome = false
	case q.Type == "choice" && slices.Contains(q.Options, text):
		q.Outcome = text
	case q.Type == "numeric" && isNumber:
		q.Outcome = x
	case q.Type == "numeric" && (strings.HasPrefix(text, "below") || strings.HasPrefix(text, "above")):
		f.odd("numeric questions that ended outside their range: left open")
		return nil
	case q.Type == "":
		return nil
	default:
		return s.wrong("Resolution", "not an outcome of this question")
	}
	q.End = "resolved"
	return nil
}

// pythonList reads ['a', "b's", None] as Python prints it; None is "".
func pythonList(text string) ([]string, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' {
		return nil, false
	}
	rest := strings.TrimSpace(text[1 : len(text)-1])
	var all []string
	for rest != "" {
		item, after, ok := pythonItem(rest)
		if !ok {
			return nil, false
		}
		all = append(all, item)
		if after == "" {
			break
		}
		if after[0] != ',' {
			return nil, false
		}
		rest = strings.TrimSpace(after[1:])
	}
	return all, true
}

func pythonItem(text string) (item, after string, ok bool) {
	quote := text[0]
	if quote != '\'' && quote != '"' {
		end := strings.IndexByte(text, ',')
		if end < 0 {
			end = len(text)
		}
		item = strings.TrimSpace(text[:end])
		if item == "None" {
			item = ""
		}
		return item, text[end:], true
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			return b.String(), strings.TrimSpace(text[i+1:]), true
		case c == '\\' && i+1 < len(text):
			i++
			switch text[i] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			default:
				b.WriteByte(text[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

// interval is how long a forecast stood at its source; until is zero while it does.
type interval struct {
	question    int
	by          string
	from, until time.Time
}
