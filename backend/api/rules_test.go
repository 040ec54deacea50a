package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

func memberships(roles ...callgate.ID) *[]MembershipInput {
	list := []MembershipInput{}
	for _, r := range roles {
		list = append(list, MembershipInput{Role: r})
	}
	return &list
}

// members is the same list as a user holds it.
func members(roles ...callgate.ID) []callgate.Membership {
	list := []callgate.Membership{}
	for _, r := range roles {
		list = append(list, callgate.Membership{Role: r})
	}
	return list
}

func overrides(list ...OverrideInput) *[]OverrideInput { return &list }

func allow(p callgate.Permission) OverrideInput {
	return OverrideInput{Permission: p, Allow: true}
}

func deny(p callgate.Permission) OverrideInput { return OverrideInput{Permission: p} }

func entities(list ...callgate.Entity) *[]callgate.Entity { return &list }

func hosts(list ...string) *[]callgate.Host {
	out := []callgate.Host{}
	for _, cidr := range list {
		out = append(out, callgate.Host{CIDR: cidr})
	}
	return &out
}

// access saves with the present revision.
func (o *office) access(m Modules, login string, in Access) error {
	o.t.Helper()
	in.Revision = o.user(login).Revision
	return only(m.Users.SetAccess(o.ids[login], in))
}

// Nobody grants what he lacks, whichever way (PROMISES 18).
func TestNobodyGrantsWhatHeLacks(t *testing.T) {
	o := newOffice(t)
	o.hire("quinn", "QueueManager")
	o.hire("sam", "StandardUser")
	o.administrator("bo")
	quinn := o.as("quinn")
	role, err := o.operator("kestrel").Roles.Add(RoleInput{Name: "Auditors", Permissions: []callgate.Permission{"security.audit:read"}, Reach: "everything"})
	ok(t, err)

	for name, in := range map[string]Access{
		"kind":          {Kind: ptr("administrator"), Roles: memberships(), Overrides: overrides()},
		"role":          {Roles: memberships(portsip("Admin"))},
		"own role":      {Roles: memberships(role.ID)},
		"override":      {Overrides: overrides(allow("billing.settings:read"))},
		"timed deny":    {Roles: memberships(portsip("Admin")), Overrides: overrides(deny("billing.settings:read"))},
		"with an end":   {Overrides: overrides(OverrideInput{Permission: "backup:read", Allow: true, Expires: callgate.TimeOf(o.clock()).Add(time.Hour).String()})},
		"beyond a deny": {Roles: memberships(role.ID), Overrides: overrides(OverrideInput{Permission: "security.audit:read", Expires: callgate.TimeOf(o.clock()).Add(time.Minute).String()})},
	} {
		if err := o.access(quinn, "sam", in); callgate.CodeOf(err) != callgate.Escalation {
			t.Errorf("%s: %v", name, err)
		}
	}
	refuses(t, o.access(quinn, "sam", Access{Hosts: hosts("192.0.2.1")}), callgate.Denied)

	add := func(login string, a Access) error {
		return only(quinn.Users.Add(NewUser{Profile: Profile{Login: &login}, Access: a}))
	}
	refuses(t, add("eve", Access{Kind: ptr("administrator")}), callgate.Escalation)
	refuses(t, add("eve", Access{Roles: memberships(role.ID)}), callgate.Escalation)
	ok(t, add("eve", Access{Roles: memberships(portsip("QueueManager"))}))
	refuses(t, only(quinn.Users.Duplicate(o.ids["ada"], "ada2", "", "")), "holds_more")
	refuses(t, only(quinn.Roles.SetMembers(role.ID, []callgate.ID{o.ids["sam"]}, nil)), callgate.Escalation)
	r, err := quinn.Users.Bulk(Bulk{IDs: []callgate.ID{o.ids["sam"], o.ids["bo"]}, Deed: "assign_role", Role: role.ID})
	ok(t, err)
	if r.Done != 0 || len(r.Refused) != 2 || r.Refused[0].Error.Code != callgate.Escalation || r.Refused[1].Error.Code != "holds_more" {
		t.Errorf("bulk: %+v", r)
	}
	if got := o.user("sam"); len(got.Roles) != 1 || len(got.Overrides) != 0 {
		t.Errorf("sam has %v %v", got.Roles, got.Overrides)
	}
}

