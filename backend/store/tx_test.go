package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"callgate/backend/callgate"
)

func TestLoginsAreUniqueInTheTenant(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	other := &callgate.Tenant{ID: callgate.NewID(moment), Slug: "other", Kind: "customer", Parent: root.ID}
	write(t, db, func(tx *Tx) error { return tx.SaveTenant(other) })
	ada := someone(t, db, root, "ada")
	someone(t, db, other, "ada")

	twin := person(root, "ada")
	twin.Skeleton = "another"
	alike := person(root, "àda")
	alike.Skeleton = ada.Skeleton
	for name, u := range map[string]*callgate.User{"same": twin, "look-alike": alike} {
		err := db.Write(t.Context(), func(tx *Tx) error { return tx.SaveUser(u) })
		if e := wants(t, err, callgate.Taken); e.Field != "login" {
			t.Errorf("%s: at %q", name, e.Field)
		}
		err = db.Write(t.Context(), func(tx *Tx) error {
			return tx.InsertUsers([]*callgate.User{person(root, "new"), u, person(root, "newer")})
		})
		if e := wants(t, err, callgate.Taken); e.Field != "login" || e.Params["login"] != u.Login {
			t.Errorf("%s: %+v", name, e)
		}
	}
	err := db.Write(t.Context(), func(tx *Tx) error {
		return tx.InsertUsers([]*callgate.User{person(root, "bo"), person(root, "bo")})
	})
	wants(t, err, callgate.Taken)
}

func TestOtherThingsAreUnique(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	other := &callgate.Tenant{ID: callgate.NewID(moment), Slug: "other", Kind: "customer", Parent: root.ID}
	number := callgate.Thing{Tenant: root.ID, Kind: callgate.Number, Name: "+442079460000"}
	write(t, db, func(tx *Tx) error {
		return errors.Join(tx.SaveTenant(other), tx.SaveThing(number), tx.SaveThing(callgate.Thing{Tenant: root.ID, Kind: callgate.Queue, Name: "600"}),
			tx.SaveRole(&callgate.Role{Tenant: root.ID, ID: callgate.NewID(moment), Folded: "sales"}))
	})
	for field, f := range map[string]func(tx *Tx) error{
		"slug": func(tx *Tx) error {
			return tx.SaveTenant(&callgate.Tenant{ID: callgate.NewID(moment), Slug: "other", Kind: "customer", Parent: root.ID})
		},
		"kind": func(tx *Tx) error {
			return tx.SaveTenant(&callgate.Tenant{ID: callgate.NewID(moment), Slug: "second", Kind: "root"})
		},
		"name": func(tx *Tx) error {
			return tx.SaveRole(&callgate.Role{Tenant: root.ID, ID: callgate.NewID(moment), Folded: "sales"})
		},
		"system": func(tx *Tx) error {
			a, b := person(root, "admin"), person(root, "boss")
			a.System, b.System = callgate.DefaultUser, callgate.DefaultUser
			return errors.Join(tx.SaveUser(a), tx.SaveUser(b))
		},
	} {
		if e := wants(t, db.Write(t.Context(), f), callgate.Taken); e.Field != field {
			t.Errorf("%s: at %q", field, e.Field)
		}
	}
	number.Tenant = other.ID
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SaveThing(number) }), callgate.Taken)
	write(t, db, func(tx *Tx) error {
		return tx.SaveThing(callgate.Thing{Tenant: other.ID, Kind: callgate.Queue, Name: "600"})
	})
}

