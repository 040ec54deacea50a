package api

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// furnished is sam with one of everything that can be his.
func furnished(t *testing.T, o *office) callgate.ID {
	t.Helper()
	now := callgate.TimeOf(o.clock())
	role, err := o.operator("kestrel").Roles.Add(RoleInput{Name: "Desk", Permissions: []callgate.Permission{"calls.log:read"}})
	ok(t, err)
	for _, e := range []callgate.Entity{"extension:101", "extension:102", "queue:600", "number:+442079460000"} {
		ok(t, only(o.operator("kestrel").Things.Add(e.Kind(), e.Name(), "")))
	}
	id := o.put(o.kestrel, "sam", func(u *callgate.User) {
		u.Last, u.Description, u.Language, u.TimeZone, u.Theme, u.Download = "Okafor", "second floor", "de", "Europe/Berlin", "dark", "xlsx"
		u.Blocked, u.BlockReason, u.Expires, u.LastSignIn = true, "lost his telephone", now.Add(900*time.Hour), now.Add(-time.Hour)
		u.Emails, u.Phones = []callgate.Contact{{Value: "sam@example.com", Tag: "work"}}, []callgate.Contact{{Value: "+442079460001", Tag: "cell"}}
		u.Extensions, u.DefaultExtension = []callgate.OwnExtension{{Name: "101", Since: now.Add(-9000 * time.Hour)}}, "101"
		u.Shared, u.Numbers, u.CallerID = []string{"102"}, []string{"+442079460000"}, "+442079460000"
		u.Reach, u.Exclusions = []callgate.Entity{"queue:600"}, []callgate.Entity{"user:ada"}
		u.Hosts = []callgate.Host{{CIDR: "192.0.2.0/24", Note: "desk", AddedBy: "Somebody", Added: now.Add(-time.Hour)}}
		u.Roles = []callgate.Membership{{Role: role.ID, Expires: now.Add(50 * time.Hour)}, {Role: portsip("StandardUser")}}
		u.Overrides = []callgate.Override{{Permission: "security.audit:read", Allow: true, Expires: now.Add(70 * time.Hour), By: "Somebody", At: now}}
		u.StatusColours = map[string]string{"away": "#8A7A2E"}
		u.HasFactor, u.MustChange = true, true
	})
	ok(t, o.s.commit(context.Background(), func(w *change) error {
		c := store.Credential{Tenant: o.kestrel, User: id, PasswordHash: "the hash", PasswordChanged: now, History: []string{"an older hash"}, SealedFactor: []byte("sealed \x00 factor"), FactorSet: now, LastStep: 7, Failures: 3}
		if err := w.tx.SaveCredential(c); err != nil {
			return err
		}
		if err := w.tx.SetRecoveryCodes(o.kestrel, id, []string{"code 1", "code 2"}); err != nil {
			return err
		}
		return w.tx.RememberDevice(o.kestrel, id, "his laptop", "Firefox", now)
	}))
	return id
}

func (o *office) packed(id callgate.ID) (body []byte) {
	o.t.Helper()
	ok(o.t, o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		body, err = tx.PackUser(o.kestrel, id)
		return err
	}))
	return body
}

func (o *office) wayBackOf(id callgate.ID) (b *store.WayBack) {
	o.t.Helper()
	ok(o.t, o.s.db.Read(context.Background(), func(tx *store.Tx) (err error) {
		b, err = tx.WayBack(o.kestrel, backOfUser, id, 0)
		return err
	}))
	return b
}

