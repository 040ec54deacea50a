package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// updating is a file that changes people who are there.
func updating(text string) ImportInput {
	in := fileOf(text)
	in.Update = true
	return in
}

func changesOf(plan ImportPlan) (list []string) {
	for _, r := range plan.Rows {
		for _, c := range r.Changes {
			list = append(list, fmt.Sprintf("%d %s: %s -> %s", r.Row, c.Field, c.Before, c.After))
		}
	}
	return list
}

// The preview says row by row what is added, changed (before and after), as it
// was, and refused; applying does exactly that, with a record for each.
func TestBulkUploadChangesWhoIsThere(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	d.apply(m, preview(t, m, fileOf("login,kind,seat,enabled,description,emails,roles\nbo,standard,full,yes,Claims,bo@example.com,StandardUser\ncy,standard,full,yes,,,\ndi,standard,full,yes,,,\n")))
	text := "login,kind,seat,enabled,description,emails,extensions,roles\n" +
		"bo,standard,full,no,,bo@example.com;b@example.com,101,QueueManager|2031-01-01\n" +
		"cy,standard,full,yes,,,,\n" +
		"di,boss,full,yes,,,,\n" +
		"ed,standard,full,yes,,,,\n" +
		"bo,standard,full,yes,,,,\n" +
		"di,standard,full,yes,,no address,,\n"
	if plan := preview(t, m, fileOf(text)); plan.Change != 0 || plan.Skip != 4 || plan.Add != 1 {
		t.Fatalf("without asking for it: %v", rowsOf(plan))
	}
	plan := preview(t, m, updating(text))
	want := []string{"4 bad di import_value", "6 bad bo import_login_twice", "7 bad di email_form", "2 change bo", "3 same cy", "5 add ed"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Fatal(d)
	}
	want = []string{
		"2 description: Claims -> ", "2 enabled: true -> false", "2 emails: bo@example.com -> bo@example.com, b@example.com",
		"2 extensions:  -> 101 since " + d.s.now().String(), "2 defaultExtension:  -> 101", "2 roles: StandardUser -> QueueManager until 2031-01-01",
	}
	if d := cmp.Diff(want, changesOf(plan)); d != "" {
		t.Fatal(d)
	}
	in := updating(text)
	in.SkipBad = true
	plan = preview(t, m, in)
	if p := d.apply(m, plan); p.State != done || p.Changed != 1 || p.Done != 2 {
		t.Fatalf("%+v", p)
	}
	v := d.s.views.Load().only()
	who, _ := v.Policy.Find("bo")
	if bo := v.Policy.User(who); bo.Enabled || bo.Description != "" || len(bo.Emails) != 2 || v.roleName(bo.Roles[0].Role) != "QueueManager" || !v.knows("extension:101") {
		t.Errorf("%+v", bo)
	}
	d.auditSays(map[string]int{"users.import_change": 1, "users.import_done": 2})
	if again := preview(t, m, in); again.Change != 0 || again.Add != 0 || again.Same != 3 {
		t.Errorf("a second time: %v %v", rowsOf(again), changesOf(again))
	}
}

// More changes than one transaction should hold go in chunks; whoever somebody
// else changed since the preview stays as he is, and the count is exact.
func TestManyChangesSayHowManyAreInForce(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	d.apply(m, preview(t, m, fileOf(manyLogins(700))))
	var b strings.Builder
	b.WriteString("login,add,remove\n")
	for i := range 700 {
		fmt.Fprintf(&b, "user%d,QueueManager,\n", i)
	}
	plan := preview(t, m, fileOf(b.String()))
	if plan.Format != "callgate-roles" || plan.Change != 700 {
		t.Fatalf("%+v", plan)
	}
	if p := d.apply(m, plan); p.State != done || p.Changed != 700 || p.Done != 700 {
		t.Fatalf("%+v", p)
	}
	if list := d.members("QueueManager"); len(list) != 700 {
		t.Errorf("%d members", len(list))
	}
	back := preview(t, m, fileOf(strings.ReplaceAll(b.String(), ",QueueManager,", ",,QueueManager")))
	d.edit("user650", func(u *callgate.User, _ *store.Credential) { u.Revision++ })
	p := d.apply(m, back)
	if p.State != failed || p.Error.Code != "import_stale" {
		t.Fatalf("%+v", p)
	}
	if list := d.members("QueueManager"); len(list) != 700-p.Changed {
		t.Errorf("%d members after %d changes", len(list), p.Changed)
	}
}

