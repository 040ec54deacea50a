package web

import (
	"bufio"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// stream opens /events and hands its lines on; the channel closes with it.
func (o *office) stream() (status int, lines <-chan string) {
	o.t.Helper()
	c := &http.Client{Jar: o.client.Jar, Transport: o.client.Transport}
	a, err := c.Do(o.request("GET", "/events", ""))
	if err != nil {
		o.t.Fatal(err)
	}
	ch := make(chan string)
	go func() {
		defer close(ch)
		defer a.Body.Close()
		for s := bufio.NewScanner(a.Body); s.Scan(); {
			if s.Text() != "" {
				ch <- s.Text()
			}
		}
	}()
	return a.StatusCode, ch
}

// next waits for a line with this beginning; "" when the stream ended.
func next(t *testing.T, lines <-chan string, beginning string) string {
	t.Helper()
	limit := time.After(5 * time.Second) // PROMISES 14
	for {
		select {
		case line, open := <-lines:
			if !open || strings.HasPrefix(line, beginning) {
				return line
			}
		case <-limit:
			t.Fatalf("nothing with %q within 5 s", beginning)
		}
	}
}

func TestEventsReachWhoIsSignedIn(t *testing.T) {
	o := newOffice(t)
	if status, _ := o.stream(); status != http.StatusNoContent {
		t.Errorf("a stranger's stream: status %d", status)
	}
	o.signIn()
	status, lines := o.stream()
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	next(t, lines, "retry:")
	local, err := o.service.Local("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.For(local).Things.Add("queue", "600", "Claims"); err != nil {
		t.Fatal(err)
	}
	if line := next(t, lines, "data:"); !strings.Contains(line, `"kind":"thing"`) {
		t.Errorf("event %q", line)
	}
}

func TestEventsEndWithTheSession(t *testing.T) {
	for name, end := range map[string]func(*office){
		"signed out": func(o *office) {
			if err := o.call(nil, "api.SignIn.SignOut"); err != nil {
				o.t.Fatal(err)
			}
		},
		"ended by the operator": func(o *office) {
			local, err := o.service.Local("")
			if err != nil {
				o.t.Fatal(err)
			}
			m := api.For(local)
			u, err := m.Users.Find(adminLogin)
			if err != nil {
				o.t.Fatal(err)
			}
			if err := m.Users.EndSessions(u.User.ID); err != nil {
				o.t.Fatal(err)
			}
		},
		// The change itself is told at once: the word must come with it.
		"kept out from where she is": func(o *office) {
			local, err := o.service.Local("")
			if err != nil {
				o.t.Fatal(err)
			}
			m := api.For(local)
			u, err := m.Users.Find(adminLogin)
			if err != nil {
				o.t.Fatal(err)
			}
			hosts := []callgate.Host{{CIDR: "203.0.113.0/24"}}
			if _, err := m.Users.SetAccess(u.User.ID, api.Access{Revision: u.User.Revision, Hosts: &hosts}); err != nil {
				o.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.signIn()
			_, lines := o.stream()
			next(t, lines, "retry:")
			end(o)
			if next(t, lines, "event: signed_out") == "" {
				t.Error("ended without a word")
			}
			if line := next(t, lines, "nothing more"); line != "" {
				t.Errorf("still open: %q", line)
			}
		})
	}
}

// A page left open listens on, but that is no use: the session ends when it was
// idle for half an hour, and the stream with it.
func TestAnOpenStreamDoesNotKeepTheSession(t *testing.T) {
	var later atomic.Int64
	o := newOfficeAt(t, func() time.Time { return time.Now().Add(time.Duration(later.Load())) })
	o.signIn()
	_, lines := o.stream()
	next(t, lines, "retry:")
	later.Store(int64(20 * time.Minute))
	local, err := o.service.Local("")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.For(local).Things.Add("queue", "600", "Claims"); err != nil {
		t.Fatal(err)
	}
	next(t, lines, "data:") // still there, and looked at since
	later.Store(int64(31 * time.Minute))
	next(t, lines, "event: signed_out")
	if err := o.call(nil, "api.Account.Get"); callgate.CodeOf(err) != callgate.NotSignedIn {
		t.Errorf("after half an hour without use: %v", err)
	}
}
