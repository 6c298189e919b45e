package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/bounded"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// scoreFlags are the flags of score.
type scoreFlags struct {
	questions, rule, by string
	provenance          []string
	forecaster, tag     string
	reading             tableFlags
	asOf                string
	byClocks            bool
	backdate, intervals bool
	witnessedOnly       bool
	witnesses           []string
	forfeits            bool
	plot, clip          string
	peer                bool
	movedSince          string
	against, period     string
	types               []string
	conventions         bool
	origin              string // of the forecasts that pictures show; not a flag
}

func (p *program) scoring() *cobra.Command {
	var s scoreFlags
	c := &cobra.Command{
		Use: "score FILE|TABLE.csv|EXPORT…", Short: "Score a workspace, a table of forecasts or exports of other services", Args: takes(1, -1),
		RunE: func(c *cobra.Command, args []string) error { return p.score(c.Context(), args, s) },
	}
	f := c.Flags()
	f.StringVar(&s.rule, "rule", "", "brier (0–1), brier2 (0–2), log, spherical or rps (ordered options by the ranked probability score, others by brier)")
	f.StringVar(&s.by, "by", "", "group by forecaster, question, tag, month or source (where imported forecasts came from), or show the headline by horizon (time to the close)")
	f.StringVar(&s.questions, "questions", "", "`QUESTIONS.csv` with the windows and outcomes of a table's questions")
	s.reading.add(f)
	f.StringVar(&s.forecaster, "forecaster", "", "only this forecaster of a workspace (a `NAME` or the beginning of a key), or who made the forecasts of a table that does not say so")
	f.StringVar(&s.tag, "tag", "", "only questions of a workspace with this tag")
	f.StringVar(&s.period, "period", "", "only outcomes of a workspace that became known from the beginning of A to the end of B: `A..B`")
	f.StringSliceVar(&s.types, "type", nil, "only questions of a workspace of this type: binary, choice, numeric or date; may be given several times")
	f.StringVar(&s.against, "against", "", "compare --forecaster (default you) with another one of a workspace, or with \"team median\": a `NAME` or the beginning of a key")
	f.StringVar(&s.asOf, "as-of", "", "score a workspace as it stood at `TIME` (a day means its beginning): a colleague's records from when you had merged them")
	f.BoolVar(&s.byClocks, "by-clocks", false, "with --as-of or --moved-since: a colleague's records from when their own clocks say, whenever you merged them")
	f.BoolVar(&s.backdate, "backdate", false, "count late forecasts from when they say they were made")
	f.BoolVar(&s.witnessedOnly, "witnessed-only", false, "only forecasts that somebody else had seen before the outcome was known")
	f.StringSliceVar(&s.witnesses, "witnesses", nil, "only the word of these `KEY`s counts (names or beginnings of keys, or trusted: those trusted on this machine), for --witnessed-only and for what the headline rests on; may be given several times")
	f.BoolVar(&s.forfeits, "forfeits", false, "score seals that were not shown within 30 days of the end as if they had given 0 to what happened")
	f.BoolVar(&s.intervals, "intervals", false, "an interval for every figure (slow on a large table)")
	f.StringVar(&s.clip, "clip", "", "count what happened as given at least `P`, such as 1%, in log, peer and baseline scores")
	f.BoolVar(&s.peer, "peer", false, "also peer and baseline scores, as Metaculus makes them")
	f.StringVar(&s.plot, "plot", "", "also draw history and reliability diagram into `OUT.svg|.png`")
	f.StringVar(&s.movedSince, "moved-since", "", "also say what moved the headline of a workspace since `TIME` (a day means its beginning)")
	f.BoolVar(&s.conventions, "conventions", false, "also give a workspace's figure under every convention")
	f.StringSliceVar(&s.provenance, "provenance", nil, "which forecasts count: live, late, imported (default live,late)")
	return c
}

