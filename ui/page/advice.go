package page

import "fyne.io/fyne/v2"

const advicePreference = "advice-beside-number"

// AdviseBeside chooses whether what one's numbers came to is said beside the
// number when one forecasts.
func AdviseBeside(yes bool) { fyne.CurrentApp().Preferences().SetBool(advicePreference, yes) }

// AdvisedBeside reports whether it is; not at first.
func AdvisedBeside() bool { return fyne.CurrentApp().Preferences().Bool(advicePreference) }
