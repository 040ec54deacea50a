package api

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/store"
)

// files is the local operator's module in the office.
func (d *door) files() *Files {
	d.t.Helper()
	c, err := d.s.Local("")
	if err != nil {
		d.t.Fatal(err)
	}
	return For(c).Files
}

func fileOf(text string) ImportInput {
	return ImportInput{Name: "people.csv", Base64: base64.StdEncoding.EncodeToString([]byte(text))}
}

func preview(t testing.TB, m *Files, in ImportInput) ImportPlan {
	t.Helper()
	plan, err := m.Preview(in)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// apply carries a plan out and waits for its end.
func (d *door) apply(m *Files, plan ImportPlan) Progress {
	d.t.Helper()
	if _, err := m.Apply(plan.ID); err != nil {
		d.t.Fatal(err)
	}
	return d.ended(m, plan)
}

func (d *door) ended(m *Files, plan ImportPlan) Progress {
	d.t.Helper()
	d.s.jobs.mu.Lock()
	job := d.s.jobs.plans[plan.ID].job
	d.s.jobs.mu.Unlock()
	<-job.stopped
	p, err := m.Progress(plan.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// logins lists the office's users by login, Remote Assistance aside.
func (d *door) logins() (list []string) {
	users, _, _ := d.s.views.Load().only().People.Page(people.Query{Sort: "login", Limit: 1_000_000})
	for _, u := range users {
		if u.System != callgate.RemoteAssistance {
			list = append(list, u.Login)
		}
	}
	return list
}

func rowsOf(plan ImportPlan) (list []string) {
	for _, r := range plan.Rows {
		code := ""
		if r.Error != nil {
			code = " " + string(r.Error.Code)
		}
		list = append(list, fmt.Sprintf("%d %s %s%s", r.Row, r.Deed, r.Login, code))
	}
	return list
}

// The thousand people of the sample come in, get logins and the default role,
// and are found again.
func TestImportPersonsSample(t *testing.T) {
	data, err := os.ReadFile("../../../shared/samples/persons_mock_1000.csv")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the sample files are not here")
	}
	d := newDoor(t).setUp()
	m := d.files()
	in := fileOf(string(data))
	in.Map = map[string]int{"first": 1, "last": 2, "phone": 3}
	plan := preview(t, m, in)
	if plan.Add != 1000 || plan.Bad != 0 || plan.Skip != 0 || len(plan.Rows) != 200 || plan.Rows[0].Login != "finn.gidden" || plan.Format != "csv" {
		t.Fatalf("add %d, skip %d, bad %d, first %+v", plan.Add, plan.Skip, plan.Bad, plan.Rows[0])
	}
	if p := d.apply(m, plan); p.State != done || p.Done != 1000 || p.Total != 1000 {
		t.Fatalf("%+v", p)
	}
	v := d.s.views.Load().only()
	found, total, _ := v.People.Page(people.Query{Search: "finn gidden"})
	if total != 1 || found[0].Phones[0].Value != "119-967-1497" || len(found[0].Roles) != 1 || found[0].Roles[0].Role != defaultRole(v) || found[0].HasPassword {
		t.Fatalf("%d found, %+v", total, found)
	}
	if again := preview(t, m, in); again.Add != 0 || again.Skip != 1000 {
		t.Fatalf("a second time: add %d, skip %d", again.Add, again.Skip)
	}
	d.reopen()
	if n := d.s.views.Load().only().People.Len(); n != v.People.Len() {
		t.Errorf("%d users after a restart, %d before", n, v.People.Len())
	}
}

func TestImportMakesLoginsUniqueAndFindsPeopleAgain(t *testing.T) {
	d := newDoor(t).setUp() // ada.whitlock is there
	m := d.files()
	text := "first,last,phone\nAda,Whitlock,1\nAda,Whitlock,2\nADA,whitlock,1\n李,明,3\nBo,,+44 7911 123456\n"
	plan := preview(t, m, fileOf(text))
	want := []string{"2 add ada.whitlock2", "3 add ada.whitlock3", "4 skip ", "5 add " + plan.Rows[3].Login, "6 add bo"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" || plan.Rows[3].Login == "" {
		t.Fatal(d)
	}
	d.apply(m, plan)
	again := preview(t, m, fileOf(text+"Cy,Xu,4\n"))
	if again.Add != 1 || again.Skip != 5 {
		t.Errorf("add %d, skip %d, %v", again.Add, again.Skip, rowsOf(again))
	}
}

func TestImportIsAllOrNothingUnlessBadRowsAreSkipped(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	in := fileOf("login,kind,enabled,roles,emails,reach,hosts\n" +
		"bo,standard,yes,StandardUser,bo@example.com,extension:101,192.0.2.0/24\n" +
		"bo,standard,yes,,,,\n" +
		"ada.whitlock,standard,yes,,,,\n" +
		"cy,standard,yes,Nobody knows,,,\n" +
		"di,boss,yes,,,,\n" +
		"ed,standard,yes,,no address,,\n" +
		"fay,standard,yes,,,,10.0.0.1/33\n" +
		"two words,standard,yes,,,,\n" +
		"gus,administrator,yes,,,queue:600,\n" +
		"hal,standard,no,,,,10.1.*.*\n")
	plan := preview(t, m, in)
	want := []string{
		"3 bad bo import_login_twice", "5 bad cy import_role", "6 bad di import_value", "7 bad ed email_form", "8 bad fay " + string(plan.Rows[4].Error.Code),
		"9 bad two words login_space", "10 bad gus administrator_takes_none", "2 add bo", "4 skip ada.whitlock", "11 add hal",
	}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Fatal(d)
	}
	if _, err := m.Apply(plan.ID); callgate.CodeOf(err) != "import_bad_rows" {
		t.Fatalf("%v", err)
	}
	in.SkipBad = true
	plan = preview(t, m, in)
	if plan.Add != 2 || plan.Skip != 1 || plan.Bad != 7 || plan.Things != 1 {
		t.Fatalf("%+v", plan)
	}
	if p := d.apply(m, plan); p.State != done || p.Done != 2 {
		t.Fatalf("%+v", p)
	}
	if d := cmp.Diff([]string{"ada.whitlock", "bo", "hal"}, d.logins()); d != "" {
		t.Error(d)
	}
	v := d.s.views.Load().only()
	if len(v.Things) != 1 || v.Things[0].Name != "101" {
		t.Errorf("things %+v", v.Things)
	}
	who, _ := v.Policy.Find("hal")
	if hal := v.Policy.User(who); hal.Enabled || len(hal.Roles) != 0 || hal.Hosts[0].CIDR != "10.1.0.0/16" || hal.Hosts[0].AddedBy != LocalOperator {
		t.Errorf("%+v", hal)
	}
	d.auditSays(map[string]int{"users.import": 2, "users.import_done": 1, "things.import": 1})
}

func (d *door) auditSays(want map[string]int) {
	d.t.Helper()
	err := d.s.db.Read(d.t.Context(), func(tx *store.Tx) error {
		for what, n := range want {
			rows, total, _, err := tx.Audit(d.s.views.Load().only().Tenant.ID, store.AuditFilter{What: what, Limit: 5})
			if err != nil {
				return err
			}
			if total != n {
				d.t.Errorf("%d records %s, want %d: %+v", total, what, n, rows)
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// manyPeople is a file of n people without logins.
func manyPeople(n int) string {
	var b strings.Builder
	b.WriteString("first,last,phone\n")
	for i := range n {
		fmt.Fprintf(&b, "Person%d,Number%d,555-%d\n", i%977, i%1013, i)
	}
	return b.String()
}

// Cancelled in the middle: nobody is there, nothing is left, and the same file
// comes in afterwards.
func TestCancelledImportLeavesNothing(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	plan := preview(t, m, fileOf(manyPeople(3000)))
	if _, err := m.Apply(plan.ID); err != nil {
		t.Fatal(err)
	}
	for {
		p, err := m.Progress(plan.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p.Step == stepPeople && p.Done > 0 || p.State != running {
			break
		}
	}
	if d := d.logins(); len(d) != 1 {
		t.Fatalf("%d users while it runs", len(d))
	}
	p, err := m.Cancel(plan.ID)
	if err != nil || p.State != cancelled || p.Done == 0 || p.Done >= 3000 {
		t.Fatalf("%+v %v", p, err)
	}
	if got := d.logins(); len(got) != 1 {
		t.Errorf("%d users stayed", len(got))
	}
	again := preview(t, m, fileOf(manyPeople(3000)))
	if p := d.apply(m, again); p.State != done {
		t.Fatalf("%+v", p)
	}
	if got := d.logins(); len(got) != 3001 {
		t.Errorf("%d users", len(got))
	}
	d.auditSays(map[string]int{"users.import_dropped": 1, "users.import_done": 1})
}

// What a killed process left is gone after the next start.
func TestImportOfAKilledProcessIsDropped(t *testing.T) {
	d := newDoor(t).setUp()
	d.change(func(w *change, tenant *callgate.Tenant) error {
		var users []*callgate.User
		for i := range 500 {
			login := fmt.Sprintf("left%d", i)
			users = append(users, &callgate.User{Tenant: tenant.ID, ID: callgate.NewID(w.s.now()), Login: login, Folded: login, Skeleton: login, Kind: callgate.Standard, Seat: callgate.FullSeat})
		}
		return w.tx.StageUsers("an import", users)
	})
	d.reopen()
	m := d.files()
	plan := preview(t, m, fileOf("login,name\nleft7,Lee\n"))
	if p := d.apply(m, plan); p.State != done { // waits for the lock that clearing holds
		t.Fatalf("%+v", p)
	}
	err := d.s.db.Read(t.Context(), func(tx *store.Tx) error {
		left, err := tx.UnfinishedImports()
		if len(left) > 0 {
			t.Errorf("%v", left)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"ada.whitlock", "left7"}, d.logins()); d != "" {
		t.Error(d)
	}
}

func TestPlansAreTheCallersOwnAndGoStale(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.files()
	plan := preview(t, m, fileOf("login,name\nbo,Bo\n"))
	if _, err := m.Progress(plan.ID); callgate.CodeOf(err) != "import_not_begun" {
		t.Errorf("not begun: %v", err)
	}
	d.hire("bo")
	if p := d.apply(m, plan); p.State != failed || p.Error.Code != "import_stale" {
		t.Errorf("%+v", p)
	}
	plan = preview(t, m, fileOf("login,name\ncy,Cy\n"))
	if _, err := d.s.jobs.plan(plan.ID, "somebody else", d.s.now()); callgate.CodeOf(err) != "import_plan_gone" {
		t.Errorf("another caller's: %v", err)
	}
	d.wait(31 * time.Minute)
	if _, err := m.Apply(plan.ID); callgate.CodeOf(err) != "import_plan_gone" {
		t.Errorf("after half an hour: %v", err)
	}
	if _, err := m.Apply(preview(t, m, fileOf("1,2\n3,4\n")).ID); callgate.CodeOf(err) != "import_map_needed" {
		t.Errorf("without a mapping: %v", err)
	}
}

func TestImportKeepsTheLicence(t *testing.T) {
	d := newDoor(t).setUp()
	d.change(func(w *change, tenant *callgate.Tenant) error {
		after := *tenant
		after.MaxEnabled, after.MaxFull = 4, 2
		return w.saveTenant(tenant, &after)
	})
	plan := preview(t, d.files(), fileOf("login,seat,enabled\na,full,yes\nb,full,yes\nc,lite,yes\nd,lite,no\ne,lite,yes\n"))
	want := []string{"3 bad b licence_full", "6 bad e licence", "2 add a", "4 add c", "5 add d"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Error(d)
	}
}

// clerk is bo, signed in, who may read and write users and nothing beside.
func (d *door) clerk() *Files {
	d.t.Helper()
	d.hire("bo")
	d.edit("bo", func(u *callgate.User, _ *store.Credential) {
		for _, p := range []callgate.Permission{"directory.users:read", "directory.users:write"} {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
	b := d.browser("198.51.100.7")
	b.password("bo", goodPassword, stageIn)
	return b.ask().Files
}

func TestImportGrantsNobodyMoreThanItsCallerHolds(t *testing.T) {
	d := newDoor(t).setUp()
	plan := preview(t, d.clerk(), fileOf("login,kind,roles,overrides,hosts,extensions\n"+
		"cy,standard,,,,\n"+
		"di,standard,StandardUser,,,\n"+
		"ed,administrator,,,,\n"+
		"fay,standard,,calls.log:read|allow,,\n"+
		"gus,standard,,,192.0.2.0/24,\n"+
		"hal,standard,,,,101\n"))
	want := []string{"3 bad di escalation", "4 bad ed escalation", "5 bad fay escalation", "6 bad gus denied", "7 bad hal thing_unknown", "2 add cy"}
	if d := cmp.Diff(want, rowsOf(plan)); d != "" {
		t.Error(d)
	}
	if len(d.audit("denied")) > 0 {
		t.Error("looking is no denial")
	}
	stranger := For(d.s.Caller(Origin{Door: DoorWeb})).Files
	if _, err := stranger.Preview(fileOf("a,b\n")); callgate.CodeOf(err) != callgate.NotSignedIn {
		t.Errorf("a stranger: %v", err)
	}
}

// Who is blocked while his import runs brings nobody in.
func TestImportEndsWithItsCallersRights(t *testing.T) {
	d := newDoor(t).setUp()
	m := d.clerk()
	plan := preview(t, m, fileOf(manyLogins(2000)))
	if plan.Add != 2000 {
		t.Fatalf("%+v", plan)
	}
	// The job waits for this change, which blocks its caller.
	d.change(func(w *change, tenant *callgate.Tenant) error {
		if _, err := m.Apply(plan.ID); err != nil {
			return err
		}
		u, err := w.tx.UserByLogin(tenant.ID, "bo")
		if err != nil {
			return err
		}
		u.Blocked = true
		return w.putUser(u)
	})
	job := d.s.jobs.plans[plan.ID].job
	<-job.stopped
	if p := job.progress(); p.State != failed || p.Error == nil {
		t.Errorf("%+v", p)
	}
	if got := d.logins(); len(got) != 2 {
		t.Errorf("%d users", len(got))
	}
}

// manyLogins is a file of n people with logins and no role.
func manyLogins(n int) string {
	var b strings.Builder
	b.WriteString("login,kind,roles\n")
	for i := range n {
		fmt.Fprintf(&b, "user%d,standard,\n", i)
	}
	return b.String()
}

// Looking at a large file ends with the process that does it.
func TestLookingAtAFileEnds(t *testing.T) {
	o := newOffice(t)
	c, err := o.s.Local("kestrel")
	ok(t, err)
	data := []byte("login,first\nsam,Sam\nmira,Mira\n")
	_, err = read(c, importing, func(a *actor) (ImportPlan, error) {
		o.s.stop()
		_, shown, err := newImportPlan(a, data, ImportInput{})
		return shown, err
	})
	refuses(t, err, "import_cancelled")
}
