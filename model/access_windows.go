package model

import "os"

// mayWrite reports whether this user may write to a file or folder, and whether it
// is the medium that forbids it.
func mayWrite(path string) (medium, ok bool) {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return false, err == nil // what a folder's list of rights allows shows when it is used
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
	}
	return false, err == nil
}

// usedElsewhere reports whether another program may have a workspace open. Windows
// keeps open files from being removed.
func usedElsewhere(string) bool { return false }
