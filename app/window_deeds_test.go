//go:build e2e && linux

package app

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const windowPassword = "quiet copper lantern"

// small is a window on an office of four, signed in as its administrator.
func small(t *testing.T) (p *page, data string) {
	t.Helper()
	program := builtForTests(t)
	data = filepath.Join(t.TempDir(), "data")
	commandLineIn(t, windowPassword+"\n", data, "setup", "--tenant", "hartwell", "--name", "Hartwell", "--login", "ada.whitlock", "--country", "GB")
	commandLine(t, data, "user", "add", "--login", "sam.okafor", "--first", "Sam", "--last", "Okafor", "--role", "QueueManager")
	commandLine(t, data, "user", "add", "--login", "kofi.asante", "--first", "Kofi", "--last", "Asante")
	p = newScreen(t).open(program, "--data", data)
	p.sees("Sign in")
	p.fill("Login", "ada.whitlock")
	p.fill("Password", windowPassword)
	p.press("Continue")
	p.sees("Kofi Asante")
	return p, data
}

// TestWindowActing: whoever logs in as somebody else has the banner on every
// page of the window until Stop, and both names in the audit.
func TestWindowActing(t *testing.T) {
	p, data := small(t)
	p.press("Sam Okafor")
	p.sees("Overrides") // his panel
	p.pressNamed("More for Sam Okafor")
	p.press("Log in as…")
	p.press("Log in as Sam Okafor")
	const banner = "You act as Sam Okafor"
	p.sees(banner)
	p.press("Lines and queues")
	p.stands("Lines and queues")
	p.sees(banner)
	p.press("Users")
	p.stands("Users")
	p.press("Kofi Asante")
	p.sees("Overrides")
	p.press("Block…")
	p.fill("Reason", "Asked for it")
	p.sees(banner) // over a question, too
	p.picture("window-acting")
	p.press("Block Kofi Asante")
	await(t, "the audit names both", func() bool {
		return strings.Contains(commandLine(t, data, "audit", "list", "--what", "user.block", "--json"), `"onBehalf": "sam.okafor"`)
	})
	p.press("Stop")
	p.sees("You are yourself again.")
	await(t, "the banner is gone", func() bool {
		gone, err := script[bool](p, `return !document.body.innerText.includes(arguments[0])`, banner)
		return err == nil && gone
	})
	commandLine(t, data, "audit", "verify")
}

// TestWindowSaves: an export goes where the dialog of the system says, readable
// by its owner only; who closes the dialog is told of no file.
func TestWindowSaves(t *testing.T) {
	if _, err := exec.LookPath("xdotool"); err != nil {
		t.Skip("xdotool is not installed: build/test installs it")
	}
	p, data := small(t)
	p.press("Export")
	p.sees("Carries everything but passwords")
	p.pressLast("Export")
	p.keysInDialog("Escape")
	await(t, "the question can be asked again", func() bool {
		idle, err := script[bool](p, `return !document.querySelector('[role=dialog] [data-loading=true]')`)
		return err == nil && idle
	})
	if told, err := script[bool](p, `return document.body.innerText.includes('people are in')`); err != nil || told {
		t.Errorf("a file that was not written is told of: %v", err)
	}

	place := filepath.Join(t.TempDir(), "people of ours.csv")
	p.pressLast("Export")
	p.typeInDialog(place)
	p.sees("3 people are in people of ours.csv.")
	p.picture("window-export")
	content, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(place); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	want := filepath.Join(t.TempDir(), "same.csv")
	commandLine(t, data, "export", "users", "--out", want)
	same, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(content, same) {
		t.Errorf("the window wrote\n%s\nthe command line\n%s", content, same)
	}
}

// stands waits until a page is there.
func (p *page) stands(title string) {
	p.t.Helper()
	await(p.t, "the page "+title, func() bool {
		there, err := script[bool](p, `return [...document.querySelectorAll('h1')].some(h => h.textContent.includes(arguments[0]) && h.checkVisibility())`, title)
		return err == nil && there
	})
}

// pressNamed clicks what has only a name for readers, no text.
func (p *page) pressNamed(name string) {
	p.t.Helper()
	id := p.find(name, `return [...document.querySelectorAll('[aria-label]')].find(b => b.ariaLabel === arguments[0] && b.checkVisibility()) ?? null`, name)
	p.must(nil, "POST", p.session+"/element/"+id+"/click", map[string]any{})
}

// pressLast clicks the last button of that text: the one of the question that
// stands over the page.
func (p *page) pressLast(text string) {
	p.t.Helper()
	id := p.find("button "+text, `return [...document.querySelectorAll('button')].findLast(b => b.textContent.trim() === arguments[0] && b.checkVisibility() && !b.disabled) ?? null`, text)
	p.must(nil, "POST", p.session+"/element/"+id+"/click", map[string]any{})
}

// dialog is the system's own, which no WebDriver reaches: the number of its
// window, once it has the keyboard. There is no window manager to give it.
func (p *page) dialog() string {
	p.t.Helper()
	var id string
	await(p.t, "the dialog opens", func() bool {
		found, err := p.xdotool("search", "--onlyvisible", "--name", "^users.csv$")
		id = strings.TrimSpace(found)
		return err == nil && id != "" && !strings.Contains(id, "\n")
	})
	if _, err := p.xdotool("windowfocus", "--sync", id); err != nil {
		p.t.Fatal("the dialog takes no keys: ", err)
	}
	return id
}

// keysInDialog presses keys in the dialog until it is closed.
func (p *page) keysInDialog(keys ...string) {
	p.t.Helper()
	p.dialog()
	if _, err := p.xdotool(append([]string{"key", "--clearmodifiers"}, keys...)...); err != nil {
		p.t.Fatal(err)
	}
	await(p.t, "the dialog is closed", func() bool {
		_, err := p.xdotool("search", "--onlyvisible", "--name", "^users.csv$")
		return err != nil
	})
}

// typeInDialog chooses a place in the dialog.
func (p *page) typeInDialog(place string) {
	p.t.Helper()
	p.dialog()
	for _, args := range [][]string{{"key", "ctrl+a"}, {"type", place}} {
		if _, err := p.xdotool(args...); err != nil {
			p.t.Fatal(err)
		}
	}
	p.picture("window-save")
	p.keysInDialog("Return")
}

func (p *page) xdotool(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = p.env
	out, err := cmd.Output()
	return string(out), err
}
