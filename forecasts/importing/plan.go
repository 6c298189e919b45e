package importing

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"weathervane/forecasts/address"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/notation"
	"weathervane/model"
	"weathervane/model/journal"
)

// plan is what exports of other services add to a workspace. Exports are compared
// with the records here, so that the same file adds nothing twice and a later
// export adds only what is new.
type plan struct {
	r       model.Reader
	key     string            // the user's
	me      string            // the user's name in the files
	names   map[string]string // who somebody in the files is
	now     journal.Instant
	sources map[string][]*target // by the source's key
	here    map[string]*target   // every question here, by importers.HereKey and its id
	order   []*target            // that gain something
	files   []ForeignFile
	decided map[journal.ID]string // by the record of an end, the service that says so
	kept    map[string]string     // by name in the files, what keptBy gave

	step func(share float64) error // says how far the work is, and ends it once it is cancelled
}

// stepTo says how far the work is, from 0 to 1; the error is that it is cancelled.
func (p *plan) stepTo(from, to float64, done, of int) error {
	if p.step == nil {
		return nil
	}
	return p.step(from + (to-from)*float64(done)/float64(of))
}

// plannedAt is the share of the work of a plan that planning takes, before its records
// are rehearsed.
const plannedAt = 0.3

// target is a question in an export.
type target struct {
	id     journal.ID // zero until it is asked
	num    int64
	asked  journal.Asked
	fresh  bool
	have   map[string]int           // forecasts by what they say
	said   map[string]bool          // what anyone said when, imported or not
	stands map[string]*journal.Made // the latest forecast of each, by name
	made   []made
	ends   []endHere
	end    *endHere        // to be recorded
	files  map[string]bool // by hash, those that forecasts here came from
	read   bool            // have and ends were read from the records
}

type made struct {
	journal.Made
	note string
}

// endHere is a decision about a question's end, here or to be recorded.
type endHere struct {
	id   journal.ID
	kind string
	data journal.Resolved // of an annulment, Note and, as Source, why
	from string           // the service that says so; of ends to be recorded
}

