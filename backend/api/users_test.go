package api

import (
	"slices"
	"strings"
	"testing"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
)

// Block, delete, roles, reach and hosts are in force on the next request
// (PROMISES 14).
func TestChangesHoldOnTheNextCall(t *testing.T) {
	o := newOffice(t)
	quinn := o.hire("quinn", "QueueManager")
	m, ada := o.as("quinn"), o.as("ada").Users
	ok(t, only(m.Users.List(UserQuery{})))
	ok(t, o.access(o.as("ada"), "quinn", Access{Roles: memberships(portsip("StandardUser"))}))
	refuses(t, only(m.Users.List(UserQuery{})), callgate.Denied)
	ok(t, o.access(o.as("ada"), "quinn", Access{Roles: memberships(portsip("QueueManager")), Hosts: hosts("198.51.100.0/24")}))
	refuses(t, only(m.Users.List(UserQuery{})), callgate.Denied)
	m = o.from("quinn", "198.51.100.7", 0)
	ok(t, only(m.Users.List(UserQuery{})))
	ok(t, only(ada.Block(quinn, "lost his laptop")))
	refuses(t, only(m.Users.List(UserQuery{})), callgate.NotSignedIn) // his session ended
	ok(t, only(ada.Unblock(quinn)))
	m = o.from("quinn", "198.51.100.7", 0)
	ok(t, only(m.Users.List(UserQuery{})))
	ok(t, only(ada.SetEnabled(quinn, false)))
	refuses(t, only(m.Users.List(UserQuery{})), callgate.NotSignedIn)
	ok(t, only(ada.SetEnabled(quinn, true)))
	m = o.from("quinn", "198.51.100.7", 0)
	ok(t, ada.Delete(quinn, "quinn"))
	refuses(t, only(m.Users.List(UserQuery{})), callgate.NotSignedIn)
	if what := o.records("user.delete")[0]; !strings.Contains(what.Before, "QueueManager") {
		t.Errorf("%+v", what)
	}
}

// The later save sees who saved meanwhile and what; other fields stand in
// nobody's way.
func TestTwoEditors(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.administrator("bo")
	ada, bo := o.as("ada").Users, o.as("bo").Users
	read, err := ada.Get(sam)
	ok(t, err)
	ok(t, only(bo.Edit(sam, Profile{Description: ptr("night shift")})))
	d, err := ada.SetAccess(sam, Access{Revision: read.User.Revision, Seat: ptr("lite")})
	ok(t, err)
	ok(t, only(bo.SetAccess(sam, Access{Revision: d.User.Revision, Overrides: overrides(allow("calls.log:read"))})))
	_, err = ada.SetAccess(sam, Access{Revision: d.User.Revision, Roles: memberships()})
	refuses(t, err, callgate.Conflict)
	if e := fault(err); e.Params["by"] != "Bo" || e.Params["what"] != "overrides" || e.Params["at"] == "" {
		t.Errorf("%+v", e.Params)
	}
	refuses(t, only(ada.SetAccess(sam, Access{Revision: 99, Roles: memberships()})), callgate.Conflict)

	names, err := ada.Editing(sam)
	if err != nil || len(names) != 0 {
		t.Errorf("%v %v", names, err)
	}
	if names, _ = bo.Editing(sam); !slices.Equal(names, []string{"Ada"}) {
		t.Errorf("bo sees %v", names)
	}
	o.wait(61 * time.Second)
	if names, _ = bo.Editing(sam); len(names) != 0 {
		t.Errorf("%v still edits", names)
	}
}

// Saving what is there already changes nothing and records nothing; undo takes
// any value back.
func TestEditingBackAndForth(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	m := o.as("ada").Users
	before, err := m.Get(sam)
	ok(t, err)
	d, err := m.Edit(sam, Profile{First: ptr("Sam "), Expires: ptr("2020-01-01")})
	if err != nil || d.State != "expired" {
		t.Fatalf("%v %v", d.State, err)
	}
	d, err = m.Edit(sam, Profile{Expires: ptr("")})
	if err != nil || d.State != "working" || d.User.Revision != before.User.Revision+2 {
		t.Fatalf("%v %v", d.User, err)
	}
	d, err = m.Edit(sam, Profile{First: ptr("Sam")})
	if err != nil || d.User.Revision != before.User.Revision+2 {
		t.Fatalf("revision %d, %v", d.User.Revision, err)
	}
	if n := len(o.records("user.edit")); n != 2 {
		t.Errorf("%d records", n)
	}
}

