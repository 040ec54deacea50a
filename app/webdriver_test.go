//go:build e2e && linux

package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// screen is a virtual screen with WebKitWebDriver on it.
type screen struct {
	t      *testing.T
	env    []string
	driver string // its address
}

// patience is how long a wait for something on the page may last.
const patience = 20 * time.Second

func newScreen(t *testing.T) *screen {
	t.Helper()
	for _, name := range []string{"Xvfb", "WebKitWebDriver", "import"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: build/test installs it", name)
		}
	}
	home := t.TempDir()
	s := &screen{t: t, env: slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "DBUS_") })}
	s.env = append(s.env, "HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_CONFIG_HOME="+home, "GDK_BACKEND=x11", "LANG=C.UTF-8", "NO_AT_BRIDGE=1", "DISPLAY=:"+s.display())
	_, port, err := net.SplitHostPort(mustAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	s.driver = "http://127.0.0.1:" + port
	s.start("WebKitWebDriver", "--port="+port)
	await(t, "WebKitWebDriver answers", func() bool {
		a, err := http.Get(s.driver + "/status")
		return err == nil && a.Body.Close() == nil && a.StatusCode == http.StatusOK
	})
	return s
}

func mustAddress(t *testing.T) string {
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// display starts Xvfb on a free display and gives its number.
func (s *screen) display() string {
	read, write, err := os.Pipe()
	if err != nil {
		s.t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	s.run(cmd)
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n') // all of it: Xvfb ends when it cannot finish the line
	if err != nil {
		s.t.Fatal("Xvfb told no display: ", err)
	}
	return strings.TrimSpace(number)
}

func (s *screen) start(name string, args ...string) {
	cmd := exec.Command(name, args...)
	cmd.Env = s.env
	cmd.Stdout, cmd.Stderr = s.t.Output(), s.t.Output()
	s.run(cmd)
}

// run starts a program that ends with the test, children included.
func (s *screen) run(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		_ = cmd.Wait()
	})
}

// picture writes what is on the screen to build/out.
func (s *screen) picture(name string) {
	s.t.Helper()
	file := filepath.Join("..", "build", "out", name+".png")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.Command("import", "-window", "root", file)
	cmd.Env = s.env
	if out, err := cmd.CombinedOutput(); err != nil {
		s.t.Errorf("no picture %s: %v %s", name, err, out)
	}
}

// page is the page in the window, as WebDriver sees it.
type page struct {
	*screen
	session string
}

func (s *screen) open(program string, args ...string) *page {
	s.t.Helper()
	p := &page{screen: s}
	var opened struct{ SessionID string }
	p.must(&opened, "POST", "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"webkitgtk:browserOptions": map[string]any{"binary": program, "args": args},
	}}})
	p.session = "/session/" + opened.SessionID
	s.t.Cleanup(func() {
		if s.t.Failed() {
			s.picture("window-failed")
		}
		_ = p.ask(nil, "DELETE", p.session, nil) // the window closes, which WebDriver may call an error
	})
	return p
}

func (p *page) must(result any, method, path string, body any) {
	p.t.Helper()
	if err := p.ask(result, method, path, body); err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) ask(result any, method, path string, body any) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, p.driver+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer a.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(a.Body).Decode(&answer); err != nil {
		return err
	}
	if a.StatusCode != http.StatusOK {
		return fmt.Errorf("WebDriver %s %s: %s", method, path, answer.Value)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, result)
}

// script runs JavaScript in the page and gives its value.
func script[T any](p *page, text string, args ...any) (T, error) {
	var v T
	if args == nil {
		args = []any{}
	}
	err := p.ask(&v, "POST", p.session+"/execute/sync", map[string]any{"script": text, "args": args})
	return v, err
}

// find waits for an element that can be seen; what is JavaScript giving it or
// nothing.
func (p *page) find(what, js string, args ...any) string {
	p.t.Helper()
	var id string
	await(p.t, what, func() bool {
		found, err := script[map[string]string](p, js, args...)
		for _, v := range found {
			id = v
		}
		return err == nil && len(found) == 1
	})
	return id
}

// field is the input with this label.
func (p *page) field(label string) string {
	p.t.Helper()
	return p.find("field "+label, `const l = [...document.querySelectorAll('label')].find(l => l.textContent.replace('*', '').trim() === arguments[0] && l.checkVisibility());
		return l ? document.getElementById(l.htmlFor) ?? l.querySelector('input') : null`, label)
}

// press waits for an enabled button, link, row or tab that holds the text, and
// clicks it.
func (p *page) press(text string) {
	p.t.Helper()
	// A row is pressed for its person; what else a row offers stands outside rows, too.
	id := p.find("button "+text, `const found = [...document.querySelectorAll('button,a,[role=button],[role=menuitem],[role=option],[role=tab],[role=row]')]
		.filter(b => b.textContent.trim().includes(arguments[0]) && b.checkVisibility() && !b.disabled);
		return found.find(b => !b.closest('[role=row]')) ?? found[0] ?? null`, text)
	p.must(nil, "POST", p.session+"/element/"+id+"/click", map[string]any{})
}

func (p *page) fill(label, value string) {
	p.t.Helper()
	id := p.field(label)
	p.must(nil, "POST", p.session+"/element/"+id+"/clear", map[string]any{})
	p.must(nil, "POST", p.session+"/element/"+id+"/value", map[string]any{"text": value})
}

// sees waits until the page shows the text.
func (p *page) sees(text string) {
	p.t.Helper()
	await(p.t, "the page shows "+text, func() bool {
		there, err := script[bool](p, `return document.body.innerText.includes(arguments[0])`, text)
		return err == nil && there
	})
}

// await looks until the condition holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	limit := time.After(patience)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-limit:
			t.Fatalf("not within %v: %s", patience, what)
		case <-look.C:
		}
	}
}
