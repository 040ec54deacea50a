package store

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"callgate/backend/callgate"
)

func TestSessions(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	ada, bo := someone(t, db, root, "ada"), someone(t, db, root, "bo")
	s := &Session{Hash: "h1", ID: callgate.NewID(moment), Tenant: root.ID, User: ada.ID, Stage: "in", Address: "192.0.2.1", Agent: "Firefox", Door: "web", Device: "d",
		Started: 1, LastSeen: 2, IdleUntil: 100, Until: 200, Confirmed: 3, ActingAs: bo.ID, ActingUntil: 150, ActingReads: true}
	for i := range reflect.TypeOf(*s).NumField() {
		if reflect.ValueOf(*s).Field(i).IsZero() {
			t.Fatalf("%s is not tried", reflect.TypeOf(*s).Field(i).Name)
		}
	}
	load := func(hash string) (got *Session, err error) {
		err = db.Read(t.Context(), func(tx *Tx) (err error) { got, err = tx.Session(hash); return err })
		return got, err
	}
	write(t, db, func(tx *Tx) error { return tx.SaveSession(s) })
	if got, err := load("h1"); err != nil || !cmp.Equal(s, got) {
		t.Errorf("%+v %v", got, err)
	}
	s.Hash, s.LastSeen, s.ActingAs, s.ActingUntil, s.ActingReads = "h2", 50, "", 0, false // a renewed token
	write(t, db, func(tx *Tx) error { return tx.SaveSession(s) })
	if _, err := load("h1"); callgate.CodeOf(err) != callgate.NotFound {
		t.Errorf("the old token: %v", err)
	}
	if got, err := load("h2"); err != nil || !cmp.Equal(s, got) {
		t.Errorf("%+v %v", got, err)
	}
	// A use that is written down late moves the session it meant, and revives none.
	write(t, db, func(tx *Tx) error {
		return errors.Join(tx.SessionSeen("h1", 60, 110), tx.SessionSeen("h2", 55, 105), tx.SessionSeen("h2", 52, 102))
	})
	if _, err := load("h1"); callgate.CodeOf(err) != callgate.NotFound {
		t.Errorf("the old token is back: %v", err)
	}
	if got, err := load("h2"); err != nil || got.LastSeen != 55 || got.IdleUntil != 105 || got.Until != 200 {
		t.Errorf("%+v %v", got, err)
	}
	write(t, db, func(tx *Tx) error { return tx.SaveSession(s) })

	others := []*Session{}
	for i, user := range []callgate.ID{ada.ID, ada.ID, bo.ID} {
		others = append(others, &Session{Hash: string(rune('a' + i)), ID: callgate.NewID(moment + callgate.Time(i+1)*1000), Tenant: root.ID, User: user, IdleUntil: 100 + callgate.Time(i), Until: 300})
	}
	write(t, db, func(tx *Tx) error {
		return errors.Join(tx.SaveSession(others[0]), tx.SaveSession(others[1]), tx.SaveSession(others[2]))
	})
	read(t, db, func(tx *Tx) error {
		list, err := tx.Sessions(root.ID, ada.ID)
		if len(list) != 3 || list[0].ID != others[1].ID {
			t.Errorf("%d sessions", len(list))
		}
		counts, err2 := tx.SessionCounts(root.ID)
		if counts[ada.ID] != 3 || counts[bo.ID] != 1 {
			t.Errorf("counts %v", counts)
		}
		return errors.Join(err, err2)
	})
	write(t, db, func(tx *Tx) error {
		n, err := tx.DeleteSessions(root.ID, ada.ID, "h2")
		if n != 2 {
			t.Errorf("%d ended", n)
		}
		return err
	})
	write(t, db, func(tx *Tx) error {
		n, err := tx.SweepSessions(101)
		if n != 1 {
			t.Errorf("%d swept", n)
		}
		return err
	})
	since := version(t, db)
	write(t, db, func(tx *Tx) error { return tx.DeleteSession(root.ID, bo.ID, others[2].ID) })
	read(t, db, func(tx *Tx) error {
		list, _, err := tx.Changes(since)
		if len(list) != 1 || list[0].Kind != SessionChanged || list[0].ID != others[2].ID {
			t.Errorf("%v", list)
		}
		return err
	})
	wants(t, db.Write(t.Context(), func(tx *Tx) error { return tx.DeleteSession(root.ID, bo.ID, others[2].ID) }), callgate.NotFound)
}

func TestRecoveryCodesWorkOnce(t *testing.T) {
	db, _ := opened(t)
	ada := someone(t, db, rooted(t, db), "ada")
	write(t, db, func(tx *Tx) error { return tx.SetRecoveryCodes(ada.Tenant, ada.ID, []string{"a", "b", "c"}) })
	write(t, db, func(tx *Tx) error { return tx.SetRecoveryCodes(ada.Tenant, ada.ID, []string{"d", "e"}) })
	for i, c := range []struct {
		hash string
		ok   bool
		left int
	}{{"a", false, 2}, {"d", true, 1}, {"d", false, 1}, {"e", true, 0}} {
		write(t, db, func(tx *Tx) error {
			ok, err := tx.UseRecoveryCode(ada.Tenant, ada.ID, c.hash)
			left, err2 := tx.RecoveryCodes(ada.Tenant, ada.ID)
			if ok != c.ok || left != c.left {
				t.Errorf("%d: %v, %d left", i, ok, left)
			}
			return errors.Join(err, err2)
		})
	}
}

