package importers

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"math"
	"path"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/bounded"
)

// MetaculusTables is what the tables of an archive say for each other.
type MetaculusTables struct {
	asked    map[string]metaculusAsked // by Question ID
	comments []metaculusComment
}

// metaculusAsked is a question of question_data.csv and the post that it belongs to.
type metaculusAsked struct {
	Question
	post string
}

// NewMetaculusTables knows of nothing.
func NewMetaculusTables() *MetaculusTables {
	return &MetaculusTables{asked: map[string]metaculusAsked{}}
}

// The tables of an archive that are read.
const (
	metaculusAskedCSV    = "question_data.csv"
	metaculusMadeCSV     = "forecast_data.csv"
	metaculusCommentsCSV = "comment_data.csv"
)

// metaculusOther are tables of an archive without forecasts, and what their rows are.
var metaculusOther = map[string]string{"score_data.csv": "scores given by the service: left out", "key_factor_data.csv": "key factors: left out", "question_link_data.csv": "links between questions: left out"}

// IsMetaculusZip reports whether an archive is what Metaculus hands out.
func IsMetaculusZip(archive []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	return err == nil && slices.ContainsFunc(z.File, func(e *zip.File) bool {
		return path.Base(e.Name) == "question_data.csv" || path.Base(e.Name) == "forecast_data.csv"
	})
}

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
	f, known := &File{From: "Metaculus"}, NewMetaculusTables()
	found := 0
	part := func(wanted string, read func(io.Reader, string) error) error {
		for _, e := range z.File {
			if path.Base(e.Name) != wanted {
				continue
			}
			found++
			r, err := bounded.Member(e)
			if err != nil {
				return fmt.Errorf("%s: %s cannot be unpacked: download it again", name, wanted)
			}
			defer r.Close()
			text, err := limited(r, wanted)
			if err != nil {
				return err
			}
			return read(bytes.NewReader(text), wanted)
		}
		return nil
	}
	if err := part(metaculusAskedCSV, func(in io.Reader, name string) error { return f.metaculusQuestions(in, name, known) }); err != nil {
		return nil, err
	}
	if err := part(metaculusCommentsCSV, known.LearnComments); err != nil {
		return nil, err
	}
	for _, other := range slices.Sorted(maps.Keys(metaculusOther)) {
		if err := part(other, func(in io.Reader, name string) error { return f.countRows(in, name, metaculusOther[other]) }); err != nil {
			return nil, err
		}
	}
	before := found
	if err := part(metaculusMadeCSV, func(in io.Reader, name string) error { return f.metaculusForecasts(in, name, known) }); err != nil {
		return nil, err
	}
	switch {
	case found == 0:
		return nil, fmt.Errorf("%s: there is neither %s nor %s in the archive", name, metaculusAskedCSV, metaculusMadeCSV)
	case found == before:
		f.assume("the archive has no forecasts: only its questions are read")
	}
	f.survey()
	return f, nil
}

// LearnQuestions reads question_data.csv for the forecasts of another file.
func (m *MetaculusTables) LearnQuestions(in io.Reader, name string) error {
	return new(File).metaculusQuestions(in, name, m)
}

