package importers

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
)

func TestConfido(t *testing.T) {
	text := sample(t, "confido.csv")
	if form := Recognise(text, nil); form != ConfidoCSV {
		t.Fatalf("recognised as %s", form)
	}
	f, err := Confido(bytes.NewReader(text), "c.csv")
	if err != nil || len(f.Questions) != 3 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	rain, tide, lock := f.Questions[0], f.Questions[1], f.Questions[2]
	if rain.Key != "Confido question a1" || rain.ByTitle || rain.Title != "Will it rain, in May?" || rain.Outcome != true || len(rain.Forecasts) != 3 {
		t.Errorf("%+v", rain)
	}
	var by []string
	for _, x := range rain.Forecasts {
		by = append(by, x.By)
	}
	if got := strings.Join(by, ", "); got != "ann (u1), ann (u2), user u3" {
		t.Error(got)
	}
	if x := tide.Forecasts[0].Quantiles; tide.Type != "numeric" || tide.Outcome != 118.0 || x[2] != [2]float64{0.5, 120} || math.Abs(x[4][1]-136.448536269) > 1e-6 {
		t.Errorf("%+v", tide)
	}
	if x := lock.Forecasts[0].Quantiles; lock.Type != "date" || x[2][1] != float64(time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC).UnixMilli()) {
		t.Errorf("%+v", lock)
	}
	if odd(f, "lines without a forecast") != 1 {
		t.Error(f.Odd)
	}
	broken := strings.Replace(string(text), ",Y\n", ",No\n", 1)
	if _, err := Confido(strings.NewReader(broken), "c.csv"); err == nil || !strings.HasPrefix(err.Error(), "c.csv:4: column resolution") {
		t.Error(err)
	}
}

// An export of one question does not name it; one of the group has no users.
func TestConfidoOfOneQuestionOrTheGroup(t *testing.T) {
	const one = "user_id,nick,email,timestamp,date,time,probability\nu1,ann,,1704103200,2024-01-01,10:00:00,0.9\n"
	f, err := Confido(strings.NewReader(one), "Will it rain.csv")
	if err != nil || len(f.Questions) != 1 || f.Questions[0].Title != "Will it rain" || !f.Questions[0].ByTitle || Recognise([]byte(one), nil) != ConfidoCSV {
		t.Errorf("%+v, %v", f, err)
	}
	const group = "question_id,question,timestamp,date,time,probability\na1,Rain?,1704103200,2024-01-01,10:00:00,0.9\n"
	f, err = Confido(strings.NewReader(group), "c.csv")
	if err != nil || len(f.Questions) != 1 || f.Questions[0].Forecasts[0].By != "Confido group" || Recognise([]byte(group), nil) != ConfidoCSV {
		t.Errorf("%+v, %v", f, err)
	}
}

// A spreadsheet that saved the export wrote numbers in its own way.
func TestConfidoSavedByASpreadsheet(t *testing.T) {
	const text = "question_id;question;user_id;nick;timestamp;date;time;probability;resolution\r\na1;Rain?;u1;ann;1704103200;01.01.2024;10:00;0,9;ja\r\na1;Rain?;u2;bob;1704103200;01.01.2024;10:00;10 %;ja\r\n"
	f, err := Confido(strings.NewReader(text), "c.csv")
	if err != nil || Recognise([]byte(text), nil) != ConfidoCSV {
		t.Fatal(err)
	}
	if q := f.Questions[0]; q.Outcome != true || *q.Forecasts[0].P != 0.9 || *q.Forecasts[1].P != 0.1 {
		t.Errorf("%+v", q)
	}
}
