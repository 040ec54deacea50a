package api

import (
	"slices"
	"testing"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

func outcomeOf(p Preview, kind string) PreviewOutcome {
	for _, o := range p.Outcomes {
		if o.Kind == kind {
			return o
		}
	}
	return PreviewOutcome{}
}

func theLogins(list []Person) (logins []string) {
	for _, p := range list {
		logins = append(logins, p.Login)
	}
	slices.Sort(logins)
	return logins
}

// Who is disabled vanishes from the lists of those who only read users, and who
// gets a lite seat from everybody's reach but theirs: both count as harm to
// them, and the way back as good.
func TestPreviewOfWhatOthersSee(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager") // changes users: sees everybody, always
	o.put(o.kestrel, "greta", func(u *callgate.User) {
		u.Overrides = append(u.Overrides, callgate.Override{Permission: "directory.users:read", Allow: true})
	})
	o.put(o.kestrel, "lena", func(u *callgate.User) { // reaches everybody, and may not see users
		u.ReachEverything = true
		u.Overrides = append(u.Overrides, callgate.Override{Permission: "calls.log:read", Allow: true})
	})
	o.put(o.kestrel, "nils", func(u *callgate.User) { // reaches sam's extension by name
		u.Reach = []callgate.Entity{"extension:101"}
		u.Overrides = append(u.Overrides, callgate.Override{Permission: "calls.log:read", Allow: true})
	})
	m := o.as("ada")
	sam := o.user("sam")
	ok(t, only(m.Users.Edit(sam.ID, Profile{Extensions: &[]string{"101"}})))

	disabling := func(deed string) Preview {
		p, err := m.Impact.Bulk(Bulk{IDs: []callgate.ID{sam.ID}, Deed: deed}, Look{})
		ok(t, err)
		return p
	}
	p := disabling("disable")
	if x := outcomeOf(p, policy.Hides); x.Count != 1 || !slices.Equal(theLogins(x.First), []string{"greta"}) || !slices.Equal(theLogins(x.Whom), []string{"sam"}) || x.WhomCount != 1 {
		t.Errorf("%+v", x)
	}
	if p.Touched != 2 || p.Harmed != 2 || p.Listed != 2 {
		t.Errorf("%d touched, %d harmed, %d listed", p.Touched, p.Harmed, p.Listed)
	}
	ok(t, only(m.Users.SetEnabled(sam.ID, false)))
	if x := outcomeOf(disabling("enable"), policy.Shows); x.Count != 1 || !slices.Equal(theLogins(x.Whom), []string{"sam"}) {
		t.Errorf("%+v", x)
	}
	ok(t, only(m.Users.SetEnabled(sam.ID, true)))

	seat := func(seat string) Preview {
		p, err := m.Impact.Access(sam.ID, Access{Revision: o.user("sam").Revision, Seat: &seat}, Look{})
		ok(t, err)
		return p
	}
	p = seat("lite")
	if x := outcomeOf(p, policy.Hides); x.Count != 1 || !slices.Equal(theLogins(x.First), []string{"lena"}) || !slices.Equal(theLogins(x.Whom), []string{"sam"}) {
		t.Errorf("%+v", x)
	}
	if x := outcomeOf(p, policy.Shortens); !slices.Equal(theLogins(x.First), []string{"lena", "nils"}) || !slices.Equal(x.On, []callgate.Entity{"extension:101"}) {
		t.Errorf("%+v", x)
	}
	lite := "lite"
	ok(t, only(m.Users.SetAccess(sam.ID, Access{Revision: o.user("sam").Revision, Seat: &lite})))
	p = seat("full")
	if x := outcomeOf(p, policy.Shows); x.Count != 1 || !slices.Equal(theLogins(x.First), []string{"lena"}) {
		t.Errorf("%+v", x)
	}
	if x := outcomeOf(p, policy.Stretches); !slices.Equal(theLogins(x.First), []string{"lena", "nils"}) {
		t.Errorf("%+v", x)
	}
}

// A queue that goes is missed by those who reach it by name: themselves or
// through a role.
func TestPreviewOfAQueueThatGoes(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	m := o.as("ada")
	role, err := m.Roles.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"calls.log:read"}, Reach: "list", ReachList: []callgate.Entity{"queue:600"}})
	ok(t, err)
	ok(t, only(m.Roles.SetMembers(role.ID, []callgate.ID{o.ids["sam"]}, nil)))
	o.put(o.kestrel, "lena", func(u *callgate.User) {
		u.ReachEverything = true
		u.Overrides = append(u.Overrides, callgate.Override{Permission: "calls.log:read", Allow: true})
	})
	p, err := m.Impact.ThingDelete("queue", "600", Look{})
	ok(t, err)
	if x := outcomeOf(p, policy.Shortens); p.Touched != 1 || !slices.Equal(theLogins(x.First), []string{"sam"}) || !slices.Equal(x.On, []callgate.Entity{"queue:600"}) {
		t.Errorf("%d touched: %+v", p.Touched, p.Outcomes)
	}
}

// An end that is set, moved or taken away does nothing today: what it does is
// told with its day.
func TestPreviewOfAnEnd(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	m := o.as("ada")
	role, err := m.Roles.Add(RoleInput{Name: "Audit", Permissions: []callgate.Permission{"security.audit:read"}})
	ok(t, err)
	ok(t, only(m.Roles.SetMembers(role.ID, []callgate.ID{o.ids["sam"]}, nil)))
	soon, later := "2099-01-01", "2099-06-01"
	extend := func(until string) Preview {
		p, err := m.Impact.Extend(o.ids["sam"], "role", role.ID, until, Look{})
		ok(t, err)
		return p
	}
	is := func(p Preview, kinds ...string) {
		t.Helper()
		var told []string
		for _, l := range p.Later {
			for _, x := range l.Outcomes {
				told = append(told, string(callgate.LastDay(l.At, zoneOf(o.view().Tenant)))+" "+x.Kind)
			}
		}
		if p.Touched != 0 || !slices.Equal(told, kinds) {
			t.Errorf("%d touched now, later %v", p.Touched, told)
		}
	}
	is(extend(soon), soon+" loses")
	ok(t, only(m.Users.Extend(o.ids["sam"], "role", role.ID, soon)))
	is(extend(later), soon+" gains")
	is(extend(""), soon+" gains")
	p, err := m.Impact.Extend(o.ids["sam"], "user", "", later, Look{})
	ok(t, err)
	is(p, later+" shut_out")
	u := o.user("sam")
	var roles []MembershipInput
	for _, m := range u.Roles {
		roles = append(roles, MembershipInput{Role: m.Role})
	}
	p, err = m.Impact.Access(u.ID, Access{Revision: u.Revision, Roles: &roles}, Look{})
	ok(t, err)
	is(p, soon+" gains")
}
