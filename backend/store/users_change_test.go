package store

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"callgate/backend/callgate"
)

// Many changes at once, more than a statement takes, of whatever columns and
// lists: everybody comes back as he shall be, and nobody else is touched.
func TestManyChangesComeBack(t *testing.T) {
	db, _ := opened(t)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		tenant := &callgate.Tenant{ID: callgate.NewID(moment), Slug: fmt.Sprint("t", n), Name: "T", Kind: "root", Enabled: true, Created: moment}
		must(t, db, func(tx *Tx) error {
			if n > 1 {
				tenant.Kind, tenant.Parent = "customer", first(t, tx).ID
			}
			return tx.SaveTenant(tenant)
		})
		one, other := anyUser(tenant.ID, "one").Draw(t, "one"), anyUser(tenant.ID, "other").Draw(t, "other")
		like := func(u *callgate.User, i int) *callgate.User {
			c := *u
			c.ID, c.Login = fmt.Sprintf("%04d", i), fmt.Sprint("u", i)
			c.Folded, c.Skeleton = c.Login, "s."+c.Login
			return &c
		}
		var had, want []*callgate.User
		var list []UserChange
		for i := range 70 {
			was := like(one, i)
			is := like(one, i)
			switch rapid.IntRange(0, 4).Draw(t, "how") {
			case 0:
				is = like(other, i)
			case 1:
				is.Description, is.Revision = fmt.Sprint("desk ", i), i
			case 2:
				is.Emails = other.Emails
			case 3:
				had, want = append(had, was), append(want, was) // left alone
				continue
			}
			had, want, list = append(had, was), append(want, is), append(list, UserChange{was, is})
		}
		must(t, db, func(tx *Tx) error { return tx.InsertUsers(had) })
		must(t, db, func(tx *Tx) error { return tx.ChangeUsers(list) })
		err := db.Read(t.Context(), func(tx *Tx) error {
			got, err := tx.Users(tenant.ID)
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatal(diff)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func first(t *rapid.T, tx *Tx) *callgate.Tenant {
	list, err := tx.Tenants()
	if err != nil {
		t.Fatal(err)
	}
	return list[0]
}

// Who is no longer there is not changed in silence.
func TestChangesOfNobodyAreRefused(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	u := person(tenant, "ada")
	changed := *u
	changed.Description = "desk 1"
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.ChangeUser(u, &changed) }), callgate.NotFound)
}
