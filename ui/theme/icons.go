package theme

import (
	"bytes"
	"fmt"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"

	"weathervane/assets"
)

var icons struct {
	sync.Mutex
	made map[string]fyne.Resource
}

// Icon gives the icon in the role's colour of the palette that is shown. Each
// colour has a resource name of its own, because Fyne caches pictures by name.
func Icon(name string, r Role) fyne.Resource { return IconIn(name, Colour(r)) }

// IconIn gives the icon in a colour.
func IconIn(name string, c color.NRGBA) fyne.Resource {
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	key := name + "-" + hex[1:] + ".svg"
	icons.Lock()
	defer icons.Unlock()
	if made, ok := icons.made[key]; ok {
		return made
	}
	svg := bytes.ReplaceAll(source(name), []byte("#000000"), []byte(hex))
	if icons.made == nil {
		icons.made = map[string]fyne.Resource{}
	}
	made := fyne.NewStaticResource(key, svg)
	icons.made[key] = made
	return made
}

// Mark is the program's mark, which has its own colours; in the dark palette
// its ground is the accent and its lines are dark.
func Mark() fyne.Resource {
	if !IsDark() {
		return fyne.NewStaticResource("mark-light.svg", assets.Icon("app"))
	}
	svg := bytes.ReplaceAll(assets.Icon("app"), []byte("#ffffff"), []byte("#0f1418"))
	svg = bytes.ReplaceAll(svg, []byte("#1f6f8b"), []byte("#56a8c4"))
	return fyne.NewStaticResource("mark-dark.svg", svg)
}

// small marks that go with words, drawn here because they are filled.
const (
	up   = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="M8 3.5L13 12.5H3z" fill="#000000"/></svg>`
	down = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="M8 12.5L3 3.5H13z" fill="#000000"/></svg>`
	hash = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><g fill="none" stroke="#000000" stroke-width="1.4" stroke-linecap="round"><path d="M6.4 3L5 13M11 3L9.6 13M3.4 6h10M2.8 10h10"/></g></svg>`
	tick = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><g fill="none" stroke="#000000" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="M4.2 8.3l2.6 2.6 5-5.6"/></g></svg>`
	cup  = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><g fill="none" stroke="#000000" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"><path d="M4.2 9.8L8 6l3.8 3.8"/></g></svg>`
)

// source is the black picture: of the assets, or one of "up" and "down"
// (filled triangles), "hash", "tick" and "chevron-up".
func source(name string) []byte {
	switch name {
	case "up":
		return []byte(up)
	case "down":
		return []byte(down)
	case "hash":
		return []byte(hash)
	case "tick":
		return []byte(tick)
	case "chevron-up":
		return []byte(cup)
	}
	return assets.Icon(name)
}
