package web

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

const (
	adminLogin    = "ada.whitlock"
	adminPassword = "quiet copper lantern"
)

// office is a server over a fresh data folder with one administrator.
type office struct {
	t       *testing.T
	service *api.Service
	server  *Server
	url     string
	client  *http.Client
}

func newOffice(t *testing.T, change ...func(*Options)) *office {
	t.Helper()
	return newOfficeAt(t, time.Now, change...)
}

// newOfficeAt is one whose clock is now.
func newOfficeAt(t *testing.T, now func() time.Time, change ...func(*Options)) *office {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	service, err := api.Open(dir, api.Options{Version: "test", Log: quiet, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = service.Close() })
	<-service.Ready()
	local := api.For(service.Caller(api.Origin{Door: api.DoorLocal}))
	if _, err := local.SignIn.SetUp(api.SetUpInput{TenantName: "Hartwell", TenantSlug: "hartwell", Country: "GB", Login: adminLogin, Password: adminPassword}); err != nil {
		t.Fatal(err)
	}
	opt := Options{Listen: "127.0.0.1:0", Log: quiet}
	for _, f := range change {
		f(&opt)
	}
	o := &office{t: t, service: service, server: NewServer(service, built, opt)}
	o.server.aliveEvery = 20 * time.Millisecond
	s := httptest.NewServer(o.server.Handler())
	t.Cleanup(s.Close)
	o.url = s.URL
	o.client = newClient(t)
	return o
}

func newClient(t *testing.T) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Timeout: 10 * time.Second}
}

