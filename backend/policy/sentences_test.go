package policy

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// dictionary is one language's files as one.
func dictionary(t *testing.T, language string) map[string]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join("..", "..", "frontend", "src", "i18n", language, "*.json"))
	if len(files) == 0 {
		t.Skip("no language files beside the source")
	}
	all := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		one := map[string]string{}
		if err := json.Unmarshal(text, &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		maps.Copy(all, one)
	}
	return all
}

// languages are the folders with sentences.
func languages() []string {
	folders, _ := filepath.Glob(filepath.Join("..", "..", "frontend", "src", "i18n", "*", "reasons.json"))
	for i, folder := range folders {
		folders[i] = filepath.Base(filepath.Dir(folder))
	}
	return folders
}

// Whatever code stands in the source has its sentence in every language: a
// reason two, for held and not held.
func TestEveryCodeHasItsSentences(t *testing.T) {
	reason := regexp.MustCompile(`\.(?:yes|no|rule|explainHosts)\((?:at[A-Z]\w+, )?"([a-z_]+)"|internal: "([a-z_]+)", domestic: "([a-z_]+)", international: "([a-z_]+)"|Code: "([a-z_]+)"|code :?= "([a-z_]+)"`)
	change := regexp.MustCompile(`(?:wayOf\(at\w+, |way\{(?:code: )?|\{\{|, way\{|\{code: )"([a-z_]+)"`)
	keys := map[string]bool{"reason.tenant_hosts_empty": true, "reason.tenant_hosts_no_address": true, "reason.user_hosts_empty": true, "reason.user_hosts_no_address": true}
	sources, _ := filepath.Glob("*.go")
	for _, name := range sources {
		text, _ := os.ReadFile(name)
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range reason.FindAllStringSubmatch(string(text), -1) {
			for _, code := range m[1:] {
				if code != "" {
					keys["reason."+code] = true
				}
			}
		}
		for _, m := range change.FindAllStringSubmatch(string(text), -1) {
			keys["way."+m[1]] = true
		}
	}
	if len(keys) < 60 {
		t.Fatalf("only %d codes found: is the search still right?", len(keys))
	}
	for _, language := range languages() {
		said := dictionary(t, language)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			if said[key] == "" {
				t.Errorf("%s: no sentence %s", language, key)
			}
			if strings.HasPrefix(key, "reason.") && said[key+".not"] == "" {
				t.Errorf("%s: no sentence %s.not", language, key)
			}
		}
		for _, r := range callgate.PredefinedRoles() {
			if key := "role." + r.Platform + "." + r.Name; said[key] == "" {
				t.Errorf("%s: no sentence %s", language, key)
			}
		}
		for _, leaf := range callgate.Catalogue() {
			for _, key := range []string{"module." + leaf.Module, "group." + leaf.Group, "action." + leaf.Action} {
				if said[key] == "" {
					t.Errorf("%s: no sentence %s", language, key)
				}
			}
		}
	}
}

var parameter = regexp.MustCompile(`\{\{\s*(\w+)`)

// A sentence asks for no parameter that its rule does not bring.
func TestSentencesGetTheirParameters(t *testing.T) {
	english := dictionary(t, "en")
	wrong := map[string]bool{}
	check := func(key string, params map[string]string) {
		for _, m := range parameter.FindAllStringSubmatch(english[key], -1) {
			if _, brought := params[m[1]]; !brought {
				wrong[key+" lacks "+m[1]] = true
			}
		}
		if english[key] == "" {
			wrong[key+" has no sentence"] = true
		}
	}
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		in := random(rnd)
		compiled := Compile(in)
		for range 40 {
			q := ask(rnd)
			if rnd.IntN(4) == 0 {
				q.Dial = []string{"101", "999", "020 7946 0958", "+49 30 901820", "0909 879 0000", "12ab"}[rnd.IntN(6)]
				q.Showing = []string{"", "+442079460000"}[rnd.IntN(2)]
			}
			d := compiled.Explain(q)
			for _, r := range d.Reasons {
				key := "reason." + r.Code
				if !r.Held {
					key += ".not"
				}
				check(key, r.Params)
			}
			for _, w := range d.Ways {
				check("way."+w.Code, w.Params)
			}
		}
		for actor := range Who(len(in.Users)) {
			for _, u := range in.Users {
				for _, r := range compiled.Exceeds(actor, u, in.Now) {
					check("reason."+r.Code+".not", r.Params)
				}
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(wrong)) {
		t.Error(w)
	}
}
