package app

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
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

// The figures are those of Intl.PluralRules.
func TestPlural(t *testing.T) {
	for language, forms := range map[string]map[string]string{
		"en": {"one": "1", "other": "0 2 21 1000000 -1 1.5 many"},
		"de": {"one": "1", "other": "0 2 21 1000000"},
		"es": {"one": "1", "many": "1000000 3000000", "other": "0 2 21 100000 1000001"},
		"it": {"one": "1", "many": "1000000", "other": "0 2 21"},
		"fr": {"one": "0 1", "many": "1000000", "other": "2 21"},
		"pt": {"one": "0 1", "many": "1000000", "other": "2 21"},
		"ru": {"one": "1 21 101 1001", "few": "2 3 4 22 104", "many": "0 5 11 12 14 20 25 111 112 1000000", "other": "1.5"},
		"zh": {"other": "0 1 2 1000000"},
	} {
		for want, figures := range forms {
			for _, n := range strings.Fields(figures) {
				if got := plural(language, n); got != want {
					t.Errorf("%s, %s: %s, want %s", language, n, got, want)
				}
			}
		}
	}
}

func TestSayCounts(t *testing.T) {
	w := &words{
		language: "ru",
		own: &dictionary{keys: map[string]string{
			"a_one": "{{count}} роль", "a_few": "{{count}} роли", "a_many": "{{count}} ролей", "a_other": "{{count}} роли",
			"b_zero": "никого", "b_other": "{{count}}", "c": "всего {{count}}",
		}},
		english: &dictionary{keys: map[string]string{"d_one": "1 role", "d_other": "{{count}} roles"}},
	}
	for _, c := range [][3]string{
		{"a", "21", "21 роль"}, {"a", "3", "3 роли"}, {"a", "0", "0 ролей"}, {"a", "12", "12 ролей"},
		{"b", "0", "никого"}, {"b", "5", "5"}, {"c", "2", "всего 2"},
		// A sentence of English counts as English does.
		{"d", "21", "21 roles"}, {"d", "1", "1 role"},
	} {
		if got, _ := w.find(c[0], map[string]string{"count": c[1]}); got != c[2] {
			t.Errorf("%s, %s: %q, want %q", c[0], c[1], got, c[2])
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
	folders, _ := fs.Glob(files, wordsDir+"/*/cli.json")
	if len(folders) < 8 {
		t.Fatalf("only %d languages found", len(folders))
	}
	for _, folder := range folders {
		language := path.Base(path.Dir(folder))
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
			var help strings.Builder
			c.SetOut(&help)
			p.help(c, nil)
			if text := " " + help.String(); strings.Contains(text, " cli.") || strings.Contains(text, "\ncli.") {
				t.Errorf("%s: a sentence of %q is missing:\n%s", language, c.CommandPath(), text)
			}
		})
	}
}

// No command or flag that went leaves its sentence behind.
func TestEverySentenceOfHelpIsSaid(t *testing.T) {
	p := &program{words: readWords(os.DirFS(".."), "en")}
	said := map[string]bool{"cli.flag.remove": true}
	root := p.root()
	walkCommands(root, func(c *cobra.Command) {
		said["cli.command."+strings.ReplaceAll(c.CommandPath(), " ", ".")] = true
		for _, flags := range []*pflag.FlagSet{c.Flags(), c.PersistentFlags()} {
			flags.VisitAll(func(f *pflag.Flag) { said["cli.flag."+f.Name] = true })
		}
	})
	said["cli.command.callgate.help"] = true // hidden, and put in when it is run
	p.words.find("no key: all files are read", nil)
	for key := range p.words.own.keys {
		if (strings.HasPrefix(key, "cli.command.") || strings.HasPrefix(key, "cli.flag.")) && !said[key] {
			t.Errorf("nobody says %s", key)
		}
	}
}

// A command that is not asked for help looks for no sentence: reading the
// language files would be a third of what a start takes.
func TestTheCommandsAreThereBeforeTheirSentences(t *testing.T) {
	p := &program{words: readWords(os.DirFS(".."), "de")}
	all := len(p.words.own.names)
	p.root()
	if len(p.words.own.names) != all || len(p.words.own.keys) != 0 || all == 0 {
		t.Errorf("%d of %d files read", all-len(p.words.own.names), all)
	}
}

func walkCommands(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, child := range c.Commands() {
		walkCommands(child, f)
	}
}
