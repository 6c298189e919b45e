package model

import "encoding/json"

// DecodeColumn reads a JSON column that the projection wrote; empty means absent.
func DecodeColumn(column string, to any) {
	if column != "" {
		_ = json.Unmarshal([]byte(column), to)
	}
}