// members lists the logins with a role.
func (d *door) members(role string) (list []string) {
	v := d.s.views.Load().only()
	for u := range v.People.All() {
		for _, m := range u.Roles {
			if v.roleName(m.Role) == role {
				list = append(list, u.Login)
			}
		}
	}
	return list
}

// Nobody gives by a file what he lacks, nor changes who holds more; the row is
// named.
func TestRolesByFileGrantNobodyMoreThanTheCallerHolds(t *testing.T) {
	d := newDoor(t).setUp()
	d.apply(d.files(), preview(t, d.files(), fileOf("login,kind,seat,enabled,roles\ncy,standard,full,yes,\ndi,standard,full,yes,QueueManager\n")))
	m := d.clerk()
	plan := preview(t, m, fileOf("login,add,remove\ncy,QueueManager,\ndi,,QueueManager\nbo,QueueManager,\nnobody,QueueManager,\nada.whitlock,,StandardUser\n"))
	want := []string{"2 bad cy escalation", "3 bad di holds_more", "4 bad bo own_access", "5 bad nobody import_login_unknown", "6 same ada.whitlock"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Error(d)
	}
	if _, err := m.Apply(plan.ID); callgate.CodeOf(err) != "import_bad_rows" {
		t.Errorf("%v", err)
	}
	up := preview(t, m, updating("login,kind,seat,enabled,roles\ncy,administrator,full,yes,\nada.whitlock,standard,full,no,\n"))
	want = []string{"2 bad cy escalation", "3 bad ada.whitlock holds_more"}
	if d := cmp.Diff(want, rowsOf(up)); d != "" {
		t.Error(d)
	}
}

// The last working administrator stays one, whatever a file says.
func TestImportLeavesTheLastAdministrator(t *testing.T) {
	d := newDoor(t).setUp()
	plan := preview(t, d.files(), updating("login,kind,seat,enabled,blocked\nada.whitlock,administrator,full,yes,yes\n"))
	if len(plan.Rows) != 1 || plan.Rows[0].Error == nil || plan.Rows[0].Error.Code != callgate.LastAdmin {
		t.Errorf("%+v", plan.Rows)
	}
}

// Seats count with what a file changes: a lite seat made full does not fit a
// licence that is used up.
func TestBulkUploadKeepsTheLicence(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	d.apply(m, preview(t, m, fileOf("login,kind,seat,enabled,roles\nbo,standard,lite,yes,\ncy,standard,full,yes,\ndi,standard,lite,no,\n")))
	d.change(func(w *change, tenant *callgate.Tenant) error {
		after := *tenant
		after.MaxEnabled, after.MaxFull = 3, 2
		return w.saveTenant(tenant, &after)
	})
	plan := preview(t, m, updating("login,kind,seat,enabled,roles\nbo,standard,full,yes,\ndi,standard,lite,yes,\n"))
	want := []string{"2 bad bo licence_full", "3 bad di licence"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Error(d)
	}
	swap := preview(t, m, updating("login,kind,seat,enabled,roles\ncy,standard,lite,yes,\nbo,standard,full,yes,\n"))
	if swap.Change != 2 || swap.Bad != 0 {
		t.Errorf("%v", rowsOf(swap))
	}
}

