package importers

import (
	"io"
	"time"
)

// metaculusComment is a comment under a post, with which a question of it may have
// been forecast.
type metaculusComment struct {
	post, by, text string
	at             time.Time
}

// meanwhile is how long after or before a forecast a comment on its question is
// taken for its rationale.
const meanwhile = time.Hour

// LearnComments reads comment_data.csv for the forecasts of another file.
func (m *MetaculusTables) LearnComments(in io.Reader, name string) error {
	s, err := openSheet(in, name, "Post ID", "Created At", "Comment Text")
	if err != nil {
		return err
	}
	return s.each(func() error {
		at, err := s.at(new(File), "Created At")
		if err != nil {
			return err
		}
		m.comments = append(m.comments, metaculusComment{
			post: s.cell("Post ID"), by: personOf(s.cell("Author Username", "Author (Anonymized)"), s.cell("Author ID")), text: s.cell("Comment Text"), at: at,
		})
		return nil
	})
}

// personOf is what somebody is called who may only have a number.
func personOf(name, id string) string {
	if name == "" && id != "" {
		return "user " + id
	}
	return name
}

// commented makes comments the rationales of the forecasts that they were written
// with: of the same author, on a question of the same post, at about that time.
// The others are counted.
func (f *File) commented(all []metaculusComment, posts map[int]string) {
	type authored struct{ post, by string }
	made := map[authored][]*Forecast{}
	for i := range f.Questions {
		post := posts[i]
		if post == "" {
			continue
		}
		for j := range f.Questions[i].Forecasts {
			x := &f.Questions[i].Forecasts[j]
			made[authored{post, x.By}] = append(made[authored{post, x.By}], x)
		}
	}
	for _, c := range all {
		var best *Forecast
		for _, x := range made[authored{c.post, c.by}] {
			if away := x.At.Sub(c.at).Abs(); away <= meanwhile && (best == nil || away < best.At.Sub(c.at).Abs()) {
				best = x
			}
		}
		switch {
		case best == nil || c.text == "":
			f.odd("comments that belong to no forecast: left out")
		case best.Note == "":
			best.Note = c.text
		default:
			best.Note += "\n\n" + c.text
		}
	}
	if len(all) > 0 {
		f.assume("a comment is the rationale of its author’s forecast within an hour of it")
	}
}
