package importing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/score"
)

// SaveRows writes rows of a table that are left out, below its header, to a file: to
// be mended there, and imported by themselves. Lines are theirs; the options are those
// that the table is read with. What files.Kind refuses to replace is refused, and so is
// the table itself.
func (d *Desk) SaveRows(ctx context.Context, path string, o Options, lines []int, to string) error {
	known, err := d.recalled(ctx, o)
	if err != nil {
		return err
	}
	return SaveRows(ctx, path, o.of(ctx, path, known).Reading, lines, files.Output{Path: to})
}

// SaveLeft writes the rows that an import leaves out because they cannot be used,
// below the header of their table, to a file: to be mended there, and imported by
// themselves. n is how many lines there are; with none, nothing is written. It is an
// error if several of the files are tables with such rows.
func SaveLeft(ctx context.Context, all []ForeignFile, reading score.TableOptions, to files.Output) (n int, err error) {
	var of *ForeignFile
	for i := range all {
		if len(all[i].Left) == 0 {
			continue
		}
		if of != nil {
			return 0, fmt.Errorf("rows of several tables are left out (%s, %s), which do not go into one file: import the tables one by one", filepath.Base(of.File), filepath.Base(all[i].File))
		}
		of = &all[i]
	}
	if of == nil {
		return 0, nil
	}
	if of.Read.Columns != nil {
		reading.Columns = of.Read.Columns
	}
	return len(of.Left), SaveRows(ctx, of.File, reading, of.Left, to)
}

// SaveRows copies the header and the rows of some lines from the table at path to an
// output, which may replace rows of such a table that were saved before.
func SaveRows(ctx context.Context, path string, reading score.TableOptions, lines []int, to files.Output) error {
	if to.Standard == nil && sameFile(path, to.Path) {
		return fmt.Errorf("%s is the table itself: choose another name", to.Path)
	}
	in, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer in.Close()
	var header strings.Builder
	if err := score.CopyRows(ctx, &header, in, filepath.Base(path), reading, nil); err != nil {
		return err
	}
	again, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer again.Close()
	begins := header.String()
	kind := files.Kind{Name: "file of rows of this table", Begins: []string{begins[:min(len(begins), 64)]}}
	_, err = kind.Write(ctx, to, func(w io.Writer) error {
		return score.CopyRows(ctx, w, again, filepath.Base(path), reading, lines)
	})
	return err
}

// sameFile reports whether two names are of one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return errors.Join(err, err2) == nil && os.SameFile(x, y)
}
