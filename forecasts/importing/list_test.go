package importing_test

import (
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
)

// A list in a text file comes in once what it leaves open is said, and again adds
// nothing; the list of the next year asks questions of its own.
func TestAListOfPredictionsComesIn(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	path := export(t, "2019.md", "# Predictions for 2019\n- [x] I read 12 books: 80%\n- [ ] I move house: 10%\n")
	if _, err := d.ImportFiles(t.Context(), []string{path}, importing.Options{}); err == nil {
		t.Error("the day of the forecasts is not asked")
	}
	made := time.Date(2019, 1, 3, 0, 0, 0, 0, time.UTC)
	o := importing.Options{Reading: score.TableOptions{MadeAt: &made, Forecaster: "Crane"}, Me: "Crane"}
	if a := bring(t, d, o, path).Adds; a.Questions != 2 || a.Forecasts != 2 || a.Resolutions != 1 {
		t.Errorf("adds %+v", a)
	}
	if a := bring(t, d, o, path).Adds; a.Questions+a.Forecasts+a.Resolutions != 0 {
		t.Errorf("again it adds %+v", a)
	}
	next := export(t, "2020.txt", "2020\n\nI read 12 books: 70%\nI move house: 20% - right\n")
	o.Reading.MadeAt = nil
	o.Reading.Sure = true
	if a := bring(t, d, o, next).Adds; a.Questions != 2 || a.Forecasts != 2 || a.Resolutions != 1 {
		t.Errorf("the next list adds %+v", a)
	}
}
