package policy

import (
	"testing"

	"callgate/backend/callgate"
)

// office is one tenant in Britain with a few people, for tests that read as
// sentences.
func office(change func(u *callgate.User)) *Tenant {
	u := &callgate.User{ID: "sam", Login: "sam", Folded: "sam", Name: "Sam", Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true,
		CallerID: "+442079460000", Numbers: []string{"+442079460001"}, Roles: []callgate.Membership{{Role: callgate.StandardUserRole}}}
	if change != nil {
		change(u)
	}
	return Compile(Input{
		Tenant: &callgate.Tenant{ID: "t", Name: "Office", Country: "GB"}, Enabled: true, Now: 1, Roles: callgate.PredefinedRoles(), Users: []*callgate.User{u},
		Things: []callgate.Thing{{Kind: callgate.Extension, Name: "101"}, {Kind: callgate.Number, Name: "+442079460001"}},
	})
}

func TestDialling(t *testing.T) {
	international := func(u *callgate.User) {
		u.Roles = []callgate.Membership{{Role: "predefined:portsip:StandardInternationalUser"}}
	}
	for _, c := range []struct {
		name, dial, showing string
		change              func(u *callgate.User)
		want                bool
		reason              string
	}{
		{"an extension of the tenant is internal", "101", "", nil, true, "dial_internal"},
		{"a number of the country, as dialled at home", "020 7946 0958", "", nil, true, "dial_domestic"},
		{"a number of the country, with its code", "+44 20 7946 0958", "", nil, true, "dial_domestic"},
		{"a number abroad needs more", "+49 30 901820", "", nil, false, "dial_international"},
		{"a number abroad with the right", "+49 30 901820", "", international, true, "dial_international"},
		{"Jersey shares +44 but is abroad", "+44 1534 710000", "", nil, false, "dial_international"},
		{"premium rate counts as abroad", "0909 879 0000", "", nil, false, "dial_costly"},
		{"satellite counts as abroad", "+870 773 111 632", "", nil, false, "dial_international"},
		{"no number at all", "12ab", "", nil, false, "number_form"},
		{"a preset caller ID is needed outside", "020 7946 0958", "", func(u *callgate.User) { u.CallerID = "" }, false, "caller_id_preset"},
		{"without one internal calls are allowed", "101", "", func(u *callgate.User) { u.CallerID = "" }, true, "caller_id_not_needed"},
		{"a number assigned by name may be shown", "020 7946 0958", "+442079460001", nil, true, "caller_id_assigned"},
		{"another may not", "020 7946 0958", "+442079460002", nil, false, "caller_id_assigned"},
		{"emergency numbers need nothing", "999", "", func(u *callgate.User) { u.Roles, u.CallerID = nil, "" }, true, "dial_emergency"},
		{"112 everywhere", "112", "", func(u *callgate.User) { u.Hosts = []callgate.Host{{CIDR: "192.0.2.1"}} }, true, "dial_emergency"},
		{"but the user must be in use", "999", "", func(u *callgate.User) { u.Blocked = true }, false, "user_not_blocked"},
		{"a lite seat dials", "020 7946 0958", "", func(u *callgate.User) { u.Seat = callgate.LiteSeat }, true, "dial_domestic"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := Request{Login: "sam", Do: dashboard, Dial: c.dial, Showing: c.showing, AnyAddress: true, Now: 2}
			o := office(c.change)
			d := o.Explain(q)
			if d.Allow != c.want || o.Decide(q) != c.want {
				t.Fatalf("allowed: %v, wanted %v: %+v", d.Allow, c.want, d.Reasons)
			}
			for _, r := range d.Reasons {
				if r.Code == c.reason {
					return
				}
			}
			t.Fatalf("no reason %s in %+v", c.reason, d.Reasons)
		})
	}
}