func TestKnownDevices(t *testing.T) {
	db, _ := opened(t)
	ada := someone(t, db, rooted(t, db), "ada")
	known := func(want bool) {
		t.Helper()
		read(t, db, func(tx *Tx) error {
			got, err := tx.KnownDevice(ada.Tenant, ada.ID, "d")
			if got != want {
				t.Errorf("known: %v", got)
			}
			return err
		})
	}
	known(false)
	for range 2 {
		write(t, db, func(tx *Tx) error { return tx.RememberDevice(ada.Tenant, ada.ID, "d", "Firefox", moment) })
		known(true)
	}
	write(t, db, func(tx *Tx) error { return tx.ForgetDevices(ada.Tenant, ada.ID) })
	known(false)
}

func TestAddressesAreHeldAfterFailures(t *testing.T) {
	db, _ := opened(t)
	bump := func(now callgate.Time, failures int, held callgate.Time) {
		t.Helper()
		write(t, db, func(tx *Tx) error {
			a, err := tx.BumpAddress("192.0.2.1", now, 3, time.Minute)
			if a.Failures != failures || a.HeldUntil != held {
				t.Errorf("%+v, want %d held until %d", a, failures, held)
			}
			kept, err2 := tx.AddressFailures("192.0.2.1")
			if kept != a {
				t.Errorf("kept %+v of %+v", kept, a)
			}
			return errors.Join(err, err2)
		})
	}
	minute := callgate.Time(time.Minute.Microseconds())
	bump(moment, 1, 0)
	bump(moment+1, 2, 0)
	bump(moment+2, 3, moment+2+minute)
	bump(moment+3, 4, moment+3+minute)
	read(t, db, func(tx *Tx) error {
		held, err := tx.HeldAddresses(moment + 4)
		none, err2 := tx.HeldAddresses(moment + 3 + minute)
		if len(held) != 1 || len(none) != 0 {
			t.Errorf("held %v, later %v", held, none)
		}
		return errors.Join(err, err2)
	})
	bump(moment+3+minute, 1, 0) // begins anew
	for _, want := range []bool{true, false} {
		write(t, db, func(tx *Tx) error {
			ok, err := tx.ReleaseAddress("192.0.2.1")
			if ok != want {
				t.Errorf("released: %v", ok)
			}
			return err
		})
	}
}

func TestSettingsAndMappings(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	for _, want := range []string{"", "one", "two", ""} {
		write(t, db, func(tx *Tx) error { return tx.SetSetting("k", want) })
		read(t, db, func(tx *Tx) error {
			got, err := tx.Setting("k")
			if got != want {
				t.Errorf("%q, want %q", got, want)
			}
			return err
		})
	}
	m := ImportMapping{root.ID, "crm", "csv", map[string]int{"first": 1}, moment}
	for range 2 {
		write(t, db, func(tx *Tx) error { return tx.SaveImportMapping(m) })
		read(t, db, func(tx *Tx) error {
			got, err := tx.ImportMappings(root.ID)
			if d := cmp.Diff([]ImportMapping{m}, got); d != "" {
				t.Error(d)
			}
			return err
		})
		m.Columns["last"] = 2
	}
}

func TestImportsAppearWholeOrNotAtAll(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	someone(t, db, root, "ada")
	us := office(root.ID, 130)
	seen := func(want int) {
		t.Helper()
		read(t, db, func(tx *Tx) error {
			all, err := tx.Users(root.ID)
			if len(all) != want {
				t.Errorf("%d users, want %d", len(all), want)
			}
			_, one := tx.User(root.ID, us[0].ID)
			_, login := tx.UserByLogin(root.ID, us[0].Folded)
			if there := want > 1; (one == nil) != there || (login == nil) != there {
				t.Errorf("alone: %v, %v", one, login)
			}
			return err
		})
	}
	stage := func(imp callgate.ID) {
		for i := 0; i < len(us); i += 50 {
			write(t, db, func(tx *Tx) error { return tx.StageUsers(imp, us[i:min(i+50, len(us))]) })
			seen(1)
		}
	}
	stage("first")
	read(t, db, func(tx *Tx) error {
		open, err := tx.UnfinishedImports()
		if len(open) != 1 || open[0].ID != "first" {
			t.Errorf("%v", open)
		}
		return err
	})
	for rounds, done := 1, false; !done; rounds++ {
		write(t, db, func(tx *Tx) (err error) { done, err = tx.DropImport(root.ID, "first", 50); return err })
		if done != (rounds == 3) {
			t.Fatalf("round %d: %v", rounds, done)
		}
	}
	stage("second")
	since := version(t, db)
	write(t, db, func(tx *Tx) error { return tx.PublishImport(root.ID, "second") })
	seen(131)
	write(t, db, func(tx *Tx) error {
		done, err := tx.DropImport(root.ID, "second", 50)
		if !done {
			t.Error("a published import is dropped")
		}
		return err
	})
	seen(131)
	read(t, db, func(tx *Tx) error {
		list, _, err := tx.Changes(since)
		if len(list) != 1 || list[0] != (Change{since + 1, root.ID, ImportPublished, "second"}) {
			t.Errorf("%v", list)
		}
		return err
	})
}
