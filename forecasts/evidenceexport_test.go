package forecasts

// ForgetEvidence lets lists of evidence be read anew.
func (d *Desk) ForgetEvidence() {
	d.heads.Store(nil)
	d.tracks.Store(nil)
	d.fallen.Store(nil)
}
