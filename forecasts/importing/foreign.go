package importing

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/bounded"
	"weathervane/forecasts/charset"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/forecasts/sheet"
	"weathervane/forecasts/transfer"
	"weathervane/model"
	"weathervane/model/journal"
)

// Options say how files of any form are imported.
type Options struct {
	Except  []journal.LogID    // forked logs of forecast files to leave out
	Reading score.TableOptions // how tables are read
	Me      string             // the forecaster in the files who is the user; nobody if empty
	Names   map[string]string  // who else somebody in the files is: a name here, or nothing for the user
	DryRun  bool
	Called  map[string]string // by path, what a file was made of and is called by

	Seen map[string]string // by path, the SHA-256 of what was looked at; other content is refused

	Tables map[string]TableMeaning // how single CSV files are read, by path
	Recall bool                    // a CSV file without instructions is read like the last one with the same header

	Decide map[journal.ID]journal.ID // of a disputed question, the resolution that the user considers right
	Same   [][2]journal.ID           // a new question and the one here that is the same

	Choose overturning.Choose // what stood here and is kept; nil keeps nothing
	Brief  bool               // of a dry run, headlines are told only where something is overturned
}

// ErrChanged is that a file is not what it was when it was looked at.
var ErrChanged = errors.New("the file has changed since it was looked at: look at it again; nothing was imported")

// Result is what files of any form would add or have added.
type Result struct {
	merging.Summary
	Foreign []ForeignFile `json:"foreign,omitempty"`
	// Overturns is what stood here and stands otherwise after the merge; Headlines
	// are told before it alone.
	Overturns []overturning.Overturn `json:"overturns"`
	Headlines []overturning.Headline `json:"headlines,omitzero"`
	Outlook   *overturning.Outlook   `json:"-"` // what they become by other choices
	LeftOut   []importers.LeftOut    `json:"left_out,omitempty"`
}

// ForeignFile is what the export of another service contains and adds.
type ForeignFile struct {
	File      string              `json:"file"`
	From      string              `json:"from"`
	SHA256    string              `json:"sha256"`
	Questions int                 `json:"questions"` // in the file
	Forecasts int                 `json:"forecasts"`
	Known     int                 `json:"known"` // forecasts that were here before
	Assumed   []string            `json:"assumed,omitempty"`
	Odd       []importers.Count   `json:"odd,omitempty"`
	LeftOut   []importers.LeftOut `json:"-"`                // the first rows of a table
	Left      []int               `json:"-"`                // the lines of all that cannot be used
	People    []string            `json:"people,omitempty"` // who made forecasts, the most first

	Read     TableMeaning `json:"-"` // how a CSV file was read
	Recalled bool         `json:"-"` // because one with the same header was
}

// Called is what to call where it comes from: the service, or the file of a table that
// no service wrote.
func (f *ForeignFile) Called() string {
	if f.From == importers.PlainTable {
		return filepath.Base(f.File)
	}
	return f.From
}

// foreignFile is an export that was read.
type foreignFile struct {
	*importers.File
	path, sha256 string
	read         TableMeaning
	recalled     bool
}

// ImportFiles imports files of any form that is recognised: forecast files are
// merged, exports of other services recorded in the user's own log. All of
// them or none.
func (d *Desk) ImportFiles(ctx context.Context, paths []string, o Options) (Result, error) {
	known, err := d.recalled(ctx, o)
	if err != nil {
		return Result{}, err
	}
	native, foreign, read, err := d.readAny(ctx, paths, o, known)
	if err != nil {
		return Result{}, err
	}
	files, err := merging.ReadFiles(ctx, journal.InstantOf(d.Env.Now()), native, o.Except)
	if err != nil {
		return Result{}, err
	}
	defer merging.Close(files)
	for i := range files {
		files[i].Path = cmp.Or(o.Called[files[i].Path], files[i].Path)
	}
	b := &importing{desk: d, o: o, files: files, foreign: foreign, ctx: model.Part(ctx, merging.ReadShare, 1)}
	if o.DryRun {
		plan := func(t *model.Tx) error {
			if err := b.merge(t); err != nil {
				return err
			}
			if err := b.plan.rehearse(); err != nil {
				return err
			}
			return b.rehearseReversals(t)
		}
		if err := d.Store.Try(model.Part(ctx, merging.ReadShare, 1), plan, b.foresee); err != nil {
			return Result{}, err
		}
		return b.brought(), nil
	}
	if err = d.Record(model.Part(ctx, merging.ReadShare, 1), func(t *model.Tx, a *session.Author) error {
		if err := b.merge(t); err != nil {
			return err
		}
		if err := b.m.Sign(a); err != nil {
			return err
		}
		if err := b.plan.write(a); err != nil {
			return err
		}
		if err := b.keep(a); err != nil {
			return err
		}
		if err := b.m.Decide(a, o.Decide); err != nil {
			return err
		}
		if err := b.m.Link(a, b.plan.named(o.Same)); err != nil {
			return err
		}
		if err := keepMeanings(ctx, t, read); err != nil {
			return err
		}
		return b.remember(t, a.At, paths)
	}, session.Changed{Topic: session.TopicExchange}); err != nil {
		return Result{}, err
	}
	b.m.Foreign = b.plan.asks()
	if err = d.Store.View(context.WithoutCancel(ctx), b.sum); err != nil { // it is recorded
		return Result{}, err
	}
	out := b.brought()
	out.Written = true
	return out, nil
}

