package merging

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model"
	"weathervane/model/journal"
)

// Incoming is a forecast file that was read and is valid by itself. Its records are
// read again where they are merged.
type Incoming struct {
	Path  string
	bytes int64
	File  *forecastfile.File
	from  *source
}

// Close forgets a file that needs not be read any more.
func (in Incoming) Close() error {
	in.File.Forget()
	return in.from.forget()
}

// Close forgets files that need not be read any more.
func Close(all []Incoming) error {
	var errs []error
	for _, in := range all {
		errs = append(errs, in.Close())
	}
	return errors.Join(errs...)
}

// source is a file that is open only while somebody reads it: a team's folder may
// have more of them than can be open at once.
type source struct {
	ctx    context.Context
	path   string
	in     *files.Input
	forgot func() error // removes what was unpacked; nil if nothing was
}

func (s *source) ReadAt(b []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if s.in == nil {
		in, err := files.OpenFile(s.ctx, s.path)
		if err != nil {
			return 0, fmt.Errorf("%s cannot be read again (%w)", s.path, files.Cause(err))
		}
		s.in = in
	}
	return s.in.File.ReadAt(b, at)
}

// rest closes the file until somebody reads it.
func (s *source) rest() {
	if s != nil && s.in != nil {
		s.in.Close()
		s.in = nil
	}
}

func (s *source) forget() error {
	s.rest()
	if s == nil || s.forgot == nil {
		return nil
	}
	forgot := s.forgot
	s.forgot = nil
	return forgot()
}

// spool is a scratch file for what is unpacked.
func (s *source) spool() (forecastfile.Spool, error) {
	dir, release, err := model.Scratch()
	if err != nil {
		return nil, err
	}
	f, err := os.Create(filepath.Join(dir, "unpacked"))
	if err != nil {
		return nil, errors.Join(err, release())
	}
	s.forgot = func() error { return errors.Join(f.Close(), release()) }
	return f, nil
}

// ReadFiles reads the files of an import, of which each must be valid by itself.
func ReadFiles(ctx context.Context, now journal.Instant, paths []string, except []journal.LogID) ([]Incoming, error) {
	var all []Incoming
	for i, path := range paths {
		n := float64(len(paths))
		in, err := ReadFile(model.Part(ctx, ReadShare*float64(i)/n, ReadShare*float64(i+1)/n), path, forecastfile.Options{Now: now, Except: except})
		if err != nil {
			return nil, errors.Join(err, Close(all))
		}
		if info, err := os.Stat(path); err == nil {
			in.bytes = info.Size()
		}
		all = append(all, in)
	}
	return all, nil
}
