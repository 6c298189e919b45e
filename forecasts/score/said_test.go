package score

import (
	"strings"
	"testing"
	"time"
)

// A table without such columns is by whom and of when it is said to be; one that has
// them is not.
func TestWhoAndWhenCanBeSaid(t *testing.T) {
	at := time.Date(2024, 1, 2, 10, 0, 0, 0, time.UTC)
	o := TableOptions{MadeAt: &at, Forecaster: "ann"}
	for text, want := range map[string]Row{
		"question,probability,outcome\nRain?,0.7,1\n":                                {Forecaster: "ann", At: at.UnixMilli()},
		"question,probability,made_at,forecaster\nRain?,0.7,2024-01-01,bob\n":        {Forecaster: "bob", At: at.UnixMilli() - 34*3600*1000},
		"question,probability,outcome,forecaster\nRain?,0.7,1,bob\nSnow?,0.1,0,cy\n": {Forecaster: "bob", At: at.UnixMilli()},
	} {
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", o)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Row(0); got.Forecaster != want.Forecaster || got.At != want.At || !got.HasAt {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// What is guessed is an error until it is confirmed; then it is said.
func TestGuessesAreConfirmed(t *testing.T) {
	const text = "question,name,probability,outcome\nRain?,ann,70,1\nSnow?,ann,5,0\n"
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
	if err != nil || table.Confirm() == nil || len(table.Asks) != 2 {
		t.Fatalf("%+v, %v", table, err)
	}
	table, err = ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Sure: true})
	if err != nil || table.Confirm() != nil || len(table.Asks) != 0 {
		t.Fatalf("%+v, %v", table, err)
	}
	if said := strings.Join(table.Assumed, "; "); !strings.Contains(said, "column name") || !strings.Contains(said, "percent") {
		t.Errorf("it says %q", said)
	}
}

// A list of predictions has names of columns that can mean two things: its cells show
// which. What is taken for the question is confirmed.
func TestAListOfPredictions(t *testing.T) {
	table, err := ReadTable(t.Context(), strings.NewReader("Prediction,Confidence,Outcome\nIt will rain in May,70%,Yes\nIt will snow in July,5%,No\n"), "t.csv", TableOptions{})
	if err != nil || table.Len() != 2 || table.Row(0).Question != "It will rain in May" || table.Row(0).P != 0.7 || table.Row(1).Outcome != 0 {
		t.Fatalf("%+v, %v", table, err)
	}
	if len(table.Asks) != 1 || !strings.Contains(table.Asks[0].Flag, "Prediction=question_id") {
		t.Errorf("asks %+v", table.Asks)
	}
	for text, want := range map[string]string{
		"title,probability,outcome\nRain?,0.7,1\n":                  "Rain?",
		"Claim,Chance,Resolution\nRain?,70%,yes\n":                  "Rain?",
		"question_id,prediction,outcome\nq1,0.7,1\n":                "q1",
		"event,forecast,outcome\nRain?,0.7,1\n":                     "Rain?",
		"forecast,probability,outcome\nIt will rain 2 days,0.7,1\n": "It will rain 2 days",
	} {
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Sure: true})
		if err != nil || table.Row(0).Question != want || table.Row(0).P != 0.7 {
			t.Errorf("%q: %+v, %v", text, table, err)
		}
	}
}

// A table can have a column for each forecaster: who has nothing in a row made no
// forecast on its question.
func TestAColumnAForecaster(t *testing.T) {
	const text = "Question,Ann,Bob,Cy,Outcome\nRain in May?,0.7,0.2,0.5,1\nSnow in July?,0.1,,5 %,0\n"
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
	if err != nil || table.Len() != 5 || strings.Join(table.Forecasters, " ") != "Ann Bob Cy" || len(table.Asks) != 1 {
		t.Fatalf("%+v, %v", table, err)
	}
	if r := table.Row(4); r.Question != "Snow in July?" || r.Forecaster != "Cy" || r.P != 0.05 || r.Outcome != 0 || r.Line != 3 {
		t.Errorf("%+v", r)
	}
	if !Wide([]byte(text), nil) || Wide([]byte("question_id,title,outcome,closes_at,weight,share\nq,Rain?,1,2024-01-01,0.5,0.5\n"), nil) {
		t.Error("a table of questions is taken for a wide one, or not the wide one")
	}
	_, err = ReadTable(t.Context(), strings.NewReader("Question,Ann,Bob,Outcome\nRain?,0.7,0.2,1\nSnow?,0.1,many,0\n"+strings.Repeat("Hail?,0.1,0.2,0\n", 30)+"Fog?,x,0.2,0\n"), "t.csv", TableOptions{})
	if err == nil {
		t.Error("a column with words in it is taken for a forecaster")
	}
}

