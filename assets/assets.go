// Package assets holds what the program carries with it: its fonts and its
// icons, as bytes. It knows nothing of the window that draws them.
//
// A font is asked for by its file's name without the ending, an icon
// likewise:
//
//	assets.Font("Inter-Regular")
//	assets.Icon("questions")
//
// The names are fixed when the program is built, so asking for one that is
// not there is a programmer's mistake and panics; a test asks for all.
package assets

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed fonts/*.otf fonts/OFL.txt
var fonts embed.FS

//go:embed icons/*.svg
var icons embed.FS

// Font gives an OpenType font, such as "Inter-Medium" or
// "InterFigures-Regular" (whose digits all have one width).
func Font(name string) []byte { return must(fonts, "fonts/"+name+".otf") }

// FontLicence gives the licence that goes wherever the fonts go.
func FontLicence() []byte { return must(fonts, "fonts/OFL.txt") }

// Icon gives an SVG picture of 16 × 16, such as "questions"; "app" is the
// program's mark. Strokes are #000000: a theme colours an icon by replacing
// that in the bytes.
func Icon(name string) []byte { return must(icons, "icons/"+name+".svg") }

// FontNames lists the fonts by name, sorted.
func FontNames() []string { return names(fonts, "fonts", ".otf") }

// IconNames lists the icons by name, sorted.
func IconNames() []string { return names(icons, "icons", ".svg") }

func must(from embed.FS, name string) []byte {
	b, err := from.ReadFile(name)
	if err != nil {
		panic("assets: " + err.Error())
	}
	return b
}

func names(from embed.FS, dir, ending string) []string {
	entries, err := fs.ReadDir(from, dir)
	if err != nil {
		panic("assets: " + err.Error())
	}
	var out []string
	for _, e := range entries {
		if path.Ext(e.Name()) == ending {
			out = append(out, strings.TrimSuffix(e.Name(), ending))
		}
	}
	return out
}
