package assets

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"testing"
)

func TestEveryFontIsOpenType(t *testing.T) {
	want := []string{
		"Inter-Medium", "Inter-Regular", "Inter-SemiBold",
		"InterFigures-Medium", "InterFigures-Regular", "InterFigures-SemiBold",
	}
	if got := FontNames(); !slices.Equal(got, want) {
		t.Fatalf("fonts are %v, want %v", got, want)
	}
	for _, name := range want {
		b := Font(name)
		if !bytes.HasPrefix(b, []byte("OTTO")) && !bytes.HasPrefix(b, []byte{0, 1, 0, 0}) {
			t.Errorf("%s does not begin like an OpenType font", name)
		}
	}
	if !bytes.Contains(FontLicence(), []byte("Open Font License")) {
		t.Error("the fonts' licence is missing")
	}
}

func TestEveryIconIsSVG(t *testing.T) {
	if len(IconNames()) < 20 {
		t.Fatalf("only %d icons", len(IconNames()))
	}
	for _, name := range IconNames() {
		d := xml.NewDecoder(bytes.NewReader(Icon(name)))
		root := ""
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := tok.(xml.StartElement); ok && root == "" {
				root = e.Name.Local
			}
		}
		if root != "svg" {
			t.Errorf("%s: the root is %q", name, root)
		}
	}
}

func TestUnknownNamePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("asking for an icon that is not there did not panic")
		}
	}()
	Icon("nothing")
}