// Columns of people stand beside a close; a mean of them is nobody, and two people of
// one name are asked to be told apart.
func TestAColumnAForecasterBesideACloseAndAMean(t *testing.T) {
	table, err := ReadTable(t.Context(), strings.NewReader("Question,Closes,Outcome,Ann,Bob,Average\nRain?,2024-06-17,1,0.7,0.2,0.45\n"), "t.csv", TableOptions{})
	if err != nil || strings.Join(table.Forecasters, " ") != "Ann Bob" || !table.Row(0).HasCloses {
		t.Errorf("%+v, %v", table, err)
	}
	_, err = ReadTable(t.Context(), strings.NewReader("Question,Outcome,Ann,Ann\nRain?,1,0.7,0.2\n"), "t.csv", TableOptions{})
	if err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("two columns of one name: %v", err)
	}
}

// Everyday names of columns are known, by what stands in them where they have two
// meanings.
func TestEverydayNamesOfColumns(t *testing.T) {
	for head, want := range map[string]string{
		"Question,Forecaster,When,Probability,Close Date,Outcome,Resolved":  "closes, outcome, resolved",
		"Question,Forecaster,Date,Probability,Deadline,Resolved,Known at":   "closes, outcome, resolved",
		"Frage,Wer,Datum,Wahrsch.,Schließt am,Ergebnis,Bekannt am":          "closes, outcome, resolved",
		"question,forecaster,made_at,probability,マ,result,resolution_date":  "outcome, resolved",
		"question,forecaster,made_at,probability,Closing date,Result,Notes": "closes, outcome",
	} {
		row := "Rain?,Ann,2024-01-02,0.7,2024-06-17,yes,2024-06-18\n"
		table, err := ReadTable(t.Context(), strings.NewReader(head+"\n"+row), "t.csv", TableOptions{Sure: true})
		if err != nil {
			t.Errorf("%s: %v", head, err)
			continue
		}
		r, got := table.Row(0), []string{}
		for _, x := range []struct {
			has  bool
			what string
		}{{r.HasCloses, "closes"}, {r.Outcome == 1, "outcome"}, {r.HasResolved, "resolved"}} {
			if x.has {
				got = append(got, x.what)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v, want %s", head, got, want)
		}
	}
}

// What stands above the header is not lost in silence.
func TestWhatIsPassedOverIsSaid(t *testing.T) {
	table, err := ReadTable(t.Context(), strings.NewReader("My predictions\n\nquestion_id,probability,outcome\nq,0.7,1\n"), "t.csv", TableOptions{})
	if err != nil || !strings.Contains(strings.Join(table.Assumed, "; "), "“My predictions”") {
		t.Errorf("%+v, %v", table, err)
	}
}

// Headers can be in other languages than English.
func TestHeadersInOtherLanguages(t *testing.T) {
	for _, head := range []string{"Frage;Wer;Datum;Wahrsch.;Ergebnis", "질문;예측자;날짜;확률;결과", "質問;予測者;日付;確率;結果", "Pregunta;who;Fecha;Probabilidad;Resultado"} {
		table, err := ReadTable(t.Context(), strings.NewReader(head+"\nRegen?;ann;03.04.2026;22,5 %;nein\n"), "t.csv", TableOptions{Sure: true})
		if err != nil || table.Len() != 1 || table.Row(0).Forecaster != "ann" || table.Row(0).P != 0.225 || table.Row(0).Outcome != 0 || !table.Row(0).HasAt {
			t.Errorf("%s: %+v, %v", head, table, err)
		}
	}
}
