package words

import (
	"fmt"
	"strings"
)

// RestLine is a line of what a score rests on, in plain values.
type RestLine struct {
	What   string // as in the JSON of score: closes_moved, criteria_changed, …
	N      int
	By     []string // names
	Keys   []string // and the beginnings of their keys, told of shared names
	Kept   []bool   // which of them are of somebody whose forecasts that key records
	Cuts   int      // how many forecasts known_early cuts off
	Scored int      // on how many of the questions the author is scored; of unwitnessed, how many there are
	Gone   bool     // it is of what does not count any more
	Lost   bool     // unshown_seals are scored as forfeited
	Beside bool     // of numbers and dates, which are in no headline
	Chosen bool     // unwitnessed is by witnesses that were chosen
}

// restWords are what a line is called, what it counts, and what the figure
// without it is.
var restWords = map[string]struct{ title, one, more, instead string }{
	"closes_moved":     {"Closes moved after forecasts", "question", "questions", "as first asked"},
	"criteria_changed": {"Criteria changed after forecasts", "question", "questions", "without them"},
	"ended_by_scored":  {"Outcomes decided by someone scored on them", "question", "questions", "decided by others"},
	"known_early":      {"Outcomes dated back, before forecasts", "question", "questions", "as first recorded"},
	"withheld":         {"Withheld", "record", "records", "cannot be known"},
	"unshown_seals":    {"Sealed and never shown", "seal", "seals", "without them"},
	"unwitnessed":      {"Nobody had witnessed before the outcome", "question", "questions", "the witnessed"},
	"withdrawn_early":  {"Withdrawn before the end", "question", "questions", "as if not withdrawn"},
	"odd_clock":        {"Dated before what they name", "forecast", "forecasts", "without them"},
	"tags_late":        {"Tags changed after the outcome", "question", "questions", "as tagged then"},
	"shared_name":      {"A name that several bear", "forecaster", "forecasters", "choose one"},
	"new_log":          {"A log begun again", "log", "logs", "cannot be known"},
	"joined":           {"Asked twice, counted once", "question", "questions", "without them"},
	"imports":          {"Imported forecasts counted", "forecast", "forecasts", "without them"},
	"cut":              {"A log cut at a fork", "record", "records", "cannot be known"},
}

// RestTitle says what a line is about: "Closes moved after forecasts".
func RestTitle(l RestLine) string {
	switch {
	case l.What == "withheld" && len(l.By) == 1:
		return "Withheld by " + l.By[0]
	case l.What == "shared_name" && len(l.By) > 0 && alike(l.By):
		return Counted(l.N, "forecaster is", "forecasters are") + " called " + l.By[0]
	case l.What == "shared_name":
		return "Names that look alike"
	case l.What == "unwitnessed" && l.Chosen:
		return "No chosen witness had seen before the outcome"
	case l.Gone && restGone[l.What] != "":
		return restGone[l.What]
	case l.What == "known_early" && l.Cuts == 0:
		return "Outcomes dated again by someone scored on them"
	case l.What == "known_early" && l.N == 1:
		return "An outcome dated back, before forecasts"
	}
	return restWords[l.What].title
}

// restGone are the titles of lines of what does not count any more.
var restGone = map[string]string{
	"ended_by_scored":  "Outcomes retracted by someone scored on them",
	"criteria_changed": "Forecasts that a revision made unfit",
	"joined":           "No longer one question with another",
}

func alike(names []string) bool {
	for _, n := range names {
		if n != names[0] {
			return false
		}
	}
	return true
}

