package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Extent is how far the records of a workspace go. Records are added and never
// changed, so that what has the same extent has the same records.
type Extent struct {
	Records int64 // the newest one's number
	Leaves  int64 // of all logs, also of records that are withheld
}

// Extent reads it, in no more time where there are many records.
func (r Reader) Extent() (Extent, error) {
	all, err := list[Extent](r, "SELECT coalesce((SELECT max(num) FROM records), 0) AS records, coalesce((SELECT sum(size) FROM logs), 0) AS leaves")
	if err != nil || len(all) == 0 {
		return Extent{}, err
	}
	return all[0], nil
}

// Contents names the records of a workspace: unlike its extent, no other workspace has
// the same. It too takes no more time where there are many records. Records that were
// withheld at first and shown later change nothing of it.
func (r Reader) Contents() (string, error) {
	is, err := r.Extent()
	if err != nil {
		return "", err
	}
	logs, err := list[struct {
		Log, Edge []byte
		Size      int64
	}](r, "SELECT log, edge, size FROM logs ORDER BY log")
	h := sha256.New()
	fmt.Fprintln(h, projectionVersion, is.Records)
	for _, l := range logs {
		fmt.Fprintf(h, "%x %x %d\n", l.Log, l.Edge, l.Size)
	}
	return hex.EncodeToString(h.Sum(nil)), err
}
