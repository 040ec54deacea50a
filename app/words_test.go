package app

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestSay(t *testing.T) {
	w := &words{own: &dictionary{keys: map[string]string{"a": "{{ name }} has {{count, number}}", "b_one": "1 user", "b_other": "{{count}} users", "c": "open {{"}}, english: &dictionary{keys: map[string]string{"d": "English"}}}
	for _, c := range []struct {
		key, want string
		params    map[string]string
	}{
		{"a", "Sam has 3", map[string]string{"name": "Sam", "count": "3"}},
		{"b", "1 user", map[string]string{"count": "1"}},
		{"b", "5 users", map[string]string{"count": "5"}},
		{"c", "open {{", nil},
		{"d", "English", nil},
		{"a", " has ", nil},
	} {
		if got, _ := w.find(c.key, c.params); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
}

func TestLanguageOf(t *testing.T) {
	for value, want := range map[string]string{"de_DE.UTF-8": "de", "de": "de", "en_GB": "en", "C.UTF-8": "c", "": "en"} {
		if got := languageOf(func(string) string { return value }); got != want {
			t.Errorf("LANG=%s: %s, want %s", value, got, want)
		}
	}
}

// Every sentence the commands may say is written, in every language.
func TestEverySentenceIsWritten(t *testing.T) {
	files := os.DirFS("..")
	literal := regexp.MustCompile(`"(cli\.[a-z_.-]*[a-z])"`)
	keys := map[string]bool{}
	names, _ := fs.Glob(files, "app/*.go")
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range literal.FindAllStringSubmatch(string(text), -1) {
			keys[m[1]] = m[1] != "cli.json"
		}
	}
	for _, language := range []string{"en", "de"} {
		w := readWords(files, language)
		w.english = &dictionary{}
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			if !keys[key] {
				continue
			}
			if _, one := w.find(key, map[string]string{"count": "1"}); !one {
				t.Errorf("%s: nobody wrote %s", language, key)
			}
		}
		p := &program{files: files, words: w}
		walkCommands(p.root(), func(c *cobra.Command) {
			if strings.HasPrefix(c.Short, "cli.") || strings.Contains(c.UsageString(), " cli.") {
				t.Errorf("%s: a sentence of %q is missing:\n%s", language, c.CommandPath(), c.UsageString())
			}
		})
	}
}

func walkCommands(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, child := range c.Commands() {
		walkCommands(child, f)
	}
}