func TestReferencesMustExist(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	ada := someone(t, db, root, "ada")
	role := &callgate.Role{Tenant: root.ID, ID: callgate.NewID(moment), Folded: "sales"}
	other := &callgate.Tenant{ID: callgate.NewID(moment), Slug: "other", Kind: "customer", Parent: root.ID}
	write(t, db, func(tx *Tx) error { return errors.Join(tx.SaveRole(role), tx.SaveTenant(other)) })
	for name, f := range map[string]func(tx *Tx) error{
		"tenant of a user": func(tx *Tx) error { return tx.SaveUser(person(&callgate.Tenant{ID: "none"}, "bo")) },
		"parent of a tenant": func(tx *Tx) error {
			return tx.SaveTenant(&callgate.Tenant{ID: "x", Slug: "x", Kind: "customer", Parent: "none"})
		},
		"role of a user": func(tx *Tx) error {
			u := *ada
			u.Roles = []callgate.Membership{{Role: "none"}}
			return tx.SaveUser(&u)
		},
		"another tenant's role": func(tx *Tx) error {
			u := person(other, "bo")
			u.Roles = []callgate.Membership{{Role: role.ID}}
			return tx.SaveUser(u)
		},
		"user of a credential": func(tx *Tx) error { return tx.SaveCredential(Credential{Tenant: root.ID, User: "none"}) },
		"another tenant's session": func(tx *Tx) error {
			return tx.SaveSession(&Session{Hash: "h", ID: "s", Tenant: other.ID, User: ada.ID})
		},
	} {
		if code := callgate.CodeOf(db.Write(t.Context(), f)); code != "reference_missing" {
			t.Errorf("%s: %s", name, code)
		}
	}
	u := person(root, "cy")
	u.Kind = "emperor"
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SaveUser(u) }), "value_refused")
	u = person(root, "cy"+unit)
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.SaveUser(u) }), "control_character")
}

func TestDeletedRoleLeavesItsMembers(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	role := &callgate.Role{Tenant: root.ID, ID: callgate.NewID(moment), Folded: "sales"}
	ada := person(root, "ada")
	ada.Roles = []callgate.Membership{{Role: role.ID}, {Role: "predefined:portsip:StandardUser", Expires: 7}}
	write(t, db, func(tx *Tx) error { return errors.Join(tx.SaveRole(role), tx.SaveUser(ada)) })
	since := version(t, db)
	write(t, db, func(tx *Tx) error { return tx.DeleteRole(root.ID, role.ID) })
	read(t, db, func(tx *Tx) error {
		u, err := tx.User(root.ID, ada.ID)
		if err == nil && !slices.Equal(u.Roles, ada.Roles[1:]) {
			t.Errorf("roles %v", u.Roles)
		}
		list, _, err2 := tx.Changes(since)
		kinds := []string{}
		for _, c := range list {
			kinds = append(kinds, c.Kind+" "+c.ID)
		}
		if want := []string{"user " + ada.ID, "role " + role.ID}; !slices.Equal(kinds, want) {
			t.Errorf("changes %v", kinds)
		}
		return errors.Join(err, err2)
	})
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.DeleteRole(root.ID, role.ID) }), callgate.NotFound)
}

func TestDeletedUserLeavesNothing(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	ada := office(root.ID, 1)[0]
	write(t, db, func(tx *Tx) error {
		return errors.Join(tx.SaveUser(ada), tx.SaveCredential(Credential{Tenant: root.ID, User: ada.ID}), tx.SetRecoveryCodes(root.ID, ada.ID, []string{"a"}),
			tx.SaveSession(&Session{Hash: "h", ID: "s", Tenant: root.ID, User: ada.ID}), tx.RememberDevice(root.ID, ada.ID, "d", "Firefox", moment))
	})
	write(t, db, func(tx *Tx) error { return tx.DeleteUser(root.ID, ada.ID) })
	read(t, db, func(tx *Tx) error {
		tables := []string{"users", "credentials", "recovery_codes", "sessions", "devices"}
		for _, l := range userLists {
			tables = append(tables, l.table)
		}
		for _, table := range tables {
			var n int
			if err := tx.row("SELECT count(*) FROM " + table).Scan(&n); err != nil || n != 0 {
				t.Errorf("%s: %d rows (%v)", table, n, err)
			}
		}
		_, err := tx.User(root.ID, ada.ID)
		wants(t, err, callgate.NotFound)
		return nil
	})
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.DeleteUser(root.ID, ada.ID) }), callgate.NotFound)
}