func TestActivation(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	o.as("sam")
	m := o.as("ada").Users
	a, err := m.Activate(sam)
	ok(t, err)
	d, err := m.Get(sam)
	if err != nil || d.User.HasPassword || d.Sessions != 0 || d.State != "no_password" || d.Facts["activationExpires"] == "" {
		t.Errorf("%+v %v", d, err)
	}
	c := o.kept(t, "sam")
	if c.PasswordHash != "" || !authn.SameHash(authn.HashActivationCode(a.Code), c.ActivationHash) || a.Expires != c.ActivationExpires {
		t.Errorf("%+v", c)
	}
	for _, r := range o.records("") {
		if strings.Contains(r.Before+r.After+r.Target, a.Code) {
			t.Errorf("the code stands in the audit: %+v", r)
		}
	}
}

func TestDuplicateAndLeave(t *testing.T) {
	o := newOffice(t)
	sam := o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.Roles, u.Seat, u.Description = members(portsip("StandardUser")), callgate.LiteSeat, "front desk"
		u.Emails, u.HasFactor = []callgate.Contact{{Value: "sam@example.com"}}, true
	})
	o.hire("mia")
	m := o.as("ada").Users
	ok(t, only(m.Edit(sam, Profile{Extensions: ptr([]string{"101", "102"}), Shared: ptr([]string{"103"})})))
	o.wait(time.Hour)
	m = o.as("ada").Users
	d, err := m.Duplicate(sam, "sue", "Sue", "Park")
	ok(t, err)
	u := d.User
	if u.DisplayName() != "Sue Park" || u.Seat != "lite" || u.Description != "front desk" || len(u.Extensions) != 2 || len(u.Emails) != 0 || u.HasPassword || u.HasFactor || u.Extensions[0].Since != callgate.TimeOf(o.clock()) {
		t.Errorf("%+v", u)
	}
	o.put(o.kestrel, "quinn", func(u *callgate.User) { // who may share recordings must be able to play them
		u.Roles, u.ReachEverything = members(portsip("QueueManager")), true
		u.Overrides = []callgate.Override{{Permission: "calls.recording:read", Allow: true}}
	})
	ok(t, o.access(o.as("ada"), "sam", Access{Hosts: hosts("192.0.2.0/24")}))
	ok(t, only(o.as("quinn").Users.Duplicate(sam, "sim", "", ""))) // no right to change hosts: they only bind
	refuses(t, only(m.Leave(sam, "mia", "sa")), callgate.Confirm)
	refuses(t, only(m.Leave(sam, "nobody", "sam")), "user_unknown")
	d, err = m.Leave(sam, "mia", "sam")
	ok(t, err)
	mia := o.user("mia")
	if !d.User.Blocked || len(d.User.Extensions)+len(d.User.Shared) != 0 || len(mia.Extensions) != 2 || mia.DefaultExtension != "101" || !slices.Equal(mia.Shared, []string{"103"}) {
		t.Errorf("%+v\n%+v", d.User, mia)
	}
	if since := mia.Extensions[0].Since; since != callgate.TimeOf(o.clock()) {
		t.Errorf("the successor would see calls since %v", since)
	}
	rows, err := m.Recent(sam)
	if err != nil || len(rows) == 0 || rows[0].What != "user.leave" {
		t.Errorf("%+v %v", rows, err)
	}
}

func TestBulk(t *testing.T) {
	o := newOffice(t)
	ids := []callgate.ID{o.hire("u1"), o.hire("u2"), "nobody", o.ids["ada"]}
	o.as("u1")
	m := o.as("ada").Users
	r, err := m.Bulk(Bulk{IDs: ids, Deed: "block", Reason: "closed"})
	if err != nil || r.Done != 2 || len(r.Refused) != 2 || r.Refused[0].Error.Code != callgate.NotFound || r.Refused[1].Error.Code != "own_access" {
		t.Fatalf("%+v %v", r, err)
	}
	if d, _ := m.Get(ids[0]); d.Sessions != 0 || d.User.BlockReason != "closed" {
		t.Errorf("%+v", d)
	}
	for _, b := range []Bulk{
		{Deed: "unblock"}, {Deed: "assign_role", Role: portsip("QueueManager")}, {Deed: "add_hosts", Hosts: *hosts("192.0.2.0/24")}, {Deed: "language", Value: "de"}, {Deed: "disable"}, {Deed: "enable"},
	} {
		b.IDs = ids[:2]
		if r, err = m.Bulk(b); err != nil || r.Done != 2 {
			t.Errorf("%s: %+v %v", b.Deed, r, err)
		}
	}
	if u := o.user("u2"); u.Blocked || len(u.Roles) != 1 || u.Hosts[0].CIDR != "192.0.2.0/24" || u.Language != "de" || !u.Enabled {
		t.Errorf("%+v", u)
	}
	if r, err = m.Bulk(Bulk{IDs: ids[:1], Deed: "remove_role", Role: portsip("QueueManager")}); err != nil || r.Done != 1 || len(o.user("u1").Roles) != 0 {
		t.Errorf("%+v %v", r, err)
	}
	if r, err = m.Bulk(Bulk{IDs: ids[:2], Deed: "enable"}); err != nil || r.Done != 2 {
		t.Errorf("what is so already: %+v %v", r, err)
	}
	refuses(t, only(m.Bulk(Bulk{IDs: ids, Deed: "shout"})), callgate.BadInput)
}

