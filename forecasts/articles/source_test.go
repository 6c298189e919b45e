package articles

import (
	"strings"
	"testing"
)

func TestWhoPublishedATextStandsInItsHeadOrFoot(t *testing.T) {
	const body = "The harbour of Lumen stays closed until the ice breaks.\nThe mate reads a source: his almanac, 11 February 2031.\nEleven ships lie at anchor off the bar.\nNobody sails.\nThe mate waits.\nThe cook too.\n"
	for _, c := range []struct{ head, foot, authors, publisher, published string }{
		{head: "By ODILE MARCHETTI, Gazette staff writer", authors: "ODILE MARCHETTI", publisher: "Gazette"},
		{head: "By BO-RA LEE, Gazette senior staff writer", authors: "BO-RA LEE", publisher: "Gazette"},
		{head: "By BO-RA LEE and INE VOSS, Sound Gazette staff writers", authors: "BO-RA LEE|INE VOSS", publisher: "Sound Gazette"},
		{head: "By Ine Voss", authors: "Ine Voss"},
		{head: "By Ine Voss, senior staff writer", authors: "Ine Voss"},
		{head: "By Ine Voss, Senior staff writer", authors: "Ine Voss"},
		{head: "By Ine Voss, Foreign editor", authors: "Ine Voss"},
		{head: "By Ine Voss for the Sound Gazette", authors: "Ine Voss", publisher: "Sound Gazette"},
		{head: "By Ine Voss | Sound Gazette | February 11, 2031", authors: "Ine Voss", publisher: "Sound Gazette", published: "2031-02-11"},
		{head: "By Ine Voss\nSound Gazette · Tuesday, 11 February 2031", authors: "Ine Voss", publisher: "Sound Gazette", published: "2031-02-11"},
		{head: "By Ine Voss\nFebruary 11, 2031 02:06 JST", authors: "Ine Voss", published: "2031-02-11"},
		{head: "Published on Sept. 3, 2031", published: "2031-09-03"},
		{head: "2031年2月11日 05:00", published: "2031-02-11"},
		{head: "LUMEN, Feb. 11, 2031 (Sound Wire) -- Nothing sails.", publisher: "Sound Wire", published: "2031-02-11"},
		{head: "LUMEN, Feb. 11 (Sound Wire) — Nothing sails.", publisher: "Sound Wire"},
		{head: "LUMEN (in the north) stays closed"},
		{foot: "© 2031 The Sound Gazette. All rights reserved.", publisher: "The Sound Gazette"},
		{foot: "Copyright (c) 2030-2031 Sound Gazette", publisher: "Sound Gazette"},
		{foot: "Source: Sound Gazette\nFirst published: 11 February 2031", publisher: "Sound Gazette", published: "2031-02-11"},
		{foot: "Published by the harbour office in a hurry, say those who read it"},
		{foot: "11 February 2031"}, // may be any day's
		{foot: "Source: https://gazette.example/ice"},
	} {
		text := strings.TrimSpace("Ice keeps Lumen harbour shut\n" + c.head + "\n" + body + c.foot)
		a := readString(t, text, "a.txt")
		if strings.Join(a.Authors, "|") != c.authors || a.Publisher != c.publisher || a.Published != c.published || a.Title != "Ice keeps Lumen harbour shut" {
			t.Errorf("%q %q: by %q of %q on %q, titled %q", c.head, c.foot, a.Authors, a.Publisher, a.Published, a.Title)
		}
		if strings.ReplaceAll(a.Text, "\n", " ") != strings.ReplaceAll(text, "\n", " ") {
			t.Errorf("the text became %q", a.Text)
		}
	}
}