func newPlan(r model.Reader, key string, o Options, now journal.Instant) (*plan, error) {
	p := &plan{r: r, key: key, me: strings.TrimSpace(o.Me), names: o.Names, now: now, sources: map[string][]*target{}, here: map[string]*target{}}
	rows, err := r.AskingRecords()
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		var asked struct {
			Data journal.Asked `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &asked); err != nil {
			return nil, err
		}
		t := &target{id: journal.ID(row.ID), num: row.Num, asked: asked.Data}
		p.here[importers.HereKey+t.id.String()] = t
		if s := asked.Data.Source; s != "" {
			p.sources[s] = append(p.sources[s], t)
		}
	}
	return p, nil
}

// file plans what one file adds.
func (p *plan) file(f foreignFile) error {
	sum := ForeignFile{File: f.path, From: f.From, SHA256: f.sha256, Assumed: f.Assumed, Odd: f.Odd, LeftOut: f.LeftOut, Left: f.Left, Read: f.read, Recalled: f.recalled}
	odd := func(what string) {
		for i := range sum.Odd {
			if sum.Odd[i].What == what {
				sum.Odd[i].N++
				return
			}
		}
		sum.Odd = append(sum.Odd, importers.Count{What: what, N: 1})
	}
	questions, err := p.fitted(f.Questions, odd)
	if err != nil {
		return err
	}
	imported := &journal.Imported{From: f.From, SHA256: f.sha256}
	for i := range questions {
		if err := p.stepTo(0, plannedAt, i, len(questions)); err != nil {
			return err
		}
		q := &questions[i]
		sum.Questions++
		sum.Forecasts += len(q.Forecasts)
		t, err := p.target(q)
		if err != nil {
			return err
		}
		if !t.fresh && differ(t.asked.Closes, instantAt(q.Closes)) {
			odd("questions that close at another time here: left as they are")
		}
		sum.Known += p.forecasts(t, q, imported, odd)
		p.endOf(t, q, imported, odd)
	}
	if slices.ContainsFunc(questions, func(q importers.Question) bool { return q.End == "resolved" && q.KnownAt.IsZero() }) {
		sum.Assumed = append(slices.Clone(sum.Assumed), "outcomes without a time count as known at the close, or now if the close is in the future")
	}
	if slices.ContainsFunc(questions, func(q importers.Question) bool {
		return slices.ContainsFunc(q.Forecasts, func(x importers.Forecast) bool { return strings.TrimSpace(x.By) == "" })
	}) {
		sum.Assumed = append(slices.Clone(sum.Assumed), "forecasts without a name are kept under “"+Unnamed+"”")
	}
	sum.People = people(questions)
	for _, name := range sum.People {
		if IsMe(name) && p.keptBy(name) == name {
			sum.Assumed = append(slices.Clone(sum.Assumed), "“"+name+"” is kept as the name of somebody who is not you")
		}
	}
	if slices.ContainsFunc(questions, func(q importers.Question) bool {
		return slices.ContainsFunc(q.Forecasts, func(x importers.Forecast) bool { return strings.HasPrefix(p.keptBy(x.By), keptAs) })
	}) {
		sum.Assumed = append(slices.Clone(sum.Assumed), "names that would be read as keys or as the team’s median are kept with “"+strings.TrimSpace(keptAs)+"” before them")
	}
	p.files = append(p.files, sum)
	return nil
}

// people lists who made forecasts, the most active first, if they are few enough
// to choose from.
func people(questions []importers.Question) []string {
	made := map[string]int{}
	for i := range questions {
		for _, x := range questions[i].Forecasts {
			made[strings.TrimSpace(clean(x.By))]++
		}
	}
	delete(made, "")
	all := slices.Collect(maps.Keys(made))
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(made[b], made[a]), strings.Compare(a, b)) })
	return all[:min(len(all), merging.MostShown)]
}

// Unnamed is who made the forecasts without a name: not the user, unless the user
// says so.
const Unnamed = "unnamed"

// IsMe reports whether a name is how people call themselves.
func IsMe(name string) bool {
	return slices.Contains([]string{"me", "i", "myself", "ich", "moi", "yo", "나", "저", "私", "自分", "我"}, strings.ToLower(strings.TrimSpace(norm.NFKC.String(name))))
}

// keptAs stands before names in a file that would be read as keys, such as the
// numbers of a service's users, or as the team's median.
const keptAs = "imported "

// keptBy is under which name the forecasts of somebody in a file are kept; empty for
// the user's own.
func (p *plan) keptBy(name string) string {
	kept, known := p.kept[name]
	if !known {
		if p.kept == nil {
			p.kept = map[string]string{}
		}
		kept = p.keepBy(name)
		p.kept[name] = kept
	}
	return kept
}

func (p *plan) keepBy(name string) string {
	name = strings.TrimSpace(clean(name))
	to, said := p.names[name]
	switch {
	case said && to == "" || name != "" && name == p.me:
		return ""
	case said:
		name = to
	case name == "":
		return Unnamed
	}
	switch {
	case forecaster.CheckName(name) != nil:
		return keptAs + name
	}
	return name
}

func differ(here, there *journal.Instant) bool { return here != nil && there != nil && *here != *there }

func instantAt(t time.Time) *journal.Instant {
	if t.IsZero() {
		return nil
	}
	at := journal.InstantOf(t)
	return &at
}

// clean makes a text valid for a record.
func clean(s string) string {
	s, _ = address.Within(strings.ToValidUTF8(s, "\ufffd"))
	return s
}

// asForeignAsked is the question that an import asks.
func asForeignAsked(q *importers.Question) journal.Asked {
	asked := journal.Asked{
		Title: clean(q.Title), Type: q.Type, Background: clean(q.Background), Criteria: clean(q.Criteria), FinePrint: clean(q.FinePrint), Source: clean(q.Key), Unit: clean(q.Unit), Ordered: q.Ordered,
		Opens: instantAt(q.Opens), Closes: instantAt(q.Closes), ResolvesBy: instantAt(q.ResolvesBy),
	}
	if r := q.Range; r != nil {
		asked.Range = &journal.Range{Min: answer(q.Type, r.Min), Max: answer(q.Type, r.Max), OpenBelow: r.OpenBelow, OpenAbove: r.OpenAbove}
	}
	for _, o := range q.Options {
		asked.Options = append(asked.Options, clean(o))
	}
	for _, t := range q.Tags {
		asked.Tags = append(asked.Tags, clean(t))
	}
	return asked
}

// answer is a number, or of a date question the instant that it stands for.
func answer(kind string, x float64) json.RawMessage {
	var v any = x
	if kind == "date" {
		v = journal.Instant(x)
	}
	b, _ := json.Marshal(v)
	return b
}

// target finds the question here that an export means, or plans a new one.
func (p *plan) target(q *importers.Question) (*target, error) {
	asked := asForeignAsked(q)
	for _, key := range []string{q.Here, q.Key} {
		if t := p.here[key]; t != nil {
			return t, p.read(t)
		}
	}
	for _, t := range p.sources[asked.Source] {
		same := t.asked.Type == asked.Type && slices.EqualFunc(slices.Sorted(slices.Values(t.asked.Options)), slices.Sorted(slices.Values(asked.Options)), sameText)
		if q.ByTitle {
			same = same && sameText(t.asked.Title, asked.Title) && !differ(t.asked.Opens, asked.Opens)
		}
		if q.Bare && !same && t.asked.Type == asked.Type && len(t.asked.Options) == len(asked.Options) {
			same = true
			callOptions(q, t.asked.Options)
		}
		if same {
			return t, p.read(t)
		}
	}
	t := &target{asked: asked, fresh: true, read: true, have: map[string]int{}, stands: map[string]*journal.Made{}}
	p.sources[asked.Source] = append(p.sources[asked.Source], t)
	p.order = append(p.order, t)
	return t, nil
}

// callOptions gives the options of a question other names, in order.
func callOptions(q *importers.Question, names []string) {
	for j := range q.Forecasts {
		x, probs := &q.Forecasts[j], map[string]float64{}
		for i, o := range q.Options {
			probs[names[i]] = x.Probs[o]
		}
		x.Probs = probs
	}
	q.Options = names
}

// sameText compares a text that is here, perhaps from a time in which texts were
// recorded as they came, with one that an import records.
func sameText(here, there string) bool {
	return here == there || notation.Stripped(here, notation.MostTitle) == there
}

// read reads what is here about a question.
func (p *plan) read(t *target) error {
	if t.read {
		return nil
	}
	t.read, t.have, t.said, t.stands = true, map[string]int{}, map[string]bool{}, map[string]*journal.Made{}
	t.files = map[string]bool{}
	p.order = append(p.order, t)
	if err := p.readForecasts(t); err != nil {
		return err
	}
	ends, err := p.r.EndRecords(t.num)
	if err != nil {
		return err
	}
	for _, e := range ends {
		if err := t.readEnd(e); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) readForecasts(t *target) error {
	rows, err := p.r.ForecastRecords(t.num)
	for _, row := range rows {
		var d struct {
			Data journal.Made `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &d); err != nil {
			return err
		}
		for _, at := range []*journal.Instant{&row.At, d.Data.MadeAt} {
			t.said[anyones(&d.Data, at)] = true
		}
		// A colleague's import counts too, unless it is of their own forecasts.
		if d.Data.Imported != nil && (d.Data.By != "" || forecaster.Fingerprint(row.Key) == p.key) {
			t.have[saying(&d.Data)]++
			t.files[d.Data.Imported.SHA256] = true
			t.stand(&d.Data)
		}
	}
	return err
}

