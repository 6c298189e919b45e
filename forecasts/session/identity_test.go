package session_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
)

// Whatever becomes of the key is said before anything is written, the window opens,
// and with the key put back the same log is continued.
func TestAKeyThatCannotSign(t *testing.T) {
	c := desktest.Start()
	env := desktest.EnvFor(t, "Heron", c)
	path := filepath.Join(t.TempDir(), "heron.vane")
	d := desktest.Must(forecasts.Create(t.Context(), path, "Heron", env))(t)
	defer d.Close()
	env.Name, env.Login = "", "root"
	key := filepath.Join(env.State, "key")
	kept := desktest.Must(os.ReadFile(key))(t)
	other := strings.Repeat("07", 32) + "\n"
	for what, spoil := range map[string]func() error{
		"missing":                         func() error { return os.Remove(key) },
		"empty":                           func() error { return os.WriteFile(key, nil, 0o600) },
		"cut off":                         func() error { return os.WriteFile(key, kept[:40], 0o600) },
		"damaged":                         func() error { return os.WriteFile(key, []byte(strings.Repeat("x", 64)), 0o600) },
		"a folder":                        func() error { return errors.Join(os.Remove(key), os.Mkdir(key, 0o700)) },
		"a link to a file that is not":    func() error { return errors.Join(os.Remove(key), os.Symlink(key+"-gone", key)) },
		"not the one that signed the log": func() error { return os.WriteFile(key, []byte(other), 0o600) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		two := desktest.Must(forecasts.Open(t.Context(), path, env))(t)
		status := desktest.Must(two.Status(t.Context()))(t)
		_, err := two.Ask(t.Context(), journal.Asked{Title: "A question", Closes: desktest.At(2024, 8, 31)})
		if err == nil || !strings.Contains(err.Error(), what) || status.KeyProblem == nil || err.Error() != status.KeyProblem.Error() {
			t.Errorf("%s: recording says %v, the status %q", what, err, status.KeyProblem)
		}
		if bad := new(journal.KeyProblem); !errors.As(err, &bad) || strings.Contains(bad.InWindow(), "--") || !strings.Contains(bad.InWindow(), what) {
			t.Errorf("%s: the window speaks of flags: %v", what, err)
		}
		if all := desktest.Must(two.Questions(t.Context(), listing.Filter{}))(t); len(all) != 0 {
			t.Errorf("%s: something was recorded", what)
		}
		if v := desktest.Must(two.Verify(t.Context()))(t); !v.OK {
			t.Errorf("%s: the workspace does not verify: %+v", what, v)
		}
		two.Close()
		os.RemoveAll(key)
		if err := os.WriteFile(key, kept, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	desktest.Ask(t, d, "A question")
	if all := desktest.Must(d.Logs(t.Context()))(t); len(all) != 1 {
		t.Errorf("%d logs after the key was put back", len(all))
	}
}

// A newcomer says a name, and not one that is taken, before there is a key.
func TestANewcomerSaysWho(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Heron", c)
	env := desktest.EnvFor(t, "Ibis", c)
	env.Login = "root"
	asks := func(name string, fresh bool) error {
		env.Name, env.AsNew = name, fresh
		two := desktest.Must(forecasts.Open(t.Context(), d.Path(), env))(t)
		defer two.Close()
		_, err := two.Ask(t.Context(), journal.Asked{Title: "A question by " + name, Closes: desktest.At(2024, 8, 31)})
		return err
	}
	for _, refused := range []struct{ name, says string }{{"", "nobody has said who records here"}, {"heron", "a log here is of Heron already"}} {
		if err := asks(refused.name, false); err == nil || !strings.Contains(err.Error(), refused.says) {
			t.Errorf("%q: %v", refused.name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(env.State, "key")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key was made: %v", err)
	}
	if err := errors.Join(asks("Ibis", false), asks("", false)); err != nil {
		t.Error(err)
	}
	if all := desktest.Must(d.Logs(t.Context()))(t); len(all) != 2 {
		t.Errorf("%d logs, want one for each of the two", len(all))
	}
}
