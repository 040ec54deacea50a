package api

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// tried is a save with its preview.
type tried struct {
	name    string
	preview func(m Modules) (Preview, error)
	save    func(m Modules) error
}

// trials go through every save that has a preview, on what the office has.
func trials(o *office, role RoleRow, at string) []tried {
	sam, quinn := o.ids["sam"], o.ids["quinn"]
	edit := RoleInput{Revision: role.Revision, Name: role.Name, Permissions: []callgate.Permission{"calls.log:read", "security.audit:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600", "queue:601"}}
	access := func() Access {
		return Access{Revision: o.user("sam").Revision, Roles: &[]MembershipInput{{Role: role.ID}}, Reach: &[]callgate.Entity{"queue:602"}, Hosts: &[]callgate.Host{{CIDR: "198.51.100.0/24"}}}
	}
	bulk := func(deed string) Bulk {
		return Bulk{IDs: []callgate.ID{sam, quinn, o.ids["ada"]}, Deed: deed, Role: role.ID, Hosts: []callgate.Host{{CIDR: "192.0.2.0/25"}}}
	}
	hosts := func() (int, []callgate.Host) {
		v, _ := o.operator("kestrel").Hosts.Get()
		return v.Revision, []callgate.Host{{CIDR: "192.0.2.0/24"}}
	}
	revision := func() int { t, _ := o.operator("kestrel").Tenants.Current(); return t.Revision }
	list := []tried{
		{"access", func(m Modules) (Preview, error) { return m.Impact.Access(sam, access(), Look{}) }, func(m Modules) error { return only(m.Users.SetAccess(sam, access())) }},
		{"profile", func(m Modules) (Preview, error) {
			return m.Impact.Profile(sam, Profile{Extensions: &[]string{"101", "109"}}, Look{})
		}, func(m Modules) error { return only(m.Users.Edit(sam, Profile{Extensions: &[]string{"101", "109"}})) }},
		{"role", func(m Modules) (Preview, error) { return m.Impact.Role(role.ID, edit, Look{}) }, func(m Modules) error { return only(m.Roles.Edit(role.ID, edit)) }},
		{"new role", func(m Modules) (Preview, error) { return m.Impact.Role("", RoleInput{Name: "New " + at}, Look{}) }, func(m Modules) error { return only(m.Roles.Add(RoleInput{Name: "New " + at})) }},
		{"open role", func(m Modules) (Preview, error) {
			return m.Impact.Role("", RoleInput{Name: "Open", Permissions: []callgate.Permission{"calls.log:delete"}}, Look{})
		}, func(m Modules) error {
			return only(m.Roles.Add(RoleInput{Name: "Open", Permissions: []callgate.Permission{"calls.log:delete"}}))
		}},
		{"members", func(m Modules) (Preview, error) {
			return m.Impact.RoleMembers(role.ID, []callgate.ID{quinn}, []callgate.ID{sam}, Look{})
		}, func(m Modules) error {
			return only(m.Roles.SetMembers(role.ID, []callgate.ID{quinn}, []callgate.ID{sam}))
		}},
		{"role gone", func(m Modules) (Preview, error) { return m.Impact.RoleDelete(role.ID, Look{}) }, func(m Modules) error { return m.Roles.Delete(role.ID, role.Name) }},
		{"hosts", func(m Modules) (Preview, error) { r, h := hosts(); return m.Impact.Hosts(r, h, Look{}) }, func(m Modules) error { r, h := hosts(); return only(m.Hosts.Save(r, h)) }},
		{"package", func(m Modules) (Preview, error) {
			return m.Impact.Tenant(revision(), TenantInput{Package: &[]string{"directory.users", "me.preferences"}}, Look{})
		}, func(m Modules) error {
			return only(m.Tenants.Edit(revision(), TenantInput{Package: &[]string{"directory.users", "me.preferences"}}))
		}},
		{"whole package", func(m Modules) (Preview, error) {
			return m.Impact.Tenant(revision(), TenantInput{Package: &[]string{}}, Look{})
		}, func(m Modules) error { return only(m.Tenants.Edit(revision(), TenantInput{Package: &[]string{}})) }},
		{"platforms", func(m Modules) (Preview, error) {
			return m.Impact.Tenant(revision(), TenantInput{Platforms: &[]string{"ayrix"}}, Look{})
		}, func(m Modules) error {
			return only(m.Tenants.Edit(revision(), TenantInput{Platforms: &[]string{"ayrix"}}))
		}},
		{"below", func(m Modules) (Preview, error) { return m.Impact.TenantEnabled("heron", false, Look{}) }, func(m Modules) error { return only(m.Tenants.SetEnabled("heron", false)) }},
		{"gone", func(m Modules) (Preview, error) { return m.Impact.Delete(sam, Look{}) }, func(m Modules) error { return m.Users.Delete(sam, "sam") }},
		{"leave", func(m Modules) (Preview, error) { return m.Impact.Leave(sam, "quinn", Look{}) }, func(m Modules) error { return only(m.Users.Leave(sam, "quinn", "sam")) }},
		{"duplicate", func(m Modules) (Preview, error) { return m.Impact.Duplicate(quinn, "quinn2", "", "", Look{}) }, func(m Modules) error { return only(m.Users.Duplicate(quinn, "quinn2", "", "")) }},
		{"preset", func(m Modules) (Preview, error) {
			return m.Impact.Preset(sam, o.user("sam").Revision, "full_reports", true, nil, Look{})
		}, func(m Modules) error {
			return only(m.Users.SetPreset(sam, o.user("sam").Revision, "full_reports", true, nil))
		}},
		{"feature", func(m Modules) (Preview, error) {
			return m.Impact.Feature(sam, o.user("sam").Revision, "dial.domestic:use", "deny", Look{})
		}, func(m Modules) error {
			return only(m.Users.SetFeature(sam, o.user("sam").Revision, "dial.domestic:use", "deny"))
		}},
		{"extend", func(m Modules) (Preview, error) { return m.Impact.Extend(sam, "role", role.ID, "2099-01-01", Look{}) }, func(m Modules) error { return only(m.Users.Extend(sam, "role", role.ID, "2099-01-01")) }},
		{"queue gone", func(m Modules) (Preview, error) { return m.Impact.ThingDelete("queue", "600", Look{}) }, func(m Modules) error { return m.Things.Delete("queue", "600") }},
	}
	for _, deed := range []string{"assign_role", "remove_role", "block", "unblock", "disable", "enable", "add_hosts"} {
		list = append(list, tried{deed, func(m Modules) (Preview, error) { return m.Impact.Bulk(bulk(deed), Look{}) }, func(m Modules) error {
			_, err := m.Users.Bulk(bulk(deed))
			return err
		}})
	}
	return list
}

