package questions

import (
	"testing"

	"weathervane/ui/uitest"
)

func TestTheTeamHasItsRecords(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Groups[2].Headline, d.ScoreView.Groups[2].Questions = 0.02, 200 // Ibis, who says 9 %
	p, _ := at(t, d, 2)
	rows := teamRows(*p.view, p.team.records, cal)
	if rows[1].Name != "Crane" || rows[1].Brier != "0.164" || rows[4].Brier != "0.158" {
		t.Errorf("team %+v", rows)
	}
	if got := p.team.weighted.Text(); got != "13.5\u202f%" || p.team.foot.Hidden {
		t.Errorf("weighted %q", got)
	}
	n := d.Rankings()
	p.Show()
	if d.Rankings() != n {
		t.Error("the team is ranked again though nothing ended")
	}
	d.Rows[4].LastChange++
	p.Show()
	if d.Rankings() != n+1 {
		t.Error("the team is not ranked again after an end changed")
	}
	v := *p.view
	v.Blind = true
	if got := weightedWords(v, p.team.records); got != "" {
		t.Errorf("while blind the weighted mean is %s", got)
	}
	v.Blind, v.Status = false, "resolved"
	if got := weightedWords(v, p.team.records); got != "" {
		t.Errorf("the records of today weigh what stood before: %s", got)
	}
	p.open(uitest.ID(11))
	if p.team.table.Object().Visible() || !p.team.wide.Object().Visible() || !p.team.foot.Hidden {
		t.Error("a choice shows the table of probabilities")
	}
}