// A password of a bulk file signs in once, whatever its length, and another is
// chosen then. It stands in no plan, audit record or export.
func TestPasswordsOfAFileMustBeChangedAtFirstSignIn(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	text := "name,enabled,password,extension_number,extension_password,display_name\nbo,TRUE,Sesame1,101,sip-secret,Bo Okafor\ncy,TRUE,,102,,Cy Xu\n"
	plan := preview(t, m, fileOf(text))
	if plan.Secrets != 1 || !plan.HasSecrets || !cmp.Equal(plan.Dropped, []string{"extension_password"}) {
		t.Fatalf("%+v", plan)
	}
	if p := d.apply(m, plan); p.State != done {
		t.Fatalf("%+v", p)
	}
	b := d.browser("198.51.100.7")
	b.password("bo", "Sesame1", stagePassword)
	v := d.s.views.Load().only()
	who, _ := v.Policy.Find("cy")
	if v.Policy.User(who).HasPassword {
		t.Error("a password out of nothing")
	}
	err := d.s.db.Read(context.Background(), func(tx *store.Tx) error {
		records, _, _, err := tx.Audit(v.Tenant.ID, store.AuditFilter{Limit: -1})
		for _, r := range records {
			if strings.Contains(r.Before+r.After, "Sesame") || strings.Contains(r.After, "sip-secret") {
				t.Errorf("%+v", r)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	in := fileOf(strings.ReplaceAll(text, "\nbo,", "\ndi,"))
	in.NoPasswords = true
	if plan := preview(t, m, in); plan.Secrets != 0 || !plan.HasSecrets || plan.Add != 1 {
		t.Errorf("left where they are: %+v", plan)
	}
}

// Hashing is cancelled at once and leaves nobody behind.
func TestCancelledWhileHashing(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	var b strings.Builder
	b.WriteString("login,kind,seat,enabled,password,roles\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "user%d,standard,full,yes,Sesame%d,\n", i, i)
	}
	plan := preview(t, m, fileOf(b.String()))
	if _, err := m.Apply(plan.ID); err != nil {
		t.Fatal(err)
	}
	for {
		p, err := m.Progress(plan.ID)
		if err != nil || p.State != running {
			t.Fatalf("%+v %v", p, err)
		}
		if p.Step == stepPasswords && p.Done > 1 {
			break
		}
	}
	if p, err := m.Cancel(plan.ID); err != nil || p.State != cancelled || p.Done >= 2000 {
		t.Errorf("%+v %v", p, err)
	}
	if list := d.logins(); len(list) != 1 {
		t.Errorf("%d users", len(list))
	}
}

// What a killed import named first is gone with it; a number of another tenant
// is found in the preview.
func TestThingsOfAnImportAreItsOwnUntilItIsPublished(t *testing.T) {
	d := newDoor(t).setUp()
	slug := ""
	d.change(func(w *change, tenant *callgate.Tenant) error {
		slug = tenant.Slug
		other := *tenant
		other.Slug, other.Name, other.Kind, other.Parent = "other", "Other", "customer", tenant.ID
		if err := w.saveTenant(nil, &other); err != nil {
			return err
		}
		if err := w.tx.SaveThing(callgate.Thing{Tenant: other.ID, Kind: callgate.Number, Name: "+442079460000"}); err != nil {
			return err
		}
		u := &callgate.User{Tenant: tenant.ID, ID: callgate.NewID(w.s.now()), Login: "left", Folded: "left", Skeleton: "left", Kind: callgate.Standard, Seat: callgate.FullSeat}
		if err := w.tx.StageUsers("an import", []*callgate.User{u}); err != nil {
			return err
		}
		if err := w.tx.StageThing("an import", callgate.Thing{Tenant: tenant.ID, Kind: callgate.Extension, Name: "700"}); err != nil {
			return err
		}
		things, err := w.tx.Things(tenant.ID)
		if len(things) != 0 {
			t.Errorf("seen before it is published: %v", things)
		}
		return err
	})
	d.reopen()
	c, err := d.s.Local(slug)
	if err != nil {
		t.Fatal(err)
	}
	m := For(c).Files
	plan := preview(t, m, fileOf("login,kind,seat,enabled,numbers,extensions\nbo,standard,full,yes,+442079460000,701\ncy,standard,full,yes,,702\n"))
	if d := cmp.Diff([]string{"2 bad bo taken", "3 add cy"}, rowsOf(plan)); d != "" {
		t.Error(d)
	}
	in := fileOf("login,kind,seat,enabled,extensions\ncy,standard,full,yes,702\n")
	if p := d.apply(m, preview(t, m, in)); p.State != done { // waits until what was left is cleared
		t.Fatalf("%+v", p)
	}
	err = d.s.db.Read(t.Context(), func(tx *store.Tx) error {
		things, err := tx.Things(c.local)
		if len(things) != 1 || things[0].Name != "702" {
			t.Errorf("%v", things)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Templates name the columns and the roles, and come back as they are.
func TestTemplatesAreReadAgain(t *testing.T) {
	d := newDoor(t).setUp()
	d.hire("bo")
	m := d.files()
	for _, format := range []string{"csv", "xlsx"} {
		for kind, want := range map[string]string{"users": "callgate-csv", "roles": "callgate-roles"} {
			file, err := m.Template(kind, format, nil)
			if err != nil {
				t.Fatal(err)
			}
			plan := preview(t, m, ImportInput{Base64: file.Base64})
			if kind == "users" && format == "xlsx" {
				want = "xlsx"
			}
			if plan.Format != want || plan.Bad+plan.Add+plan.Change > 0 || kind == "roles" && plan.Same != 2 {
				t.Errorf("%s as %s: %s, %v", kind, format, plan.Format, rowsOf(plan))
			}
			data, _ := base64.StdEncoding.DecodeString(file.Base64)
			if format == "csv" && (!strings.Contains(string(data), "QueueManager") || kind == "roles" && !strings.Contains(string(data), `"bo"`)) {
				t.Errorf("%s", data)
			}
		}
	}
}
