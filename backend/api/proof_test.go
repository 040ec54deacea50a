package api

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

func (o *office) who(q WhoQuestion) []string {
	o.t.Helper()
	q.Limit = 500
	page, err := o.operator("kestrel").Check.Who(q)
	ok(o.t, err)
	logins := []string{}
	for _, r := range page.Rows {
		logins = append(logins, r.Login)
	}
	slices.Sort(logins)
	return logins
}

// "Who may?" is paged and searched, says by what, and names nobody to those who
// may not see users.
func TestWhoMay(t *testing.T) {
	o := newOffice(t)
	o.hire("sam", "StandardUser")
	o.hire("quinn", "QueueManager")
	o.put(o.kestrel, "mira", func(u *callgate.User) {
		u.Extensions = []callgate.OwnExtension{{Name: "101"}}
		u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}, {Permission: "calls.recording:read", Allow: true}}
	})
	for i := range 60 {
		o.put(o.kestrel, fmt.Sprintf("log%02d", i), func(u *callgate.User) {
			u.Overrides = []callgate.Override{{Permission: "calls.log:read", Allow: true}}
			u.ReachEverything = true
		})
	}
	q := WhoQuestion{Permission: "calls.recording:read", On: "extension:101", AnyAddress: true}
	if got := o.who(q); !slices.Equal(got, []string{"ada", "mira"}) {
		t.Fatal(got)
	}
	page, err := o.as("ada").Check.Who(q)
	ok(t, err)
	mira := page.Rows[1]
	if page.All != 2 || page.Of != 64 || mira.Login != "mira" || !mira.Own || len(mira.Sources) != 1 || mira.Sources[0].Kind != "override" {
		t.Errorf("%+v", page)
	}
	if !strings.HasSuffix(page.Command, "who --tenant kestrel --do calls.recording:read --on extension:101") {
		t.Error(page.Command)
	}
	q = WhoQuestion{Permission: "calls.log:read", On: "extension:101", AnyAddress: true, Search: "log", Offset: 10, Limit: 7}
	page, err = o.as("quinn").Check.Who(q)
	ok(t, err)
	if page.All != 63 || page.Total != 60 || len(page.Rows) != 7 || page.Rows[0].Login != "log10" {
		t.Errorf("%d of %d, %d rows from %s", page.Total, page.All, len(page.Rows), page.Rows[0].Login)
	}
	_, err = o.as("sam").Check.Who(q)
	refuses(t, err, callgate.Denied)
	_, err = o.as("sam").Check.Sees(o.ids["mira"])
	refuses(t, err, callgate.Denied)
	own, err := o.as("mira").Check.Sees(o.ids["mira"])
	ok(t, err)
	for _, s := range own.Sights {
		if s.Permission == "calls.recording:read" && (s.Total != 1 || s.Entities[0] != "extension:101") {
			t.Errorf("%+v", s)
		}
	}
	_, err = o.as("hal").Check.Sees(o.ids["mira"])
	refuses(t, err, callgate.NotFound)
	_, err = o.as("ada").Check.Who(WhoQuestion{Permission: "calls.log:fly"})
	refuses(t, err, "permission_unknown")
}

// Whoever "may grant" can, and nobody else: each tries it.
func TestWhoMayGrantIsWhoCan(t *testing.T) {
	o := newOffice(t)
	role := func(name string, list ...callgate.Permission) callgate.ID {
		r, err := o.operator("kestrel").Roles.Add(RoleInput{Name: name, Permissions: list})
		ok(t, err)
		return r.ID
	}
	users := []callgate.Permission{"directory.users:read", "directory.users:write"}
	roles := []callgate.Permission{"directory.users:read", "directory.roles:read", "directory.roles:write"}
	empty := role("Empty", "apps:use")
	o.put(o.kestrel, "member", func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: empty}} })
	hands := map[string]callgate.ID{
		"plain": role("Plain", "calls.log:read"), "desk": role("Desk", users...), "loud": role("Loud", append(users, "calls.log:read", "calls.recording:read")...),
		"smith": role("Smith", append(roles, "apps:use", "calls.log:read")...), "poor": role("Poor", append(roles, "calls.log:read")...),
		"both": role("Both", append(roles, "directory.users:write")...),
	}
	for login, id := range hands {
		o.put(o.kestrel, login, func(u *callgate.User) { u.Roles = []callgate.Membership{{Role: id}} })
	}
	o.put(o.kestrel, "out", func(u *callgate.User) { u.Roles, u.Blocked = []callgate.Membership{{Role: hands["loud"]}}, true })
	for n, p := range []callgate.Permission{"calls.log:read", "calls.recording:read", "directory.roles:write", "apps:use", "calls.own:read"} {
		listed := o.who(WhoQuestion{Permission: p, Grant: true})
		for _, login := range []string{"ada", "plain", "desk", "loud", "smith", "poor", "both"} {
			can := o.grants(login, p, n)
			if slices.Contains(listed, login) != can {
				t.Errorf("%s granting %s: listed %v, could %v", login, p, slices.Contains(listed, login), can)
			}
		}
		if slices.Contains(listed, "out") || slices.Contains(listed, "member") {
			t.Errorf("%s: %v", p, listed)
		}
	}
}

// grants tries both ways in: a new user with the right, and a role of others.
func (o *office) grants(login string, p callgate.Permission, n int) bool {
	m := o.as(login)
	need := []callgate.Permission{p}
	switch p {
	case "calls.recording:read":
		need = append(need, "calls.log:read")
	case "directory.roles:write":
		need = append(need, "directory.roles:read", "directory.users:read")
	}
	var list []OverrideInput
	for _, each := range need {
		list = append(list, OverrideInput{Permission: each, Allow: true})
	}
	_, err := m.Users.Add(NewUser{Profile: Profile{Login: ptr(fmt.Sprintf("%s.%d", login, n))}, Access: Access{Overrides: &list}, NoRole: true})
	if err == nil {
		return true
	}
	r, err := m.Roles.List()
	if err != nil {
		return false
	}
	for _, each := range r {
		if each.Platform != "" || slices.Contains(each.Permissions, p) || each.Members == 0 {
			continue
		}
		in := RoleInput{Revision: each.Revision, Name: each.Name, Permissions: append(slices.Clone(each.Permissions), need...)}
		if _, err = m.Roles.Edit(each.ID, in); err != nil {
			continue
		}
		back := RoleInput{Revision: each.Revision + 1, Name: each.Name, Permissions: each.Permissions}
		_, err = o.operator("kestrel").Roles.Edit(each.ID, back)
		ok(o.t, err)
		return true
	}
	return false
}