func TestRoleMembers(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("mia")
	m := o.as("ada").Roles
	row, err := m.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"dashboard:read"}})
	ok(t, err)
	row, err = m.SetMembers(row.ID, []callgate.ID{o.ids["sam"], o.ids["mia"]}, nil)
	if err != nil || row.Members != 2 {
		t.Fatalf("%+v %v", row, err)
	}
	sides, err := m.Members(row.ID, "")
	if err != nil || sides.MembersTotal != 2 || sides.AvailableTotal != 1 || sides.Members[0].Login != "mia" {
		t.Errorf("%+v %v", sides, err)
	}
	if row, err = m.SetMembers(row.ID, nil, []callgate.ID{o.ids["mia"]}); err != nil || row.Members != 1 {
		t.Errorf("%+v %v", row, err)
	}
	refuses(t, only(m.Edit(row.ID, RoleInput{Revision: 7, Name: "Desk"})), callgate.Conflict)
	if row, err = m.Edit(row.ID, RoleInput{Revision: row.Revision, Name: "Front desk", Permissions: row.Permissions}); err != nil || row.Name != "Front desk" {
		t.Errorf("%+v %v", row, err)
	}
	refuses(t, m.Delete(row.ID, "Desk"), callgate.Confirm)
	ok(t, m.Delete(row.ID, "Front desk"))
	if u := o.user("sam"); len(u.Roles) != 1 {
		t.Errorf("%v", u.Roles)
	}
	if roles, err := m.List(); err != nil || len(roles) != len(callgate.PredefinedRoles()) {
		t.Errorf("%d roles, %v", len(roles), err)
	}
	ok(t, only(o.as("ada").Tenants.Edit(o.view().Tenant.Revision, TenantInput{DefaultRole: ptr(portsip("QueueManager"))})))
	d, err := o.as("ada").Users.Add(NewUser{Profile: Profile{Login: ptr("fresh")}})
	if err != nil || d.User.Roles[0].Role != portsip("QueueManager") {
		t.Errorf("%+v %v", d.User.Roles, err)
	}
	d, err = o.as("ada").Users.Add(NewUser{Profile: Profile{Login: ptr("bare")}, NoRole: true})
	if err != nil || len(d.User.Roles) != 0 {
		t.Errorf("%+v %v", d.User.Roles, err)
	}
}

// Of two tenants neither learns that the other has a user.
func TestAnotherTenantsUserIsNobody(t *testing.T) {
	o := newOffice(t)
	sam := o.hire("sam", "StandardUser")
	hal := o.as("hal")
	here, err := hal.Users.Get(sam)
	_, nobody := hal.Users.Get("01234567-89ab-7def-8123-456789abcdef")
	if err == nil || err.Error() != nobody.Error() || here.User.Login != "" {
		t.Errorf("%v; %v", err, nobody)
	}
	page, err := hal.Users.List(UserQuery{})
	if err != nil || page.All != 1 || page.Rows[0].Login != "hal" {
		t.Errorf("%+v %v", page, err)
	}
	list, err := hal.Tenants.List()
	if err != nil || len(list) != 1 || list[0].Parent != "" {
		t.Errorf("%+v %v", list, err)
	}
	if list, err = o.as("ada").Tenants.List(); err != nil || len(list) != 2 {
		t.Errorf("%+v %v", list, err)
	}
	ok(t, only(o.as("ada").Tenants.SetEnabled("heron", false)))
	refuses(t, only(hal.Users.List(UserQuery{})), callgate.Denied)
	refuses(t, only(o.as("ada").Tenants.Add(NewTenant{Slug: "heron", Name: "Again"})), callgate.Taken)
	a, err := o.as("ada").Tenants.Add(NewTenant{Slug: "osprey", Name: "Osprey"})
	if err != nil || a.Login != "admin" || a.Code == "" {
		t.Errorf("%+v %v", a, err)
	}
}