// Metaculus reads one table of an archive by itself; what others say of its
// forecasts was learnt before.
func Metaculus(in io.Reader, name string, form Form, others *MetaculusTables) (*File, error) {
	f := &File{From: "Metaculus"}
	var err error
	switch form {
	case MetaculusQuestionCSV:
		err = f.metaculusQuestions(in, name, NewMetaculusTables())
	case MetaculusForecastCSV:
		err = f.metaculusForecasts(in, name, others)
	case MetaculusScoreCSV:
		err = f.countRows(in, name, metaculusOther["score_data.csv"])
	}
	if err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

// countRows counts the rows of a table that is not read.
func (f *File) countRows(in io.Reader, name, what string) error {
	s, err := openSheet(in, name)
	if err != nil {
		return err
	}
	return s.each(func() error { f.odd(what); return nil })
}

// metaculusQuestions adds the questions of question_data.csv to the file and
// to what is known.
func (f *File) metaculusQuestions(in io.Reader, name string, known *MetaculusTables) error {
	s, err := openSheet(in, name, "Question ID", "Question Title", "Question Type")
	if err != nil {
		return err
	}
	here := map[string]bool{}
	return s.each(func() error {
		q, err := f.metaculusQuestion(s)
		if err != nil {
			return err
		}
		id := s.cell("Question ID")
		if here[id] {
			return s.wrong("Question ID", "there twice")
		}
		here[id] = true
		known.asked[id] = metaculusAsked{q, s.cell("Post ID")}
		f.Questions = append(f.Questions, q)
		return nil
	})
}

var metaculusTypes = map[string]string{"binary": "binary", "multiple_choice": "choice", "numeric": "numeric", "discrete": "numeric", "date": "date"}

const metaculusKey = "Metaculus question "

func (f *File) metaculusQuestion(s *sheet) (Question, error) {
	q := Question{Key: metaculusKey + s.cell("Question ID"), Title: inOneLine(s.cell("Question Title")), Background: s.cell("Question URL")}
	kind, ok := metaculusTypes[strings.ToLower(s.cell("Question Type"))]
	switch {
	case s.cell("Question ID") == "":
		return q, s.wrong("Question ID", "empty")
	case !ok:
		return q, s.wrong("Question Type", "not binary, multiple_choice, numeric, discrete or date")
	case q.Title == "":
		return q, s.wrong("Question Title", "empty")
	}
	q.label(s.cell("Label"))
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
	f.assume(metaculusCloses)
	switch kind {
	case "choice":
		column := "MC Options (All)"
		for _, c := range []string{"MC Options (Current)", "MC Options"} {
			if s.cell(column) == "" {
				column = c
			}
		}
		if q.Options, ok = pythonList(s.cell(column)); !ok || !distinct(q.Options) {
			return q, s.wrong(column, "not a list of options such as ['a', 'b']")
		}
	case "numeric", "date":
		lo, below := q.answer(s.cell("Lower Bound"))
		hi, above := q.answer(s.cell("Upper Bound"))
		if below && above && lo < hi {
			q.Range = &Range{lo, hi, strings.EqualFold(s.cell("Open Lower Bound"), "true"), strings.EqualFold(s.cell("Open Upper Bound"), "true")}
		}
	}
	if why := f.metaculusEnd(&q, s.cell("Resolution")); why != "" {
		return q, s.wrong("Resolution", why)
	}
	return q, nil
}

const metaculusCloses = "a question closes at its scheduled close, or when its resolution was known"

// label adds to a title what distinguishes a question from the others of its post.
func (q *Question) label(text string) {
	if text = inOneLine(text); text != "" && !strings.Contains(q.Title, text) {
		q.Title += " (" + text + ")"
	}
}

// distinct reports whether there are several options, all of which differ.
func distinct(options []string) bool {
	sorted := slices.Sorted(slices.Values(options))
	return len(options) > 1 && len(slices.Compact(sorted)) == len(options)
}

// answer reads what a numeric or date question can be answered with, as a number;
// a date as milliseconds since 1970.
func (q *Question) answer(text string) (float64, bool) {
	if q.Type != "date" {
		return value(text)
	}
	if seconds, ok := number(text); ok {
		at := time.UnixMilli(int64(seconds * 1000)).UTC()
		return float64(at.UnixMilli()), math.Abs(seconds) < 1e12 && writable(at)
	}
	at, _, ok := instant(text)
	if !ok {
		day, err := time.Parse(time.DateOnly, text) // a bound may be far away
		at, ok = day, err == nil && writable(day)
	}
	return float64(at.UnixMilli()), ok
}

// dateAt is the instant of an answer to a date question.
func dateAt(x float64) time.Time { return time.UnixMilli(int64(x)).UTC() }

// outcomeAt is the outcome of a numeric or date question with an answer.
func (q *Question) outcomeAt(x float64) any {
	if q.Type == "date" {
		return dateAt(x)
	}
	return x
}

// writable reports whether an instant can be written in a record.
func writable(t time.Time) bool { return t.Year() >= 1000 && t.Year() <= 9999 }

// metaculusEnd reads a resolution; it says why it cannot.
func (f *File) metaculusEnd(q *Question, text string) string {
	low := strings.ToLower(text)
	switch low {
	case "":
		q.Open = true
		return ""
	case "ambiguous", "annulled":
		q.End = low
		return ""
	}
	x, isAnswer := q.answer(text)
	ranged := q.Type == "numeric" || q.Type == "date"
	switch {
	case q.Type == "binary" && low == "yes":
		q.Outcome = true
	case q.Type == "binary" && low == "no":
		q.Outcome = false
	case q.Type == "choice" && slices.Contains(q.Options, text):
		q.Outcome = text
	case ranged && (strings.HasPrefix(low, "below") || strings.HasPrefix(low, "above")):
		if q.Range == nil {
			f.odd(outsideNothing)
			return ""
		}
		q.Outcome = q.beyond(strings.HasPrefix(low, "below"))
	case ranged && isAnswer && q.Range != nil && (x < q.Range.Min || x > q.Range.Max):
		q.Outcome = q.beyond(x < q.Range.Min)
	case ranged && isAnswer:
		q.Outcome = q.outcomeAt(x)
	default:
		return "not an outcome of this question"
	}
	q.End = "resolved"
	return ""
}

const outsideNothing = "questions that ended outside a range that is not given: left open"

// beyond is the outcome beyond a bound, which is open for that.
func (q *Question) beyond(below bool) string {
	if below {
		q.Range.OpenBelow = true
		return BelowRange
	}
	q.Range.OpenAbove = true
	return AboveRange
}

// interval is how long a forecast stood at its source; until is zero while it does.
type interval struct {
	question    int
	by          string
	from, until time.Time
}
