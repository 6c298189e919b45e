package forecasts

import (
	"context"
	"crypto/sha256"
	"errors"
	"path/filepath"

	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// OpenExports opens a workspace to be read that has nothing in it but what exports of
// other services say, as an import records it, and gives what was found in them;
// tables beside them are read as it is said.
// Closing it removes it; nothing else is written. What is in no export that is read
// is an error.
func OpenExports(ctx context.Context, env session.Env, paths []string, reading score.TableOptions) (*Desk, importing.Result, error) {
	dir, release, err := model.Scratch()
	if err != nil {
		return nil, importing.Result{}, err
	}
	d, found, err := openExports(ctx, dir, env, paths, reading)
	if err != nil {
		return nil, found, errors.Join(err, release())
	}
	d.Dir = dir
	return d, found, nil
}

func openExports(ctx context.Context, dir string, env session.Env, paths []string, reading score.TableOptions) (*Desk, importing.Result, error) {
	env.State, env.AsNew = filepath.Join(dir, "home"), false
	home, err := journal.OpenHome(env.State)
	if err != nil {
		return nil, importing.Result{}, err
	}
	seed := sha256.Sum256([]byte("weathervane exports")) // the same figures in every run
	if err := home.SetKey(seed[:]); err != nil {
		return nil, importing.Result{}, err
	}
	path := filepath.Join(dir, "exports.vane")
	d, err := Create(ctx, path, "the reader of exports", env)
	if err != nil {
		return nil, importing.Result{}, err
	}
	found, err := d.ImportFiles(ctx, paths, importing.Options{Reading: reading})
	if err = errors.Join(err, d.Close()); err != nil {
		return nil, found, err
	}
	d, err = OpenToRead(ctx, path, env)
	return d, found, err
}