// A deleted user comes back whole under the same login and id, also after a
// restart; once.
func TestTakeBackDeletedUser(t *testing.T) {
	o := newOffice(t)
	id := furnished(t, o)
	o.expects("nobody but ada, sam can calls.log:read", "sam cannot dial.international:use")
	before, rest, sentences := o.user("sam"), o.packed(id), o.view().Expectations
	for _, part := range []string{"the hash", "code 2", "his laptop", "an older hash"} {
		if !bytes.Contains(rest, []byte(part)) {
			t.Errorf("%s is not packed", part)
		}
	}
	ok(t, o.as("ada").Users.Delete(id, "sam"))
	if _, err := o.as("ada").Users.Get(id); callgate.CodeOf(err) != callgate.NotFound || len(o.view().Expectations) != 1 {
		t.Fatalf("he is not gone: %v, %v", err, o.view().Expectations)
	}
	o.reopen()
	back, err := o.as("ada").Users.TakeBackDelete(id)
	ok(t, err)
	after := o.user("sam")
	if d := cmp.Diff(before, after, cmpopts.IgnoreFields(callgate.User{}, "Revision", "Changed", "ChangedBy")); d != "" || back.User.ID != id || after.Revision <= before.Revision {
		t.Errorf("not as he was: %s", d)
	}
	if now := o.packed(id); !bytes.Equal(now, rest) {
		t.Errorf("what hangs on him was\n%s\nand is\n%s", rest, now)
	}
	if d := cmp.Diff(sentences, o.view().Expectations, cmpopts.IgnoreFields(callgate.Expectation{}, "Revision", "Changed", "ChangedBy")); d != "" {
		t.Errorf("the sentences are not as they were: %s", d)
	}
	if r := o.records("user.delete_undo"); len(r) != 1 || r[0].Target != "sam" || strings.Contains(r[0].After, "the hash") {
		t.Errorf("%+v", r)
	}
	refuses(t, only(o.as("ada").Users.TakeBackDelete(id)), undoFinal)
	o.reopen()
	if d := cmp.Diff(after, o.user("sam")); d != "" {
		t.Errorf("the database has him otherwise: %s", d)
	}
}

// A login or seat that somebody else has by now is not given twice; who could
// not give what he holds does not bring him back; a role that went stays gone.
func TestTakeBackDeletedUserIsRefused(t *testing.T) {
	o := newOffice(t)
	id := furnished(t, o)
	m := o.as("ada")
	ok(t, m.Users.Delete(id, "sam"))
	o.put(o.kestrel, "dora", func(u *callgate.User) {
		for _, p := range []callgate.Permission{"directory.users:read", "directory.users:write", "directory.users:delete"} {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
		}
	})
	refuses(t, only(o.as("dora").Users.TakeBackDelete(id)), callgate.Escalation)

	other, err := m.Users.Add(NewUser{Profile: Profile{Login: ptr("Sam")}})
	ok(t, err)
	refuses(t, only(m.Users.TakeBackDelete(id)), callgate.Taken)
	tenant, err := m.Tenants.Current()
	ok(t, err)
	enabled := o.view().Seats.enabled
	ok(t, m.Users.Delete(other.User.ID, "Sam"))
	ok(t, only(m.Users.Add(NewUser{Profile: Profile{Login: ptr("tess")}})))
	ok(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{MaxEnabled: ptr(enabled)})))
	refuses(t, only(m.Users.TakeBackDelete(id)), callgate.Licence)

	tenant, err = m.Tenants.Current()
	ok(t, err)
	ok(t, only(m.Tenants.Edit(tenant.Revision, TenantInput{MaxEnabled: ptr(0)})))
	desk := slices.IndexFunc(o.view().Roles, func(r *callgate.Role) bool { return r.Name == "Desk" })
	ok(t, m.Roles.Delete(o.view().Roles[desk].ID, ""))
	ok(t, only(m.Users.TakeBackDelete(id)))
	if roles := o.user("sam").Roles; len(roles) != 1 || roles[0].Role != portsip("StandardUser") {
		t.Errorf("%+v", roles)
	}
}

// What is kept of a deleted user is sealed, and gone when its time is over,
// whether somebody asks for it or not. The command line keeps nothing.
func TestNoSecretOfADeletedUserStays(t *testing.T) {
	o := newOffice(t)
	id := furnished(t, o)
	ok(t, o.as("ada").Users.Delete(id, "sam"))
	b := o.wayBackOf(id)
	if b == nil || b.Until != callgate.TimeOf(o.clock()).Add(wayBackLasts) {
		t.Fatalf("%+v", b)
	}
	for _, secret := range []string{"the hash", "code 1", "Okafor"} {
		if bytes.Contains(b.Body, []byte(secret)) {
			t.Errorf("%s is there to be read", secret)
		}
	}
	o.wait(wayBackLasts - time.Second)
	ok(t, o.s.dropWaysBack(t.Context()))
	if o.wayBackOf(id) == nil {
		t.Error("gone before its time")
	}
	o.wait(time.Second)
	ok(t, o.s.dropWaysBack(t.Context()))
	if o.wayBackOf(id) != nil {
		t.Error("there after its time")
	}
	refuses(t, only(o.as("ada").Users.TakeBackDelete(id)), undoFinal)

	tess := o.hire("tess", "StandardUser")
	ok(t, o.operator("kestrel").Users.Delete(tess, "tess"))
	if o.wayBackOf(tess) != nil {
		t.Error("the command line left something behind")
	}
}