func inLines(p Preview) (lines []string) {
	for _, o := range p.Outcomes {
		for _, right := range o.Permissions {
			lines = append(lines, fmt.Sprint(o.Kind, right, o.Count, len(o.First)))
		}
		for _, on := range o.On {
			lines = append(lines, fmt.Sprint(o.Kind, on, o.Count, len(o.First)))
		}
		if len(o.Permissions)+len(o.On) == 0 {
			lines = append(lines, fmt.Sprint(o.Kind, o.Count, len(o.First)))
		}
	}
	slices.Sort(lines)
	return lines
}

func outcomeLines(d *policy.Difference) (lines []string) {
	for _, o := range d.Outcomes {
		switch o.Kind {
		case policy.Takes, policy.Gives:
			lines = append(lines, fmt.Sprint(o.Kind, o.Permission, o.Count, len(o.First)))
		case policy.Shortens, policy.Stretches:
			lines = append(lines, fmt.Sprint(o.Kind, o.On, o.Count, len(o.First)))
		default:
			lines = append(lines, fmt.Sprint(o.Kind, o.Count, len(o.First)))
		}
	}
	slices.Sort(lines)
	return lines
}

// Every preview tells what the save then does, or the refusal it then gets, and
// leaves nothing behind.
func TestPreviewIsTheSave(t *testing.T) {
	refused, effects := 0, 0
	for _, who := range []string{"ada", "dora"} {
		for i := range 26 {
			o := newOffice(t)
			o.hire("sam", "StandardUser")
			o.hire("quinn", "QueueManager", "StandardUser")
			o.put(o.kestrel, "dora", func(u *callgate.User) { // may change users and roles, and holds little herself
				for _, p := range []callgate.Permission{"directory.users:read", "directory.users:write", "directory.users:delete", "directory.roles:read", "directory.roles:write", "directory.roles:delete", "dial.internal:use", "dial.domestic:use", "calls.own:read", "calls.voicemail:read", "calls.voicemail:delete"} {
					u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
				}
			})
			role, err := o.operator("kestrel").Roles.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600"}})
			ok(t, err)
			_, err = o.operator("kestrel").Roles.SetMembers(role.ID, []callgate.ID{o.ids["sam"]}, nil)
			ok(t, err)
			list := trials(o, role, fmt.Sprint(i))
			if i >= len(list) {
				t.Fatalf("there are %d previews, and %d are looked at", len(list), i)
			}
			x := list[i]
			m := o.from(who, officeAddress, time.Minute)
			before, records := *o.s.views.Load(), len(o.records(""))
			p, err := x.preview(m)
			if now := *o.s.views.Load(); now[o.kestrel] != before[o.kestrel] || err == nil && len(o.records("")) != records {
				t.Fatalf("%s by %s: the preview left something behind", x.name, who)
			}
			saved := x.save(m)
			place := x.name + " by " + who
			if previewed(p, err) != nil || saved != nil {
				if callgate.CodeOf(previewed(p, err)) != callgate.CodeOf(saved) {
					t.Errorf("%s: preview %v, save %v", place, previewed(p, err), saved)
				}
				refused++
				continue
			}
			after := *o.s.views.Load()
			d := policy.Differ(before[o.kestrel].Policy, after[o.kestrel].Policy, callgate.TimeOf(o.clock()))
			if p.Touched != d.Touched || p.Harmed != d.Harmed || p.Listed != d.Touched || len(p.People) != d.Touched || p.More > 0 {
				t.Errorf("%s: preview %d touched, %d harmed, %d listed; it became %d, %d", place, p.Touched, p.Harmed, p.Listed, d.Touched, d.Harmed)
				continue
			}
			if foretold, became := inLines(p), outcomeLines(d); !slices.Equal(foretold, became) {
				t.Errorf("%s: %d foretold, %d became\n%.300v\n%.300v", place, len(foretold), len(became), foretold, became)
			}
			told := o.records("")
			for _, c := range p.Changes {
				if !slices.ContainsFunc(told, func(r callgate.AuditRecord) bool {
					return r.What == c.What && r.Target == c.Target && r.Before == c.Before
				}) {
					t.Errorf("%s: the audit does not tell %+v", place, c)
				}
			}
			effects += d.Touched + p.Below
		}
	}
	if refused < 8 || effects < 20 {
		t.Errorf("%d refusals, %d people touched: the trials prove little", refused, effects)
	}
}

