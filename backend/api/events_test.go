package api

import (
	"context"
	"fmt"
	"testing"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// TestEventsOfAnotherProcess: a command beside the server changes people, and
// whoever looks at the page hears of it like of a change made here.
func TestEventsOfAnotherProcess(t *testing.T) {
	o := newOffice(t)
	o.hire("sam")
	listening := o.as("ada").Users.c
	heard, stop, err := o.s.Subscribe(listening)
	ok(t, err)
	defer stop()
	server := o.s
	o.open() // a second process on the same folder
	defer func() { o.s = server }()
	beside := o.s
	defer func() { _ = beside.Close() }()

	_, err = o.operator("kestrel").Users.Block(o.ids["sam"], "Lost his telephone")
	ok(t, err)
	ok(t, listening.Alive()) // what an open stream asks every two seconds
	wants(t, heard, "user", o.ids["sam"])

	for i := range eventsKept + 1 {
		o.hire(fmt.Sprint("temp", i))
	}
	ok(t, listening.Alive())
	wants(t, heard, "all", "")
	if len(heard) != 0 {
		t.Errorf("told %d more", len(heard))
	}

	ok(t, beside.db.Write(context.Background(), func(tx *store.Tx) error {
		mira := *o.user("sam")
		mira.ID, mira.Login, mira.Folded, mira.Skeleton = callgate.NewID(o.s.now()), "mira", "mira", "mira"
		if err := tx.StageUsers("an-import", []*callgate.User{&mira}); err != nil {
			return err
		}
		return tx.PublishImport(o.kestrel, "an-import")
	}))
	ok(t, listening.Alive())
	wants(t, heard, "import", "an-import")

	// What is not committed here is told all the same: it is in force already.
	o.hire("kim")
	refused := callgate.Err(callgate.Denied)
	if err := server.commit(context.Background(), func(*change) error { return refused }); callgate.CodeOf(err) != callgate.Denied {
		t.Fatal(err)
	}
	wants(t, heard, "user", o.ids["kim"])
}

// wants looks through what was told for one event.
func wants(t *testing.T, heard <-chan Event, kind string, id callgate.ID) {
	t.Helper()
	for {
		select {
		case e := <-heard:
			if e.Kind == kind && e.ID == id {
				return
			}
		default:
			t.Fatalf("no event %s %s", kind, id)
		}
	}
}
