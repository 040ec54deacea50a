package api

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// dictionary merges the language files the way the page and the command line do.
func dictionary(t *testing.T, language string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "frontend", "src", "i18n", language, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no language files for %s: %v", language, err)
	}
	all := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var part map[string]string
		if err := json.Unmarshal(text, &part); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for k, v := range part {
			if _, twice := all[k]; twice {
				t.Errorf("%s: %q stands in two files", language, k)
			}
			all[k] = v
		}
	}
	return all
}

// languages are the folders with sentences.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "frontend", "src", "i18n", "*", "errors.json"))
	if err != nil || len(files) < 2 {
		t.Fatalf("no language files: %v", err)
	}
	for i, name := range files {
		files[i] = filepath.Base(filepath.Dir(name))
	}
	return files
}

// TestEveryCodeHasASentence reads the source: whatever is refused or recorded
// is said in words, in every language, with the same parameters.
func TestEveryCodeHasASentence(t *testing.T) {
	keys := map[string]string{} // language key -> where it is used
	for _, folder := range []string{"..", filepath.Join("..", "..", "app")} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			return collectKeys(path, keys)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(keys) < 100 {
		t.Fatalf("only %d codes found: is the search still right?", len(keys))
	}
	english := dictionary(t, "en")
	for _, language := range languages(t) {
		words := dictionary(t, language)
		var missing []string
		for key, where := range keys {
			if said(words, key) == "" {
				missing = append(missing, key+" ("+where+")")
			}
		}
		slices.Sort(missing)
		for _, m := range missing {
			t.Errorf("%s: no sentence for %s", language, m)
		}
		for key, sentence := range words {
			model := english[key]
			if form := pluralForm.FindString(key); form != "" {
				model = english[strings.TrimSuffix(key, form)+"_other"]
				if form == "_one" || form == "_zero" {
					continue // "1 user" may leave the figure out
				}
			}
			if a, b := params(model), params(sentence); model != "" && !slices.Equal(a, b) {
				t.Errorf("%s, %s: %v in English, %v here", language, key, a, b)
			}
		}
	}
}

var (
	pluralForm = regexp.MustCompile(`_(zero|one|two|few|many|other)$`)
	parameter  = regexp.MustCompile(`\{\{(\w+)`)
)

func params(sentence string) []string {
	found := parameter.FindAllString(sentence, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func said(dictionary map[string]string, key string) string {
	if s := dictionary[key]; s != "" {
		return s
	}
	return dictionary[key+"_other"]
}

// collectKeys finds Err("code"), record("what", ...), problem("code"),
// What: "what" and the constants of type Code.
func collectKeys(path string, keys map[string]string) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return err
	}
	where := filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path)
	add := func(prefix string, e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if code, err := strconv.Unquote(lit.Value); err == nil && code != "" {
				keys[prefix+code] = where
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if len(n.Args) == 0 {
				return true
			}
			name := ""
			switch f := n.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			switch name {
			case "Err":
				add("error.", n.Args[0])
			case "record":
				add("audit.", n.Args[0])
			case "problem":
				add("password.", n.Args[0])
			}
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "What" {
				add("audit.", n.Value)
			}
		case *ast.ValueSpec:
			if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "Code" && len(n.Values) == 1 {
				add("error.", n.Values[0])
			}
		}
		return true
	})
	return nil
}