func (p *program) score(ctx context.Context, args []string, s scoreFlags) error {
	file := args[0]
	rule, err := score.ParseRule(s.rule)
	if err != nil {
		return err
	}
	clip, err := s.logClip()
	if err != nil {
		return err
	}
	var r scoring.Report
	var e explained
	if file != sampleFile {
		if err := readable(file); err != nil {
			return err
		}
	}
	export := file != sampleFile && isExport(ctx, file, s.reading.sheet)
	if len(args) > 1 && !export {
		return fmt.Errorf("too many arguments (%s): several files are scored together if they are exports of a service", quoted(args[1]))
	}
	switch {
	case file == sampleFile, isDatabase(file), strings.EqualFold(filepath.Ext(file), ".vane"):
		defer scoring.Tidily()()
		r, e, err = p.scoreWorkspace(ctx, file, rule, clip, s, p.toRead)
	case startsWith(file, `{"weathervane":"forecasts"`):
		return fmt.Errorf("%s is a signed forecast file: import it into a workspace, and score that", file)
	case export:
		r, e, err = p.scoreExports(ctx, args, rule, clip, s)
	default:
		var table score.Report
		table, err = p.scoreTable(ctx, file, rule, clip, s)
		r = scoring.OfTable(table)
	}
	if errors.Is(err, scoring.ErrNothing) || err == nil && r.Scored == 0 && r.Numbers == nil {
		return p.nothingScored(e.AsOf, r.LeftOut.Imported)
	}
	if err != nil {
		return err
	}
	if p.json {
		return p.document(struct {
			scoring.Report
			explained
		}{r, e})
	}
	if e.AsOf != nil {
		p.printf("as of %s, %s\n\n", e.AsOf.At, p.reading(e.AsOf.ByClocks, e.AsOf.Later))
	}
	p.printScores(r.Report)
	p.printImprovement(r, s.by == scoring.ByHorizon)
	p.printRests(r)
	p.printAgainst(r)
	p.printNumbers(r.Numbers)
	p.printExplained(e)
	return nil
}

// logClip reads --clip; 0 if it is not given.
func (s scoreFlags) logClip() (float64, error) {
	if s.clip == "" {
		return 0, nil
	}
	clip, err := notation.ParseProbability(s.clip)
	if err == nil && !score.MayClip(clip) {
		err = fmt.Errorf("%s cannot be used for clipping: give a probability above 0 and at most 50 %%, such as 1%%", quoted(s.clip))
	}
	if err != nil {
		return 0, fmt.Errorf("--clip: %w", err)
	}
	return clip, nil
}

// reader opens a file as a workspace for one use that only reads.
type reader func(ctx context.Context, file string, use func(*forecasts.Desk) error) error

func (p *program) scoreWorkspace(ctx context.Context, file string, rule score.Rule, clip float64, s scoreFlags, read reader) (r scoring.Report, e explained, err error) {
	if s.byClocks && s.asOf == "" && s.movedSince == "" {
		return r, e, errClocks
	}
	if s.questions != "" || s.reading.skipBadRows || s.reading.badRows != "" {
		return r, e, errors.New("--questions, --skip-bad-rows and --bad-rows are for tables: leave them out with a workspace")
	}
	f, err := p.filter(s)
	if err != nil {
		return r, e, err
	}
	f.Rule, f.ByClocks, f.Origin = string(rule), s.byClocks, s.origin
	o := scoring.Options{
		Filter: f, By: s.by, Against: s.against, Provenance: s.provenance,
		Peer: s.peer, Intervals: s.intervals, LogClip: clip, Backdate: s.backdate, Witnessed: s.witnessedOnly, Forfeits: s.forfeits,
	}
	err = read(ctx, file, func(d *forecasts.Desk) (err error) {
		if s.asOf != "" {
			var day asOfDay
			if d, day, err = p.asOf(ctx, d, s.asOf, s.byClocks); err != nil {
				return err
			}
			e.AsOf = &day
			defer func() { err = errors.Join(err, d.Close()) }()
		}
		if r, err = d.Score(ctx, o); err == nil && s.plot != "" {
			err = p.plotWorkspace(ctx, d, o.Filter, s.plot)
		}
		if err == nil {
			err = p.explain(ctx, d, s, o.Filter, &e)
		}
		return err
	})
	return r, e, err
}

