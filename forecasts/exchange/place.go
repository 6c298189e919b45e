package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/merging"
	"weathervane/model/journal"
)

// A place is a folder that a team shares. It has one file for each log, named
// after it, which only the author's program writes: batch by batch, each replaced
// atomically. Whatever else is there is reported and left alone: conflict copies
// made by cloud storage, partly copied files, foreign files.

const placeEnd = ".forecasts"

// Skipped is a file of a place that was not read, or not completely.
type Skipped struct {
	File string `json:"file"`
	// What is conflict (a copy that a cloud storage made), partial (still being
	// written), damaged, foreign, fork or ahead (of this machine's clock).
	What string `json:"what"`
	Why  string `json:"why"`
}

// placed is what a place has of each log.
type placed struct {
	files   []merging.Incoming // one for each log, and valid conflict copies
	skipped []Skipped
}

func (p *placed) skip(file, what, format string, args ...any) {
	p.skipped = append(p.skipped, Skipped{file, what, fmt.Sprintf(format, args...)})
}

// readPlace reads every log of a place as far as it is valid.
func readPlace(ctx context.Context, dir string, now journal.Instant) (placed, error) {
	var p placed
	entries, err := os.ReadDir(dir)
	if err != nil {
		return p, fmt.Errorf("%s cannot be read (%w): name the folder that the team shares", dir, files.Cause(err))
	}
	for _, e := range entries {
		name := e.Name()
		log, kind := placeName(name)
		switch {
		case strings.HasPrefix(name, "."), e.IsDir():
		case kind == "foreign" || !e.Type().IsRegular():
			p.skip(name, "foreign", "not a log: its name is not that of one")
		default:
			p.read(ctx, filepath.Join(dir, name), log, kind == "conflict", now)
		}
	}
	return p, nil
}

// placeName reads a file's name: a log, a conflict copy of a log made by cloud
// storage, or a foreign file.
func placeName(name string) (journal.LogID, string) {
	stem, ok := strings.CutSuffix(name, placeEnd)
	if !ok || len(stem) < 32 {
		return journal.LogID{}, "foreign"
	}
	if log, err := journal.ParseLogID(stem); err == nil {
		return log, "log"
	}
	// "60b2… (1).forecasts", "60b2… (Ann's conflicted copy 2024-02-26).forecasts",
	// "60b2….sync-conflict-20240226-091403-ABCDEFG.forecasts".
	log, err := journal.ParseLogID(stem[:32])
	if err != nil || !strings.ContainsAny(stem[32:33], " (.-_~") {
		return journal.LogID{}, "foreign"
	}
	return log, "conflict"
}

func (p *placed) read(ctx context.Context, path string, log journal.LogID, copied bool, now journal.Instant) {
	name := filepath.Base(path)
	if copied {
		p.skip(name, "conflict", "a conflict copy made by cloud storage: its valid part was merged, and you can remove it")
	}
	if packed(path) {
		p.skip(name, "foreign", "it is compressed, and a log in a shared folder is not: merge it with import")
		return
	}
	in, err := merging.ReadFile(ctx, path, forecastfile.Options{Now: now, Place: true})
	f := in.File
	var problem *forecastfile.Problem
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return // it was renamed while the folder was read
	case err != nil && copied:
		return
	case errors.As(err, &problem) && (strings.Contains(problem.What, "cut off") || strings.Contains(problem.What, "empty")):
		p.skip(name, "partial", "it is incomplete so far: %s", problem)
		return
	case err != nil:
		p.skip(name, "damaged", "%s", oneCause(err, path))
		return
	case len(f.Logs) == 0 && len(f.Ahead) == 1 && f.Ahead[0].ID == log:
		p.skip(name, "ahead", "%s", f.Ahead[0].Aside.Says())
		return
	case len(f.Logs) != 1 || len(f.Ahead) > 0 || f.Logs[0].ID != log:
		p.skip(name, "foreign", "it contains logs other than the one in its name: merge it with import")
		return
	}
	if f.Tail != nil && !copied {
		p.skip(name, "partial", "read up to line %d, the rest is incomplete", f.Lines)
	}
	if aside := f.Logs[0].Aside; aside != nil {
		p.skip(name, "ahead", "%s", aside.Says())
	}
	p.files = append(p.files, in)
}

// packed reports whether a file begins like gzip.
func packed(path string) bool {
	in, err := os.Open(path)
	if err != nil {
		return false
	}
	defer in.Close()
	var magic [2]byte
	_, err = io.ReadFull(in, magic[:])
	return err == nil && magic == [2]byte{0x1f, 0x8b}
}

// oneCause drops the path from an error that begins with it.
func oneCause(err error, path string) string { return strings.TrimPrefix(err.Error(), path+": ") }

// log is what the place has of a log under its own name.
func (p *placed) log(path string) *forecastfile.File {
	for _, in := range p.files {
		if in.Path == path {
			return in.File
		}
	}
	return nil
}

// appendBatch appends a batch to the valid part of a log's file, so that readers
// see all of it or nothing.
func appendBatch(ctx context.Context, path string, before *forecastfile.File, b forecastfile.Batch) error {
	files.Sweep(filepath.Dir(path))
	_, err := files.Replace(ctx, path, 0o644, func(w io.Writer) error { return appendTo(w, path, before, b) })
	return err
}

func appendTo(w io.Writer, path string, before *forecastfile.File, b forecastfile.Batch) error {
	if before == nil {
		return forecastfile.Write(w, b)
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	n, err := io.Copy(w, io.LimitReader(in, before.Bytes))
	if err == nil && n < before.Bytes {
		err = fmt.Errorf("%s became shorter while it was being read: try again", path)
	}
	if err != nil {
		return err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return forecastfile.Append(w, io.LimitReader(in, before.Bytes), b)
}