func TestExtensionsKeepTheirHistory(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	ada := person(root, "ada")
	ada.Extensions = []callgate.OwnExtension{{Name: "101", Since: 10}, {Name: "102", Since: 20}}
	write(t, db, func(tx *Tx) error { return tx.SaveUser(ada) })
	ada.Extensions, ada.Changed = ada.Extensions[1:], 30
	bo := person(root, "bo")
	bo.Extensions = []callgate.OwnExtension{{Name: "101", Since: 30}}
	write(t, db, func(tx *Tx) error { return errors.Join(tx.SaveUser(ada), tx.SaveUser(bo)) })
	bo.Extensions, bo.Changed = nil, 40
	write(t, db, func(tx *Tx) error { return tx.SaveUser(bo) })
	read(t, db, func(tx *Tx) error {
		got, err := tx.ExtensionHistory(root.ID, "101")
		if want := []ExtensionSpan{{bo.ID, "101", 30, 40}, {ada.ID, "101", 10, 30}}; !slices.Equal(got, want) {
			t.Errorf("%+v", got)
		}
		return err
	})
}

func TestWriteIsAllOrNothing(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	was := version(t, db)
	wants(t, db.Write(t.Context(), func(tx *Tx) error {
		return errors.Join(tx.SaveUser(person(root, "ada")), tx.SetSetting("a", "b"), callgate.Err("denied"))
	}), "denied")
	func() {
		defer func() { _ = recover() }()
		_ = db.Write(t.Context(), func(tx *Tx) error {
			if err := tx.SaveUser(person(root, "bo")); err != nil {
				return err
			}
			panic("on purpose")
		})
	}()
	read(t, db, func(tx *Tx) error {
		us, err := tx.Users(root.ID)
		a, err2 := tx.Setting("a")
		if len(us) != 0 || a != "" {
			t.Errorf("%d users, setting %q", len(us), a)
		}
		return errors.Join(err, err2)
	})
	if now := version(t, db); now != was {
		t.Errorf("version %d, then %d", was, now)
	}
}

// Once begun, a write is not torn by its caller going away; while it waits for
// its turn it can be given up.
func TestWriteAndItsCaller(t *testing.T) {
	db, _ := opened(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Write(ctx, func(tx *Tx) error {
		cancel()
		given, giveUp := context.WithTimeout(t.Context(), time.Millisecond)
		defer giveUp()
		if err := db.Write(given, func(*Tx) error { t.Error("two writers at once"); return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting: %v", err)
		}
		return tx.SetSetting("a", "b")
	})
	if err != nil {
		t.Fatal(err)
	}
	read(t, db, func(tx *Tx) error {
		a, err := tx.Setting("a")
		if a != "b" {
			t.Errorf("setting %q", a)
		}
		return err
	})
}

func TestReadersSeeOneMoment(t *testing.T) {
	db, _ := opened(t)
	read(t, db, func(tx *Tx) error {
		if _, err := tx.Setting("a"); err != nil {
			return err
		}
		write(t, db, func(tx *Tx) error { return tx.SetSetting("a", "b") })
		a, err := tx.Setting("a")
		if a != "" {
			t.Errorf("saw %q", a)
		}
		return err
	})
}

// A full disk is a refusal with words; what was there stays, and space helps.
func TestFullDisk(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	limit := func(pages int) {
		if _, err := db.c.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(1)
	add := func(tx *Tx) error { return tx.InsertUsers(office(root.ID, 2000)) }
	wants(t, db.Write(t.Context(), add), "disk_full")
	read(t, db, func(tx *Tx) error {
		us, err := tx.Users(root.ID)
		if len(us) != 0 {
			t.Errorf("%d users", len(us))
		}
		return err
	})
	limit(1_000_000)
	write(t, db, add)
}

func TestClosed(t *testing.T) {
	db, err := Open(folder(t), testOptions)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	nothing := func(*Tx) error { return nil }
	wants(t, db.Read(t.Context(), nothing), "database_closed")
	wants(t, db.Write(t.Context(), nothing), "database_closed")
}

func version(tb testing.TB, db *DB) (v int64) {
	tb.Helper()
	read(tb, db, func(tx *Tx) (err error) { v, err = tx.Version(); return err })
	return v
}
