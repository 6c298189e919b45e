package session

import "weathervane/model"

// ErrChanged is that another program changed a workspace that is read-only here
// while it was read: the answer must be read again.
var ErrChanged = model.ErrChanged

// Scratch is a new folder for what lasts as long as the program, and a function that
// removes it.
func Scratch() (dir string, release func() error, err error) { return model.Scratch() }
