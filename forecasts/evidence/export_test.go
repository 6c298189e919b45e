package evidence

// ForgetEvidence drops the cached lists of evidence.
func (d *Desk) ForgetEvidence() {
	d.heads.Store(nil)
	d.tracks.Store(nil)
	d.invalidated.Store(nil)
}
