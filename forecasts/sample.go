package forecasts

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// sampleName is the file's name, and with it the title.
const sampleName = "Northeast Asia desk.vane"

// sampleSetting stores which edition of the sample the workspace has merged.
const sampleSetting = "sample"

// OpenSample opens the sample workspace in the state folder. It is made on first
// use from the given forecast file, and updated when that has changed.
//
// Whoever opens it acts as Crane, one of its four call signs, with a separate
// state folder: Crane's key is in the program for all to see, so it must sign
// nothing else. What the user tries out is kept, unless the state folder cannot be
// written: then the sample is made in a folder that closing it removes.
func OpenSample(ctx context.Context, env session.Env, sample []byte) (*Desk, error) {
	d, err := openSample(ctx, filepath.Join(env.State, "sample"), env, sample)
	if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
		return d, err
	}
	dir, release, err := model.Scratch()
	if err != nil {
		return nil, err
	}
	if d, err = openSample(ctx, dir, env, sample); err != nil {
		return nil, errors.Join(err, release())
	}
	d.Dir = dir
	return d, nil
}

func openSample(ctx context.Context, dir string, env session.Env, sample []byte) (*Desk, error) {
	env.State, env.Name = filepath.Join(dir, "home"), "Crane"
	home, err := journal.OpenHome(env.State)
	if err != nil {
		return nil, err
	}
	seed := sha256.Sum256([]byte("weathervane sample Crane"))
	if err := home.SetKey(seed[:]); err != nil {
		return nil, err
	}
	// If two programs start at once, the second waits until the first has made
	// it.
	making := flock.New(filepath.Join(dir, "making"))
	waiting, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	if ok, err := making.TryLockContext(waiting, 5*time.Millisecond); err != nil || !ok {
		return nil, fmt.Errorf("the sample is being made by another program: close it and try again (%w)", err)
	}
	defer making.Close()

	d, err := openSampleAt(ctx, filepath.Join(dir, sampleName), env, sample)
	if fork := new(merging.Fork); errors.As(err, &fork) {
		// This edition has new logs for the call signs, so it cannot be merged
		// into the existing sample: that one stays as it is, and this one gets
		// its own folder.
		sum := sha256.Sum256(sample)
		return openSampleAt(ctx, filepath.Join(dir, hex.EncodeToString(sum[:4]), sampleName), env, sample)
	}
	return d, err
}

func openSampleAt(ctx context.Context, path string, env session.Env, sample []byte) (*Desk, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := makeSample(ctx, path, env, sample); err != nil {
			return nil, fmt.Errorf("make the sample: %w", err)
		}
	}
	d, err := Open(ctx, path, env)
	if err != nil {
		return nil, err
	}
	d.Sample = true
	if err := mergeSample(ctx, d.Session, sample); err != nil {
		d.Close()
		return nil, fmt.Errorf("bring the sample up to date: %w", err)
	}
	return d, nil
}

// makeSample makes the workspace under a temporary name and renames it when it is
// complete, so that an interruption leaves nothing behind.
func makeSample(ctx context.Context, path string, env session.Env, sample []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	files.Sweep(filepath.Dir(path))
	temp, err := files.TempDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	made := filepath.Join(temp, sampleName)
	store, err := model.Create(ctx, made)
	if err != nil {
		return err
	}
	home, err := journal.OpenHome(env.State)
	if err != nil {
		store.Close()
		return err
	}
	d, err := session.New(store, home, env)
	if err != nil {
		store.Close()
		return err
	}
	if err := errors.Join(mergeSample(ctx, d, sample), d.Close()); err != nil {
		return err
	}
	return os.Rename(made, path)
}

// mergeSample merges the forecast file unless this edition has been merged. It
// witnesses nothing: no colleague has handed over a file, and Crane's new log
// begins with the first thing that the user records.
func mergeSample(ctx context.Context, d *session.Session, sample []byte) error {
	sum := sha256.Sum256(sample)
	edition := hex.EncodeToString(sum[:])
	if have, err := d.Store.Setting(ctx, sampleSetting); err != nil || have == edition {
		return err
	}
	// It came with the program, so a slow clock must not refuse it.
	file, err := forecastfile.Options{Now: standing.Forever}.Read(bytes.NewReader(sample))
	if err != nil {
		return err
	}
	return d.Change(ctx, func(t *model.Tx) error {
		if err := merging.New(d, t, nil).Files([]merging.Incoming{{Path: "the sample", File: file}}); err != nil {
			return err
		}
		return t.SetSetting(sampleSetting, edition)
	}, nil)
}
