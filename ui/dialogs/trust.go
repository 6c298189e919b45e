package dialogs

import (
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// TrustedKey is a key that may be trusted as a witness.
type TrustedKey struct {
	Name, Key string // Key is the fingerprint, in full
	Note      string // what else there is to say of it
	Trusted   bool
}

// AskTrust shows keys with their fingerprints, to be compared with their owners,
// and tells which the person trusts, or no longer trusts.
func AskTrust(win fyne.Window, keys []TrustedKey, take func(changed map[string]bool)) {
	boxes := make([]*widgets.Checkbox, len(keys))
	rows := widgets.VBox(0)
	for i, k := range keys {
		boxes[i] = widgets.NewCheckbox("Trusted", k.Trusted, nil)
		name := widgets.HBox(8, widgets.NewText(k.Name, widgets.Style{Weight: theme.Medium}), widgets.Flex(widgets.NewCaption(k.Note)))
		digits := widgets.NewText(InFours(k.Key), widgets.Style{Weight: theme.Medium, LineHeight: 22, Figures: true})
		rows.Add(widgets.Pad(8, 0, 8, 0, widgets.HBox(12, widgets.Flex(widgets.VBox(0, name, digits)), boxes[i])))
		rows.Add(widgets.NewSeparator())
	}
	note := widgets.NewParagraph("Compare the digits with each owner, face to face or in a call. A second key that an author made is no witness until you trust it. Whom you trust is kept on this machine alone.",
		widgets.Style{Colour: theme.Secondary}, 4)
	content := widgets.VBox(8, note, rows)
	d := Show(win, Spec{Title: "Trusted witnesses", Accept: "Done", Width: 600, Content: content, OnAccept: func(d *Dialog) {
		changed := map[string]bool{}
		for i, k := range keys {
			if boxes[i].On() != k.Trusted {
				changed[k.Key] = boxes[i].On()
			}
		}
		d.Close()
		if len(changed) > 0 {
			take(changed)
		}
	}})
	if len(boxes) > 0 && d.IsOpen() {
		widgets.Focus(boxes[0])
	}
}

// InFours writes a fingerprint in groups of four digits, a wider gap after every
// second.
func InFours(key string) string {
	var b strings.Builder
	for i, r := range key {
		switch {
		case i > 0 && i%8 == 0:
			b.WriteString("   ")
		case i > 0 && i%4 == 0:
			b.WriteString(" ")
		}
		b.WriteRune(r)
	}
	return b.String()
}
