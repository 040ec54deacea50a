package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"callgate/backend/callgate"
)

// audit appends n records, each in a commit of its own.
func audit(tb testing.TB, db *DB, t *callgate.Tenant, n int) {
	tb.Helper()
	for range n {
		write(tb, db, func(tx *Tx) error {
			return tx.AppendAudit(&callgate.AuditRecord{Tenant: t.ID, Who: "sam", What: "user.block", Target: "ada"})
		})
	}
}

// verdict leaves out since when: TestSinceWhenAChainIsBroken looks at that.
func verdict(tb testing.TB, db *DB, t *callgate.Tenant) AuditVerdict {
	tb.Helper()
	v := verified(tb, db, t)
	v.Since = 0
	return v
}

func verified(tb testing.TB, db *DB, t *callgate.Tenant) (v AuditVerdict) {
	tb.Helper()
	read(tb, db, func(tx *Tx) (err error) { v, err = tx.VerifyAudit(t.ID); return err })
	return v
}

// Each way of tampering is told from the others. The tamperer has the file and
// SQL, but not the key.
func TestTamperingIsNoticed(t *testing.T) {
	dropTriggers := "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"
	for name, c := range map[string]struct {
		tamper func(t *testing.T, dir string)
		want   AuditVerdict
	}{
		"nothing":    {func(*testing.T, string) {}, AuditVerdict{Records: 10, Broken: 0, Code: AuditIntact}},
		"who":        {sqlTamper(dropTriggers + "UPDATE audit SET who = 'pat' WHERE seq = 4"), AuditVerdict{Records: 10, Broken: 4, Code: AuditEdited}},
		"when":       {sqlTamper(dropTriggers + "UPDATE audit SET at = at + 1 WHERE seq = 1"), AuditVerdict{Records: 10, Broken: 1, Code: AuditEdited}},
		"moved text": {sqlTamper(dropTriggers + "UPDATE audit SET who = 'sa', who_id = 'm' WHERE seq = 10"), AuditVerdict{Records: 10, Broken: 10, Code: AuditEdited}},
		"mac":        {sqlTamper(dropTriggers + "UPDATE audit SET mac = zeroblob(32) WHERE seq = 5"), AuditVerdict{Records: 10, Broken: 5, Code: AuditEdited}},
		"exchanged": {sqlTamper(dropTriggers + `PRAGMA ignore_check_constraints = ON;
			UPDATE audit SET seq = -seq WHERE seq IN (3, 4); UPDATE audit SET seq = 7 + seq WHERE seq < 0`), AuditVerdict{Records: 10, Broken: 3, Code: AuditEdited}},
		"deleted":          {sqlTamper(dropTriggers + "DELETE FROM audit WHERE seq = 6"), AuditVerdict{Records: 9, Broken: 6, Code: AuditMissing}},
		"first deleted":    {sqlTamper(dropTriggers + "DELETE FROM audit WHERE seq = 1"), AuditVerdict{Records: 9, Broken: 1, Code: AuditMissing}},
		"tail cut":         {sqlTamper(dropTriggers + "DELETE FROM audit WHERE seq > 8"), AuditVerdict{Records: 8, Broken: 9, Code: AuditCut}},
		"all cut":          {sqlTamper(dropTriggers + "DELETE FROM audit"), AuditVerdict{Records: 0, Broken: 1, Code: AuditCut}},
		"anchor removed":   {func(t *testing.T, dir string) { remove(t, dir, anchorName) }, AuditVerdict{Records: 10, Broken: 0, Code: AuditMissing}},
		"anchor emptied":   {func(t *testing.T, dir string) { put(t, dir, anchorName, "{}") }, AuditVerdict{Records: 10, Broken: 0, Code: AuditEdited}},
		"anchor of before": {oldFile(anchorName), AuditVerdict{Records: 10, Broken: 0, Code: AuditIntact}},
		"rolled back":      {oldFile(databaseName), AuditVerdict{Records: 5, Broken: 6, Code: AuditRolledBack}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			tenant := written(t, dir, nil, 5)
			for _, f := range []string{databaseName, anchorName} {
				copyFile(t, filepath.Join(dir, f), filepath.Join(dir, f+".before"))
			}
			written(t, dir, tenant, 5)
			c.tamper(t, dir)
			db := reopened(t, dir)
			if got := verdict(t, db, tenant); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			if c.want.Code == AuditIntact {
				return
			}
			// It goes on being noticed after honest records have been added.
			audit(t, db, tenant, 20)
			if err := db.writeAnchor(map[callgate.ID]bool{tenant.ID: true}, false); err != nil {
				t.Fatal(err)
			}
			if got := verdict(t, db, tenant); got.Code == AuditIntact {
				t.Error("forgotten after more records were added")
			}
			if c.want.Broken > 0 && (c.want.Code == AuditEdited || c.want.Code == AuditMissing) {
				return // a broken link stays broken
			}
			if err := db.AnchorAnew(); err != nil {
				t.Fatal(err)
			}
			if got := verdict(t, db, tenant); got.Code != AuditIntact {
				t.Errorf("after anchoring anew: %+v", got)
			}
		})
	}
}

