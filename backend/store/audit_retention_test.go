package store

import (
	"errors"
	"testing"

	"callgate/backend/callgate"
)

// dated appends records made at these times, and brings the anchor up to them.
func dated(t *testing.T, db *DB, tenant *callgate.Tenant, times ...callgate.Time) {
	t.Helper()
	write(t, db, func(tx *Tx) error {
		for _, at := range times {
			if err := tx.AppendAudit(&callgate.AuditRecord{Tenant: tenant.ID, At: at, Who: "sam", What: "user.block"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := db.writeAnchor(map[callgate.ID]bool{tenant.ID: true}, false); err != nil {
		t.Fatal(err)
	}
}

func trim(t *testing.T, db *DB, tenant *callgate.Tenant, before callgate.Time) (removed, all int64) {
	t.Helper()
	write(t, db, func(tx *Tx) (err error) { removed, all, err = tx.TrimAudit(tenant.ID, before); return err })
	return removed, all
}

// What is older than kept goes from the front, the rest stays checkable, and
// the chain goes on.
func TestRetentionTakesTheFrontOfTheChain(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	dated(t, db, tenant, 10, 20, 30, 25, 40, 50)
	for _, step := range []struct {
		before       callgate.Time
		removed, all int64
		want         AuditVerdict
	}{
		{10, 0, 0, AuditVerdict{Records: 6, Code: AuditIntact}},
		{30, 2, 2, AuditVerdict{Records: 4, Code: AuditIntact, Removed: 2, Until: 20}}, // 25 stands behind 30
		{30, 0, 2, AuditVerdict{Records: 4, Code: AuditIntact, Removed: 2, Until: 20}},
		{45, 3, 5, AuditVerdict{Records: 1, Code: AuditIntact, Removed: 5, Until: 40}},
		{99, 0, 5, AuditVerdict{Records: 1, Code: AuditIntact, Removed: 5, Until: 40}}, // the end stays
	} {
		if removed, all := trim(t, db, tenant, step.before); removed != step.removed || all != step.all {
			t.Errorf("before %d: removed %d of %d, want %d of %d", step.before, removed, all, step.removed, step.all)
		}
		if got := verdict(t, db, tenant); got != step.want {
			t.Errorf("before %d: got %+v, want %+v", step.before, got, step.want)
		}
	}
	dated(t, db, tenant, 60, 70)
	if got, want := verdict(t, db, tenant), (AuditVerdict{Records: 3, Code: AuditIntact, Removed: 5, Until: 40}); got != want {
		t.Errorf("later: got %+v, want %+v", got, want)
	}
	if rec := last(t, db, tenant); rec.Seq != 8 {
		t.Errorf("the newest record has number %d", rec.Seq)
	}
}

func last(t *testing.T, db *DB, tenant *callgate.Tenant) callgate.AuditRecord {
	t.Helper()
	var rows []callgate.AuditRecord
	read(t, db, func(tx *Tx) (err error) { rows, _, _, err = tx.Audit(tenant.ID, AuditFilter{Limit: 1}); return err })
	return rows[0]
}

// What the anchor outside has not seen stays, however old it says it is.
func TestRetentionLeavesWhatIsNotAnchored(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	dated(t, db, tenant, 10, 20)
	audit(t, db, tenant, 3)
	removed, _ := trim(t, db, tenant, callgate.TimeOf(db.opt.Now())+1)
	seen, err := readAnchor(db.root, db.opt.AuditKey) // it may have gone on since, never back
	if err != nil || removed < 1 || removed >= seen.Tenants[tenant.ID].Seq {
		t.Errorf("%d removed, and the anchor knows of %d, %v", removed, seen.Tenants[tenant.ID].Seq, err)
	}
	if got := verdict(t, db, tenant); got.Code != AuditIntact {
		t.Errorf("got %+v", got)
	}
}

// A prefix that was tampered with is not swept away.
func TestRetentionKeepsTraces(t *testing.T) {
	db, dir := opened(t)
	tenant := rooted(t, db)
	dated(t, db, tenant, 10, 20, 30, 40)
	sqlTamper("DROP TRIGGER audit_no_update; UPDATE audit SET who = 'pat' WHERE seq = 2")(t, dir)
	err := db.Write(t.Context(), func(tx *Tx) error { _, _, err := tx.TrimAudit(tenant.ID, 35); return err })
	var own *callgate.Error
	if !errors.As(err, &own) || own.Code != "audit_broken" || own.Params["record"] != "2" {
		t.Fatalf("got %v", err)
	}
	if got, want := verdict(t, db, tenant), (AuditVerdict{Records: 4, Broken: 2, Code: AuditEdited}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// Nobody with the file and SQL, but without the key, can make records vanish
// as if retention had taken them.
func TestForgedRetentionIsNoticed(t *testing.T) {
	for name, c := range map[string]struct {
		forge string
		want  AuditVerdict
	}{
		"further":    {"UPDATE audit_checkpoints SET seq = 4; DELETE FROM audit WHERE seq <= 4", AuditVerdict{Broken: 1, Code: AuditEdited}},
		"earlier":    {"UPDATE audit_checkpoints SET seq = 1", AuditVerdict{Broken: 1, Code: AuditEdited}},
		"later date": {"UPDATE audit_checkpoints SET last_at = 1", AuditVerdict{Broken: 1, Code: AuditEdited}},
		"none":       {"DELETE FROM audit_checkpoints", AuditVerdict{Records: 4, Broken: 1, Code: AuditMissing}},
		"more gone":  {"DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 3", AuditVerdict{Records: 3, Broken: 3, Code: AuditMissing, Removed: 2, Until: 20}},
	} {
		t.Run(name, func(t *testing.T) {
			db, dir := opened(t)
			tenant := rooted(t, db)
			dated(t, db, tenant, 10, 20, 30, 40, 50, 60)
			trim(t, db, tenant, 30)
			sqlTamper(c.forge)(t, dir)
			if got := verdict(t, db, tenant); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// Without a checkpoint that covers them no statement removes records.
func TestOnlyRetentionRemovesRecords(t *testing.T) {
	db, _ := opened(t)
	tenant := rooted(t, db)
	dated(t, db, tenant, 10, 20, 30)
	trim(t, db, tenant, 20)
	if err := db.Write(t.Context(), func(tx *Tx) error { _, err := tx.exec("DELETE FROM audit WHERE seq = 2"); return err }); err == nil {
		t.Error("a record beyond the checkpoint was removed")
	}
}

// Of a chain that does not hold it is told when its last whole record was made.
func TestSinceWhenAChainIsBroken(t *testing.T) {
	for name, c := range map[string]struct {
		tamper string
		want   callgate.Time
	}{
		"edited":       {"UPDATE audit SET who = 'pat' WHERE seq = 3", 20},
		"missing":      {"DELETE FROM audit WHERE seq = 2", 10},
		"cut":          {"DELETE FROM audit WHERE seq > 3", 30},
		"nothing left": {"UPDATE audit SET who = 'pat' WHERE seq = 1", 0},
	} {
		dir := folder(t)
		db := reopened(t, dir)
		tenant := rooted(t, db)
		dated(t, db, tenant, 10, 20, 30, 40)
		if v := verified(t, db, tenant); v.Since != 0 {
			t.Errorf("%s: a whole chain is broken since %d", name, v.Since)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		sqlTamper("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;"+c.tamper)(t, dir)
		if v := verified(t, reopened(t, dir), tenant); v.Code == AuditIntact || v.Since != c.want {
			t.Errorf("%s: %s since %d, want %d", name, v.Code, v.Since, c.want)
		}
	}
}
