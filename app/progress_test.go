package app

import (
	"bytes"
	"os"
	"testing"

	"callgate/backend/api"
)

func TestProgressLine(t *testing.T) {
	p := &program{words: readWords(os.DirFS(".."), "en"), err: &bytes.Buffer{}}
	for _, c := range []struct {
		at   api.Progress
		want string
	}{
		{api.Progress{Step: "looking", Total: 100_000}, "[........................]   0 % checking again: 0 of 100000"},
		{api.Progress{Step: "people", Done: 33_000, Total: 100_000, Rate: 3346.4, Left: 87}, "[#######.................]  33 % 33000 of 100000 (3346 a second, 1m27s left)"},
		{api.Progress{Step: "passwords", Done: 7, Total: 7}, "[########################] 100 % passwords: 7 of 7"},
		{api.Progress{Step: "people", Done: 9, Total: 7}, "[########################] 100 % 9 of 7"},
		{api.Progress{Step: "people"}, "[........................]   0 % 0 of 0"},
	} {
		if got := p.progressLine(c.at); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if line := p.progress(); line.terminal != nil {
		t.Error("a buffer is no terminal")
	}
}
