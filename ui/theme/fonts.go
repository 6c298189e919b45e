package theme

import (
	"sync"

	"fyne.io/fyne/v2"

	"weathervane/assets"
)

// fonts makes each resource once: Fyne keeps a parsed face for each resource.
var fonts = sync.OnceValue(func() map[string]fyne.Resource {
	m := map[string]fyne.Resource{}
	for _, family := range []string{"Inter", "InterFigures"} {
		for _, weight := range []string{"Regular", "Medium", "SemiBold"} {
			name := family + "-" + weight
			m[name] = fyne.NewStaticResource(name+".otf", assets.Font(name))
		}
	}
	return m
})

// Font gives the face of a weight; figures chooses the twin whose digits all
// have one width, for columns of numbers.
func Font(w Weight, figures bool) fyne.Resource {
	name := "Inter-"
	if figures {
		name = "InterFigures-"
	}
	switch {
	case w >= SemiBold:
		name += "SemiBold"
	case w >= Medium:
		name += "Medium"
	default:
		name += "Regular"
	}
	return fonts()[name]
}
