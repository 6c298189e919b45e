package session

import "errors"

// Recorded reports whether this session has recorded anything.
func (d *Session) Recorded() bool { return d.recorded.Load() }

// Committing reports whether a transaction is being brought to the disk: it cannot
// be given up any more.
func (d *Session) Committing() bool { return d.committing.Load() }

// Late is what failed after something was recorded, once: the records stand, and
// must not be made again.
func (d *Session) Late() error {
	d.lateLock.Lock()
	defer d.lateLock.Unlock()
	err := d.late
	d.late = nil
	return err
}

func (d *Session) keepLate(err error) {
	d.lateLock.Lock()
	defer d.lateLock.Unlock()
	d.late = errors.Join(d.late, err)
}
