package articles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

const (
	// FetchTime is how long an address may take altogether.
	FetchTime     = 30 * time.Second
	mostRedirects = 5
)

// IsAddress reports whether a source is a web address, not a path.
func IsAddress(s string) bool {
	low := strings.ToLower(s)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// Fetch reads the article at a web address: one page, without its
// pictures, scripts or anything else that it names. It takes at most FetchTime
// and MaxBytes, and what it gives is as Read would give it.
func Fetch(ctx context.Context, address string) (Article, error) {
	at := webAddress(address)
	if at == "" {
		return Article{}, fmt.Errorf("%q is not a web address: one begins with https:// and names a site", shortened(address))
	}
	ctx, stop := context.WithTimeout(ctx, FetchTime)
	defer stop()
	answer, err := ask(ctx, at)
	if err != nil {
		return Article{}, unreachable(at, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return Article{}, fmt.Errorf("%s answered %s: open the address in a browser, and save or copy the article from there", host(at), answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, MaxBytes+1))
	switch {
	case err != nil:
		return Article{}, unreachable(at, err)
	case len(data) > MaxBytes:
		return Article{}, fmt.Errorf("the page at %s is larger than 64 MiB: save the article alone", host(at))
	}
	final := answer.Request.URL.String()
	a, err := readAnswer(data, answer.Header.Get("Content-Type"), final)
	if a.URL == "" && err == nil {
		a.URL = final
	}
	return a, err
}

func ask(ctx context.Context, at string) (*http.Response, error) {
	client := http.Client{CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > mostRedirects {
			return errors.New("it redirects without end")
		}
		return nil
	}}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", "Weathervane (reads one article for its user)")
	r.Header.Set("Accept", "text/html, application/pdf, text/plain, */*;q=0.1")
	return client.Do(r)
}

// readAnswer reads what a site sent as the media type that the site states.
func readAnswer(data []byte, contentType, at string) (Article, error) {
	kind, parameters, _ := mime.ParseMediaType(contentType)
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		kind = typePDF
	case kind == "application/xhtml+xml":
		kind = "text/html"
	case kind != "" && kind != typePDF && kind != "text/html" && kind != "text/plain" && kind != "text/markdown":
		return Article{}, fmt.Errorf("%s sent %s, which is not text: save the article as .html, .pdf or .txt and choose that file", host(at), kind)
	}
	text := data
	if set, stated := charset.Lookup(parameters["charset"]); set != nil && stated != "utf-8" && kind != typePDF {
		if decoded, err := set.NewDecoder().Bytes(data); err == nil {
			text = decoded
		}
	}
	a, err := read(text, kind)
	if err != nil {
		return Article{}, fmt.Errorf("the page at %s %w", host(at), err)
	}
	a.Original = data
	return a, nil
}

func unreachable(at string, err error) error {
	var lookup *net.DNSError
	var op *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("%s did not answer within %d seconds: try again, or save the page from a browser and choose its file", host(at), int(FetchTime.Seconds()))
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &lookup), errors.As(err, &op):
		return fmt.Errorf("%s cannot be reached: there is no network here, or no such site; copy the article's text and paste it instead", host(at))
	}
	var inside *url.Error
	if errors.As(err, &inside) {
		err = inside.Err
	}
	return fmt.Errorf("%s could not be read: %w", host(at), err)
}

func host(at string) string {
	if u, err := url.Parse(at); err == nil {
		return u.Host
	}
	return at
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
