// Command workspace makes a large forecast file for measurements, by size and
// seed: the same flags give the same bytes. With it, it writes the key of the
// first forecaster into a state folder and the same forecasts as a table.
//
//	go run ./bench/workspace -questions 100000 -forecasts 1000000 -o big.forecasts -table big.csv -state state/weathervane
//
// What it makes is invented; forecasts follow the odds by which outcomes are drawn.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// size says how much is made, and from which seed.
type size struct {
	seed                                              int64
	questions, forecasters, forecasts, articles, sets int
}

func main() {
	var s size
	flag.Int64Var(&s.seed, "seed", 1, "what is drawn")
	flag.IntVar(&s.questions, "questions", 100_000, "how many questions")
	flag.IntVar(&s.forecasters, "forecasters", 20, "how many forecasters, a log each")
	flag.IntVar(&s.forecasts, "forecasts", 1_000_000, "how many forecasts")
	flag.IntVar(&s.articles, "articles", 20_000, "how many articles, with a finding and a bearing each")
	flag.IntVar(&s.sets, "sets", 50, "how many scenario sets")
	out := flag.String("o", "", "the forecast file")
	table := flag.String("table", "", "a CSV table with the same forecasts; none if empty")
	state := flag.String("state", "", "a state folder that gets the first forecaster's key; none if empty")
	flag.Parse()
	if err := run(s, *out, *table, *state); err != nil {
		fmt.Fprintln(os.Stderr, "workspace:", err)
		os.Exit(1)
	}
}

func run(s size, out, table, state string) error {
	if out == "" || s.forecasters < 1 || s.questions < 1 {
		return fmt.Errorf("expected -o FILE, and at least one forecaster and question")
	}
	d := newDesk(s)
	if state != "" {
		home, err := journal.OpenHome(state)
		if err == nil {
			err = home.SetKey(d.people[0].seed[:])
		}
		if err != nil {
			return err
		}
	}
	if table != "" {
		if err := write(table, d.writeTable); err != nil {
			return err
		}
	}
	batch, err := d.records()
	if err != nil {
		return err
	}
	return write(out, func(w io.Writer) error { return forecastfile.Write(w, batch) })
}

func write(path string, fill func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	b := bufio.NewWriterSize(f, 1<<20)
	if err := fill(b); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return f.Close()
}
