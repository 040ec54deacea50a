package store

import (
	"database/sql"
	"errors"
	"math"

	"callgate/backend/callgate"
)

// What VerifyAudit finds.
const (
	AuditIntact     = "intact"
	AuditEdited     = "edited"      // a record, or the anchor, is not as it was written
	AuditMissing    = "missing"     // records, or the anchor, are gone
	AuditCut        = "cut"         // the newest records are gone
	AuditRolledBack = "rolled_back" // the file is an older one
)

// AuditVerdict is the result of checking a chain.
type AuditVerdict struct {
	Records int64
	Broken  int64 // first Seq that does not fit, 0 = none
	Code    string
	Removed int64         // records retention took away, under a signed checkpoint
	Until   callgate.Time // when the newest of those was made
	Since   callgate.Time // of a chain that does not hold: when the last record that fits was made, 0 = none does
}

// VerifyAudit checks every link of a tenant's chain, and its end against the
// anchor outside the database.
func (tx *Tx) VerifyAudit(tenant callgate.ID) (AuditVerdict, error) {
	begin, err := tx.checkpoint(tenant)
	if errors.Is(err, errCheckpoint) {
		return AuditVerdict{Code: AuditEdited, Broken: 1}, nil
	}
	if err != nil {
		return AuditVerdict{}, err
	}
	v, end, err := tx.walk(tenant, begin, math.MaxInt64)
	v.Removed, v.Until = begin.Seq, begin.LastAt
	if err != nil || v.Code != AuditIntact {
		return v, err
	}
	a, err := readAnchor(tx.db.root, tx.db.opt.AuditKey)
	if errors.Is(err, errAnchor) {
		v.Code, v.Since = AuditMissing, end.LastAt
		if sizeOf(tx.db.root, anchorName) > 0 {
			v.Code = AuditEdited
		}
		return v, nil
	}
	if err != nil {
		return v, err
	}
	if v, err = tx.compare(v, end.head, a, tenant); v.Code != AuditIntact {
		v.Since = end.LastAt
	}
	return v, err
}

// walk checks the links from where the chain begins to the record last, oldest
// first, and gives the end it came to.
func (tx *Tx) walk(tenant callgate.ID, end checkpoint, last int64) (AuditVerdict, checkpoint, error) {
	v := AuditVerdict{Code: AuditIntact}
	links := newChain(tx.db.opt.AuditKey)
	err := tx.each(func(rows *sql.Rows) error {
		r := callgate.AuditRecord{Tenant: tenant}
		var m []byte
		if err := rows.Scan(append(auditFields(&r), &m)...); err != nil {
			return err
		}
		m = append(m, make([]byte, len(mac{}))...)[:len(mac{})] // a tampered length must not stop us
		v.Records++
		switch {
		case v.Code != AuditIntact: // the first break is told, the rest only counted
		case r.Seq != end.Seq+1:
			v.Code, v.Broken, v.Since = AuditMissing, end.Seq+1, end.LastAt
		case mac(m) != links.next(end.MAC, &r):
			v.Code, v.Broken, v.Since = AuditEdited, r.Seq, end.LastAt
		}
		end.Seq, end.LastAt = r.Seq, r.At
		copy(end.MAC[:], m)
		return nil
	}, "SELECT "+auditColumns+", mac FROM audit WHERE tenant_id = ? AND seq <= ? ORDER BY seq", tenant, last)
	return v, end, err
}

// compare holds a chain that fits in itself against its anchor.
func (tx *Tx) compare(v AuditVerdict, end head, a anchorFile, tenant callgate.ID) (AuditVerdict, error) {
	was, anchored := a.Tenants[tenant]
	if !anchored {
		return v, nil
	}
	if was.Seq > end.Seq && !tx.writing {
		// Perhaps it was anchored after this snapshot was taken.
		later, commits, err := tx.db.present(tenant, was.Seq)
		if err != nil {
			return v, err
		}
		if later == was.MAC && commits >= a.Commits {
			return v, nil
		}
	}
	commits, err := auditedCommits(tx.ctx, tx.raw)
	if err != nil {
		return v, tx.seen(err)
	}
	at, err := macAt(tx.ctx, tx.raw, tenant, was.Seq)
	switch {
	case err != nil:
		return v, tx.seen(err)
	case at == was.MAC:
		return v, nil
	case was.Seq <= end.Seq:
		v.Code, v.Broken = AuditRolledBack, was.Seq // and grew again since
	case commits < a.Commits:
		v.Code, v.Broken = AuditRolledBack, end.Seq+1
	default:
		v.Code, v.Broken = AuditCut, end.Seq+1
	}
	return v, nil
}

// present reads one link as it stands now.
func (db *DB) present(tenant callgate.ID, seq int64) (mac, int64, error) {
	raw, err := db.c.watch.Begin() // the caller's transaction keeps the connections open
	if err != nil {
		return mac{}, 0, translate(err)
	}
	defer raw.Rollback() //nolint:errcheck // nothing was written
	m, err := macAt(db.life, raw, tenant, seq)
	if err != nil {
		return mac{}, 0, translate(err)
	}
	commits, err := auditedCommits(db.life, raw)
	return m, commits, translate(err)
}
