package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

const rootVariable = "CALLGATE_TEST_ROOT"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"callgate": func() {
			os.Exit(Main(os.DirFS(os.Getenv(rootVariable)), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// samples is where the sample files lie beside a checkout, where they do.
const samples = "../../shared/samples"

// TestScripts runs testdata/script: each file is a session at the command line
// that a user can read. Beside testscript's own words there are
//
//	answers                 waits until the server at $LISTEN answers
//	call NAME [ARGS]        makes a call there, as a browser would; prints the answer
//	json FILE PATH          prints a value of a JSON file: 0.login
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv(rootVariable, root)
			env.Setenv("CALLGATE_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("LANG", "en_GB.UTF-8")
			listen, err := freeAddress()
			if err != nil {
				return err
			}
			env.Setenv("LISTEN", listen)
			jar, err := cookiejar.New(nil)
			if err != nil {
				return err
			}
			env.Values[browserKey{}] = &http.Client{Jar: jar, Timeout: 10 * time.Second}
			people, err := os.ReadFile(filepath.Join(samples, "persons_mock_1000.csv"))
			if err != nil {
				return nil // a script that needs it asks for [samples]
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "persons.csv"), people, 0o600)
		},
		Condition: func(cond string) (bool, error) {
			if cond != "samples" {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			_, err := os.Stat(samples)
			return err == nil, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"answers": waitForServer, "call": callServer, "json": printValue,
		},
	})
}

type browserKey struct{}

// freeAddress is a port nobody listens at now.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func waitForServer(ts *testscript.TestScript, _ bool, _ []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for {
		r, err := http.NewRequestWithContext(ctx, "GET", "http://"+ts.Getenv("LISTEN")+"/healthz", nil)
		ts.Check(err)
		if a, err := http.DefaultClient.Do(r); err == nil {
			_ = a.Body.Close()
			if a.StatusCode == http.StatusOK {
				return
			}
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("the server does not answer")
		case <-look.C:
		}
	}
}

func callServer(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 1 {
		args = append(args, "[]")
	}
	client := ts.Value(browserKey{}).(*http.Client)
	a, err := client.Post("http://"+ts.Getenv("LISTEN")+"/call/"+args[0], "application/json", strings.NewReader(args[1]))
	ts.Check(err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	ts.Check(err)
	_, err = ts.Stdout().Write(append(text, '\n'))
	ts.Check(err)
	if refused := bytes.Contains(text, []byte(`"error":{`)); refused != neg {
		ts.Fatalf("%s %s: %s", args[0], args[1], text)
	}
}

func printValue(ts *testscript.TestScript, _ bool, args []string) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	for key := range strings.SplitSeq(args[1], ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[key]
		case []any:
			var i int
			if _, err := fmt.Sscan(key, &i); err != nil || i >= len(in) {
				ts.Fatalf("%s: no element %s of %d", args[1], key, len(in))
			}
			v = in[i]
		}
	}
	text, err := json.Marshal(v)
	ts.Check(err)
	_, err = fmt.Fprintln(ts.Stdout(), string(text))
	ts.Check(err)
}
