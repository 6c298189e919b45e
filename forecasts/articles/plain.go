package articles

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// headLines is how many of a text's first lines may hold its particulars.
const headLines = 6

var (
	byLine      = regexp.MustCompile(`^(?i:by)\s+(\S.{0,150}[^.!?])$`)
	eastByLine  = regexp.MustCompile(`^[^.。]{2,30}\s*(?:기자|記者)$`)
	heading     = regexp.MustCompile(`^#{1,6}\s+(.*?)\s*#*$`)
	frontMatter = regexp.MustCompile(`(?s)^---\n(.*?)\n---\n`)
	dateWord    = regexp.MustCompile(`(?i)^(?:published|date|updated|posted)(?:\s+on)?\s*:?\s+`)
)

// readPlain reads text, or Markdown, which is kept as it is but for its front
// matter. The first line is the title if it looks like a headline; a line "By
// NAME" and a line that is a date are looked for right below, and who
// published it there and in the last lines.
func readPlain(text string, markdown bool) Article {
	a := Article{Text: clean(text)}
	if markdown {
		a.readFrontMatter()
	}
	seen := 0
	for line := range strings.SplitSeq(a.Text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if seen++; seen > headLines {
			break
		}
		if markdown {
			if m := heading.FindStringSubmatch(line); m != nil {
				line = m[1]
			}
			line = strings.TrimSpace(strings.Trim(line, "*_"))
		}
		a.readHeadLine(line, seen == 1)
	}
	a.readFoot()
	return a
}

func (a *Article) readHeadLine(line string, first bool) {
	switch {
	case !first && len(line) < 160 && a.readParts(line):
	case len(a.Authors) == 0 && byLine.MatchString(line):
		a.readByLine(byLine.FindStringSubmatch(line)[1])
	case len(a.Authors) == 0 && !first && eastByLine.MatchString(line):
		a.Authors = splitAuthors(line)
	case first && a.Title == "" && isHeadline(line):
		a.Title = oneLine(line)
	case a.Published == "" && headDate(line) != "":
		a.Published = headDate(line)
	case !first:
		a.readLabel(line)
		a.readDateline(line)
	}
}

// isHeadline reports whether a line is a headline, not a paragraph: it is short
// and does not end like a statement.
func isHeadline(line string) bool {
	if line == "" || utf8.RuneCountInString(line) >= 200 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	return !strings.ContainsRune(".。,，;；:", last) || strings.HasSuffix(line, "...")
}

// readFrontMatter takes the particulars that many Markdown tools write above
// the text between two lines of three hyphens.
func (a *Article) readFrontMatter() {
	m := frontMatter.FindStringSubmatch(a.Text + "\n")
	if m == nil {
		return
	}
	a.Text = strings.Trim(strings.TrimPrefix(a.Text+"\n", m[0]), "\n")
	for line := range strings.SplitSeq(m[1], "\n") {
		key, value, _ := strings.Cut(line, ":")
		value = oneLine(strings.Trim(strings.TrimSpace(value), `"'`))
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			a.Title = value
		case "author", "authors", "by":
			a.Authors = splitAuthors(strings.NewReplacer("[", "", "]", "", `"`, "").Replace(value))
		case "publisher", "source", "site":
			a.Publisher = value
		case "date", "published":
			a.Published = date(value)
		case "url", "link":
			a.URL = webAddress(value)
		case "lang", "language":
			a.Language = tag(value)
		}
	}
}
