package articles

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const pageText = `<!doctype html><html lang="en"><head><title>Ferry timetable</title>
<meta property="og:site_name" content="Harbour Gazette"><script src="http://127.0.0.1:1/x.js"></script></head><body>
<nav>Home News</nav><article><h1>Ferry timetable</h1><p>The night ferry will sail twice a week from March, the harbour office says in a notice.</p>
<p>Freight is loaded at the second quay as before, and passengers go aboard at the first one.</p>
<img src="http://127.0.0.1:1/x.png"></article></body></html>`

func serve(t *testing.T, handle http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handle)
	t.Cleanup(s.Close)
	return s.URL
}

func TestFetchReadsOnePageAndNothingElse(t *testing.T) {
	asked := 0
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new", http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, pageText)
	})
	a, err := Fetch(context.Background(), at+"/old")
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "Ferry timetable" || a.Publisher != "Harbour Gazette" || a.URL != at+"/new" || a.OriginalType != "text/html" {
		t.Errorf("read %q of %q at %q (%s)", a.Title, a.Publisher, a.URL, a.OriginalType)
	}
	if !strings.Contains(a.Text, "second quay") || strings.Contains(a.Text, "Home News") || string(a.Original) != pageText {
		t.Errorf("the text is %q", a.Text)
	}
	if asked != 2 {
		t.Errorf("the site was asked %d times", asked)
	}
}

func TestFetchTakesTheCharacterSetThatTheSiteStates(t *testing.T) {
	at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=iso-8859-2")
		fmt.Fprint(w, "P\xf8\xedstav\n\nNo\xe8n\xed lo\xef popluje dvakr\xe1t t\xfddn\xec.")
	})
	a, err := Fetch(context.Background(), at)
	if err != nil || !strings.Contains(a.Text, "Noční loď") {
		t.Errorf("%q, %v", a.Text, err)
	}
}

func TestFetchSaysWhatIsWrong(t *testing.T) {
	big := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		block := strings.Repeat("word ", 1<<18)
		for range 1 << 8 {
			if _, err := fmt.Fprint(w, block); err != nil {
				return
			}
		}
	})
	missing := serve(t, http.NotFound)
	picture := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		fmt.Fprint(w, "\x89PNG")
	})
	var loop string
	loop = serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, loop, http.StatusFound) })
	for _, c := range []struct{ address, want string }{
		{"file:///etc/passwd", "is not a web address"},
		{"quay", "is not a web address"},
		{"http://127.0.0.1:1/", "no network"},
		{missing, "404"},
		{picture, "image/png"},
		{loop, "without end"},
		{big, "larger than 64 MiB"},
	} {
		a, err := Fetch(context.Background(), c.address)
		if err == nil || !strings.Contains(err.Error(), c.want) || a.Text != "" {
			t.Errorf("%s: %v, want %q", c.address, err, c.want)
		}
	}
}

func TestFetchEndsWithItsContext(t *testing.T) {
	release := make(chan struct{})
	at := serve(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	ctx, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if _, err := Fetch(ctx, at); err == nil || !strings.Contains(err.Error(), "did not answer") {
		t.Errorf("%v", err)
	}
}