// filter is what the flags choose of a workspace.
func (p *program) filter(s scoreFlags) (f scoring.Filter, err error) {
	f = scoring.Filter{Forecaster: s.forecaster, Tag: s.tag, Kind: strings.Join(s.types, ","), Witnesses: strings.Join(s.witnesses, ",")}
	for _, t := range s.types {
		if !slices.Contains([]string{"binary", "choice", "numeric", "date"}, t) {
			return f, fmt.Errorf("--type %s is not a type of question: use binary, choice, numeric or date", quoted(t))
		}
	}
	if s.period != "" {
		scope, err := p.period(s.period)
		if err != nil {
			return f, err
		}
		f.Since, f.Until = scope.From, scope.To
	}
	return f, nil
}

var groupings = map[string]score.GroupBy{
	"": nil, "forecaster": score.ByForecaster, "question": score.ByQuestion, "tag": score.ByTag, "month": score.ByMonth,
}

func (p *program) scoreTable(ctx context.Context, file string, rule score.Rule, clip float64, s scoreFlags) (r score.Report, err error) {
	by, ok := groupings[s.by]
	switch {
	case s.by == "source":
		return r, errors.New("--by source is for workspaces: a table does not say where its forecasts came from")
	case rule == score.RuleRPS:
		return r, errors.New("--rule rps is for workspaces: a table does not say whether its options are in order")
	case s.by == scoring.ByHorizon:
		return r, errors.New("--by horizon is for workspaces: leave it out with a table")
	case !ok:
		return r, fmt.Errorf("--by %s is not a grouping: use forecaster, question, tag or month", quoted(s.by))
	case len(s.provenance) > 0 || s.tag != "" || s.asOf != "" || s.backdate || s.witnessedOnly || s.movedSince != "" || s.conventions:
		return r, errors.New("--provenance, --tag, --as-of, --backdate, --witnessed-only, --moved-since and --conventions are for workspaces: leave them out with a table")
	case s.against != "" || s.period != "" || len(s.types)+len(s.witnesses) > 0:
		return r, errors.New("--against, --period, --type and --witnesses are for workspaces: leave them out with a table")
	}
	if s.byClocks {
		return r, errClocks
	}
	t, err := p.readTable(ctx, file, s)
	if err != nil {
		return r, err
	}
	o := score.Options{Rule: rule, By: by, Intervals: s.intervals, LogClip: clip}
	r = score.ScoreTable(t, o)
	if s.peer {
		t.WithTournaments(&r, o)
	}
	if s.by == "question" {
		for i := range r.Groups {
			r.Groups[i].Title = t.Title(r.Groups[i].Key)
		}
	}
	if s.plot != "" && r.Scored > 0 {
		err = p.plotTable(ctx, t, rule, s.plot)
	}
	if err == nil {
		p.assumed(t)
		if t.Timed() && t.Endless() && r.Scored > 0 {
			p.remark("no headline: the table says neither when its questions closed (closes_at) nor when their outcomes were known (resolved_at); for an import that is now")
		}
	}
	return r, err
}

// assumed says how a table was read, where that is not what most are.
func (p *program) assumed(t *score.Table) {
	for _, a := range slices.Concat(t.Times, t.Assumed) {
		if a != score.FromZeroToOne {
			p.remark("assumed: %s", a)
		}
	}
}

