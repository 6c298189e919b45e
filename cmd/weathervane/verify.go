package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// keeping are the commands about a workspace as a whole.
func (p *program) keeping() []*cobra.Command {
	create := &cobra.Command{
		Use: "new FILE --as NAME", Short: "Make a workspace and open a log under this machine's key", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return p.create(c, args[0], p.env.Name) },
	}

	var against string
	verify := &cobra.Command{
		Use: "verify FILE", Short: "Verify a workspace, a forecast file or a proof", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return p.verify(c, args[0], against) },
	}
	verify.Flags().StringVar(&against, "against", "", "`WORKSPACE` whose leaves and checkpoints must agree")

	check := &cobra.Command{
		Use: "check FILE", Short: "Check the database, its hashes, and its tables against a rebuild", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return p.check(c, args[0]) },
	}
	rebuild := &cobra.Command{
		Use: "rebuild FILE", Short: "Rebuild the tables from the records", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.with(c.Context(), args[0], func(d *forecasts.Desk) error { return d.Rebuild(c.Context()) })
		},
	}
	return []*cobra.Command{create, verify, check, rebuild}
}

func (p *program) create(c *cobra.Command, file, name string) error {
	if name == "" {
		return fmt.Errorf("no name: use --as NAME to say who signs the records")
	}
	if file == "" {
		return errors.New("no file: say what the workspace is to be called")
	}
	return session.Make(c.Context(), file, name, p.env) // opening it could only fail after it is there
}

func (p *program) verify(c *cobra.Command, file, against string) error {
	v, err := p.verification(c, file, against)
	if err != nil {
		return err
	}
	if p.json {
		if err := p.document(v); err != nil {
			return err
		}
	} else {
		p.printVerification(v)
	}
	if v.OK {
		return nil
	}
	return &refusal{fmt.Sprintf("%s is not valid: %s", file, firstProblem(v)), true}
}

func (p *program) verification(c *cobra.Command, file, against string) (v exchange.Verification, err error) {
	ctx := c.Context()
	workspace := file == sampleFile
	if !workspace {
		if err := lasting(file); err != nil {
			return v, err
		}
		workspace = isDatabase(file)
	}
	proof := !workspace && exchange.IsProof(file)
	switch {
	case against != "" && workspace:
		return v, fmt.Errorf("--against compares a forecast file with a workspace: %s is a workspace itself", file)
	case against != "":
		err = p.toRead(ctx, against, func(d *forecasts.Desk) (err error) {
			if proof {
				v, err = d.VerifyProofAgainst(ctx, file)
				return err
			}
			v, err = d.VerifyAgainst(ctx, file)
			return err
		})
	case workspace:
		err = p.toRead(ctx, file, func(d *forecasts.Desk) (err error) {
			v, err = d.Verify(ctx)
			return err
		})
	case proof:
		v, err = exchange.VerifyProof(file, journal.InstantOf(p.env.Now()))
	default:
		v, err = exchange.VerifyFile(ctx, file, journal.InstantOf(p.env.Now()))
	}
	return v, err
}

func firstProblem(v exchange.Verification) string {
	all := append([]exchange.Problem(nil), v.Problems...)
	for _, l := range v.Logs {
		all = append(all, l.Problems...)
	}
	if len(all) == 0 {
		return "see what is printed"
	}
	return sentence(all[0])
}

func sentence(problem exchange.Problem) string {
	if problem.Line > 0 {
		return fmt.Sprintf("line %d: %s", problem.Line, problem.What)
	}
	return problem.What
}

func (p *program) printVerification(v exchange.Verification) {
	for _, l := range v.Logs {
		p.printf("%s  key %s", words.Label(l.Name), l.Key)
		if l.KnownSince != nil {
			p.printf(", known since %s", p.day(*l.KnownSince))
		}
		p.printf("\n  log %s: %s, %d shown, %d withheld, %d sealed, %d late or by an odd clock\n", l.Log, words.ReportPlural(int(l.Records), "record"), l.Records-l.Withheld, l.Withheld, l.Sealed, l.Late)
		switch {
		case l.SignedTo == l.Records:
			p.printf("  signed to the last record")
		default:
			p.printf("  signed to %d, %d not signed yet", l.SignedTo, l.Records-l.SignedTo)
		}
		p.printf("; witnesses: %d\n", len(l.WitnessedBy))
		if l.ForkedAt != nil {
			p.printf("  exposed as forked: from record %d on it does not count\n", *l.ForkedAt)
		}
		for _, note := range l.Notes {
			p.printf("  %s\n", note)
		}
		for _, problem := range l.Problems {
			p.printf("  is not valid: %s\n", sentence(problem))
		}
	}
	if r := v.Proved; r != nil {
		p.printf("Proved: record %d, %s at %s\n  id %s\n  %s\n", r.Index, r.Kind, r.At, r.ID, string(r.Data))
	}
	for _, problem := range v.Problems {
		p.printf("is not valid: %s\n", sentence(problem))
	}
	if v.OK {
		p.println("Everything is valid.")
	}
}

func (p *program) check(c *cobra.Command, file string) error {
	var problems []exchange.Problem
	var without map[string]int
	err := p.toRead(c.Context(), file, func(d *forecasts.Desk) (err error) {
		if problems, err = d.Check(c.Context()); err == nil {
			without, err = d.WithoutEffect(c.Context())
		}
		return err
	})
	if err != nil {
		return err
	}
	if p.json {
		if problems == nil {
			problems = []exchange.Problem{}
		}
		if err := p.document(map[string]any{"ok": len(problems) == 0, "problems": problems, "without_effect": without}); err != nil {
			return err
		}
	} else {
		for _, problem := range problems {
			p.println(sentence(problem))
		}
		p.withoutEffect(without)
	}
	if len(problems) == 0 {
		if !p.json {
			p.println("Nothing differs.")
		}
		return nil
	}
	advice := "a record or signature is damaged: go back to a copy, or merge a colleague's file into a new workspace"
	if strings.HasPrefix(problems[0].What, "table ") {
		advice = "'weathervane rebuild' rebuilds the tables from the records"
	}
	return &refusal{fmt.Sprintf("%s: %s: %s", file, sentence(problems[0]), advice), true}
}

// isDatabase reports whether a file begins as SQLite databases do.
func isDatabase(file string) bool { return startsWith(file, "SQLite format 3\x00") }

// startsWith reports whether a file begins with some bytes.
func startsWith(file, magic string) bool {
	if files.IsFile(file) != nil {
		return false // whose beginning would be lost to its reader
	}
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(magic))
	n, _ := f.Read(head)
	return string(head[:n]) == magic
}