func (t *target) readEnd(row model.RecordRow) error {
	var d struct {
		Data struct {
			journal.Resolved
			Why string `json:"why"`
		} `json:"data"`
	}
	if err := json.Unmarshal(row.Line, &d); err != nil {
		return err
	}
	end := endHere{id: journal.ID(row.ID), kind: row.Kind, data: d.Data.Resolved}
	if end.kind != journal.QuestionResolved {
		end.data.Source = d.Data.Why
	}
	t.ends = append(t.ends, end)
	return nil
}

// saying identifies a forecast on a question: who, when and what.
func saying(d *journal.Made) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\x00", strings.TrimPrefix(d.By, keptAs))
	if d.MadeAt != nil {
		fmt.Fprintf(&b, "%d", *d.MadeAt)
	}
	if d.P != nil {
		fmt.Fprintf(&b, " %x", math.Float64bits(*d.P))
	}
	for _, o := range slices.Sorted(maps.Keys(d.Probs)) {
		fmt.Fprintf(&b, " %q=%x", o, math.Float64bits(d.Probs[o]))
	}
	for _, q := range d.Quantiles {
		fmt.Fprintf(&b, " %v:%s", q.Level, q.Value)
	}
	return b.String()
}

// anyones is what a forecast says and when, whoever made it: a report names people
// otherwise than records do.
func anyones(d *journal.Made, at *journal.Instant) string {
	one := *d
	one.By, one.MadeAt = "", at
	return saying(&one)
}