// A rule that refuses while somebody is still typing is no denial: the audit
// tells what was attempted, not what was looked at.
func TestPreviewIsNoDenial(t *testing.T) {
	o := newOffice(t)
	o.hire("quinn", "QueueManager")
	o.hire("sam", "StandardUser")
	p, err := o.as("quinn").Impact.Access(o.ids["sam"], Access{Revision: 1, Kind: ptr(callgate.Administrator)}, Look{})
	ok(t, err)
	if p.Refused == nil || p.Refused.Code != callgate.Escalation {
		t.Fatalf("%+v", p.Refused)
	}
	if list := o.records("denied.escalation"); len(list) != 0 {
		t.Errorf("%d denials for a preview", len(list))
	}
	refuses(t, only(o.as("quinn").Users.SetAccess(o.ids["sam"], Access{Revision: 1, Kind: ptr(callgate.Administrator)})), callgate.Escalation)
	if list := o.records("denied.escalation"); len(list) != 1 {
		t.Errorf("%d denials for the attempt", len(list))
	}
}

// Who may not see users is told how many, not who.
func TestPreviewWithoutNames(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.put(o.kestrel, "greta", func(u *callgate.User) {
		for _, p := range []callgate.Permission{"security.allowed_hosts:read", "security.allowed_hosts:write", "security.allowed_hosts:delete"} {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
	o.from("sam", "203.0.113.9", time.Hour)
	hosts := []callgate.Host{{CIDR: "192.0.2.0/24"}}
	v, err := o.as("greta").Hosts.Get()
	ok(t, err)
	p, err := o.as("greta").Impact.Hosts(v.Revision, hosts, Look{})
	ok(t, err)
	if p.Refused != nil || p.Named || p.Touched != 3 || p.Thrown != 1 || len(p.People)+len(p.ThrownBy) > 0 || p.Outcomes[0].Count != 3 || len(p.Outcomes[0].First) > 0 {
		t.Errorf("%+v", p)
	}
	p, err = o.as("ada").Impact.Hosts(v.Revision, hosts, Look{})
	ok(t, err)
	if !p.Named || p.Thrown != 1 || p.ThrownBy[0].Login != "sam" || p.Self || len(p.People) != 3 {
		t.Errorf("%+v", p)
	}
}

// The people of a preview are paged and narrowed like the register.
func TestPreviewPages(t *testing.T) {
	o := newOffice(t)
	for i := range 30 {
		o.hire(fmt.Sprintf("agent%02d", i), "StandardUser")
	}
	role, err := o.as("ada").Roles.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"security.audit:read"}})
	ok(t, err)
	var all []callgate.ID
	for i := range 30 {
		all = append(all, o.ids[fmt.Sprintf("agent%02d", i)])
	}
	_, err = o.as("ada").Roles.SetMembers(role.ID, all[:20], nil)
	ok(t, err)
	// Ten come, ten go: the losses stand first.
	m := o.as("ada").Impact
	look := func(l Look) Preview {
		p, err := m.RoleMembers(role.ID, all[20:], all[:10], l)
		ok(t, err)
		return p
	}
	var logins []string
	for offset := 0; offset < 20; offset += 7 {
		p := look(Look{Offset: offset, Limit: 7})
		if p.Listed != 20 || p.Touched != 20 || p.Harmed != 10 {
			t.Fatalf("%+v", p)
		}
		for _, who := range p.People {
			logins = append(logins, who.Login)
		}
	}
	want := []string{}
	for i := range 30 {
		if i < 10 || i >= 20 {
			want = append(want, fmt.Sprintf("agent%02d", i))
		}
	}
	if !slices.Equal(logins, want) {
		t.Errorf("%v", logins)
	}
	if p := look(Look{Kind: policy.Gives, Permission: "security.audit:read", Limit: 3}); p.Listed != 10 || len(p.People) != 3 || p.People[0].Login != "agent20" {
		t.Errorf("%d listed: %+v", p.Listed, p.People)
	}
	if p := look(Look{Search: "agent07"}); p.Listed != 1 || len(p.People) != 1 || p.Outcomes[0].Kind != policy.Takes || p.Outcomes[0].Count != 10 {
		t.Errorf("%d listed: %+v", p.Listed, p.People)
	}
}

// Before a user is made like another stands what the new one gets; looking
// makes nobody.
func TestPreviewOfDuplicating(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "QueueManager")
	m := o.as("ada")
	p, err := m.Impact.Duplicate(o.ids["sam"], "sam2", "Sam", "Two", Look{})
	ok(t, err)
	gains := outcomeOf(p, policy.Gives)
	if x := outcomeOf(p, policy.Adds); x.Count != 1 || x.First[0].Name != "Sam Two" || !slices.Contains(gains.Permissions, "calls.log:read") {
		t.Errorf("%+v", p)
	}
	if _, err := m.Users.Find("sam2"); err == nil {
		t.Error("looking made a user")
	}
	p, err = m.Impact.Duplicate(o.ids["sam"], "ada", "", "", Look{})
	ok(t, err)
	refuses(t, p.Refused, callgate.Taken)
}