// importing is one import of files of any form.
type importing struct {
	desk    *Desk
	o       Options
	files   []merging.Incoming
	foreign []foreignFile
	before  map[journal.ID]bool
	m       *merging.Merger
	plan    *plan
	ctx     context.Context // of the plan

	compares  bool // it looks for what the merge overturns
	overturns []overturning.Overturn
	headlines []overturning.Headline
	outlook   *overturning.Outlook
}

// merge merges the forecast files and plans what the others add.
func (b *importing) merge(t *model.Tx) (err error) {
	b.m = merging.New(b.desk.Session, t, b.o.Except)
	b.m.Forgets = true
	if b.before, err = merging.Disputed(t.Reader()); err != nil {
		return err
	}
	b.compares, b.overturns = len(b.files) > 0, []overturning.Overturn{}
	if err = b.m.Files(b.files); err == nil {
		err = merging.Close(b.files)
	}
	if err != nil {
		return err
	}
	if len(b.foreign) == 0 {
		b.plan = &plan{}
		return nil
	}
	me, err := b.desk.Me()
	if err != nil {
		return err
	}
	if b.plan, err = newPlan(t.Reader(), me, b.o, journal.InstantOf(b.desk.Env.Now())); err != nil {
		return err
	}
	b.plan.step = func(share float64) error {
		model.Tell(b.ctx, share)
		return context.Cause(b.ctx)
	}
	for _, f := range b.foreign {
		if err := b.plan.file(f); err != nil {
			return err
		}
	}
	b.m.Foreign = b.plan.asks()
	b.compares = b.compares || b.plan.reverses()
	return nil
}

// remember notes which files were merged, if they added anything.
func (b *importing) remember(t *model.Tx, at journal.Instant, paths []string) error {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	p := transfer.Of(&b.m.Summary, at, names)
	for _, target := range b.plan.order {
		p.Records += len(target.made)
	}
	for _, f := range b.plan.files {
		p.Who = append(p.Who, f.From)
	}
	if p.Records == 0 {
		return nil
	}
	return transfer.Remember(t, p)
}

func (b *importing) sum(r model.Reader) error { return b.m.Summarize(r, b.before) }

func (b *importing) brought() Result {
	if b.m == nil || b.plan == nil {
		return Result{}
	}
	out := Result{Summary: b.m.Summary, Foreign: b.plan.files, Overturns: b.overturns, Headlines: b.headlines, Outlook: b.outlook}
	for _, f := range out.Foreign {
		out.LeftOut = append(out.LeftOut, f.LeftOut...)
	}
	b.plan.count(&out.Summary, b.desk.Env.Zone)
	return out
}

