package api

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// The lists that decide about the actor himself take a recent password and keep
// his address inside; at the machine there is another way in.
func TestNobodyShutsHimselfOut(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	save := func(m Modules, list ...string) error {
		v, err := m.Hosts.Get()
		ok(t, err)
		return only(m.Hosts.Save(v.Revision, *hosts(list...)))
	}
	stale, fresh := o.from("ada", "192.0.2.44", 11*time.Minute), o.from("ada", "192.0.2.44", 9*time.Minute)
	refuses(t, save(stale, "192.0.2.0/24"), callgate.SignInAgain)
	refuses(t, o.access(stale, "ada", Access{Hosts: hosts("192.0.2.0/24")}), callgate.SignInAgain)
	refuses(t, save(fresh, "198.51.100.0/24"), callgate.ShutOut)
	refuses(t, o.access(fresh, "ada", Access{Hosts: hosts("198.51.100.0/24")}), callgate.ShutOut)
	ok(t, o.access(fresh, "ada", Access{Hosts: hosts("192.0.2.0/24")}))
	ok(t, o.access(stale, "bo", Access{Hosts: hosts("198.51.100.0/24")})) // somebody else's

	o.from("bo", "198.51.100.9", 0)
	p, err := fresh.Hosts.Preview(*hosts("203.0.113.0/24"))
	if err != nil || !p.Self || p.Total != 1 || !slices.Equal(p.People, []string{"Bo"}) {
		t.Errorf("%+v %v", p, err)
	}
	ok(t, save(fresh, "192.0.2.0/24", "198.51.100.0-198.51.100.255"))
	v, err := fresh.Hosts.Get()
	if err != nil || !slices.Equal(hostTexts(v.Hosts), []string{"192.0.2.0/24", "198.51.100.0/24"}) || v.PerUserTotal != 2 || v.Address != "192.0.2.44" {
		t.Errorf("%+v %v", v, err)
	}
	refuses(t, only(fresh.Hosts.Save(v.Revision-1, nil)), callgate.Conflict)
	refuses(t, only(o.from("ada", "203.0.113.1", 0).Users.List(UserQuery{})), callgate.Denied)
	_, err = o.operator("kestrel").Hosts.Save(v.Revision, *hosts("203.0.113.0/24"))
	ok(t, err)
	refuses(t, only(fresh.Users.List(UserQuery{})), callgate.Denied)
	ok(t, o.access(o.operator("kestrel"), "ada", Access{Hosts: hosts()}))
}