// RestWhose says how many and whose: "3 questions by Gull, who is scored on 2 of them".
func RestWhose(l RestLine) string {
	w := restWords[l.What]
	n := Counted(l.N, w.one, w.more)
	if l.Gone {
		return n + " by " + List(l.By...)
	}
	if l.Beside {
		n = Counted(l.N, "number or date", "numbers and dates")
	}
	by := List(l.By...)
	switch l.What {
	case "closes_moved", "criteria_changed", "tags_late", "joined":
		return n + " by " + by + ", who is " + scoredOn(l)
	case "known_early":
		if l.Cuts == 0 {
			return n + " by " + by
		}
		return fmt.Sprintf("%s by %s; cuts off %s", n, by, Plural(l.Cuts, "forecast"))
	case "withheld":
		return n + "; any may be a forecast or an outcome"
	case "unshown_seals":
		if l.Lost {
			return n + " by " + by + ", counted as lost"
		}
		return n + " by " + by + ", not counted"
	case "unwitnessed":
		return fmt.Sprintf("%s of %s by %s", Count(l.N), Counted(l.Scored, w.one, w.more), by)
	case "shared_name":
		who, same := make([]string, len(l.By)), alike(l.By)
		for i, name := range l.By {
			switch kept := i < len(l.Kept) && l.Kept[i]; {
			case same && kept:
				who[i] = "one kept by " + l.Keys[i]
			case same:
				who[i] = l.Keys[i]
			case kept:
				who[i] = name + " (kept by " + l.Keys[i] + ")"
			default:
				who[i] = name + " " + l.Keys[i]
			}
		}
		return List(who...) + ", kept apart"
	case "new_log":
		return n + " of " + by
	case "cut":
		return n + " of " + by + " after the fork, not counted"
	}
	return n + " by " + by
}

// scoredOn says on how many of the questions the author is scored.
func scoredOn(l RestLine) string {
	switch {
	case l.Scored == 0 && l.N == 1:
		return "not scored on it"
	case l.Scored == 0:
		return "not scored on them"
	case l.N == 1:
		return "scored on it"
	case l.Scored == l.N:
		return "scored on them"
	}
	return "scored on " + Count(l.Scored) + " of them"
}

// RestInstead says what the figure without a line is: "as first asked".
func RestInstead(l RestLine) string {
	switch {
	case l.Beside:
		return "not in the headline"
	case l.Gone:
		return "if they still counted"
	case l.What == "unshown_seals" && !l.Lost:
		return "counted as lost"
	case l.What == "unwitnessed" && l.Scored > l.N:
		return "the " + Count(l.Scored-l.N) + " witnessed"
	case l.What == "unwitnessed":
		return "none was witnessed"
	}
	return restWords[l.What].instead
}

// RestOtherWay says what the figure is with outcomes decided the other way: among
// more than two options it is with those that score worst.
func RestOtherWay(options []string) string {
	switch len(options) {
	case 0:
		return "decided the other way"
	case 1:
		return "decided the other way, at worst “" + options[0] + "”"
	}
	return "decided the other way, " + Count(len(options)) + " choices at worst"
}

// restNames are the kinds as they are named where none was found.
var restNames = map[string]string{
	"closes_moved": "closes", "criteria_changed": "criteria", "ended_by_scored": "outcomes by those scored", "known_early": "outcomes dated back",
	"withheld": "withheld records", "unshown_seals": "seals", "unwitnessed": "unwitnessed forecasts", "withdrawn_early": "withdrawals",
	"odd_clock": "clocks", "tags_late": "tags", "shared_name": "shared names", "new_log": "logs begun again", "joined": "joined questions",
	"imports": "imports", "cut": "forks",
}

// RestsNotFound says what was looked for and not found: "Nothing found: criteria,
// tags, clocks"; empty if all was found.
func RestsNotFound(kinds []string) string {
	var all []string
	for _, k := range kinds {
		all = append(all, restNames[k])
	}
	if len(all) == 0 {
		return ""
	}
	return "Nothing found: " + strings.Join(all, ", ")
}

// RestsWell is the sentence if there is nothing to know: "Closes as asked, outcomes
// by others, nothing withheld, 41 of 53 witnessed before the outcome".
func RestsWell(witnessed, of int) string {
	if of == 0 {
		return "No headline, so nothing for it to rest on"
	}
	const well = "Closes as asked, outcomes by others, nothing withheld, "
	if witnessed == of {
		return well + "all " + Count(of) + " witnessed before the outcome"
	}
	return well + Count(witnessed) + " of " + Count(of) + " witnessed before the outcome"
}