// forecasts plans the forecasts of a question that are not here, and counts those
// that are. A file may contain the same forecast twice: both count.
func (p *plan) forecasts(t *target, q *importers.Question, from *journal.Imported, odd func(string)) (known int) {
	said := map[string]int{}
	type instant struct {
		by string
		at journal.Instant
	}
	then := map[instant]string{} // the name in the file
	for i := range q.Forecasts {
		x := &q.Forecasts[i]
		at := p.madeAt(q, x)
		by := instant{p.keptBy(x.By), at}
		if name, made := then[by]; made && name != x.By {
			odd(importers.SameInstant)
		}
		then[by] = x.By
		if at > p.now {
			odd("forecasts made in the future")
		}
		d := journal.Made{P: x.P, MadeAt: &at, By: by.by, Imported: from}
		if x.Probs != nil {
			d.Probs = map[string]float64{}
			for o, v := range x.Probs {
				d.Probs[clean(o)] = v
			}
		}
		for _, lv := range x.Quantiles {
			d.Quantiles = append(d.Quantiles, journal.Quantile{Level: lv[0], Value: answer(q.Type, lv[1])})
		}
		what := saying(&d)
		if said[what]++; said[what] <= t.have[what] || q.Here != "" && t.said[anyones(&d, d.MadeAt)] || q.Bare && len(d.Quantiles) > 0 && t.hasThen(&d) || x.Stood != importers.StoodAt && sameNumber(t.stands[d.By], &d) {
			known++
			continue
		}
		t.stand(&d)
		t.made = append(t.made, made{d, clean(x.Note)})
	}
	for what, n := range said {
		t.have[what] = max(t.have[what], n)
	}
	return known
}

// hasThen reports whether a forecaster's forecast of an instant is here, whatever it
// says: what a table says of a number depends on the range of its question, which one
// of forecasts alone does not tell.
func (t *target) hasThen(d *journal.Made) bool {
	then := saying(&journal.Made{By: d.By, MadeAt: d.MadeAt}) + " "
	for what := range t.have {
		if strings.HasPrefix(what, then) {
			return true
		}
	}
	return false
}

func (p *plan) knownAt(q *importers.Question, odd func(string)) journal.Instant {
	at := q.KnownAt
	if at.IsZero() {
		at = q.Closes
	} else if journal.InstantOf(at) > p.now {
		odd("outcomes known in the future: they count as known now")
	}
	if at.IsZero() || journal.InstantOf(at) > p.now {
		return p.now
	}
	return journal.InstantOf(at)
}
