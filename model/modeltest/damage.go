// Package modeltest damages a workspace's file as a failing disk or another
// program might, for tests of what notices it.
package modeltest

import (
	"database/sql"
	"testing"

	_ "gorm.io/driver/sqlite" // registers the driver
)

// ReplaceInBlobs replaces a text in the kept content of a media type, as if it
// had been changed behind the program's back.
func ReplaceInBlobs(t testing.TB, path, mediaType, old, with string) {
	t.Helper()
	change(t, path, "UPDATE blobs SET content = CAST(replace(CAST(content AS TEXT), ?, ?) AS BLOB) WHERE type = ?", old, with, mediaType)
}

// DropBlobs deletes the kept content of a media type.
func DropBlobs(t testing.TB, path, mediaType string) {
	t.Helper()
	change(t, path, "DELETE FROM blobs WHERE type = ?", mediaType)
}

// change runs a statement, which must change something.
func change(t testing.TB, path, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	result, err := db.Exec(statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("nothing was damaged: %v", err)
	}
}
