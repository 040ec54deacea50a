package store

import (
	"fmt"
	"slices"
	"testing"

	"callgate/backend/callgate"
)

func TestChangesTellWhatToLoadAgain(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	since := version(t, db)
	ada := person(root, "ada")
	write(t, db, func(tx *Tx) error {
		for range 2 { // named once
			if err := tx.SaveUser(ada); err != nil {
				return err
			}
		}
		if err := tx.SaveThing(callgate.Thing{Tenant: root.ID, Kind: callgate.Queue, Name: "600"}); err != nil {
			return err
		}
		v, err := tx.Version()
		if v != since+2 {
			t.Errorf("inside: version %d after %d", v, since)
		}
		return err
	})
	write(t, db, func(tx *Tx) error { return tx.SetSetting("a", "b") }) // nothing to load again
	want := []Change{{since + 1, root.ID, UserChanged, ada.ID}, {since + 2, root.ID, ThingChanged, "queue:600"}}
	read(t, db, func(tx *Tx) error {
		got, complete, err := tx.Changes(since)
		if !complete || !slices.Equal(got, want) {
			t.Errorf("%v %v", got, complete)
		}
		none, complete, err2 := tx.Changes(since + 2)
		if !complete || len(none) != 0 || err2 != nil {
			t.Errorf("nothing new: %v %v %v", none, complete, err2)
		}
		if _, complete, _ := tx.Changes(since + 3); complete {
			t.Error("a future version passes for complete")
		}
		return err
	})
}

func TestManyChangesBecomeOne(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	since := version(t, db)
	write(t, db, func(tx *Tx) error { return tx.InsertUsers(office(root.ID, namedChanges+500)) })
	read(t, db, func(tx *Tx) error {
		got, complete, err := tx.Changes(since)
		if !complete || len(got) != namedChanges+1 || got[namedChanges] != (Change{since + namedChanges + 1, root.ID, UsersChanged, ""}) {
			t.Errorf("%d changes, %v", len(got), complete)
		}
		return err
	})
}

func TestOldChangesAreTrimmed(t *testing.T) {
	db, _ := opened(t)
	root := rooted(t, db)
	since := version(t, db)
	for range 2 {
		write(t, db, func(tx *Tx) error {
			for i := range keptChanges/2 + 10 {
				tx.Touch(root.ID, SessionChanged, fmt.Sprint(i))
			}
			return nil
		})
	}
	read(t, db, func(tx *Tx) error {
		if _, complete, err := tx.Changes(since); complete || err != nil {
			t.Errorf("complete although trimmed (%v)", err)
		}
		v, err := tx.Version()
		if got, complete, _ := tx.Changes(v - keptChanges); !complete || len(got) != keptChanges {
			t.Errorf("%d kept, %v", len(got), complete)
		}
		return err
	})
}
