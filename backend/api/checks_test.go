package api

import (
	"context"
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Every check counts whom its filter of the users list shows, no more and no
// less.
func TestChecksCountWhomTheirFilterShows(t *testing.T) {
	o := newOffice(t)
	now := callgate.TimeOf(o.clock())
	member := func(role callgate.ID) []callgate.Membership { return []callgate.Membership{{Role: role}} }
	standard := member(callgate.StandardUserRole)
	ext := []callgate.OwnExtension{{Name: "101", Since: now}}
	for login, f := range map[string]func(u *callgate.User){
		"dial.no.ext":  func(u *callgate.User) { u.Roles = standard },
		"dial.ext":     func(u *callgate.User) { u.Roles, u.Extensions = standard, ext },
		"dial.shown":   func(u *callgate.User) { u.Roles, u.Extensions, u.CallerID = standard, ext, "+442079460000" },
		"dial.chooses": func(u *callgate.User) { u.Roles, u.Extensions, u.Numbers = standard, ext, []string{"+442079460001"} },
		"reporter":     func(u *callgate.User) { u.Roles, u.HasFactor = member("predefined:portsip:QueueManager"), true },
		"ends": func(u *callgate.User) {
			u.Roles = []callgate.Membership{{Role: "predefined:sippy:NOC", Expires: now.Add(24 * time.Hour)}}
		},
		"ended":        func(u *callgate.User) { u.Expires = now.Add(-time.Hour) },
		"blocked.in":   func(u *callgate.User) { u.Blocked = true },
		"blocked.out":  func(u *callgate.User) { u.Blocked = true },
		"off":          func(u *callgate.User) { u.Enabled, u.Kind = false, callgate.Administrator },
		"second.admin": func(u *callgate.User) { u.Kind = callgate.Administrator },
		"safe.admin": func(u *callgate.User) {
			u.Kind, u.HasFactor, u.LastSignIn, u.Emails = callgate.Administrator, true, now, []callgate.Contact{{Value: "a@example.com"}}
		},
		"reach.only": func(u *callgate.User) { u.Reach = []callgate.Entity{"queue:600"} },
		"log.nowhere": func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}}
		},
	} {
		o.put(o.kestrel, login, f)
	}
	ok(t, o.s.commit(context.Background(), func(w *change) error { // a session that a block did not end
		return w.tx.SaveSession(&store.Session{Hash: "h", ID: "s", Tenant: o.kestrel, User: o.ids["blocked.in"], Stage: stageIn, Until: now.Add(time.Hour), IdleUntil: now.Add(time.Hour)})
	}))
	o.licence(3, 1)
	m := o.as("ada")
	page, err := m.Checks.List()
	ok(t, err)
	for _, c := range page.Checks {
		list, err := m.Users.List(UserQuery{Check: c.ID, Limit: 100})
		ok(t, err)
		if list.Total != c.Count || len(list.Rows) != c.Count {
			t.Errorf("%s: %d counted, %d listed", c.ID, c.Count, list.Total)
		}
		if c.Count == 0 && c.ID != "grants_no_factor" {
			t.Errorf("%s finds nobody: the office has no example", c.ID)
		}
		var logins []string
		for _, r := range list.Rows {
			logins = append(logins, r.Login)
		}
		slices.Sort(logins)
		want := map[string][]string{
			"dials_no_extension":       {"dial.no.ext", "reporter"},
			"dials_no_caller_id":       {"dial.ext"},
			"full_reports":             {"reporter"},
			"administrators_no_factor": {"ada", "second.admin"},
			"blocked_with_sessions":    {"blocked.in"},
			"ends_soon":                {"ends"},
			"expired":                  {"ended"},
			"reach_unused":             {"reach.only"},
			"rights_nowhere":           {"log.nowhere"},
		}[c.ID]
		if want != nil && !slices.Equal(logins, want) {
			t.Errorf("%s: %v, not %v", c.ID, logins, want)
		}
	}
	if page.Seats.OverEnabled != page.Seats.Enabled-3 || page.Seats.OverFull != page.Seats.Full-1 {
		t.Errorf("%+v", page.Seats)
	}
	refuses(t, only(m.Users.List(UserQuery{Check: "unheard_of"})), callgate.BadInput)
}

