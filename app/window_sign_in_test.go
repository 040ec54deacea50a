//go:build e2e && linux

package app

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestWindowSignIn is the main job in the real window: an installation with a
// thousand people, signing in with password and second factor, finding one of
// them and blocking him.
func TestWindowSignIn(t *testing.T) {
	program := builtForTests(t)
	people := filepath.Join(samples, "persons_mock_1000.csv")
	if _, err := os.Stat(people); err != nil {
		t.Skip("the sample files are not here")
	}
	if _, err := exec.LookPath("oathtool"); err != nil {
		t.Skip("oathtool is not installed: build/test installs it")
	}
	data := filepath.Join(t.TempDir(), "data")
	const password = "quiet copper lantern"
	app := authenticator(t, commandLineIn(t, password+"\n", data, "setup", "--totp",
		"--tenant", "hartwell", "--name", "Hartwell", "--login", "ada.whitlock", "--country", "GB"))
	commandLine(t, data, "import", "users", "--map", "first=1,last=2,phone=3", people)
	commandLine(t, data, "user", "edit", "--user", "finn.gidden", "--extension", "101")

	p := newScreen(t).open(program, "--data", data)
	p.sees("Sign in")
	p.fill("Login", "ada.whitlock")
	p.fill("Password", password)
	p.picture("window-sign-in")
	p.press("Continue")
	p.sees("Type the code from your app")
	p.typeCode(app())
	p.sees("1,002")
	p.sees("Aarika Doughton")
	p.picture("window-thousand")

	allowed := []string{"check", "--user", "finn.gidden", "--do", "calls.own:read"}
	commandLine(t, data, allowed...)
	p.typeInto(`[role=searchbox]`, "finn.gid")
	p.sees("1 of 1,002")
	p.press("Finn Gidden")
	p.sees("Overrides") // his panel
	p.press("Block…")
	p.fill("Reason", "Left the company")
	p.press("Block Finn Gidden")
	await(t, "the command line denies what Finn Gidden might do", func() bool {
		_, _, code := tellMain(data, "", allowed...)
		return code == exitNo
	})
	p.sees("Finn Gidden is blocked.")
	p.sees("Blocked: Left the company")
	await(t, "the question is closed", func() bool {
		closed, err := script[bool](p, `return !document.querySelector('[role=dialog]')`)
		return err == nil && closed
	})
	p.picture("window-main-job")
	commandLine(t, data, "audit", "verify")
}

// authenticator is an app with the key that setup --totp printed.
func authenticator(t *testing.T, printed string) func() string {
	t.Helper()
	at := strings.Index(printed, "otpauth://")
	if at < 0 {
		t.Fatalf("no otpauth URI in %q", printed)
	}
	uri, err := url.Parse(strings.Fields(printed[at:])[0])
	if err != nil {
		t.Fatal(err)
	}
	return func() string {
		out, err := exec.Command("oathtool", "--totp", "-b", uri.Query().Get("secret")).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
}

func (p *page) typeCode(code string) { p.typeInto(`[autocomplete="one-time-code"]`, code) }

// typeInto presses the keys of a text in a field that has no label to be seen.
func (p *page) typeInto(selector, text string) {
	p.t.Helper()
	id := p.find(selector, `const e = document.querySelector(arguments[0]); return e?.checkVisibility() ? e : null`, selector)
	p.must(nil, "POST", p.session+"/element/"+id+"/value", map[string]any{"text": text})
}
