package session_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// remark records a comment, and does something before it is committed.
func remark(t *testing.T, d *forecasts.Desk, on journal.ID, meanwhile func()) error {
	t.Helper()
	return d.Record(t.Context(), func(_ *model.Tx, a *session.Author) error {
		_, err := a.Add(journal.CommentMade, journal.Comment{On: on, Text: "Why?"})
		meanwhile()
		return err
	})
}

func TestNothingIsRecordedWithoutRoomForTheState(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	rain := desktest.Ask(t, d, "It rains")
	logs := filepath.Join(d.Home.Dir(), "logs")
	if err := os.Rename(logs, logs+" away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(logs, nil, 0o600); err != nil { // no folder can be made there
		t.Fatal(err)
	}
	before := desktest.Must(d.Store.Newest(t.Context()))(t)
	err := remark(t, d, rain, func() {})
	if err == nil || !strings.HasPrefix(err.Error(), "nothing was recorded: ") {
		t.Errorf("the error is %v", err)
	}
	if after := desktest.Must(d.Store.Newest(t.Context()))(t); after != before {
		t.Errorf("%d was recorded after %d", after, before)
	}
	if err := os.Remove(logs); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(logs+" away", logs); err != nil {
		t.Fatal(err)
	}
	if err := remark(t, d, rain, func() {}); err != nil {
		t.Error(err)
	}
	if all := desktest.Must(d.Logs(t.Context()))(t); len(all) != 1 {
		t.Errorf("there are %d logs", len(all))
	}
}

// A state that is lost is behind the log, which then goes on as it is.
func TestALostStateIsToldAfterTheRecord(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	rain := desktest.Ask(t, d, "It rains")
	logs := filepath.Join(d.Home.Dir(), "logs")
	err := remark(t, d, rain, func() {
		if err := os.Rename(logs, logs+" away"); err != nil {
			t.Fatal(err)
		}
	})
	if err != nil || !d.Recorded() {
		t.Errorf("recorded: %v, and the error is %v", d.Recorded(), err)
	}
	if err := d.Late(); err == nil || !strings.Contains(err.Error(), "do not repeat") {
		t.Errorf("what failed later is %v", err)
	}
	if err := d.Late(); err != nil {
		t.Errorf("it is told twice: %v", err)
	}
	if err := os.Rename(logs+" away", logs); err != nil {
		t.Fatal(err)
	}
	if err := remark(t, d, rain, func() {}); err != nil {
		t.Error(err)
	}
	if all := desktest.Must(d.Logs(t.Context()))(t); len(all) != 1 {
		t.Errorf("there are %d logs", len(all))
	}
}