// An actor bound to some addresses gives nobody more: who he adds is bound like
// him.
func TestHostsAreNotWidened(t *testing.T) {
	o := newOffice(t)
	o.put(o.kestrel, "quinn", func(u *callgate.User) {
		u.Roles, u.Hosts = members(portsip("QueueManager")), *hosts("192.0.2.0/24")
		for _, p := range []callgate.Permission{"security.allowed_hosts:read", "security.allowed_hosts:write", "security.allowed_hosts:delete"} {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
	o.put(o.kestrel, "sam", func(u *callgate.User) { u.Hosts = *hosts("192.0.2.7") })
	m := o.as("quinn")
	d, err := m.Users.Add(NewUser{Profile: Profile{Login: ptr("new")}})
	if err != nil || !slices.Equal(hostTexts(d.User.Hosts), []string{"192.0.2.0/24"}) {
		t.Errorf("%+v %v", d.User.Hosts, err)
	}
	refuses(t, o.access(m, "sam", Access{Hosts: hosts()}), callgate.Escalation)
	refuses(t, o.access(m, "sam", Access{Hosts: hosts("192.0.0.0/16")}), callgate.Escalation)
	ok(t, o.access(m, "sam", Access{Hosts: hosts("192.0.2.64/26")}))
	refuses(t, o.access(m, "quinn", Access{Hosts: hosts()}), "own_access")
}

func TestHostLines(t *testing.T) {
	o := newOffice(t)
	lines, err := o.as("ada").Hosts.Read("192.0.2.7/24\n\n198.51.100.64-127, 300.1.1.1; 2001:db8::/32", []string{"192.0.2.0/24"})
	ok(t, err)
	if len(lines) != 4 || !lines[0].Already || lines[0].Was != "host_bits" || lines[0].Count != "256" || lines[1].Count != "64" || lines[2].Error == nil || lines[3].Count != "" {
		t.Errorf("%+v", lines)
	}
	test, err := o.as("ada").Hosts.Test("::ffff:192.0.2.9", "", &[]string{"192.0.2.0/24"})
	if err != nil || !test.Allow || test.Everyone.Match != "192.0.2.0/24" || test.Address != "192.0.2.9" {
		t.Errorf("%+v %v", test, err)
	}
	o.put(o.kestrel, "sam", func(u *callgate.User) { u.Hosts = *hosts("203.0.113.5") })
	test, err = o.as("ada").Hosts.Test("192.0.2.9", "sam", nil)
	if err != nil || test.Allow || !test.Everyone.Empty || test.User.Allow {
		t.Errorf("%+v %v", test, err)
	}
}

// The answer is the decision itself, and its words for the command line.
func TestAsk(t *testing.T) {
	o := newOffice(t)
	o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.Roles, u.Extensions, u.Hosts = members(portsip("StandardUser")), []callgate.OwnExtension{{Name: "101"}}, *hosts("192.0.2.0/24")
	})
	ok(t, only(o.operator("kestrel").Things.Add("extension", "101", "")))
	m := o.as("ada").Check
	ask := func(q callgate.Question) Answer {
		t.Helper()
		a, err := m.Ask(q)
		ok(t, err)
		if len(a.Gates) != 6 {
			t.Errorf("%d gates", len(a.Gates))
		}
		who, _ := o.view().Policy.Find("sam")
		from, _ := netip.ParseAddr(a.Question.From)
		r, err := (&actor{view: o.view(), Now: callgate.TimeOf(o.clock())}).request(&q)
		ok(t, err)
		if r.Who == who && r.From == from && o.view().Policy.Decide(r) != a.Allow {
			t.Errorf("%+v: the answer is not the decision", q)
		}
		return a
	}
	a := ask(callgate.Question{Login: "SAM", Permission: "calls.own:read", On: "extension:101", From: "192.0.2.5"})
	if !a.Allow || a.Name != "Sam" || a.Command != "callgate check --tenant kestrel --user sam --do calls.own:read --on extension:101 --from 192.0.2.5 --why" {
		t.Errorf("%+v", a)
	}
	if a = ask(callgate.Question{Login: "sam", Permission: "calls.own:read", On: "extension:101", From: "198.51.100.1"}); a.Allow {
		t.Error("let in from elsewhere")
	}
	if a = ask(callgate.Question{Login: "ada", Permission: "calls.log:read", On: "extension:999"}); a.Allow {
		t.Error("an extension nobody knows")
	}
	refuses(t, only(m.Ask(callgate.Question{Login: "nobody", Permission: "calls.log:read"})), "user_unknown")
	refuses(t, only(m.Ask(callgate.Question{Login: "sam", Permission: "calls.log:fly"})), "permission_unknown")
	refuses(t, only(m.Ask(callgate.Question{Login: "sam", Permission: "calls.log:read", On: "101"})), "entity_form")
	refuses(t, only(m.Ask(callgate.Question{Login: "sam", From: "somewhere"})), "host_is_name")
	ok(t, only(o.as("sam").Check.Ask(callgate.Question{Login: "sam"})))
	refuses(t, only(o.as("sam").Check.Ask(callgate.Question{Login: "ada"})), callgate.Denied)
	s, err := o.as("sam").Check.Suggest("")
	if err != nil || len(s.People) != 1 || len(s.Things) != 0 {
		t.Errorf("%+v %v", s, err)
	}
}

func TestAuditPages(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	m := o.as("ada")
	ok(t, only(m.Users.Edit(sam, Profile{Description: ptr("=HYPERLINK(\"http://203.0.113.1\")")})))
	ok(t, only(m.Users.Block(sam, "left")))
	page, err := m.Audit.List(AuditQuery{What: "user.", Target: "sam", Limit: 1})
	if err != nil || page.Total != 2 || page.Next == 0 || page.Rows[0].What != "user.block" || page.Rows[0].Who != "ada" || page.Rows[0].From != officeAddress {
		t.Fatalf("%+v %v", page, err)
	}
	if !strings.Contains(page.Rows[0].After, `"blockReason":"left"`) || strings.Contains(page.Rows[0].After, "login") {
		t.Errorf("more or less than what changed: %s", page.Rows[0].After)
	}
	page, err = m.Audit.List(AuditQuery{What: "user.", Before: page.Next})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].What != "user.edit" {
		t.Errorf("%+v %v", page, err)
	}
	refuses(t, only(m.Audit.List(AuditQuery{Since: "yesterday"})), "date_form")
	today := o.clock().UTC().Format(time.DateOnly)
	if page, err = m.Audit.List(AuditQuery{Since: today, Until: today, What: "user."}); err != nil || len(page.Rows) != 2 {
		t.Errorf("a day counts whole: %+v %v", page, err)
	}
	v, err := m.Audit.Verify()
	if err != nil || !v.OK || v.Code != "intact" || v.Records == 0 {
		t.Errorf("%+v %v", v, err)
	}
	for _, format := range []string{"csv", "xlsx", "json", ""} {
		f, err := m.Audit.Export(AuditQuery{}, format)
		if err != nil || len(f.Base64) == 0 || !strings.HasPrefix(f.Name, "callgate-kestrel-audit-") {
			t.Errorf("%s: %+v %v", format, f.Name, err)
		}
	}
	refuses(t, only(m.Audit.Export(AuditQuery{}, "pdf")), "export_format")
}
