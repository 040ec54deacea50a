package api

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"callgate/backend/callgate"
)

// Groups of another system become roles once, all or none, and hold nothing.
func TestGroupsBecomeRoles(t *testing.T) {
	o := newOffice(t)
	in := func(text string) ImportInput {
		return ImportInput{Base64: base64.StdEncoding.EncodeToString([]byte(text))}
	}
	file := in("groupname,description\nNight desk,After six\nnight DESK,again\nQueueManager,\n")
	files := o.operator("kestrel").Files
	plan, err := files.Groups(file, true)
	ok(t, err)
	if !slices.Equal(plan.Add, []GroupRole{{"Night desk", "After six"}}) || !slices.Equal(plan.Skip, []string{"night DESK", "QueueManager"}) {
		t.Errorf("%+v", plan)
	}
	if len(o.records("role.add")) != 0 {
		t.Error("looking made a role")
	}
	_, err = files.Groups(in("groupname\nDay desk\n"+strings.Repeat("x", mostName+1)+"\n"), false)
	if err == nil || len(o.records("role.add")) != 0 {
		t.Errorf("half of a file was taken: %v", err)
	}
	for range 2 {
		_, err = files.Groups(file, false)
		ok(t, err)
	}
	r := o.records("role.add")
	if len(r) != 1 {
		t.Fatalf("%d roles made", len(r))
	}
	if role := o.view().Role(r[0].TargetID); role == nil || len(role.Permissions) > 0 || role.Description != "After six" {
		t.Errorf("%+v", role)
	}
	_, err = files.Groups(in("login\nsam\n"), false)
	refuses(t, err, "import_no_groups")
}

// What a file's groups made is taken back whole, once, and never from under
// somebody who has one of the roles or changed it.
func TestGroupsAreTakenBack(t *testing.T) {
	o := newOffice(t)
	file := ImportInput{Base64: base64.StdEncoding.EncodeToString([]byte("groupname,description\nNight desk,\nClaims,\n"))}
	m := o.as("ada")
	role := func(name string) *callgate.Role {
		list := o.view().Roles
		if i := slices.IndexFunc(list, func(r *callgate.Role) bool { return r.Name == name }); i >= 0 {
			return list[i]
		}
		return nil
	}
	made, err := m.Files.Groups(file, false)
	ok(t, err)
	o.hire("sam", "StandardUser")
	ok(t, only(m.Roles.SetMembers(role("Claims").ID, []callgate.ID{o.ids["sam"]}, nil)))
	refuses(t, m.Files.TakeBackGroups(made.Back), "groups_taken")
	if role("Night desk") == nil {
		t.Error("half of it was taken back")
	}
	ok(t, only(m.Roles.SetMembers(role("Claims").ID, nil, []callgate.ID{o.ids["sam"]})))
	ok(t, m.Files.TakeBackGroups(made.Back))
	if role("Night desk") != nil || role("Claims") != nil || len(o.records("role.add_undo")) != 2 {
		t.Error("the roles are there still")
	}
	refuses(t, m.Files.TakeBackGroups(made.Back), undoFinal)

	made, err = m.Files.Groups(file, false)
	ok(t, err)
	ok(t, only(m.Roles.Edit(role("Claims").ID, RoleInput{Revision: role("Claims").Revision, Name: "Claims", Description: "second floor"})))
	refuses(t, m.Files.TakeBackGroups(made.Back), undoFinal)
	made, err = m.Files.Groups(file, false)
	ok(t, err)
	if made.Back != "" || len(made.Add) != 0 {
		t.Errorf("nothing was made, and yet %+v", made)
	}
}
