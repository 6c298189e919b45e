package model

import (
	"testing"

	"golang.org/x/mod/semver"
)

// leastSQLite is the first SQLite in which a checkpoint cannot reset a write-ahead
// log that another connection still writes to (https://sqlite.org/wal.html#walresetbug).
const leastSQLite = "v3.51.3"

func TestTheLinkedSQLiteHasNoWALResetBug(t *testing.T) {
	var linked string
	if err := newStore(t).on().read.Raw("SELECT 'v' || sqlite_version()").Scan(&linked).Error; err != nil {
		t.Fatal(err)
	}
	if semver.Compare(linked, leastSQLite) < 0 {
		t.Errorf("the program is linked with SQLite %s, want %s or newer", linked, leastSQLite)
	}
}
