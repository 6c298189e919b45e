//go:build !linux

package files

func renameNew(temp, path string) error { return renameUnlessThere(temp, path) }