// Nobody edits who holds more: not even to take something away, and not the
// way into his sign-in.
func TestNobodyEditsWhoHoldsMore(t *testing.T) {
	o := newOffice(t)
	o.hire("quinn", "QueueManager")
	o.administrator("bo")
	bo := o.ids["bo"]
	m := o.as("quinn").Users
	for name, err := range map[string]error{
		"edit": only(m.Edit(bo, Profile{Description: ptr("x")})), "block": only(m.Block(bo, "")), "disable": only(m.SetEnabled(bo, false)),
		"activate": only(m.Activate(bo)), "unlock": only(m.Unlock(bo)), "factor": only(m.ResetFactor(bo)), "delete": m.Delete(bo, "bo"),
		"leave": only(m.Leave(bo, "", "bo")), "demote": o.access(o.as("quinn"), "bo", Access{Kind: ptr("standard")}),
	} {
		if code := callgate.CodeOf(err); code != "holds_more" && (name != "factor" || code != "factor_none") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(o.records("denied.holds_more")); n == 0 {
		t.Error("the refusals are not in the audit")
	}
}

// Nobody raises himself (MODEL 6).
func TestNobodyChangesHisOwnAccess(t *testing.T) {
	o := newOffice(t)
	o.administrator("bo")
	o.hire("quinn", "QueueManager")
	for _, login := range []string{"bo", "quinn"} {
		m, id := o.as(login), o.ids[login]
		for name, in := range map[string]Access{
			"kind": {Kind: ptr(map[string]string{"bo": "standard", "quinn": "administrator"}[login]), Roles: memberships()},
			"role": {Roles: memberships(portsip("StandardUser"))},
		} {
			if err := o.access(m, login, in); callgate.CodeOf(err) != "own_access" {
				t.Errorf("%s, %s: %v", login, name, err)
			}
		}
		for name, err := range map[string]error{
			"block": only(m.Users.Block(id, "")), "disable": only(m.Users.SetEnabled(id, false)), "expire": only(m.Users.Edit(id, Profile{Expires: ptr("2040-01-01")})),
			"leave": only(m.Users.Leave(id, "", login)),
		} {
			if callgate.CodeOf(err) != "own_access" {
				t.Errorf("%s, %s: %v", login, name, err)
			}
		}
		refuses(t, only(m.Users.Activate(id)), "own_activation")
		ok(t, only(m.Users.Edit(id, Profile{Description: ptr("at the front desk")})))
	}
	refuses(t, o.access(o.as("quinn"), "quinn", Access{ReachEverything: ptr(true)}), "own_access")
	refuses(t, o.access(o.as("quinn"), "quinn", Access{Overrides: overrides(allow("backup:read"))}), "own_access")
	refuses(t, only(o.as("quinn").Users.Edit(o.ids["quinn"], Profile{Extensions: ptr([]string{"101"})})), "own_access")
	refuses(t, only(o.as("quinn").Users.Edit(o.ids["quinn"], Profile{Shared: ptr([]string{"101"})})), "own_access")
	ok(t, only(o.as("bo").Users.Edit(o.ids["bo"], Profile{Extensions: ptr([]string{"101"})})))
	refuses(t, o.as("bo").Users.Delete(o.ids["bo"], "bo"), "own_access")
}

// A role cannot be the way round: neither growing one's own, nor one whose
// members would come to hold more.
func TestRolesAreNoWayRound(t *testing.T) {
	o := newOffice(t)
	local := o.operator("kestrel")
	lead, err := local.Roles.Add(RoleInput{Name: "Leads", Reach: "everything", Permissions: []callgate.Permission{
		"dashboard:read", "directory.users:read", "directory.users:write", "directory.roles:read", "directory.roles:write", "directory.roles:delete", "calls.log:read",
	}})
	ok(t, err)
	plain, err := local.Roles.Add(RoleInput{Name: "Plain", Permissions: []callgate.Permission{"dashboard:read"}})
	ok(t, err)
	o.put(o.kestrel, "lee", func(u *callgate.User) { u.Roles = members(lead.ID) })
	o.put(o.kestrel, "max", func(u *callgate.User) { u.Roles = members(plain.ID, portsip("Admin")) })
	lee := o.as("lee")

	input := func(r RoleRow, add ...callgate.Permission) RoleInput {
		return RoleInput{Revision: r.Revision, Name: r.Name, Reach: r.Reach, Permissions: append(slices.Clone(r.Permissions), add...)}
	}
	refuses(t, only(lee.Roles.Add(RoleInput{Name: "Backups", Permissions: []callgate.Permission{"backup:read"}})), callgate.Escalation)
	refuses(t, only(lee.Roles.Edit(lead.ID, input(lead, "backup:read"))), callgate.Escalation)
	lesser := input(lead)
	lesser.Permissions = lesser.Permissions[:2]
	refuses(t, only(lee.Roles.Edit(lead.ID, lesser)), "own_role")
	refuses(t, only(lee.Roles.Edit(plain.ID, input(plain, "calls.log:read"))), "holds_more") // max is an Admin
	refuses(t, lee.Roles.Delete(plain.ID, "Plain"), "holds_more")
	refuses(t, only(lee.Roles.Edit(portsip("Admin"), RoleInput{Name: "x"})), callgate.Immutable)
	refuses(t, lee.Roles.Delete(portsip("Admin"), "Admin"), callgate.Immutable)
	added, err := lee.Roles.Add(RoleInput{Name: "Readers", Reach: "everything", Permissions: []callgate.Permission{"calls.log:read"}})
	ok(t, err)
	ok(t, lee.Roles.Delete(added.ID, ""))
}

// A set that is not closed is refused by name (MODEL 4).
func TestRoleForms(t *testing.T) {
	o := newOffice(t)
	m := o.as("ada").Roles
	add := func(in RoleInput) error { return only(m.Add(in)) }
	err := add(RoleInput{Name: "Open", Permissions: []callgate.Permission{"calls.recording_download:read", "calls.log:read"}})
	refuses(t, err, callgate.OpenSet)
	if e := fault(err); e.Params["permission"] != "calls.recording_download:read" || e.Params["needs"] != "calls.recording:read" || e.Field != "permissions" {
		t.Errorf("%+v", e)
	}
	refuses(t, add(RoleInput{Name: "  "}), "name_empty")
	refuses(t, add(RoleInput{Name: "a\u202eb"}), "text_character")
	refuses(t, add(RoleInput{Name: "X", Permissions: []callgate.Permission{"calls.nothing:read"}}), "permission_unknown")
	refuses(t, add(RoleInput{Name: "X", Reach: "list"}), "reach_list_empty")
	refuses(t, add(RoleInput{Name: "X", Reach: "list", ReachList: []callgate.Entity{"moon:1"}}), "entity_form")
	refuses(t, add(RoleInput{Name: "queuemanager"}), callgate.Taken)
	ok(t, add(RoleInput{Name: "Café Staff"}))
	refuses(t, add(RoleInput{Name: "CAFÉ  staff"}), callgate.Taken)
	ok(t, add(RoleInput{Name: "Claims", Reach: "list", ReachList: []callgate.Entity{"queue:600", "queue:600"}}))
	list, err := o.as("ada").Things.List("queue", "600")
	if err != nil || len(list) != 1 {
		t.Errorf("the queue a role named was not made: %v %v", list, err)
	}
}

// Fields of a user are read into one form, or refused at their field.
func TestUserForms(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.hire("mia")
	m := o.as("ada").Users
	for _, c := range []struct {
		in    Profile
		code  callgate.Code
		field string
	}{
		{Profile{Login: ptr("ada")}, callgate.Taken, "login"},
		{Profile{Login: ptr("ADA")}, callgate.Taken, "login"},
		{Profile{Login: ptr("a da")}, "login_space", "login"},
		{Profile{Login: ptr("\u0430da")}, "login_mixed_scripts", "login"}, // Cyrillic a: looks like ada's
		{Profile{First: ptr("x\x00y")}, "text_character", "first"},
		{Profile{Description: ptr(strings.Repeat("x", 501))}, "text_long", "description"},
		{Profile{Emails: &[]callgate.Contact{{Value: "nobody"}}}, "email_form", "emails"},
		{Profile{Emails: &[]callgate.Contact{{Value: "Ada <ada@example.com>"}}}, "email_form", "emails"},
		{Profile{Numbers: ptr([]string{"12"})}, "number_form", "numbers"},
		{Profile{CallerID: ptr("office")}, "number_form", "callerId"},
		{Profile{Extensions: ptr([]string{"1 1"})}, "thing_form", "extensions"},
		{Profile{DefaultExtension: ptr("999")}, "default_extension", "defaultExtension"},
		{Profile{Language: ptr("xx-nonsense-zz")}, "language_unknown", "language"},
		{Profile{TimeZone: ptr("Local")}, "time_zone_unknown", "timeZone"},
		{Profile{Download: ptr("pdf")}, callgate.BadInput, "download"},
		{Profile{Expires: ptr("31.12.2030")}, "date_form", "expires"},
		{Profile{StartPage: ptr("audit")}, "start_page_user", "startPage"},
		{Profile{SelfAllowed: ptr([]string{"everything"})}, callgate.BadInput, "selfAllowed"},
		{Profile{StatusColours: &map[string]string{"away": "#FFFF00"}}, "colour_contrast", "statusColours"},
		{Profile{StatusColours: &map[string]string{"asleep": "#0A6A4C"}}, callgate.BadInput, "statusColours"},
	} {
		err := only(m.Edit(sam, c.in))
		if e := fault(err); err == nil || e.Code != c.code || e.Field != c.field {
			t.Errorf("%v at %s: %v", c.code, c.field, err)
		}
	}
	for _, c := range []struct {
		in   Access
		code callgate.Code
	}{
		{Access{Kind: ptr("king")}, callgate.BadInput},
		{Access{Roles: memberships("nothing")}, "role_unknown"},
		{Access{Overrides: overrides(allow("calls.nothing:read"))}, "permission_unknown"},
		{Access{Overrides: overrides(allow("calls.log:read"), deny("calls.log:read"))}, "override_twice"},
		{Access{Reach: entities("user:ada")}, "kind_unknown"},
		{Access{Exclusions: entities("user:nobody")}, "user_unknown"},
		{Access{Hosts: hosts("300.1.1.1")}, "host_octet"},
		{Access{Kind: ptr("administrator"), Overrides: overrides(allow("calls.log:read"))}, "administrator_takes_none"},
		{Access{Kind: ptr("administrator"), ReachEverything: ptr(true)}, "administrator_takes_none"},
		{Access{Kind: ptr("administrator"), Exclusions: entities("queue:1")}, "administrator_takes_none"},
		{Access{Kind: ptr("administrator"), Seat: ptr("lite")}, "administrator_seat"},
	} {
		if err := o.access(o.as("ada"), "sam", c.in); callgate.CodeOf(err) != c.code {
			t.Errorf("%+v: %v", c.in, err)
		}
	}

	d, err := m.Edit(sam, Profile{
		First: ptr("  Sam "), Phones: &[]callgate.Contact{{Value: "+44 7911 123456"}, {Value: "ask Ada"}, {Value: "+447911123456"}},
		Numbers: ptr([]string{"020 7946 0000", "+442079460000"}), Extensions: ptr([]string{"101", "101", "102"}),
	})
	ok(t, err)
	u := d.User
	if u.First != "Sam" || len(u.Phones) != 2 || u.Phones[0].Value != "+447911123456" || !slices.Equal(u.Numbers, []string{"+442079460000"}) || len(u.Extensions) != 2 || u.DefaultExtension != "101" {
		t.Errorf("%+v", u)
	}
	if want := []callgate.Entity{"extension:101", "extension:102", "number:+442079460000"}; !slices.Equal(d.Created, want) {
		t.Errorf("created %v, want %v", d.Created, want)
	}
	ok(t, o.access(o.as("ada"), "sam", Access{Hosts: hosts("10.0.0.1/8", "10.0.0.0/8", "::ffff:192.0.2.1", "198.51.100.0-1"), Exclusions: entities("user:MIA")}))
	if u := o.user("sam"); !slices.Equal(hostTexts(u.Hosts), []string{"10.0.0.0/8", "192.0.2.1", "198.51.100.0/31"}) || u.Hosts[0].AddedBy != "Ada" || u.Exclusions[0] != "user:mia" {
		t.Errorf("%v %v", u.Hosts, u.Exclusions)
	}
	ok(t, only(m.Edit(o.ids["mia"], Profile{Login: ptr("mia.noor")})))
	if u := o.user("sam"); u.Exclusions[0] != "user:mia.noor" {
		t.Errorf("an exclusion lost its user: %v", u.Exclusions)
	}
}

// Naming what is not there makes it, for who may; others are refused.
func TestNamingMakesThings(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager") // queues, but neither extensions nor numbers
	m := o.as("quinn")
	refuses(t, only(m.Users.Edit(sam, Profile{Extensions: ptr([]string{"101"})})), "thing_unknown")
	ok(t, o.access(m, "sam", Access{Reach: entities("queue:600")}))
	if n := len(o.records("thing.add")); n != 1 {
		t.Errorf("%d records of things made", n)
	}
	o.tenant(func(t *callgate.Tenant) { t.MaxExtensions = 1 })
	ok(t, only(o.as("ada").Users.Edit(sam, Profile{Extensions: ptr([]string{"101"})})))
	refuses(t, only(o.as("ada").Users.Edit(sam, Profile{Extensions: ptr([]string{"101", "102"})})), "licence_extensions")
	refuses(t, o.as("ada").Things.Delete("extension", "101"), "thing_in_use")

	refuses(t, only(m.Users.Edit(sam, Profile{Since: &map[string]string{"101": "2020-01-01"}})), "since_earlier")
	ok(t, only(o.as("ada").Users.Edit(sam, Profile{Since: &map[string]string{"101": "2020-01-01"}})))
	if since := o.user("sam").Extensions[0].Since; since.String()[:4] != "2020" {
		t.Error(since)
	}
}
