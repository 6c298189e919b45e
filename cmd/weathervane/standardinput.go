package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"weathervane/files"
	"weathervane/forecasts/bounded"
)

// standardInput is what a file is called whose text was given on standard input.
const standardInput = "standard input"

// kept gives files that can be read more than once: for "-" one that has the text of
// standard input, until remove is called.
func (p *program) kept(ctx context.Context, in []string) (paths []string, remove func(), err error) {
	paths, remove = slices.Clone(in), func() {}
	for i, name := range in {
		if name != "-" {
			if err := lasting(name); err != nil {
				return nil, remove, err
			}
			continue
		}
		text, err := bounded.All(files.Reader(ctx, p.in))
		if err != nil {
			return nil, remove, err
		}
		files.Sweep(os.TempDir())
		dir, err := files.TempDir(os.TempDir())
		if err != nil {
			return nil, remove, err
		}
		before := remove
		remove = func() { os.RemoveAll(dir); before() }
		paths[i] = filepath.Join(dir, standardInput)
		if err := os.WriteFile(paths[i], text, 0o600); err != nil {
			return nil, remove, err
		}
	}
	return paths, remove, nil
}