// readAny distinguishes forecast files from exports of other services and reads
// the latter; read says how tables were read.
func (d *Desk) readAny(ctx context.Context, paths []string, o Options, known map[string]string) (native []string, foreign []foreignFile, read map[string]TableMeaning, err error) {
	read = map[string]TableMeaning{}
	forms, each := make([]importers.Form, len(paths)), make([]Options, len(paths))
	k := beside{others: importers.NewOthers(), metaculus: importers.NewMetaculusTables()}
	tables, surveys := false, false
	for i, path := range paths {
		o := o.of(ctx, path, known)
		each[i] = o
		if forms[i], err = formOf(ctx, path, o.Reading); err != nil {
			return nil, nil, nil, err
		}
		if forms[i] == importers.CSV || forms[i] == importers.CSVQuestions {
			read[path] = meaningOf(o.Reading)
		}
		tables = tables || forms[i] == importers.CSV
		surveys = surveys || forms[i] == importers.GoodJudgmentCSV
		if forms[i] == importers.Ours {
			native = append(native, path)
		} else if err := k.learn(ctx, path, forms[i], o); err != nil {
			return nil, nil, nil, err
		}
	}
	switch {
	case slices.Contains(forms, importers.MetaculusCommentCSV) && !slices.Contains(forms, importers.MetaculusForecastCSV):
		return nil, nil, nil, errors.New("comments of Metaculus are the rationales of forecasts: add forecast_data.csv")
	case len(k.ifps) > 0 && !surveys:
		return nil, nil, nil, errors.New("the table of Good Judgment’s questions has no forecasts: name a survey_fcasts table as well")
	case len(k.questions) > 0 && !tables:
		return nil, nil, nil, fmt.Errorf("%s is a table of questions without forecasts: name the table of forecasts as well, or say which column has the probabilities", k.questions[0].Name)
	case len(o.Reading.Columns) > 0 && !tables && len(k.questions) == 0:
		return nil, nil, nil, errors.New("--map is for plain CSV, and none of the files is plain CSV: leave it out")
	}
	for i, path := range paths {
		if slices.Contains([]importers.Form{importers.Ours, importers.CSVQuestions, importers.GoodJudgmentIfps, importers.MetaculusCommentCSV}, forms[i]) {
			continue
		}
		o := each[i]
		_, said := o.Tables[path]
		f := foreignFile{path: path, read: read[path], recalled: !said && o.Recall && len(read[path].Columns) > 0}
		f.sha256, err = openForeign(model.Part(ctx, merging.ReadShare*float64(i)/float64(len(paths)), merging.ReadShare*float64(i+1)/float64(len(paths))), path, func(in io.Reader, name string) (err error) {
			f.File, err = readForeign(ctx, in, name, forms[i], o, k)
			if text, ok := in.(*charset.Reader); ok && f.File != nil && text.Set().Name != "" {
				f.File.Assumed = append(f.File.Assumed, "the text is in "+text.Set().Name)
			}
			return err
		})
		if err != nil {
			return nil, nil, nil, err
		}
		if f.File == nil { // JSON of an unknown service
			native = append(native, path)
			continue
		}
		if seen := o.Seen[path]; seen != "" && seen != f.sha256 {
			return nil, nil, nil, fmt.Errorf("%s: %w", path, ErrChanged)
		}
		foreign = append(foreign, f)
	}
	return native, foreign, read, nil
}

// beside is what files say about the forecasts of others.
type beside struct {
	questions []*score.QuestionTable
	ifps      []*importers.GoodJudgmentQuestions
	others    importers.Others
	metaculus *importers.MetaculusTables
}

func (k *beside) learn(ctx context.Context, path string, form importers.Form, o Options) (err error) {
	switch form {
	case importers.GoodJudgmentIfps:
		_, err = openForeign(ctx, path, func(in io.Reader, name string) error {
			q, err := importers.ReadGoodJudgmentQuestions(in, name)
			k.ifps = append(k.ifps, q)
			return err
		})
	case importers.CSVQuestions:
		_, err = openForeign(ctx, path, func(in io.Reader, name string) error {
			q, err := score.ReadQuestions(in, name, o.Reading)
			k.questions = append(k.questions, q)
			return err
		})
	case importers.JSON:
		_, err = openForeign(ctx, path, k.others.Learn)
	case importers.MetaculusQuestionCSV:
		_, err = openForeign(ctx, path, k.metaculus.LearnQuestions)
	case importers.MetaculusCommentCSV:
		_, err = openForeign(ctx, path, k.metaculus.LearnComments)
	}
	return err
}

func readForeign(ctx context.Context, in io.Reader, name string, form importers.Form, o Options, k beside) (*importers.File, error) {
	switch form {
	case importers.CSV:
		return importers.Table(ctx, in, name, o.Reading, k.questions...)
	case importers.GoodJudgmentCSV:
		return importers.GoodJudgment(ctx, in, name, k.ifps...)
	case importers.FatebookCSV:
		return importers.Fatebook(in, name)
	case importers.MetaculusZip:
		return importers.ReadMetaculusZip(in, name)
	case importers.MetaculusQuestionCSV, importers.MetaculusForecastCSV, importers.MetaculusScoreCSV:
		return importers.Metaculus(in, name, form, k.metaculus)
	case importers.JSON:
		return importers.Document(in, name, k.others)
	case importers.ReportTable:
		return importers.Report(in, name)
	case importers.ConfidoCSV:
		return importers.Confido(in, name)
	case importers.PredictionsCSV:
		return importers.PredictionBookTable(in, name)
	}
	return nil, nil
}

