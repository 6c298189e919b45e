package exchange

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// gullDesk is asked about a file that overturns what stands here.
type gullDesk struct {
	*fakeDesk
	merged []overturning.Overturn // as chosen by the merge
}

func (d *gullDesk) ImportFiles(_ context.Context, _ []string, o importing.Options) (importing.Result, error) {
	b := uitest.Overturning(o.Choose)
	if !o.DryRun {
		d.merged, b.Written, b.Outlook, b.Headlines = b.Overturns, true, nil, nil
	}
	return b, nil
}

func lookAtGull(t *testing.T) (*Page, *gullDesk, *uitest.Host) {
	t.Helper()
	base := richDesk()
	p, h := open(t, base)
	d := &gullDesk{fakeDesk: base}
	p.desk = d
	p.Look([]string{uitest.GullFile})
	return p, d, h
}

// kept are the choices of all rows, a letter each; what cannot be kept is a dash.
func kept(all []overturning.Overturn) string {
	var b strings.Builder
	for _, o := range all {
		switch {
		case o.Final:
			b.WriteByte('-')
		case o.Kept:
			b.WriteByte('K')
		default:
			b.WriteByte('T')
		}
	}
	return b.String()
}

// A file that overturns something opens on it, with everything kept that was decided
// by someone who is scored on it; keys and buttons choose, headlines follow, and the
// merge keeps what was chosen.
func TestOverturnsAreTakenOrKept(t *testing.T) {
	p, d, h := lookAtGull(t)
	v := p.changes.overturns
	if !v.object.Visible() || p.changes.adds.Visible() || h.Win.Canvas().Focused() != v.list || v.list.Selected() != 0 {
		t.Fatal("it does not open on what is overturned")
	}
	if p.export.object.Visible() || p.history.object.Visible() || !p.headlines.object.Visible() {
		t.Error("exports and history do not give way")
	}
	if got := kept(p.plan.Overturns); got != "KKKK-KT" || v.count.Text() != "2 taken, 5 kept" {
		t.Errorf("the preset is %s: %s", got, v.count.Text())
	}
	chosen := func(who string) string {
		for _, r := range p.headlines.rows {
			if r.Forecaster.Name == who {
				return figure(r.WouldBe)
			}
		}
		return ""
	}
	if got := chosen("Gull"); got != "0.128" {
		t.Errorf("kept, Gull's headline would be %s", got)
	}
	key := func(r rune) { v.list.TypedRune(r) }
	key('t')
	if got := kept(p.plan.Overturns); got != "TKKK-KT" || chosen("Gull") != "0.066" {
		t.Errorf("T: %s, Gull would have %s", got, chosen("Gull"))
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	key('T')
	key('k')
	for range 3 {
		v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	key('k') // of what cannot be kept
	if got := kept(p.plan.Overturns); got != "TKKK-KT" || p.plan.Overturns[4].Kept {
		t.Errorf("K: %s", got)
	}
	test.Tap(v.keepAll)
	if got := kept(p.plan.Overturns); got != "KKKK-KK" {
		t.Errorf("keep all: %s", got)
	}
	test.Tap(v.takeAll)
	if got := kept(p.plan.Overturns); got != "TTTT-TT" || chosen("Gull") != "0.015" {
		t.Errorf("take all: %s, Gull would have %s", got, chosen("Gull"))
	}
	v.choose(3, true)
	p.look() // plans again, and forgets nothing
	if got := kept(p.plan.Overturns); got != "TTTK-TT" {
		t.Errorf("after another look: %s", got)
	}
	v.tabs.Choose(1)
	if v.object.Visible() || !p.changes.adds.Visible() || v.takeAll.Visible() {
		t.Error("the other tab does not show what is added")
	}
	test.Tap(p.trust.merge)
	if got := kept(d.merged); got != "TTTK-TT" {
		t.Errorf("merged as %s", got)
	}
	if !p.export.object.Visible() || p.headlines.object.Visible() || v.count.Text() != "6 taken, 1 kept" {
		t.Error("exports do not come back after a merge")
	}
	v.choose(0, true)
	if p.plan.Overturns[0].Kept {
		t.Error("what is merged can be chosen again")
	}
	v.list.OnOpen(0)
	if len(h.Opened) != 1 || h.Opened[0].ID != uitest.ID(1).String() {
		t.Errorf("a row opens %v", h.Opened)
	}
}

// The words of a row say what was and would be, and what taking it does.
func TestOverturnWords(t *testing.T) {
	p, _, h := lookAtGull(t)
	rows := p.changes.overturns.rows
	says := func(s said) string { return s.lead + s.value + s.by + s.scored }
	for i, want := range [][4]string{
		0: {"was Yes, by Heron", "would be No, by Gull, who is scored on it", "Gull 0.128 → 0.066", "Crane 0.145 → 0.158"},
		2: {"was known 11 Feb, by Crane", "would be known 9 Feb, by Gull, who is scored on it", "Gull 0.128 → 0.118", "2 forecasts cut off"},
		3: {"was 31 Dec 2027, by Crane", "would be 30 Jun 2027, by Gull, who is scored on it", "none yet", "weighs 3 forecasts"},
		4: {"was 31 Dec 2027, by Crane", "would be 30 Sep 2027, by Gull, who is scored on it", "cannot be kept", "weighs 4 forecasts"},
		5: {"was “detected by the CTBTO”, by Crane", "would be “announced by state media”, by Gull, who is scored on it", "none yet", "Compare wordings"},
		6: {"was DPRK, diplomacy, by Crane", "would be DPRK, by Gull", "none", "tag filters only"},
	} {
		if want[0] == "" {
			continue
		}
		r := rows[i]
		if got := [4]string{says(r.was), says(r.wouldBe), r.effects[0].words(), r.effects[1].words()}; got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if text, warn := outlookWords(p.headlines.rows, p.plan.Overturns); text != "All taken, Gull goes from 0.128 to 0.015 by what Gull decided." || !warn {
		t.Errorf("%q, %t", text, warn)
	}
	p.changes.overturns.list.Select(5)
	p.changes.overturns.compare()
	if top := h.Win.Canvas().Overlays().Top(); top == nil || !strings.Contains(test.RenderToMarkup(h.Win.Canvas()), "announced by state media") {
		t.Error("the wordings are not put beside each other")
	}
}

// Who saw what is new is told by whether they are trusted; a second key of the author
// is no witness until it is.
func TestWitnessesOfAFile(t *testing.T) {
	p, d, h := lookAtGull(t)
	rows := trustRows(*p.plan, p.seen, p.except, present)
	want := [][2]string{
		{"Ibis witnessed up to record 196", "on 16 Feb · 25 of the 58 new records"},
		{"Nobody you trust saw the last 33 records", "197–229 · all 7 overturning ones are among them"},
		{"Petrel saw all 230, but is not trusted", "key 5d02 e8b1 · first seen in this file"},
	}
	for i, w := range want {
		if r := rows[2+i]; r.title != w[0] || r.more != w[1] || r.passed() != (i == 0) {
			t.Errorf("%s: %s; want %s: %s", r.title, r.more, w[0], w[1])
		}
	}
	p.trust.opening(rows[3]).open()
	if !strings.Contains(test.RenderToMarkup(h.Win.Canvas()), "Records that nobody you trust saw") {
		t.Error("the records that nobody trusted saw are not shown")
	}
	h.Win.Canvas().Overlays().Remove(h.Win.Canvas().Overlays().Top())
	p.trust.opening(rows[4]).open()
	if !strings.Contains(test.RenderToMarkup(h.Win.Canvas()), "5d02 e8b1   aa22 bb33") {
		t.Error("the fingerprint is not there to be compared")
	}
	test.Tap(find[*widgets.Checkbox](h.Win.Canvas().Overlays().Top(), func(*widgets.Checkbox) bool { return true }))
	test.Tap(find[*widgets.Button](h.Win.Canvas().Overlays().Top(), func(b *widgets.Button) bool { return b.Text() == "Done" }))
	if len(d.trusted) != 1 || !d.trusted["5d02e8b1aa22bb33cc44dd55ee66ff77"] {
		t.Errorf("trusted %v", d.trusted)
	}
}
