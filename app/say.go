package app

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// words is the flat dictionary of one language, merged from all its files: the
// same sentences the page shows. A file is read when a key is looked for and
// was not found in the files before it; the command line's own comes first, so
// that most commands read one.
type words struct {
	language string
	own      *dictionary
	english  *dictionary // for what a language lacks
}

type dictionary struct {
	files fs.FS
	names []string // not read yet
	keys  map[string]string
}

const wordsDir = "frontend/src/i18n"

// languageOf reads the language the user's shell speaks.
func languageOf(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			language, _, _ := strings.Cut(v, "_")
			language, _, _ = strings.Cut(language, ".")
			return strings.ToLower(language)
		}
	}
	return "en"
}

// readWords opens the files of a language; English stands in for a language we
// do not have ("C", "POSIX").
func readWords(files fs.FS, language string) *words {
	w := &words{language: "en", english: openDictionary(files, "en")}
	w.own = w.english
	if own := openDictionary(files, language); language != "en" && len(own.names) > 0 {
		w.language, w.own = language, own
	}
	return w
}

func openDictionary(files fs.FS, language string) *dictionary {
	d := &dictionary{files: files, keys: map[string]string{}}
	d.names, _ = fs.Glob(files, path.Join(wordsDir, language, "*.json"))
	slices.SortStableFunc(d.names, func(a, b string) int { return place(a) - place(b) })
	return d
}

func place(name string) int {
	if path.Base(name) == "cli.json" {
		return 0
	}
	return 1
}

func (d *dictionary) get(key string) (string, bool) {
	text, ok := d.keys[key]
	for !ok && len(d.names) > 0 {
		d.readNext()
		text, ok = d.keys[key]
	}
	return text, ok
}

func (d *dictionary) readNext() {
	name := d.names[0]
	d.names = d.names[1:]
	text, err := fs.ReadFile(d.files, name)
	if err != nil {
		return
	}
	var one map[string]string
	if json.Unmarshal(text, &one) == nil {
		maps.Copy(d.keys, one)
	}
}

// find gives the sentence of a key; with a count, in the plural form that its
// language has for it.
func (w *words) find(key string, params map[string]string) (string, bool) {
	n, counted := params["count"]
	for _, d := range []struct {
		*dictionary
		language string
	}{{w.own, w.language}, {w.english, "en"}} {
		for _, k := range keysOf(key, d.language, n, counted) {
			if text, ok := d.get(k); ok {
				return fill(text, params), true
			}
		}
	}
	return "", false
}

// keysOf names what to look for, as the page does: "_zero" where a sentence has
// one, else the form of the language.
func keysOf(key, language, n string, counted bool) []string {
	if !counted {
		return []string{key}
	}
	keys := []string{key + "_" + plural(language, n), key + "_other", key}
	if n == "0" {
		keys = append([]string{key + "_zero"}, keys...)
	}
	return keys
}

// fill puts the parameters into "{{name}}" and "{{name, format}}".
func fill(text string, params map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}}")
		if !closed {
			b.WriteString("{{" + rest)
			return b.String()
		}
		name, _, _ = strings.Cut(name, ",")
		b.WriteString(params[strings.TrimSpace(name)])
		text = after
	}
}

// say gives a sentence; params are key, value, key, value. A sentence nobody
// wrote is its key: tests look for those.
func (p *program) say(key string, params ...any) string {
	m := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		m[fmt.Sprint(params[i])] = fmt.Sprint(params[i+1])
	}
	return p.sayWith(key, m)
}

func (p *program) sayWith(key string, params map[string]string) string {
	if text, ok := p.words.find(key, params); ok {
		return text
	}
	if len(params) == 0 {
		return key
	}
	parts := []string{key}
	for _, k := range slices.Sorted(maps.Keys(params)) {
		parts = append(parts, k+"="+params[k])
	}
	return strings.Join(parts, " ")
}

// sayIn gives sentences in the language of whoever reads them, for mails.
func (p *program) sayIn() func(language, key string, params map[string]string) string {
	var mu sync.Mutex
	read := map[string]*words{}
	return func(language, key string, params map[string]string) string {
		mu.Lock()
		defer mu.Unlock()
		language, _, _ = strings.Cut(strings.ToLower(language), "-")
		if read[language] == nil {
			read[language] = readWords(p.files, language)
		}
		text, _ := read[language].find(key, params)
		return text
	}
}

// tell prints a sentence to people; machines get their JSON instead.
func (p *program) tell(key string, params ...any) {
	if !p.json {
		fmt.Fprintln(p.out, p.say(key, params...))
	}
}