// readTable reads a table of forecasts, and the table of its questions.
func (p *program) readTable(ctx context.Context, file string, s scoreFlags) (t *score.Table, err error) {
	o, err := p.tableOptions(s.reading, s.forecaster)
	if err != nil {
		return nil, err
	}
	err = unpacked(ctx, file, func(in io.Reader) (err error) {
		t, err = score.ReadTable(ctx, in, filepath.Base(file), o)
		return err
	})
	if err == nil {
		err = t.Confirm()
	}
	if err != nil {
		return nil, asTable(ctx, file, err)
	}
	if s.questions != "" {
		if err := readable(s.questions); err != nil {
			return nil, err
		}
		var q *score.QuestionTable
		err = unpacked(ctx, s.questions, func(in io.Reader) (err error) {
			q, err = score.ReadQuestions(in, filepath.Base(s.questions), o)
			return err
		})
		if err == nil {
			err = t.Join(q)
		}
		if err == nil {
			err = t.Confirm()
		}
		if err != nil {
			return nil, asTable(ctx, s.questions, err)
		}
	}
	if err := t.Settle(s.reading.skipBadRows); err != nil {
		return nil, asTable(ctx, file, err)
	}
	if t.CharacterSet != "" {
		p.remark("%s is read as %s", t.Name, t.CharacterSet)
	}
	for i := range t.Bad {
		if n := t.Bad[i].Rows; n > 1 {
			p.remark("left out, %d rows: %s", n, t.Bad[i].Error())
			continue
		}
		p.remark("left out: %s", t.Bad[i].Error())
	}
	return t, p.saveLeft(ctx, file, t, o, s.reading.badRows)
}

// saveLeft writes the rows of a table that cannot be used, if that is asked for.
func (p *program) saveLeft(ctx context.Context, file string, t *score.Table, o score.TableOptions, name string) error {
	if name == "" {
		return nil
	}
	to, err := p.rowsOutput(name)
	if err != nil {
		return err
	}
	lines := t.Left()
	if len(lines) > 0 {
		err = importing.SaveRows(ctx, file, o, lines, to)
	}
	return p.saved(len(lines), to, err)
}

// asTable adds advice to an error in a table.
func asTable(ctx context.Context, file string, err error) error {
	var bad *score.BadRow
	var unsure *score.Unsure
	if errors.As(err, &unsure) {
		return err
	}
	if rows := (*score.BadRows)(nil); !errors.As(err, &rows) {
		err = importers.Explain(ctx, file, err)
	}
	if s := (*importers.Stranger)(nil); errors.As(err, &s) {
		return s
	}
	if errors.As(err, &bad) && bad.Advice != "" {
		return fmt.Errorf("%w: %s", err, bad.Advice)
	} else if bad != nil {
		return fmt.Errorf("%w: correct them, or leave such rows out with --skip-bad-rows", err)
	}
	return fmt.Errorf("%w: a table is CSV with a header such as question_id,forecaster,made_at,probability,outcome", err)
}

// unpacked reads a file, gzip or not.
func unpacked(ctx context.Context, file string, read func(io.Reader) error) error {
	f, err := files.Open(ctx, file)
	if ctx.Err() != nil {
		return ctx.Err()
	} else if err != nil {
		return fmt.Errorf("%w: check the path and its permissions", err)
	}
	defer f.Close()
	if err := bounded.Claims(f.File, f.Size()); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	b := bufio.NewReaderSize(f, 1<<20)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return read(b)
	}
	z, err := bounded.Gunzip(b)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return read(z)
}

// align prints rows in columns; those that hold numbers are aligned right.
func (p *program) align(rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], len([]rune(c)))
		}
	}
	for _, r := range rows {
		var line strings.Builder
		for i, c := range r {
			pad := strings.Repeat(" ", widths[i]-len([]rune(c)))
			if right := i > 0 && slices.ContainsFunc(rows[1:], func(r []string) bool { return strings.Trim(r[i], "0123456789.∞-–") == "" && r[i] != "" }); right {
				line.WriteString(pad + c)
			} else {
				line.WriteString(c + pad)
			}
			line.WriteString("  ")
		}
		p.println(strings.TrimRight(line.String(), " "))
	}
}
