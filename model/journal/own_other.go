//go:build !unix

package journal

import "io/fs"

// own reports whether a file belongs to this user; here, rights say so.
func own(fs.FileInfo) bool { return true }
