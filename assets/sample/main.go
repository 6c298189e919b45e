// Command sample makes the workspace that the program opens if there is none
// named: four forecasters with invented call signs ask, forecast, file evidence
// and resolve, from 26 February 2024 on, on what the news of those days was
// about.
//
// Everything goes through the desk, as it would with people: each call sign has a
// workspace and a key of its own, they exchange forecast files, and in the end
// one of them hands all of it on. Clocks, keys and randomness are given, so the
// file is the same byte for byte each time it is made.
//
//	go run ./assets/sample -o assets/sample.forecasts
//
// What is true in it: the articles, the questions' outcomes and their dates. What
// is invented: the call signs and all that they say and forecast.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("o", "assets/sample.forecasts", "where the file goes")
	flag.Parse()
	if err := run(context.Background(), *out); err != nil {
		fmt.Fprintln(os.Stderr, "sample:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out string) error {
	dir, err := os.MkdirTemp("", "weathervane-sample-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return makeSample(ctx, dir, out)
}