// written appends in a process of its own, so to speak.
func written(t *testing.T, dir string, tenant *callgate.Tenant, n int) *callgate.Tenant {
	t.Helper()
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	if tenant == nil {
		tenant = rooted(t, db)
	}
	audit(t, db, tenant, n)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return tenant
}

func sqlTamper(statements string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		db := rawOpen(t, filepath.Join(dir, databaseName))
		defer db.Close()
		rawExec(t, db, statements)
	}
}

func oldFile(name string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		copyFile(t, filepath.Join(dir, name+".before"), filepath.Join(dir, name))
	}
}

func remove(t *testing.T, dir, name string) {
	if err := os.Remove(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, dir, name, content string) {
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAnotherKeyFitsNothing(t *testing.T) {
	dir := folder(t)
	tenant := written(t, dir, nil, 2)
	db, err := Open(dir, Options{AuditKey: []byte("another key")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got, want := verdict(t, db, tenant), (AuditVerdict{Records: 2, Broken: 1, Code: AuditEdited}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestAuditIsAppendOnly(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	audit(t, db, tenant, 1)
	for _, statement := range []string{"UPDATE audit SET who = 'x'", "DELETE FROM audit", "DELETE FROM tenants"} {
		err := db.Write(t.Context(), func(tx *Tx) error { _, err := tx.exec(statement); return err })
		if err == nil {
			t.Errorf("%s went through", statement)
		}
	}
}

// The change and its record are one: when one fails, neither is there.
func TestAuditAndChangeAreOne(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	refused := callgate.Err("denied")
	err := db.Write(t.Context(), func(tx *Tx) error {
		if err := tx.AppendAudit(&callgate.AuditRecord{Tenant: tenant.ID, What: "user.add"}); err != nil {
			return err
		}
		return refused
	})
	wants(t, err, "denied")
	err = db.Write(t.Context(), func(tx *Tx) error {
		if err := tx.SaveUser(person(tenant, "ada")); err != nil {
			return err
		}
		return tx.AppendAudit(&callgate.AuditRecord{Tenant: "no such tenant", What: "user.add"})
	})
	wants(t, err, "reference_missing")
	read(t, db, func(tx *Tx) error {
		us, err := tx.Users(tenant.ID)
		rows, total, _, err2 := tx.Audit(tenant.ID, AuditFilter{})
		if len(us) != 0 || len(rows) != 0 || total != 0 {
			t.Errorf("%d users, %d records", len(us), len(rows))
		}
		if err == nil {
			err = err2
		}
		return err
	})
}

func TestAuditFilterAndPages(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	var all []callgate.AuditRecord
	write(t, db, func(tx *Tx) error {
		for i := range 25 {
			r := callgate.AuditRecord{Tenant: tenant.ID, At: moment + callgate.Time(i), Who: []string{"sam", "O'Brien"}[i%2], WhoID: "w", OnBehalf: "b", From: "192.0.2.1",
				What: []string{"user.block", "user.add", "userx", "role.add"}[i%4], Target: "t", TargetID: fmt.Sprint("id", i%3), Before: `{"a":1}`, After: "{}", Result: "done", Count: i}
			if err := tx.AppendAudit(&r); err != nil {
				return err
			}
			all = append(all, r)
		}
		return nil
	})
	slices.Reverse(all)
	for name, c := range map[string]struct {
		f    AuditFilter
		keep func(r callgate.AuditRecord) bool
	}{
		"all":     {AuditFilter{}, func(callgate.AuditRecord) bool { return true }},
		"who":     {AuditFilter{Who: "O'Brien"}, func(r callgate.AuditRecord) bool { return r.Who == "O'Brien" }},
		"what":    {AuditFilter{What: "user.add"}, func(r callgate.AuditRecord) bool { return r.What == "user.add" }},
		"prefix":  {AuditFilter{What: "user."}, func(r callgate.AuditRecord) bool { return r.What == "user.add" || r.What == "user.block" }},
		"target":  {AuditFilter{TargetID: "id1", Target: "t"}, func(r callgate.AuditRecord) bool { return r.TargetID == "id1" }},
		"when":    {AuditFilter{Since: moment + 5, Until: moment + 9}, func(r callgate.AuditRecord) bool { return r.At >= moment+5 && r.At < moment+9 }},
		"nothing": {AuditFilter{Result: "denied"}, func(callgate.AuditRecord) bool { return false }},
		"two":     {AuditFilter{Who: "sam", From: "192.0.2.1", WhoID: "w", Result: "done"}, func(r callgate.AuditRecord) bool { return r.Who == "sam" }},
	} {
		t.Run(name, func(t *testing.T) {
			want := []callgate.AuditRecord{}
			for _, r := range all {
				if c.keep(r) {
					want = append(want, r)
				}
			}
			for _, limit := range []int{-1, 0, 1, 4, 25} {
				got, f := []callgate.AuditRecord{}, c.f
				f.Limit = limit
				for first := true; first || f.Before != 0; first = false {
					read(t, db, func(tx *Tx) error {
						rows, total, next, err := tx.Audit(tenant.ID, f)
						if total != len(want) {
							t.Errorf("total %d, want %d", total, len(want))
						}
						got, f.Before = append(got, rows...), next
						return err
					})
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("limit %d: (-want +got)\n%s", limit, d)
				}
			}
		})
	}
	read(t, db, func(tx *Tx) error {
		whats, err := tx.AuditWhats(tenant.ID)
		if want := []string{"role.add", "user.add", "user.block", "userx"}; !slices.Equal(whats, want) {
			t.Errorf("codes %v", whats)
		}
		none, err2 := tx.AuditWhats("nobody")
		if len(none) != 0 || err2 != nil {
			t.Error(none, err2)
		}
		return err
	})
}

// The chain survives fields that could run into each other.
func TestChainTellsFieldsApart(t *testing.T) {
	c := newChain([]byte("k"))
	seen := map[mac]string{}
	for _, r := range []callgate.AuditRecord{
		{Who: "ab"}, {Who: "a", WhoID: "b"}, {WhoID: "ab"}, {Who: "a", WhoID: "", OnBehalf: "b"}, {Tenant: "ab"}, {Before: "ab"}, {After: "ab"},
		{Seq: 1}, {At: 1}, {Count: 1}, {},
	} {
		m := c.next(mac{}, &r)
		if other, ok := seen[m]; ok {
			t.Errorf("%+v has the MAC of %s", r, other)
		}
		seen[m] = fmt.Sprintf("%+v", r)
	}
	a, b := c.next(mac{1}, &callgate.AuditRecord{}), c.next(mac{2}, &callgate.AuditRecord{})
	if bytes.Equal(a[:], b[:]) {
		t.Error("the predecessor does not count")
	}
}

// The anchor is written by itself a second after a change, also by a process
// that found another's chain unanchored.
func TestAnchorIsWrittenBySelf(t *testing.T) {
	dir := folder(t)
	db := reopened(t, dir)
	tenant := rooted(t, db)
	audit(t, db, tenant, 3)
	anchored := func() int64 {
		a, err := readAnchor(db.root, testOptions.AuditKey)
		if err != nil {
			t.Fatal(err)
		}
		return a.Tenants[tenant.ID].Seq
	}
	if n := anchored(); n != 0 {
		t.Errorf("anchored at once: %d", n)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*anchorDelay)
	defer stop()
	for anchored() != 3 && ctx.Err() == nil {
		if v := verdict(t, db, tenant); v.Code != AuditIntact {
			t.Fatalf("behind its chain: %+v", v)
		}
	}
	if ctx.Err() != nil {
		t.Error("never written")
	}
}
