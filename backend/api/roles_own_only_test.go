package api

import (
	"slices"
	"testing"

	"callgate/backend/callgate"
)

// A clone of QueueManager behaves as QueueManager does: the manager hears his
// own messages, not everybody's, whatever else the role reaches.
func TestAClonedQueueManagerHearsHisOwnMessagesOnly(t *testing.T) {
	o := newOffice(t)
	m := o.as("ada")
	model := o.view().Role(portsip("QueueManager"))
	in := RoleInput{Name: "Front desk", Permissions: model.Permissions, Reach: model.Reach, OwnOnly: model.OwnOnly}
	clone, err := m.Roles.Add(in)
	ok(t, err)
	own := func(name string) *[]string { return &[]string{name} }
	for login, role := range map[string]callgate.ID{"quinn": model.ID, "cleo": clone.ID} {
		ok(t, only(m.Users.Add(NewUser{Profile: Profile{Login: ptr(login), Extensions: own("10" + login)}, Access: Access{Roles: &[]MembershipInput{{Role: role}}}})))
	}
	ok(t, only(m.Users.Add(NewUser{Profile: Profile{Login: ptr("sam"), Extensions: own("101")}})))
	o.s.mu.Lock() // as after a restart
	ok(t, o.s.db.Read(t.Context(), o.s.reload))
	o.s.mu.Unlock()
	for _, login := range []string{"quinn", "cleo"} {
		for on, want := range map[callgate.Entity]bool{"extension:101": false, callgate.Entity("extension:10" + login): true} {
			a, err := m.Check.Ask(callgate.Question{Login: login, Permission: "calls.voicemail:read", On: on, AnyAddress: true})
			ok(t, err)
			if a.Allow != want {
				t.Errorf("%s, voicemail of %s: %v", login, on, a.Allow)
			}
		}
		if a, err := m.Check.Ask(callgate.Question{Login: login, Permission: "calls.log:read", On: "extension:101", AnyAddress: true}); err != nil || !a.Allow {
			t.Errorf("%s, call log of 101: %v %v", login, a.Reasons, err)
		}
	}

	// The bound goes with its right, and is for what is scoped only.
	in.Revision, in.Permissions = clone.Revision, slices.DeleteFunc(slices.Clone(model.Permissions), func(p callgate.Permission) bool { return p.Module() == "calls.voicemail" })
	after, err := m.Roles.Edit(clone.ID, in)
	ok(t, err)
	if len(after.OwnOnly) > 0 {
		t.Errorf("still bound: %v", after.OwnOnly)
	}
	refuses(t, only(m.Roles.Add(RoleInput{Name: "x", Permissions: model.Permissions, OwnOnly: []callgate.Permission{"directory.users:read"}})), "own_only_scoped")
}

// Hiding a platform's roles is tidying up: who has one keeps what it gives,
// nobody gets it anew, and it leaves the lists with its last member.
func TestHiddenRolesStayWithTheirMembers(t *testing.T) {
	o := newOffice(t)
	reporter, billing := callgate.ID("predefined:sippy:Reporter"), callgate.ID("predefined:sippy:Billing")
	sam := o.put(o.kestrel, "sam", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: reporter}} })
	bo := o.hire("bo", "StandardUser")
	m := o.as("ada")
	rights := func() int {
		v, err := m.Users.Effective(sam)
		ok(t, err)
		return v.Held
	}
	before := rights()
	tenant, err := m.Tenants.Current()
	ok(t, err)
	ok(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{Platforms: &[]string{callgate.PortSIP}})))
	if after := rights(); after != before {
		t.Errorf("%d rights before, %d after hiding", before, after)
	}
	listed := func() (names []callgate.ID) {
		rows, err := m.Roles.List()
		ok(t, err)
		for _, r := range rows {
			names = append(names, r.ID)
		}
		return names
	}
	if l := listed(); !slices.Contains(l, reporter) || slices.Contains(l, billing) {
		t.Errorf("listed: %v", l)
	}
	refuses(t, only(m.Roles.SetMembers(reporter, []callgate.ID{bo}, nil)), "role_unknown")
	refuses(t, only(m.Users.Add(NewUser{Profile: Profile{Login: ptr("cy")}, Access: Access{Roles: &[]MembershipInput{{Role: reporter}}}})), "role_unknown")
	ok(t, only(m.Users.Edit(sam, Profile{Description: ptr("kept")})))
	a, err := m.Check.Ask(callgate.Question{Login: "bo", Permission: "calls.log:read", AnyAddress: true})
	ok(t, err)
	for _, w := range a.Ways {
		if w.Params["role"] == "Reporter" {
			t.Error("a hidden role is put forward")
		}
	}
	ok(t, only(m.Roles.SetMembers(reporter, nil, []callgate.ID{sam})))
	if slices.Contains(listed(), reporter) {
		t.Error("a hidden role without members is listed")
	}
}

// A licence that shrinks below what is in use signs nobody out: those who are
// in stay, nobody new comes in, and who leaves makes no room until it fits.
func TestAShrunkenLicenceKeepsWhoIsIn(t *testing.T) {
	o := newOffice(t)
	sam, bo := o.hire("sam", "StandardUser"), o.hire("bo", "StandardUser")
	o.hire("cy", "StandardUser")
	in := o.as("sam")
	m := o.as("ada")
	tenant, err := m.Tenants.Current()
	ok(t, err)
	ok(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{MaxEnabled: ptr(2), MaxFull: ptr(1)})))
	for name, m := range map[string]Modules{"sam, who was in": in, "sam anew": o.as("sam"), "the administrator": o.as("ada")} {
		if _, err := m.Account.Get(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	add := func() error {
		return only(m.Users.Add(NewUser{Profile: Profile{Login: ptr("di")}, Access: Access{Seat: ptr("lite")}}))
	}
	refuses(t, add(), callgate.Licence)
	ok(t, only(m.Users.Edit(sam, Profile{Description: ptr("still here")})))
	ok(t, only(m.Users.SetEnabled(sam, false)))
	refuses(t, only(m.Users.SetEnabled(sam, true)), callgate.Licence) // three are in, two fit
	ok(t, only(m.Users.SetEnabled(bo, false)))
	refuses(t, add(), callgate.Licence) // two are in
	d, err := m.Users.Get(o.ids["cy"])
	ok(t, err)
	ok(t, only(m.Users.SetAccess(d.User.ID, Access{Revision: d.User.Revision, Seat: ptr("lite")})))
	d, err = m.Users.Get(o.ids["cy"])
	ok(t, err)
	refuses(t, only(m.Users.SetAccess(d.User.ID, Access{Revision: d.User.Revision, Seat: ptr("full")})), "licence_full")
	ok(t, m.Users.Delete(d.User.ID, "cy"))
	ok(t, add())
}
