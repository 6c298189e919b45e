package files

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
)

// Await runs what may wait for ever, such as the opening of a pipe, until ctx ends.
// A panic is raised again on the caller's goroutine. What comes after the end is
// lost.
func Await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
		fault any
	}
	came := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			r.fault = recover()
			came <- r
		}()
		r.value, r.err = do()
	}()
	select {
	case r := <-came:
		if r.fault != nil {
			panic(r.fault)
		}
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

type reader struct {
	ctx context.Context //nolint:containedctx // a Reader is given none
	in  io.Reader
	own []byte // what is read into: the caller's is the caller's again once a Read was interrupted
}

// Reader reads until ctx ends: a pipe or a terminal may never give anything, and a
// disk may hang.
func Reader(ctx context.Context, in io.Reader) io.Reader { return &reader{ctx: ctx, in: in} }

func (r *reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	own := slices.Grow(r.own[:0], len(b))[:len(b)]
	r.own = nil // until it was not interrupted
	n, err := Await(r.ctx, func() (int, error) { return r.in.Read(own) })
	if r.ctx.Err() == nil {
		r.own = own
	}
	return copy(b, own[:n]), err
}

type writer struct {
	ctx context.Context //nolint:containedctx // a Writer is given none
	out io.Writer
}

// Writer writes until ctx ends: nobody may read from a pipe.
func Writer(ctx context.Context, out io.Writer) io.Writer { return writer{ctx, out} }

func (w writer) Write(b []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	own := slices.Clone(b)
	return Await(w.ctx, func() (int, error) { return w.out.Write(own) })
}

// Open opens a file, device or pipe for reading until ctx ends. A workspace that
// this program has open is refused.
func Open(ctx context.Context, path string) (*Input, error) {
	if err := free(path); err != nil {
		return nil, err
	}
	f, err := Await(ctx, func() (*os.File, error) { return os.Open(path) })
	if err != nil {
		return nil, err
	}
	return &Input{File: f, Reader: Reader(ctx, f)}, nil
}

// OpenFile opens a file that may be read more than once, and refuses a pipe, a
// device or a folder at once.
func OpenFile(ctx context.Context, path string) (*Input, error) {
	if err := IsFile(path); err != nil {
		return nil, err
	}
	return Open(ctx, path)
}

// IsFile refuses what is there and is no regular file.
func IsFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s is a directory: name a file", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is a pipe or a device: save what it gives to a file, and name that", path)
	}
	return nil
}

// Input is an open file whose Read ends with the context that opened it.
type Input struct {
	io.Reader
	File *os.File
}

// Size is that of a regular file; 0 for what is none.
func (i *Input) Size() int64 {
	if info, err := i.File.Stat(); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return 0
}

// Close releases the file. A Read that hangs does not hold it up.
func (i *Input) Close() error {
	go i.File.Close()
	return nil
}