// formOf recognises the form of a file by its beginning.
func formOf(ctx context.Context, path string, o score.TableOptions) (form importers.Form, err error) {
	in, err := open(ctx, path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	head := make([]byte, 1<<16)
	b, err := unzipped(in)
	if err != nil {
		return importers.Ours, nil // whose reader says what is wrong
	}
	if isZip(b) {
		if err := cmp.Or(bounded.Document(in.Size()), bounded.Claims(in.File, in.Size())); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		if form, err = formInZip(b, path, o); err != nil {
			err = importers.Explain(ctx, path, err)
		}
		return form, err
	}
	n, err := io.ReadFull(decoded(b), head)
	if errors.Is(err, charset.ErrText) && n == 0 && endsAsTable(path) {
		return "", importers.Explain(ctx, path, fmt.Errorf("%s: %w", path, err))
	} else if err != nil && n == 0 {
		return importers.Ours, nil
	}
	form = importers.Recognise(head[:n], o.Columns)
	if what, _ := importers.Strange(head[:n]); form == importers.Ours && what == "" && endsAsTable(path) && !bytes.HasPrefix(head, []byte("{")) {
		return importers.CSV, nil // whose reader says what is wrong
	}
	if form == importers.JSON {
		if err := bounded.Document(in.Size()); err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
	}
	return form, nil
}

// IsExport reports whether a file is an export of another service, and neither a table,
// a report among them, nor a forecast file.
func IsExport(ctx context.Context, path string, o score.TableOptions) bool {
	form, err := formOf(ctx, path, o)
	return err == nil && !slices.Contains([]importers.Form{importers.Ours, importers.CSV, importers.CSVQuestions, importers.ReportTable}, form)
}

// formInZip recognises an archive or a spreadsheet by what it holds.
func formInZip(in io.Reader, path string, o score.TableOptions) (importers.Form, error) {
	all, err := bounded.All(in)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	if importers.IsMetaculusZip(all) {
		return importers.MetaculusZip, nil
	}
	s, err := sheet.OpenArchive(all, sheet.Options{Sheet: o.Sheet}, importers.KnownNames(o.Columns))
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return importers.Recognise(s.Head(), o.Columns), nil
}

func isZip(in *bufio.Reader) bool {
	magic, _ := in.Peek(4)
	return string(magic) == "PK\x03\x04"
}

// unzipped reads a file, compressed by gzip or not.
func unzipped(in io.Reader) (*bufio.Reader, error) {
	b := bufio.NewReaderSize(in, 1<<20)
	if magic, _ := b.Peek(2); string(magic) != "\x1f\x8b" {
		return b, nil
	}
	z, err := bounded.Gunzip(b)
	if err != nil {
		return nil, err
	}
	return bufio.NewReader(z), nil
}

// decoded reads text in any known character set; a zip archive as it is.
func decoded(in *bufio.Reader) io.Reader {
	if isZip(in) {
		return in
	}
	return charset.NewReader(in)
}

// open opens a file that is imported; the error is a sentence.
func open(ctx context.Context, path string) (*files.Input, error) {
	in, err := files.OpenFile(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	}
	return in, nil
}

// openForeign reads a file and returns it with the hash of its bytes.
func openForeign(ctx context.Context, path string, read func(in io.Reader, name string) error) (string, error) {
	in, err := open(ctx, path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	all := io.TeeReader(model.Telling(ctx, in, in.Size()), sum)
	plain, err := unzipped(all)
	if err != nil {
		return "", fmt.Errorf("%s: the gzip data cannot be unpacked: export it again", path)
	}
	if err := read(decoded(plain), filepath.Base(path)); err != nil {
		return "", asForeign(err)
	}
	if _, err := io.Copy(io.Discard, all); err != nil {
		return "", fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// windowed is an error in the words of the window.
func windowed(err error) string {
	if t := (*importers.Told)(nil); errors.As(err, &t) {
		return t.Window
	}
	return err.Error()
}

// asForeign adds to an error in a row what to do about it.
func asForeign(err error) error {
	var table *score.BadRow
	var row *importers.BadRow
	var unsure *score.Unsure
	if errors.As(err, &table) && table.Advice != "" {
		return fmt.Errorf("%w: %s; nothing was imported", err, table.Advice)
	}
	if table != nil || errors.As(err, &row) {
		return fmt.Errorf("%w: correct what is wrong, nothing was imported", err)
	}
	if errors.As(err, &unsure) {
		return fmt.Errorf("%w; nothing was imported", err)
	}
	if strings.Contains(err.Error(), ": no column ") {
		return &importers.Told{
			Command: fmt.Sprintf("%v: nothing was imported; for plain CSV --map COLUMN=NAME says what a column stands for", err),
			Window:  windowed(err) + ": nothing was imported; say which column it is", Cause: err,
		}
	}
	return fmt.Errorf("%w: nothing was imported", err)
}
