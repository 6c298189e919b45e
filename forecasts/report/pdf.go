package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
)

// Typeface is what a PDF is set in: TrueType fonts from outside, and a way to
// draw the lines that have letters which these lack.
type Typeface struct {
	Regular, Bold []byte
	// Draw gives a line as a PNG with nothing around it; if it is nil, such
	// letters appear as the font's mark for missing ones.
	Draw func(line string, bold bool) ([]byte, error)
}

// Lengths in millimetres of an A4 page, sizes in points.
const (
	pdfMargin = 16.0
	pdfWidth  = 210 - 2*pdfMargin
	pdfBottom = 297 - 18.0
	pdfPad    = 1.2 // between a column's words and the next column
	pdfSize   = 8.5
	pdfLine   = 4.1
	pdfMost   = 3 // lines of a cell
	mmOfPoint = 0.3528
)

// pdfPage is a PDF that is being written, from the top down.
type pdfPage struct {
	*fpdf.Fpdf
	face     Typeface
	covers   *sfnt.Font
	buffer   sfnt.Buffer
	drawn    int // pictures of lines
	pictures int
	problem  error
}

// PDF writes questions, the pictures of the scores, the history of the score
// and the resolved questions, on pages to print.
func PDF(w io.Writer, v reporting.View, pics Pictures) error {
	p, err := newPDF(v, pics.Typeface)
	if err != nil {
		return err
	}
	p.heading(16, words.Title(v.Title))
	p.words(asOf(v) + " " + headline(v))
	if pics.PNG != nil {
		p.title("Score over time and reliability")
		p.picture(pics.PNG, "")
	}
	for _, s := range sections(v, pics) {
		p.section(s)
	}
	p.pairs(v)
	p.questions(v)
	p.history(v)
	p.title("Left out")
	out := leftOut(v)
	if len(out) == 0 {
		out = []string{"Nothing."}
	}
	p.words(strings.Join(out, "; "))
	if err := errors.Join(p.problem, p.Error()); err != nil {
		return err
	}
	return p.Output(w)
}

func newPDF(v reporting.View, face Typeface) (*pdfPage, error) {
	covers, err := sfnt.Parse(face.Regular)
	if err != nil {
		return nil, fmt.Errorf("the PDF's font cannot be read: %w", err)
	}
	p := &pdfPage{Fpdf: fpdf.New("P", "mm", "A4", ""), face: face, covers: covers}
	at := v.At.Time().UTC()
	p.SetCreationDate(at)
	p.SetModificationDate(at)
	p.SetCatalogSort(true)
	p.SetTitle(words.Title(v.Title), true)
	p.SetCreator("Weathervane", true)
	p.SetMargins(pdfMargin, pdfMargin, pdfMargin)
	p.SetAutoPageBreak(false, 0)
	p.SetCellMargin(0)
	p.AddUTF8FontFromBytes("face", "", face.Regular)
	p.AddUTF8FontFromBytes("face", "B", face.Bold)
	p.AliasNbPages("{pages}")
	p.SetFooterFunc(func() {
		p.SetXY(pdfMargin, 297-12)
		p.ink(false, 7.5, 102, 112, 128)
		p.CellFormat(pdfWidth, 4, fmt.Sprintf("%d of {pages}", p.PageNo()), "", 0, "R", false, 0, "")
	})
	p.AddPage()
	return p, nil
}

func (p *pdfPage) ink(bold bool, size float64, r, g, b int) {
	style := ""
	if bold {
		style = "B"
	}
	p.SetFont("face", style, size)
	p.SetTextColor(r, g, b)
}

// room begins a new page if less than a height is left on this one.
func (p *pdfPage) room(h float64) bool {
	if p.GetY()+h <= pdfBottom {
		return false
	}
	p.AddPage()
	return true
}

func (p *pdfPage) heading(size float64, text string) {
	p.ink(true, size, 29, 35, 41)
	for _, line := range p.lines(text, pdfWidth, size) {
		p.put(line, cell{x: pdfMargin, w: pdfWidth, size: size, bold: true})
		p.Ln(size*mmOfPoint + 2)
	}
}

func (p *pdfPage) title(text string) {
	p.Ln(5)
	p.room(24)
	p.heading(11, text)
}

func (p *pdfPage) words(text string) {
	p.ink(false, pdfSize, 61, 71, 82)
	for _, line := range p.lines(text, pdfWidth, pdfSize) {
		p.room(pdfLine)
		p.put(line, cell{x: pdfMargin, w: pdfWidth, size: pdfSize})
		p.Ln(pdfLine)
	}
}

// picture puts one in, with a caption if it has one.
func (p *pdfPage) picture(png []byte, caption string) {
	p.pictures++
	name := fmt.Sprintf("picture %d", p.pictures)
	info := p.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(png))
	if info == nil || info.Width() == 0 {
		return
	}
	h := pdfWidth * info.Height() / info.Width()
	p.room(h + 8)
	if caption != "" {
		p.heading(9, caption)
	}
	y := p.GetY()
	p.ImageOptions(name, pdfMargin, y, pdfWidth, h, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	p.SetY(y + h + 1)
}

// cell is where words go: one line, its place, size and side.
type cell struct {
	x, w, size  float64
	bold, right bool
}

// put writes a line; what the font lacks is drawn.
func (p *pdfPage) put(line string, c cell) {
	y := p.GetY()
	if p.face.Draw != nil && !p.has(line) {
		p.draw(line, c)
		p.SetXY(pdfMargin, y)
		return
	}
	side := "L"
	if c.right {
		side = "R"
	}
	p.SetXY(c.x, y)
	p.CellFormat(c.w, c.size*mmOfPoint*1.25, line, "", 0, side, false, 0, "")
	p.SetXY(pdfMargin, y)
}

func (p *pdfPage) draw(line string, c cell) {
	png, err := p.face.Draw(line, c.bold)
	if err != nil {
		p.problem = errors.Join(p.problem, err)
		return
	}
	p.drawn++
	name, how := fmt.Sprintf("line %d", p.drawn), fpdf.ImageOptions{ImageType: "PNG"}
	info := p.RegisterImageOptionsReader(name, how, bytes.NewReader(png))
	if info == nil || info.Height() == 0 {
		return
	}
	h := c.size * mmOfPoint * 1.3
	w := h * info.Width() / info.Height()
	if w > c.w {
		w, h = c.w, h*c.w/w
	}
	p.ImageOptions(name, c.x, p.GetY(), w, h, false, how, 0, "")
}

// has reports whether the font has every letter of a text.
func (p *pdfPage) has(text string) bool {
	for _, r := range text {
		if i, err := p.covers.GlyphIndex(&p.buffer, r); err != nil || i == 0 && !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// lines breaks a text to a width, in the current font.
func (p *pdfPage) lines(text string, w, size float64) []string {
	text = shown(strings.Join(strings.Fields(text), " "))
	if p.has(text) {
		return p.SplitText(text, w)
	}
	var all []string // letters that the font lacks are about as wide as high
	line, at, limit := "", 0.0, w/(size*mmOfPoint)
	for _, r := range text {
		wide := 0.56
		if r >= 0x2e80 {
			wide = 1.02
		}
		if at+wide > limit {
			all, line, at = append(all, strings.TrimSpace(line)), "", 0
		}
		line, at = line+string(r), at+wide
	}
	return append(all, strings.TrimSpace(line))
}
