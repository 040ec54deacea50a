package api

import (
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
)

// membership is how a user has a role; false when he has it not.
func membership(u *callgate.User, role callgate.ID) (callgate.Membership, bool) {
	i := slices.IndexFunc(u.Roles, func(m callgate.Membership) bool { return m.Role == role })
	if i < 0 {
		return callgate.Membership{}, false
	}
	return u.Roles[i], true
}

// desk is a role that sam has until a day, and tess for good.
func desk(t *testing.T, o *office) (RoleRow, callgate.Time) {
	t.Helper()
	o.hire("sam", "StandardUser")
	o.hire("tess", "StandardUser")
	role, err := o.operator("kestrel").Roles.Add(RoleInput{Name: "Desk", Description: "Second floor", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600"}, OwnOnly: []callgate.Permission{"calls.log:read"}})
	ok(t, err)
	ok(t, only(o.operator("kestrel").Roles.SetMembers(role.ID, []callgate.ID{o.ids["sam"], o.ids["tess"]}, nil)))
	end := callgate.TimeOf(o.clock()).Add(40 * 24 * time.Hour)
	ok(t, only(o.operator("kestrel").Users.Extend(o.ids["sam"], "role", role.ID, end.String())))
	return role, end
}

// A role comes back as it was, with its members and the ends of their
// memberships, also after a restart; once.
func TestTakeBackDeletedRole(t *testing.T) {
	o := newOffice(t)
	role, end := desk(t, o)
	ok(t, o.as("ada").Roles.Delete(role.ID, "Desk"))
	if _, has := membership(o.user("sam"), role.ID); has {
		t.Fatal("the role is not gone")
	}
	o.reopen()
	m := o.as("ada")
	row, err := m.Roles.TakeBackDelete(role.ID)
	ok(t, err)
	if row.ID != role.ID || row.Name != "Desk" || row.Description != "Second floor" || row.Members != 2 || !slices.Equal(row.Permissions, role.Permissions) || !slices.Equal(row.ReachList, role.ReachList) || !slices.Equal(row.OwnOnly, role.OwnOnly) {
		t.Errorf("%+v", row)
	}
	if sam, has := membership(o.user("sam"), role.ID); !has || sam.Expires != end {
		t.Errorf("sam: %v until %v, was %v", has, sam.Expires, end)
	}
	if tess, has := membership(o.user("tess"), role.ID); !has || tess.Expires != 0 {
		t.Errorf("tess: %v until %v", has, tess.Expires)
	}
	if len(o.records("role.delete_undo")) != 1 {
		t.Error("not in the audit")
	}
	refuses(t, only(m.Roles.TakeBackDelete(role.ID)), undoFinal)
	// A name that somebody took meanwhile, and half an hour later.
	ok(t, m.Roles.Delete(role.ID, "Desk"))
	other, err := m.Roles.Add(RoleInput{Name: "desk"})
	ok(t, err)
	refuses(t, only(m.Roles.TakeBackDelete(role.ID)), callgate.Taken)
	ok(t, m.Roles.Delete(other.ID, ""))
	o.wait(wayBackLasts)
	refuses(t, only(o.as("ada").Roles.TakeBackDelete(role.ID)), undoFinal)
}

// Nobody brings back through a role what he could not give.
func TestTakeBackDeletedRoleGrantsNothing(t *testing.T) {
	o := newOffice(t)
	role, _ := desk(t, o)
	o.put(o.kestrel, "dora", func(u *callgate.User) {
		for _, p := range []callgate.Permission{"directory.users:read", "directory.roles:read", "directory.roles:write"} {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
	ok(t, o.as("ada").Roles.Delete(role.ID, "Desk"))
	refuses(t, only(o.as("dora").Roles.TakeBackDelete(role.ID)), callgate.Escalation)
	ok(t, only(o.as("ada").Roles.TakeBackDelete(role.ID)))
}

// A move between the two lists is taken back with the end of the membership; a
// user whom somebody changed since stays as he is, and is named.
func TestTakeBackMove(t *testing.T) {
	o := newOffice(t)
	role, end := desk(t, o)
	m := o.as("ada")
	row, err := m.Roles.SetMembers(role.ID, nil, []callgate.ID{o.ids["sam"], o.ids["tess"]})
	ok(t, err)
	if row.Members != 0 || row.Back == "" {
		t.Fatalf("%+v", row)
	}
	ok(t, only(m.Users.Edit(o.ids["tess"], Profile{Description: ptr("changed")})))
	o.reopen()
	m = o.as("ada")
	result, err := m.Users.TakeBack([]callgate.ID{row.Back})
	ok(t, err)
	if result.Done != 1 || len(result.Refused) != 1 || result.Refused[0].Login != "tess" || result.Refused[0].Error.Code != undoFinal {
		t.Errorf("%+v", result)
	}
	if sam, has := membership(o.user("sam"), role.ID); !has || sam.Expires != end {
		t.Errorf("sam: %v until %v, was %v", has, sam.Expires, end)
	}
	if _, has := membership(o.user("tess"), role.ID); has || o.user("tess").Description != "changed" {
		t.Errorf("%+v", o.user("tess"))
	}
	refuses(t, only(m.Users.TakeBack([]callgate.ID{row.Back})), undoFinal)
}

// Each deed on many is taken back to what each one was: the end of a
// membership, the reason of a block, a list of hosts, a language.
func TestTakeBackOfMany(t *testing.T) {
	o := newOffice(t)
	role, end := desk(t, o)
	m := o.as("ada")
	ok(t, only(m.Users.Block(o.ids["tess"], "left her badge")))
	ok(t, only(m.Users.SetAccess(o.ids["tess"], Access{Revision: o.user("tess").Revision, Hosts: &[]callgate.Host{{CIDR: "198.51.100.0/24", Note: "home"}}})))
	ids := []callgate.ID{o.ids["sam"], o.ids["tess"]}
	for _, in := range []Bulk{
		{Deed: "remove_role", Role: role.ID}, {Deed: "assign_role", Role: portsip("QueueManager")}, {Deed: "block", Reason: "all"},
		{Deed: "unblock"}, {Deed: "disable"}, {Deed: "add_hosts", Hosts: []callgate.Host{{CIDR: "192.0.2.0/24"}}}, {Deed: "language", Value: "de"},
	} {
		in.IDs = ids
		sam, tess := o.user("sam"), o.user("tess")
		result, err := m.Users.Bulk(in)
		ok(t, err)
		if result.Done == 0 || len(result.Back) != 1 {
			t.Fatalf("%s: %+v", in.Deed, result)
		}
		back, err := m.Users.TakeBack(result.Back)
		ok(t, err)
		if len(back.Refused) != 0 || back.Done == 0 {
			t.Errorf("%s: %+v", in.Deed, back)
		}
		for _, was := range []*callgate.User{sam, tess} {
			if _, is := changedParts(o.view(), was, o.user(was.Login)); len(is) > 0 {
				t.Errorf("%s of %s is not taken back: %v", in.Deed, was.Login, is)
			}
		}
	}
	if sam, _ := membership(o.user("sam"), role.ID); sam.Expires != end || o.user("tess").BlockReason != "left her badge" {
		t.Errorf("%v, %q", sam.Expires, o.user("tess").BlockReason)
	}
}

// Who left comes back after a restart, too: the way back is kept with the data.
func TestTakeBackLeaveAfterRestart(t *testing.T) {
	o := newOffice(t)
	o.hire("tess", "StandardUser")
	since := callgate.TimeOf(o.clock()).Add(-1000 * time.Hour)
	o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.Extensions, u.DefaultExtension = []callgate.OwnExtension{{Name: "101", Since: since}}, "101"
	})
	ok(t, only(o.operator("kestrel").Things.Add("extension", "101", "")))
	ok(t, only(o.as("ada").Users.Leave(o.ids["sam"], "tess", "sam")))
	o.reopen()
	ok(t, only(o.as("ada").Users.TakeBackLeave(o.ids["sam"])))
	if sam := o.user("sam"); sam.Blocked || len(sam.Extensions) != 1 || sam.Extensions[0].Since != since || sam.DefaultExtension != "101" || len(o.user("tess").Extensions) != 0 {
		t.Errorf("%+v", sam)
	}
}
