package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is which of our packages each package may import. What is not
// listed here has no place in the house yet.
var mayImport = map[string][]string{
	"callgate":                       {"callgate/app"},
	"callgate/app":                   {"callgate/backend/web", "callgate/backend/api", "callgate/backend/callgate"},
	"callgate/backend/web":           {"callgate/backend/api", "callgate/backend/callgate"},
	"callgate/backend/api":           {"callgate/backend/mail", "callgate/backend/numbering", "callgate/backend/policy", "callgate/backend/authn", "callgate/backend/store", "callgate/backend/people", "callgate/backend/directory", "callgate/backend/callgate"},
	"callgate/backend/policy":        {"callgate/backend/callgate", "callgate/backend/numbering"},
	"callgate/backend/authn":         {"callgate/backend/callgate"},
	"callgate/backend/store":         {"callgate/backend/callgate"},
	"callgate/backend/people":        {"callgate/backend/callgate"},
	"callgate/backend/directory":     {"callgate/backend/callgate"},
	"callgate/backend/mail":          {"callgate/backend/callgate"},
	"callgate/backend/mail/mailtest": {},
	"callgate/backend/callgate":      {},
	"callgate/backend/numbering":     {},
}

// onlyIn says who alone may import what lies outside.
var onlyIn = map[string]string{
	"database/sql":               "callgate/backend/store",
	"github.com/uptrace/bun":     "callgate/backend/store",
	"github.com/pressly/goose":   "callgate/backend/store",
	"github.com/mattn/go-sqlite": "callgate/backend/store",
	"github.com/pquerna/otp":     "callgate/backend/authn callgate/app", // app: the telephones of the invented office
	"github.com/boombuler":       "callgate/backend/authn",
	"github.com/wneessen":        "callgate/backend/mail",
	"golang.org/x/crypto":        "callgate/backend/authn",
	"github.com/wailsapp/wails":  "callgate/app",
	"github.com/spf13/cobra":     "callgate/app",
	"net/http":                   "callgate/backend/web callgate/app",
}

// sourceFile is one Go file with what it imports, whatever its build tags.
type sourceFile struct {
	pkg, name string
	imports   []string
}

func sources(t *testing.T) []sourceFile {
	t.Helper()
	var list []sourceFile
	for _, dir := range []string{"../main.go", "../app", "../backend"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			s := sourceFile{pkg: path.Join("callgate", filepath.ToSlash(filepath.Dir(name[3:]))), name: filepath.Base(name)}
			for _, i := range f.Imports {
				p, _ := strconv.Unquote(i.Path.Value)
				s.imports = append(s.imports, p)
			}
			list = append(list, s)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

func TestHouseImportsRunOneWay(t *testing.T) {
	for _, f := range sources(t) {
		allowed, known := mayImport[f.pkg]
		if !known {
			t.Errorf("%s has no place in the house: write it into mayImport, with what it may import", f.pkg)
		}
		for _, i := range f.imports {
			if strings.HasPrefix(i, "callgate") && !slices.Contains(allowed, i) {
				t.Errorf("%s/%s imports %s", f.pkg, f.name, i)
			}
			for outside, owners := range onlyIn {
				if strings.HasPrefix(i, outside) && !slices.Contains(strings.Fields(owners), f.pkg) {
					t.Errorf("%s/%s imports %s, which belongs to %s", f.pkg, f.name, i, owners)
				}
			}
			if strings.HasPrefix(i, "github.com/wailsapp") && !strings.HasPrefix(f.name, "window") {
				t.Errorf("%s/%s imports Wails, which belongs to the window's files", f.pkg, f.name)
			}
			if f.pkg == "callgate/backend/callgate" && strings.Contains(i, ".") {
				t.Errorf("%s/%s imports %s: the words need the standard library only", f.pkg, f.name, i)
			}
		}
	}
}

// A plain build must neither need nor contain what only the window needs.
func TestHouseServerHasNoWindow(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard", "..")
	cmd.Env = append(os.Environ(), "GOFLAGS=")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(out))
	for {
		var p struct {
			ImportPath string
			Standard   bool
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(p.ImportPath, "github.com/wailsapp") {
			t.Errorf("the server's build contains %s", p.ImportPath)
		}
	}
}

// Packages are named for what they provide; each says in doc.go what it owns.
func TestHousePackages(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range sources(t) {
		seen[f.pkg] = true
		switch path.Base(f.pkg) {
		case "util", "utils", "common", "helper", "helpers", "model", "models", "service", "services", "manager", "managers", "types":
			t.Errorf("%s is named for a layer", f.pkg)
		}
	}
	delete(seen, "callgate")
	for pkg := range seen {
		if _, err := os.Stat(filepath.Join("..", strings.TrimPrefix(pkg, "callgate/"), "doc.go")); err != nil {
			t.Errorf("%s has no doc.go", pkg)
		}
	}
}

// longest is how many lines a file may have; a longer one holds two things.
const longest = 350

func TestHouseFilesAreSmall(t *testing.T) {
	for _, dir := range []string{"../app", "../backend", "../frontend/src"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			switch filepath.Ext(name) {
			case ".go", ".ts", ".tsx":
			default:
				return nil
			}
			if strings.HasSuffix(name, "_test.go") {
				return nil // a table of cases may be long
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if n := bytes.Count(text, []byte("\n")); n > longest {
				t.Errorf("%s has %d lines, more than %d", name, n, longest)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
