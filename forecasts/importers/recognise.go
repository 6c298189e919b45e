package importers

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"weathervane/forecasts/score"
	tables "weathervane/forecasts/sheet"
)

// Form is the form of a file, recognised by its content.
type Form string

// The forms that are recognised.
const (
	Ours                 Form = "forecast file" // or what is not recognised
	CSV                  Form = "CSV"
	CSVQuestions         Form = "CSV of questions"
	FatebookCSV          Form = "Fatebook"
	MetaculusQuestionCSV Form = "Metaculus question_data.csv"
	MetaculusForecastCSV Form = "Metaculus forecast_data.csv"
	MetaculusCommentCSV  Form = "Metaculus comment_data.csv"
	MetaculusScoreCSV    Form = "Metaculus score_data.csv"
	MetaculusZip         Form = "Metaculus"
	JSON                 Form = "JSON" // of one of the services that Document reads
	ConfidoCSV           Form = "Confido"
	PredictionsCSV       Form = "PredictionBook CSV"
	GoodJudgmentCSV      Form = "Good Judgment survey_fcasts"
	GoodJudgmentIfps     Form = "Good Judgment ifps.csv"
	ReportTable          Form = "Weathervane report"
)

// inBox begins a list such as "[x] Rain in May: 80%", which is not JSON.
var inBox = regexp.MustCompile(`^\[[^\[\]{}"\n]{0,8}\][ \t]+\pL`)

// Recognise recognises a file's form by its first bytes, unpacked.
func Recognise(head []byte, columns map[string]string) Form {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(text) == 0 || bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(text, []byte(`{"weathervane"`)):
		return Ours
	case text[0] == '{' || text[0] == '[' && !inBox.Match(text):
		return JSON
	}
	if tables.IsList(text, KnownNames(columns)) {
		return CSV
	}
	return recogniseHeader(text, columns)
}

// headed are the names by which headers are recognised; a table of forecasts may have
// others beside them.
var headed = append(score.ColumnNames(), "ifp_id", "answer_option", "value", "fcast_date", "q_text", "question title", "forecast created by",
	"question id", "question type", "probability yes", "mean_confidence", "description")

// KnownNames counts the fields of a record that are names of columns.
func KnownNames(columns map[string]string) func([]string) int {
	return tables.Named(slices.AppendSeq(slices.Clone(headed), maps.Keys(columns))...)
}

// isStrange reports whether a text is known to be no table.
func isStrange(text []byte) bool {
	what, _ := Strange(text)
	return what != ""
}

func recogniseHeader(text []byte, columns map[string]string) Form {
	r := tables.Header(text, KnownNames(columns))
	if r.Broken != "" {
		return Ours
	}
	names, plain := make([]string, len(r.Fields)), make([]string, len(r.Fields))
	for i, f := range r.Fields {
		n := strings.ToLower(strings.TrimSpace(string(f)))
		plain[i] = tables.Name(string(f))
		for from, to := range columns {
			if strings.EqualFold(from, n) {
				n = strings.ToLower(to)
				plain[i] = n
			}
		}
		names[i] = n
	}
	any := func(of ...string) bool {
		return slices.ContainsFunc(of, func(n string) bool { return slices.Contains(names, n) })
	}
	column := func(of string) bool {
		return slices.ContainsFunc(score.NamesOf(of), func(n string) bool { return slices.Contains(plain, tables.Name(n)) })
	}
	switch {
	case !slices.ContainsFunc(reportColumns, func(c string) bool { return !any(c) }):
		return ReportTable
	case any("ifp_id") && any("answer_option") && any("value") && any("fcast_date", "timestamp"):
		return GoodJudgmentCSV
	case any("ifp_id") && any("q_text"):
		return GoodJudgmentIfps
	case any("question title") && any("forecast created by"):
		return FatebookCSV
	case any("question id") && any("question type"):
		return MetaculusQuestionCSV
	case any("question id") && any("probability yes"):
		return MetaculusForecastCSV
	case any("post id") && any("comment text"):
		return MetaculusCommentCSV
	case any("question id") && any("score type") && any("coverage"):
		return MetaculusScoreCSV
	case any("mean_confidence") && any("description"):
		return PredictionsCSV
	case isConfido(any) && len(columns) == 0:
		return ConfidoCSV
	case column("probability"):
		return CSV
	case score.Wide(text, columns):
		return CSV
	case column("question_id") && (slices.ContainsFunc([]string{"outcome", "opens_at", "closes_at"}, column) || slices.Contains(plain, "title")):
		return CSVQuestions
	case len(names) > 1 && len(columns) > 0, len(names) > 2 && any("question_id", "question", "id", "ifp_id"),
		len(names) > 1 && r.Scan() && r.Broken == "" && len(r.Fields) == len(names) && !isStrange(text):
		return CSV // whose reader says which column is missing
	}
	return Ours
}
