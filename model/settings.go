package model

import "strings"

// Settings lists the workspace's own values whose names begin so, under the
// rest of their names.
func (r Reader) Settings(prefix string) (map[string]string, error) {
	rows, err := list[struct{ Name, Value string }](r, "SELECT name, value FROM settings WHERE substr(name, 1, ?) = ?", len(prefix), prefix)
	all := make(map[string]string, len(rows))
	for _, row := range rows {
		all[strings.TrimPrefix(row.Name, prefix)] = row.Value
	}
	return all, err
}

// UpgradedFrom is the setting of a workspace that an earlier version made: its
// schema, until the user was told what that changed.
const UpgradedFrom = "upgraded from"
