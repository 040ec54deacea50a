//go:build e2e && linux

package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindow is the path of a small office in the real window: the wizard
// appears by itself, a user added on the command line appears in the list, is
// blocked there, and the command line knows.
func TestWindow(t *testing.T) {
	program := builtForTests(t)
	data := filepath.Join(t.TempDir(), "data")
	p := newScreen(t).open(program, "--data", data)

	p.sees("Whose phone system is this?")
	p.fill("Name", "Hartwell")
	p.picture("window-set-up")
	if id := p.field("Country"); p.value(id) == "" {
		p.fill("Country", "United Kingdom")
		p.press("United Kingdom")
	}
	p.press("Continue")
	p.fill("First name", "Ada")
	p.fill("Last name", "Whitlock")
	p.fill("Password", "quiet copper lantern")
	p.press("Continue")
	p.press("Do this later")
	p.press("Go to Users")
	p.sees("Ada Whitlock")
	p.holdsItsPolicy()

	commandLine(t, data, "user", "add", "--login", "sam.okafor", "--first", "Sam", "--last", "Okafor", "--extension", "101")
	p.sees("Sam Okafor") // told by an event
	p.picture("window-users")
	p.press("Sam Okafor")
	p.sees("Overrides") // his panel
	p.press("Block…")
	p.fill("Reason", "Lost his telephone")
	p.press("Block Sam Okafor")
	await(t, "the command line knows that Sam is blocked", func() bool {
		return strings.Contains(commandLine(t, data, "user", "show", "--user", "sam.okafor"), "Lost his telephone")
	})
	p.sees("Blocked")
	p.picture("window-blocked")
}

// builtForTests is the program with the window that WebKitWebDriver can drive.
func builtForTests(t *testing.T) string {
	t.Helper()
	t.Setenv("TMPDIR", os.TempDir()) // put back after the test: the program takes its own, in the data folder
	program, err := filepath.Abs("../build/bin/callgate-e2e")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("the window is not built for tests: build/test does it")
	}
	return program
}

func (p *page) value(id string) string {
	var v string
	p.must(&v, "GET", p.session+"/element/"+id+"/property/value", nil)
	return v
}

// holdsItsPolicy tells that the content security policy is in force in the
// window too: no eval, no foreign frame, no style tag without the nonce.
func (p *page) holdsItsPolicy() {
	p.t.Helper()
	broken, err := script[[]string](p, `
		const broken = []
		try { new Function('return 1')(); broken.push('eval') } catch {}
		const style = document.createElement('style')
		style.textContent = '#root { outline: 7px solid red }'
		document.head.append(style)
		if (getComputedStyle(document.getElementById('root')).outlineWidth === '7px') broken.push('style without nonce')
		style.remove()
		return broken`)
	if err != nil || len(broken) > 0 {
		p.t.Errorf("policy not in force: %v %v", broken, err)
	}
}

func commandLine(t *testing.T, data string, args ...string) string {
	t.Helper()
	return commandLineIn(t, "", data, args...)
}

// commandLineIn is a command with something on its standard input.
func commandLineIn(t *testing.T, in, data string, args ...string) string {
	t.Helper()
	out, errOut, code := tellMain(data, in, args...)
	if code != exitDone {
		t.Fatalf("callgate %s: code %d, %s", strings.Join(args, " "), code, errOut)
	}
	return out
}

func tellMain(data, in string, args ...string) (out, errOut string, code int) {
	var o, e bytes.Buffer
	code = Main(os.DirFS(".."), append([]string{"--data", data}, args...), strings.NewReader(in), &o, &e)
	return o.String(), e.String(), code
}
