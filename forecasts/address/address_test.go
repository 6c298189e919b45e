package address

import "testing"

func TestSecretsLeaveAnAddress(t *testing.T) {
	for raw, want := range map[string]string{
		"https://ann:hunter2@example.org/a?id=7":                                    "https://example.org/a?id=7",
		"https://ann:p@ss@example.org/a":                                            "https://example.org/a",
		"https://ann:p%ZZ@example.org/a b":                                          "https://example.org/a b",
		"https://x.org/a?access_token=abc&page=2":                                   "https://x.org/a?page=2",
		"https://x.org/a?page=2&API-Key=abc#part":                                   "https://x.org/a?page=2#part",
		"https://x.org/a?Token=abc":                                                 "https://x.org/a",
		"https://b.s3.amazonaws.com/a?X-Amz-Signature=ff&X-Amz-Date=1&v=1":          "https://b.s3.amazonaws.com/a?v=1",
		"https://x.org/a?sv=2020&sig=abc%3D":                                        "https://x.org/a?sv=2020",
		"https://x.org/a#access_token=abc&state=1":                                  "https://x.org/a#state=1",
		"postgres://ann:hunter2@x.org/a":                                            "postgres://x.org/a",
		"ftp://x.org/a;token=abc/b":                                                 "ftp://x.org/a/b",
		"https://x.org/a?p=1;token=abc;q=2":                                         "https://x.org/a?p=1;q=2",
		"https://x.org/a;jsessionid=12AB?x=1":                                       "https://x.org/a?x=1",
		"https://x.org/a?j=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl":       "https://x.org/a",
		"https://x.org/a?gift=Z8kQ2mX9pL4vT7nB1cR6wY3d&x=1":                         "https://x.org/a?x=1",
		"https://x.org/a?h=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c1": "https://x.org/a",
		"usr:pw@host.example/path?token=abc":                                        "host.example/path",
		"usr:p@ss@host.example:8080/path":                                           "host.example:8080/path",
		"usr:pw@host.example":                                                       "host.example",
		"usr:pw@localhost:5432":                                                     "localhost:5432",
		"usr:pw@tcp(db.example:3306)/path":                                          "tcp(db.example:3306)/path",
		"usr:pw@intranet/path":                                                      "intranet/path",
		"ghp_16C7e42F292c6912E7710c838347Ae178B4a@github.com/a/b":                   "github.com/a/b",
		"www.x.org?key=abc&page=2":                                                  "www.x.org?page=2",
		"x.org/a;jsessionid=12AB#top":                                               "x.org/a#top",
		"localhost.localdomain:80/a?access_token=abc":                               "localhost.localdomain:80/a",
		"https://web.archive.org/2020/https://ann:hunter2@x.org/":                   "https://web.archive.org/2020/https://x.org/",
		"https://x.org/go?to=https%3A%2F%2Fann%3Ahunter2%40y.org%2F&page=2":         "https://x.org/go?page=2",
		"https://x.org/a?Z8kQ2mX9pL4vT7nB1cR6wY3d":                                  "https://x.org/a",
	} {
		if got, removed := Clean(raw); got != want || !removed {
			t.Errorf("%s becomes %s (%v), want %s", raw, got, removed, want)
		}
		if again, removed := Clean(want); again != want || removed {
			t.Errorf("%s is not left as it is: %s", want, again)
		}
	}
	for _, same := range []string{
		"", "a note: token=abc", "https://x.org", "https://x.org/?q=a%20b&lang=ja#top", "https://x.org/a?title=will-kishida-visit-pyongyang-by-31-august-2024",
		"https://x.org/a?id=550e8400-e29b-41d4-a716-446655440000", "https://x.org/a@b?keyword=rain&country_code=jp&author=ann", "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
		"https://x.org/a?date=20240226120000000000001", "https://x.org/wiki/Access#password", "ann@host", "ann@host.example", "ann@host.example?subject=rain",
		"mailto:ann@host.example?subject=rain", "Contact:ann@host.example", "10:30@noon", "10:30@cafe.example/menu", "7:1@odds.example", "git@github.com:a/b.git",
		"Reuters", "x.org", "x.org/a?page=2#top", "and/or?token=abc", "Note: key=abc; see #token", "@ann:example.org", "https://x.org/go?to=https%3A%2F%2Fy.org%2Fa",
	} {
		if got, removed := Clean(same); got != same || removed {
			t.Errorf("%s becomes %s (%v)", same, got, removed)
		}
	}
}

func TestSecretsLeaveTheAddressesInAText(t *testing.T) {
	for raw, want := range map[string]string{
		"See https://ann:hunter2@x.org/a?id=7, or (https://x.org/b?token=abc).": "See https://x.org/a?id=7, or (https://x.org/b).",
		"“https://x.org/b?page=2&key=abc”\nand more":                            "“https://x.org/b?page=2”\nand more",
		"At usr:pw@host.example/path?token=abc, or (x.org/b?page=2&sig=abc).":   "At host.example/path, or (x.org/b?page=2).",
		"link:x.org/a?token=abc; usr:pw@db.example":                             "link:x.org/a; db.example",
	} {
		if got, removed := Within(raw); got != want || !removed {
			t.Errorf("%q becomes %q (%v), want %q", raw, got, removed, want)
		}
	}
	for _, same := range []string{"", "ann:hunter2", "a://", "See https://x.org/a?page=2. token=abc", "1:2 :// x",
		"Write to ann@host.example, at 10:30@noon; or is it 7:1@odds.example? (From:ann@host.example)", "Does A/B win?token", "He said: “no@all; why?”"} {
		if got, removed := Within(same); got != same || removed {
			t.Errorf("%q becomes %q (%v)", same, got, removed)
		}
	}
}
