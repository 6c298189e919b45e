package theme

import (
	"bytes"
	"encoding/binary"
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
			m[name] = fyne.NewStaticResource(name+".otf", withoutSubstitutions(assets.Font(name)))
		}
	}
	return m
})

// withoutSubstitutions hides a font's table of substitutions. Fyne prepares the
// whole of it again for every text that it measures or draws, which takes twice
// as long as all the rest; in Inter it makes arrows of "->" and the like.
func withoutSubstitutions(font []byte) []byte {
	out := bytes.Clone(font)
	copy(entry(out, "GSUB"), "gsub")
	return out
}

// entry is what a font's directory says of a table: its tag, and where it lies.
func entry(font []byte, tag string) []byte {
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if e := font[12+16*i:][:16]; string(e[:4]) == tag {
			return e
		}
	}
	panic("theme: the font has no table " + tag)
}

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

// FontFor gives the face to draw a text with. A line's baseline is that of its
// first letters and its height that of the face asked for, so where the first
// letters come from a taller face of the system, as Korean, Japanese and
// Chinese do, Fyne cuts their feet off. For such a text the face is a copy
// whose stated height is that of the usual East Asian faces.
func FontFor(text string, w Weight, figures bool) fyne.Resource {
	if !Tall(text) {
		return Font(w, figures)
	}
	base := Font(w, figures)
	tall.Lock()
	defer tall.Unlock()
	made, ok := tall.made[base.Name()]
	if !ok {
		made = fyne.NewStaticResource("Tall"+base.Name(), stretched(base.Content()))
		tall.made[base.Name()] = made
	}
	return made
}

var tall = struct {
	sync.Mutex
	made map[string]fyne.Resource
}{made: map[string]fyne.Resource{}}

// Tall says whether a text has letters that the system's East Asian faces
// draw.
func Tall(text string) bool {
	for _, r := range text {
		if r >= 0x1100 && r <= 0x11ff || r >= 0x2e80 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xffef || r >= 0x20000 && r <= 0x3ffff {
			return true
		}
	}
	return false
}

// stretched is a font whose tables say that it reaches 1.16 above and 0.29
// below the baseline; its letters stay as they are.
func stretched(font []byte) []byte {
	out := bytes.Clone(font)
	table := func(tag string) []byte {
		e := entry(out, tag)
		at, size := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		return out[at : at+size]
	}
	em := float64(binary.BigEndian.Uint16(table("head")[18:]))
	up, down := uint16(1.16*em), uint16(0.29*em)
	set := func(b []byte, at int, v uint16) { binary.BigEndian.PutUint16(b[at:], v) }
	hhea, os2 := table("hhea"), table("OS/2")
	set(hhea, 4, up)
	set(hhea, 6, -down)
	set(hhea, 8, 0)
	set(os2, 68, up)
	set(os2, 70, -down)
	set(os2, 72, 0)
	set(os2, 74, up)
	set(os2, 76, down)
	return out
}
