package notation

// Bytes writes the size of a file.
func Bytes(n int64) string {
	switch {
	case n < 1024:
		return Counted(int(n), "byte", "bytes")
	case n >= 10<<20:
		return Count(int((n+1<<19)>>20)) + " MB"
	}
	return Count(int((n+512)/1024)) + " KB"
}