func TestNobodyGrantsWhatHeLacks(t *testing.T) {
	person := func(login string, change func(u *callgate.User)) *callgate.User {
		u := &callgate.User{ID: login, Login: login, Folded: login, Name: login, Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true}
		if change != nil {
			change(u)
		}
		return u
	}
	queue := &callgate.Role{ID: "queue", Name: "Queue 600", Permissions: []callgate.Permission{"calls.log:read"}, Reach: callgate.ReachList, ReachList: []callgate.Entity{"queue:600"}}
	other := &callgate.Role{ID: "other", Name: "Queue 601", Permissions: []callgate.Permission{"calls.log:read"}, Reach: callgate.ReachList, ReachList: []callgate.Entity{"queue:601"}}
	wide := &callgate.Role{ID: "wide", Name: "Log", Permissions: []callgate.Permission{"calls.log:read"}, Reach: callgate.ReachEverything}
	desk := &callgate.Role{ID: "desk", Name: "Desk", Permissions: []callgate.Permission{"directory.users:read", "directory.users:write"}}
	actor := person("actor", func(u *callgate.User) {
		u.Roles = []callgate.Membership{{Role: "desk"}, {Role: "queue"}}
		u.Exclusions = []callgate.Entity{"extension:100"}
	})
	boss := person("boss", func(u *callgate.User) { u.Kind = callgate.Administrator })
	o := Compile(Input{Tenant: &callgate.Tenant{ID: "t"}, Enabled: true, Roles: []*callgate.Role{queue, other, wide, desk}, Users: []*callgate.User{actor, boss},
		Things: []callgate.Thing{{Kind: "queue", Name: "600"}, {Kind: "queue", Name: "601"}, {Kind: "extension", Name: "100"}}})
	a, _ := o.Find("actor")
	b, _ := o.Find("boss")
	hides := func(u *callgate.User) { u.Exclusions = []callgate.Entity{"extension:100"} }
	for _, c := range []struct {
		name   string
		user   *callgate.User
		reason string // "" = may
	}{
		{"a plain user", person("new", nil), ""},
		{"his own role, his own exclusion", person("new", func(u *callgate.User) { u.Roles = actor.Roles; hides(u) }), ""},
		{"his own role without his exclusion", person("new", func(u *callgate.User) { u.Roles = actor.Roles }), "exceeds_exclusion"},
		{"the same right on another queue", person("new", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: "other"}}; hides(u) }), "exceeds_reach"},
		{"the same right everywhere", person("new", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: "wide"}}; hides(u) }), "exceeds_everything"},
		{"a right he lacks, by override", person("new", func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "security.audit:read", Allow: true}}
		}), "exceeds_right"},
		{"an administrator", person("new", func(u *callgate.User) { u.Kind = callgate.Administrator }), "exceeds_administrator"},
		{"reach over everything", person("new", func(u *callgate.User) { u.ReachEverything = true }), "exceeds_reach"},
		{"a queue he does not reach", person("new", func(u *callgate.User) { u.Reach = []callgate.Entity{"queue:601"} }), "exceeds_reach"},
		{"recordings he may not play", person("new", func(u *callgate.User) { u.Shared = []string{"100"} }), "exceeds_reach"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reasons := o.Exceeds(a, c.user, 1)
			if c.reason == "" && len(reasons) > 0 || c.reason != "" && (len(reasons) == 0 || !hasCode(reasons, c.reason)) {
				t.Fatalf("wanted %q, got %+v", c.reason, reasons)
			}
			if reasons := o.Exceeds(b, c.user, 1); len(reasons) > 0 {
				t.Fatalf("an administrator may grant everything: %+v", reasons)
			}
		})
	}
	if r := o.ExceedsRole(a, wide, 1); !hasCode(r, "exceeds_everything") {
		t.Fatalf("a role over everything: %+v", r)
	}
	if r := o.ExceedsRole(a, desk, 1); len(r) > 0 {
		t.Fatalf("a role he holds: %+v", r)
	}
}

func hasCode(list []callgate.Reason, code string) bool {
	for _, r := range list {
		if r.Code == code {
			return true
		}
	}
	return false
}
