package articles

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var partHeading = regexp.MustCompile(`^(#{1,6})\s+\S`)

// longestClosing is how many code points a line may have that only closes.
const longestClosing = 40

// Split takes a document with several articles apart: at each headline above a
// by-line, or, where fewer than two have one, at its Markdown headings of the
// highest level that occurs twice. What comes before the first article is left
// out, and so is a short line that ends several of them ("Read here"). It gives
// nil if there are no two articles.
func Split(text string) []Article {
	text = clean(text)
	lines := strings.Split(text, "\n")
	markdown := false
	starts := byLineStarts(lines)
	if len(starts) < 2 {
		starts = headingStarts(lines)
		markdown = true
	}
	if len(starts) < 2 {
		return nil
	}
	parts := make([][]string, len(starts))
	for i, from := range starts {
		to := len(lines)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		parts[i] = trimLines(lines[from:to])
	}
	closings := sharedClosings(parts)
	all := make([]Article, 0, len(parts))
	for _, part := range parts {
		for len(part) > 1 && closings[part[len(part)-1]] {
			part = trimLines(part[:len(part)-1])
		}
		a := readPlain(strings.Join(part, "\n"), markdown || partHeading.MatchString(part[0]))
		a.complete("text/plain")
		all = append(all, a)
	}
	return all
}

// complete finds a title and a language where the source states none.
func (a *Article) complete(kind string) {
	a.OriginalType = kind
	if a.Title == "" {
		a.Title = opening(a.Text)
	}
	if a.Language == "" {
		a.Language = scriptLanguage(a.Text)
	}
}

// byLineStarts lists the headlines that have a by-line right below them.
func byLineStarts(lines []string) []int {
	var starts []int
	last := -1 // the line with text above
	for i, line := range lines {
		line = strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "*_"))
		if line == "" {
			continue
		}
		taken := len(starts) > 0 && starts[len(starts)-1] == last
		if last >= 0 && !taken && isByLine(line) && headsArticle(bare(lines[last])) {
			starts = append(starts, last)
		}
		last = i
	}
	return starts
}

func isByLine(line string) bool { return byLine.MatchString(line) || eastByLine.MatchString(line) }

// headsArticle reports whether a line is a headline, not a rule, a by-line or a
// statement.
func headsArticle(line string) bool {
	return isHeadline(line) && !isByLine(line) && strings.ContainsFunc(line, unicode.IsLetter)
}

// bare removes a line's Markdown.
func bare(line string) string {
	line = strings.TrimSpace(line)
	if m := heading.FindStringSubmatch(line); m != nil {
		line = m[1]
	}
	return strings.TrimSpace(strings.Trim(line, "*_"))
}

// headingStarts lists the headings of the highest level that occurs twice.
func headingStarts(lines []string) []int {
	byLevel := map[int][]int{}
	fenced := false
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
		}
		if m := partHeading.FindStringSubmatch(line); m != nil && !fenced {
			byLevel[len(m[1])] = append(byLevel[len(m[1])], i)
		}
	}
	for level := 1; level <= 6; level++ {
		if len(byLevel[level]) > 1 {
			return byLevel[level]
		}
	}
	return nil
}

func trimLines(lines []string) []string {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// sharedClosings are short last lines that end two parts or more and are no
// statements, such as the words of a link.
func sharedClosings(parts [][]string) map[string]bool {
	count := map[string]int{}
	for _, part := range parts {
		if n := len(part); n > 2 {
			count[part[n-1]]++
		}
	}
	shared := map[string]bool{}
	for line, n := range count {
		if n > 1 && utf8.RuneCountInString(line) <= longestClosing && isHeadline(line) {
			shared[line] = true
		}
	}
	return shared
}
