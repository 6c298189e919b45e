package report

import (
	"fmt"
	"strconv"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

func questionSheet(v reporting.View) sheet {
	s := sheet{name: "questions", columns: []sheetColumn{
		{"question_id", plain}, {"title", plain}, {"type", plain}, {"status", plain}, {"asked_by", plain}, {"key", plain},
		{"asked_at", date}, {"opens_at", date}, {"closes_at", date}, {"closes_on", plain}, {"resolves_by", date}, {"tags", plain}, {"options", plain}, {"unit", plain},
	}}
	d := daysOf(v)
	for _, q := range v.Questions {
		var by *journal.Instant
		if at, ok := v.Resolves[q.ID]; ok {
			by = &at
		}
		s.rows = append(s.rows, []any{
			q.ID.String(), q.Title, q.Type, q.Status, q.AskedBy.Name, q.AskedBy.Key,
			&q.AskedAt, q.Opens, q.Closes, d.lastCell(q.Closes), by, strings.Join(q.Tags, ", "), strings.Join(q.Options, ", "), q.Unit,
		})
	}
	return s
}

// forecastSheet is the tidy table, each date with its text beside it.
func forecastSheet(v reporting.View) sheet {
	s := sheet{name: "forecasts"}
	for _, c := range columns {
		s.columns = append(s.columns, sheetColumn{c.name, c.kind})
	}
	d := daysOf(v)
	p, y := columnOf(s, "probability"), columnOf(s, "y")
	for i, r := range rows(v) {
		cells := make([]any, len(columns))
		for j, c := range columns {
			cells[j] = c.of(r, d)
			switch text, isText := cells[j].(string); {
			case isText && c.kind == figures:
				cells[j] = numberOr(text)
			case c.name == "brier" && r.brier != nil && r.y != nil:
				f := formula{fmt.Sprintf("(%s%d-%s%d)^2", p, i+2, y, i+2), *r.brier}
				if r.option != "" {
					f.text += "/2"
				}
				cells[j] = f
			}
		}
		s.rows = append(s.rows, cells)
	}
	return s
}

// numberOr is a number where the text is one.
func numberOr(s string) any {
	if x, err := strconv.ParseFloat(s, 64); err == nil && finite(x) == any(x) {
		return x
	}
	return s
}

// columnOf is the letter of a column.
func columnOf(s sheet, name string) string {
	for i, h := range s.head() {
		if h == name {
			letters := ""
			for i++; i > 0; i = (i - 1) / 26 {
				letters = string(rune('A'+(i-1)%26)) + letters
			}
			return letters
		}
	}
	return ""
}

func evidenceSheet(v reporting.View) sheet {
	s := sheet{name: "evidence", columns: []sheetColumn{
		{"finding_id", plain}, {"article_id", plain}, {"article", plain}, {"publisher", plain}, {"published", plain}, {"claim", plain},
		{"quote", plain}, {"grade", plain}, {"filed_by", plain}, {"filed_at", date}, {"question_id", plain}, {"question", plain},
		{"analyst", plain}, {"judged_at", date}, {"option", plain}, {"likelihood_ratio", figures},
	}}
	articles, titles := map[journal.ID]listing.Article{}, map[journal.ID]string{}
	for _, a := range v.Articles {
		articles[a.ID] = a
	}
	for _, q := range v.Questions {
		titles[q.ID] = q.Title
	}
	for _, f := range v.Findings {
		a := articles[f.Article]
		row := func(question, title, analyst string, at *journal.Instant, option string, lr *float64) {
			s.rows = append(s.rows, []any{
				f.ID.String(), f.Article.String(), a.Title, a.Publisher, a.Published, f.Claim, f.Quote.Exact, f.Grade, f.By.Name, &f.At,
				question, title, analyst, at, option, lr,
			})
		}
		for _, b := range f.Bearings {
			if b.LR != nil {
				row(b.Question.String(), titles[b.Question], b.Analyst.Name, &b.At, "", b.LR)
			}
			for _, o := range sorted(b.LRs) {
				lr := b.LRs[o]
				row(b.Question.String(), titles[b.Question], b.Analyst.Name, &b.At, o, &lr)
			}
		}
		if len(f.Bearings) == 0 {
			row("", "", "", nil, "", nil)
		}
	}
	return s
}

func resolutionSheet(v reporting.View) sheet {
	s := sheet{name: "resolutions", columns: []sheetColumn{
		{"question_id", plain}, {"title", plain}, {"how", plain}, {"outcome", plain}, {"known_at", date},
	}}
	for _, q := range v.Questions {
		if q.Status == "resolved" || q.Status == "annulled" || q.Status == "disputed" {
			how := q.Status
			if q.WhyEnded != "" {
				how = q.WhyEnded
			}
			s.rows = append(s.rows, []any{q.ID.String(), q.Title, how, words.ReportOutcome(q.Outcome), q.KnownAt})
		}
	}
	return s
}

func scoreSheet(v reporting.View) sheet {
	s := sheet{name: "scores", columns: []sheetColumn{
		{"question_id", plain}, {"title", plain}, {"forecaster", plain}, {"key", plain}, {"outcome", plain}, {"known_at", date},
		{"time_weighted_brier", figures}, {"weight", figures}, {"coverage", share}, {"forecasts", figures},
	}}
	for _, p := range v.Scores.Pairs {
		var x any
		if pairFigure(p) != "–" {
			x = p.Score
		}
		s.rows = append(s.rows, []any{
			p.Question.String(), p.Title, p.Forecaster.Name, p.Forecaster.Key, words.ReportOutcome(p.Outcome), &p.KnownAt,
			x, p.Weight, p.Coverage, float64(p.Forecasts),
		})
	}
	return s
}

func readme(v reporting.View, cut []string) sheet {
	s := sheet{name: "read-me", columns: []sheetColumn{{"what", plain}, {"meaning", plain}}}
	say := func(what, meaning string) { s.rows = append(s.rows, []any{what, meaning}) }
	say("workspace", v.Title)
	say("as of", v.At.String())
	say("headline", headline(v))
	for _, what := range leftOut(v) {
		say("left out of the scores", what)
	}
	say("dates", "Date cells are in UTC; the column after each has the instant as text, to the millisecond.")
	say("closes_on", "The last day on which forecasts count, in "+words.ZoneName(v.At.Time().In(daysOf(v).zone))+"; closes_at is its end.")
	say("probability", "A number from 0 to 1, shown in percent.")
	say("forecasts", "A row for each forecast, for each option of a choice and each quantile of a number, and for each question without a forecast. 'weathervane import' reads this sheet; criteria, notes and evidence are not in it.")
	say("y", "1 where it came so, 0 where not; a fraction where it came in part. Empty where nothing is scored.")
	say("brier", "Computed by the workbook: (probability − y)², of an option half of that, so that the rows of one forecast add up to its score.")
	say("time_weighted_brier", "Each stretch that a forecast stood, weighed by its length over the question's scheduled length; low is better.")
	say("digits", "Numbers have 15 significant digits, as spreadsheets keep them; score --json has all.")
	say("low, high", "Ends of the 95 % interval; empty under ten questions.")
	say("first_place, last_place", "Between which places a forecaster stands, by the paired differences that leave 0 out; empty where not all were compared.")
	say("made_at", "When a forecast counts from; stated_at is when it says that it was made.")
	if len(v.Sets) > 0 {
		say("scenario-weights", "Everyone's weights of scenarios over time; each forecaster's weights of one instant add up to 1.")
		say("scenario-questions", "Of whoever made this report: P(question | scenario), what that and the weights imply, what is stated, and how much the outcome is expected to tell about the scenarios.")
		say("signposts", "P(seen by the date | scenario).")
		say("consistency", "Ratings of findings against scenarios, from CC (very consistent) to II (very inconsistent); diagnosticity is their standard deviation from II = 1 to CC = 5.")
	}
	if len(v.Conditionals) > 0 {
		say("conditionals", "Questions that count only if another ends so: how probable the maker of this report holds that, and the question then.")
	}
	for _, what := range cut {
		say("cut, since a sheet holds no more", what)
	}
	return s
}