// People who are not in use vanish from the lists of those who could not put
// them back in use, and are then like people who do not exist.
func TestDisabledUsersVanishFromOthersLists(t *testing.T) {
	o := newOffice(t)
	gone := o.put(o.kestrel, "gone", func(u *callgate.User) { u.Enabled = false })
	reads := func(u *callgate.User) {
		u.Overrides = []callgate.Override{{Permission: "directory.users:read", Allow: true}}
	}
	o.put(o.kestrel, "ray", reads)
	o.hire("quinn", "QueueManager") // may write
	for login, sees := range map[string]bool{"ray": false, "quinn": true, "ada": true} {
		m := o.as(login)
		page, err := m.Users.List(UserQuery{})
		ok(t, err)
		listed := slices.ContainsFunc(page.Rows, func(r UserRow) bool { return r.Login == "gone" })
		off, err := m.Users.List(UserQuery{State: "disabled"})
		ok(t, err)
		s, err := m.Check.Suggest("gone")
		ok(t, err)
		_, found := m.Users.Find("gone")
		_, got := m.Users.Get(gone)
		_, asked := m.Check.Ask(callgate.Question{Login: "gone", Permission: "dashboard:read", AnyAddress: true})
		st, err := m.SignIn.Status()
		ok(t, err)
		if listed != sees || (off.Total > 0) != sees || (len(s.People) > 0) != sees || (found == nil) != sees || (got == nil) != sees || (asked == nil) != sees {
			t.Errorf("%s sees him: %v; listed %v, by state %d, suggested %d, found %v, got %v, asked %v", login, sees, listed, off.Total, len(s.People), found, got, asked)
		}
		if want := page.Total; page.All != want || st.Me.Counts["users"] != want {
			t.Errorf("%s: %d of %d, count %d", login, page.Total, page.All, st.Me.Counts["users"])
		}
	}
}

// Restricted: only what is ticked, whatever roles give, each of the five.
func TestEachSelfPermissionIsAskedFor(t *testing.T) {
	right := map[string]callgate.Permission{
		"password": "me.password:write", "second_factor": "me.second_factor:write", "profile": "me.preferences:write",
		"conference_rooms": "me.conference_rooms:write", "extension_groups": "me.extension_groups:write",
	}
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	for _, ticked := range append([]string{""}, selfNames...) {
		list := []string{}
		if ticked != "" {
			list = append(list, ticked)
		}
		ok(t, only(o.as("ada").Users.Edit(sam, Profile{Restricted: ptr(true), SelfAllowed: &list})))
		m := o.as("sam")
		for name, p := range right {
			a, err := m.Check.Ask(callgate.Question{Login: "sam", Permission: p, AnyAddress: true})
			ok(t, err)
			if a.Allow != (name == ticked) {
				t.Errorf("ticked %q, asked for %s: %v", ticked, name, a.Allow)
			}
		}
		for name, err := range map[string]error{
			"password": m.Account.ChangePassword("wrong", nextPassword), "second_factor": only(m.Account.StartFactor()),
			"profile": only(m.Account.SetColours(map[string]string{"away": "#8A7A2E"})),
		} {
			if denied := callgate.CodeOf(err) == callgate.Denied; denied == (name == ticked) {
				t.Errorf("ticked %q, did %s: %v", ticked, name, err)
			}
		}
		o.wait(10 * time.Minute)
	}
}

// The product's colours are seen on both sheets; what is not seen is refused,
// for the tenant and for oneself.
func TestStatusColoursAreSeen(t *testing.T) {
	o := newOffice(t)
	ok(t, checkColours(productColours))
	if len(productColours) != len(statusStates) {
		t.Error("a state without a colour")
	}
	m := o.as("ada")
	tenant, err := m.Tenants.Current()
	ok(t, err)
	pale, mauve := map[string]string{"away": "#EEEEEE"}, map[string]string{"away": "#7A5CC0"}
	refuses(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{Colours: &pale})), "colour_contrast")
	ok(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{Colours: &mauve})))
	refuses(t, only(m.Account.SetColours(pale)), "colour_contrast")
	ok(t, only(m.Account.SetColours(map[string]string{"offline": "#6F7C88"})))
	set, err := m.Account.Colours()
	ok(t, err)
	if set.Tenant["away"] != "#7A5CC0" || set.Own["offline"] != "#6F7C88" || len(set.Product) != 9 {
		t.Errorf("%+v", set)
	}
	r, err := m.Account.ReadColours(pale)
	ok(t, err)
	if len(r) != 1 || r[0].Error == nil || r[0].Light > 3 || r[0].Dark < 3 {
		t.Errorf("%+v", r)
	}
	ok(t, only(m.Account.SetColours(nil)))
}

// All checks of 100,000 people in one pass.
func BenchmarkChecks(b *testing.B) {
	o := bigOffice(b, 100_000)
	m := o.as("ada")
	for b.Loop() {
		if _, err := m.Checks.List(); err != nil {
			b.Fatal(err)
		}
	}
}

// The list narrowed to whom a check finds, at 100,000.
func BenchmarkCheckFilter(b *testing.B) {
	o := bigOffice(b, 100_000)
	m := o.as("ada")
	for b.Loop() {
		if _, err := m.Users.List(UserQuery{Check: "dials_no_caller_id"}); err != nil {
			b.Fatal(err)
		}
	}
}