// built is a front end of three files.
var built = fstest.MapFS{
	"index.html":          {Data: []byte(`<!doctype html><html><head><meta name="csp-nonce" content="__NONCE__"></head><body></body></html>`)},
	"assets/main-1a2b.js": {Data: []byte("// script\n" + strings.Repeat("const a = 1;\n", 200))},
	"mark.svg":            {Data: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
	".gitkeep":            {},
}

func (o *office) request(method, path, body string, headers ...string) *http.Request {
	o.t.Helper()
	r, err := http.NewRequestWithContext(o.t.Context(), method, o.url+path, strings.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func (o *office) do(r *http.Request) (*http.Response, []byte) {
	o.t.Helper()
	a, err := o.client.Do(r)
	if err != nil {
		o.t.Fatal(err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		o.t.Fatal(err)
	}
	return a, text
}

// call makes a call the way the shim does.
func (o *office) call(result any, name string, args ...any) *callgate.Error {
	o.t.Helper()
	if args == nil {
		args = []any{}
	}
	body, err := json.Marshal(args)
	if err != nil {
		o.t.Fatal(err)
	}
	_, text := o.do(o.request("POST", "/call/"+name, string(body), "Content-Type", "application/json"))
	var a struct {
		Result json.RawMessage
		Error  *callgate.Error
	}
	if err := json.Unmarshal(text, &a); err != nil {
		o.t.Fatalf("%s: %v in %s", name, err, text)
	}
	if a.Error == nil && result != nil {
		if err := json.Unmarshal(a.Result, result); err != nil {
			o.t.Fatal(err)
		}
	}
	return a.Error
}

func (o *office) signIn() {
	o.t.Helper()
	var status api.Status
	if err := o.call(&status, "api.SignIn.Password", "", adminLogin, adminPassword); err != nil {
		o.t.Fatal(err)
	}
	if status.Stage != "in" {
		o.t.Fatalf("stage %q after the password", status.Stage)
	}
}

func TestCallDoor(t *testing.T) {
	o := newOffice(t)
	asJSON := []string{"Content-Type", "application/json"}
	for name, c := range map[string]struct {
		method, path, body string
		headers            []string
		status             int
		code               string
	}{
		"a call":                      {"POST", "/call/api.SignIn.Status", "[]", asJSON, 200, ""},
		"with a charset":              {"POST", "/call/api.SignIn.Status", "[]", []string{"Content-Type", "application/json; charset=utf-8"}, 200, ""},
		"of a stranger":               {"POST", "/call/api.Users.List", "[{}]", asJSON, 200, "not_signed_in"},
		"unknown call":                {"POST", "/call/api.Users.Explode", "[]", asJSON, 404, "call_unknown"},
		"unexported":                  {"POST", "/call/api.Users.step", "[]", asJSON, 404, "call_unknown"},
		"of the service itself":       {"POST", "/call/api.Service.Close", "[]", asJSON, 404, "call_unknown"},
		"as a form":                   {"POST", "/call/api.SignIn.SignOut", "[]", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, "content_type"},
		"as text":                     {"POST", "/call/api.SignIn.SignOut", "[]", []string{"Content-Type", "text/plain"}, 415, "content_type"},
		"without a type":              {"POST", "/call/api.SignIn.SignOut", "[]", nil, 415, "content_type"},
		"unknown key":                 {"POST", "/call/api.Users.List", `[{"serach":"x"}]`, asJSON, 200, "unknown_key"},
		"too large":                   {"POST", "/call/api.Users.List", `["` + strings.Repeat("a", usualBody) + `"]`, asJSON, 413, "too_large"},
		"a large file, a stranger's":  {"POST", "/call/api.Files.Preview", `["` + strings.Repeat("a", 2*usualBody) + `"]`, asJSON, 200, "not_signed_in"},
		"another name":                {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Host", "evil.example"}, asJSON...), 421, "host_name"},
		"another name with our port":  {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Host", "127.0.0.1.evil.example:80"}, asJSON...), 421, "host_name"},
		"loopback by name":            {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Host", "LOCALHOST.:8420"}, asJSON...), 200, ""},
		"from a foreign page":         {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Sec-Fetch-Site", "cross-site"}, asJSON...), 403, "cross_origin"},
		"from a neighbour":            {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Sec-Fetch-Site", "same-site"}, asJSON...), 403, "cross_origin"},
		"from a foreign origin":       {"POST", "/call/api.SignIn.Status", "[]", append([]string{"Origin", "https://evil.example"}, asJSON...), 403, "cross_origin"},
		"a stream for a foreign page": {"GET", "/events", "", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"}, 403, "cross_origin"},
	} {
		t.Run(name, func(t *testing.T) {
			a, text := o.do(o.request(c.method, c.path, c.body, c.headers...))
			if a.StatusCode != c.status {
				t.Errorf("status %d, want %d: %s", a.StatusCode, c.status, text)
			}
			var answer struct{ Error *callgate.Error }
			if err := json.Unmarshal(text, &answer); err != nil {
				t.Fatalf("%v in %q", err, text)
			}
			code := ""
			if answer.Error != nil {
				code = string(answer.Error.Code)
			}
			if code != c.code {
				t.Errorf("code %q, want %q", code, c.code)
			}
			if a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("headers %v", a.Header)
			}
		})
	}
	a, _ := o.do(o.request("GET", "/call/api.SignIn.Status", ""))
	if a.StatusCode != http.StatusNotFound {
		t.Errorf("GET of a call: status %d", a.StatusCode)
	}
}

// Every bound method can be reached, and a stranger gets a refusal from every
// one that is not for him.
func TestEveryCallIsThere(t *testing.T) {
	o := newOffice(t)
	for name, c := range o.server.calls {
		args := make([]string, len(c.in))
		for i, in := range c.in {
			args[i] = map[bool]string{true: "{}", false: `""`}[in.Kind().String() == "struct"]
			switch in.Kind().String() {
			case "map":
				args[i] = "{}"
			case "slice", "ptr":
				args[i] = "null"
			case "int", "int64":
				args[i] = "0"
			case "bool":
				args[i] = "false"
			}
		}
		_, text := o.do(o.request("POST", "/call/"+name, "["+strings.Join(args, ",")+"]", "Content-Type", "application/json"))
		var answer struct{ Error *callgate.Error }
		if err := json.Unmarshal(text, &answer); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(name, "api.SignIn.") && name != "api.Roles.Catalogue" && (answer.Error == nil || answer.Error.Code != callgate.NotSignedIn) {
			t.Errorf("%s answers a stranger: %s", name, text)
		}
	}
}

func TestCookies(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*Options)
		session string
		secure  bool
	}{
		"loopback":             {func(*Options) {}, "callgate", false},
		"behind an https door": {func(o *Options) { o.Base, _ = url.Parse("https://phones.example") }, "__Host-callgate", true},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, c.change)
			body := `["","` + adminLogin + `","` + adminPassword + `"]`
			a, text := o.do(o.request("POST", "/call/api.SignIn.Password", body, "Content-Type", "application/json"))
			var session *http.Cookie
			for _, cookie := range a.Cookies() {
				if cookie.Name == c.session {
					session = cookie
				}
				if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Secure != c.secure || cookie.Path != "/" || cookie.Domain != "" {
					t.Errorf("cookie %v", cookie)
				}
			}
			if session == nil {
				t.Fatalf("no session cookie in %v: %s", a.Header, text)
			}
			if len(session.Value) < 22 {
				t.Errorf("session token of %d characters", len(session.Value))
			}
			if session.MaxAge != 0 || !session.Expires.IsZero() {
				t.Errorf("the session outlives the browser: %v", session)
			}
		})
	}
}

func TestSignOutForgetsTheCookie(t *testing.T) {
	o := newOffice(t)
	o.signIn()
	if err := o.call(nil, "api.Account.Get"); err != nil {
		t.Fatal(err)
	}
	if err := o.call(nil, "api.SignIn.SignOut"); err != nil {
		t.Fatal(err)
	}
	where, _ := url.Parse(o.url)
	for _, c := range o.client.Jar.Cookies(where) {
		if c.Name == sessionCookie {
			t.Errorf("cookie still there: %v", c)
		}
	}
	if err := o.call(nil, "api.Account.Get"); callgate.CodeOf(err) != callgate.NotSignedIn {
		t.Errorf("after signing out: %v", err)
	}
}

func TestBusyAndPanicAnswers(t *testing.T) {
	o := newOffice(t)
	w := httptest.NewRecorder()
	o.server.send(w, nil, callgate.Err(callgate.Busy))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("busy: %d %v", w.Code, w.Header())
	}
	var log bytes.Buffer
	o.server.opt.Log = slog.New(slog.NewTextHandler(&log, nil))
	w = httptest.NewRecorder()
	r := httptest.NewRequest("GET", "http://localhost/", nil)
	o.server.guarded(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("secret detail") })).ServeHTTP(w, r)
	var answer struct{ Error callgate.Error }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	incident := answer.Error.Params["incident"]
	if answer.Error.Code != callgate.Internal || incident == "" || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("panic answered %s", w.Body)
	}
	if !strings.Contains(log.String(), incident) || !strings.Contains(log.String(), "secret detail") {
		t.Errorf("panic not logged under its number: %s", &log)
	}
}
