package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"strconv"

	"callgate/backend/callgate"
)

// trimmedAtOnce bounds how many records one transaction removes, so that
// others who write wait a moment only.
const trimmedAtOnce = 20_000

// checkpoint stands for the records retention removed: the link on which the
// first one left hangs, signed with the audit's key. Numbers begin at 1, so
// its Seq is also how many are gone.
type checkpoint struct {
	head
	LastAt callgate.Time // when the newest of those removed was made
}

// TrimAudit removes a tenant's oldest records, those made before a moment, some
// ten thousands at a time, and tells how many are gone in all since the chain
// began. The newest one stays in any case, and so does what the anchor outside
// the database has not seen: the end of the chain can be checked at any time.
// A chain that does not hold is not shortened ("audit_broken"), or shortening
// it would wipe out the traces.
func (tx *Tx) TrimAudit(tenant callgate.ID, before callgate.Time) (removed int64, all int64, err error) {
	from, err := tx.checkpoint(tenant)
	if err != nil {
		return 0, 0, err
	}
	anchored, err := readAnchor(tx.db.root, tx.db.opt.AuditKey)
	if err != nil {
		return 0, 0, err
	}
	last, err := tx.trimmable(tenant, from.Seq, before, anchored.Tenants[tenant].Seq-1)
	if err != nil || last <= from.Seq {
		return 0, from.Seq, err
	}
	v, end, err := tx.walk(tenant, from, last)
	if err != nil {
		return 0, 0, err
	}
	if v.Code != AuditIntact || end.Seq != last {
		return 0, 0, callgate.Err("audit_broken", "record", strconv.FormatInt(v.Broken, 10))
	}
	sign := end.sign(tx.db.opt.AuditKey, tenant)
	if _, err := tx.raw.ExecContext(tx.ctx, `INSERT INTO audit_checkpoints (tenant_id, seq, mac, last_at, signature) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, mac = excluded.mac, last_at = excluded.last_at, signature = excluded.signature`,
		tenant, end.Seq, end.MAC[:], int64(end.LastAt), sign[:]); err != nil {
		return 0, 0, tx.seen(err)
	}
	if _, err := tx.raw.ExecContext(tx.ctx, "DELETE FROM audit WHERE tenant_id = ? AND seq <= ?", tenant, last); err != nil {
		return 0, 0, tx.seen(err)
	}
	return last - from.Seq, last, nil
}

// trimmable gives the last record of the prefix that may go: all of it made
// before a moment, none of it beyond most.
func (tx *Tx) trimmable(tenant callgate.ID, from int64, before callgate.Time, most int64) (int64, error) {
	most = min(most, from+trimmedAtOnce)
	var kept sql.NullInt64
	err := tx.raw.QueryRowContext(tx.ctx, "SELECT min(seq) FROM audit WHERE tenant_id = ? AND seq <= ? AND at >= ?", tenant, most, int64(before)).Scan(&kept)
	if err != nil {
		return 0, tx.seen(err)
	}
	if kept.Valid {
		most = kept.Int64 - 1
	}
	return most, nil
}

// AuditOlder counts the records made before a moment (0: none, and none are
// looked through), and tells when the oldest one left was made.
func (tx *Tx) AuditOlder(tenant callgate.ID, before callgate.Time) (count int64, oldest callgate.Time, err error) {
	err = tx.raw.QueryRowContext(tx.ctx, "SELECT at FROM audit WHERE tenant_id = ? ORDER BY seq LIMIT 1", tenant).Scan((*int64)(&oldest))
	if errors.Is(err, sql.ErrNoRows) || err == nil && before == 0 {
		return 0, oldest, nil
	}
	if err != nil {
		return 0, 0, tx.seen(err)
	}
	err = tx.raw.QueryRowContext(tx.ctx, "SELECT count(*) FROM audit WHERE tenant_id = ? AND at < ?", tenant, int64(before)).Scan(&count)
	return count, oldest, tx.seen(err)
}

// errCheckpoint says that what stands for removed records is not ours.
var errCheckpoint = errors.New("store: the audit's checkpoint was changed")

// checkpoint reads where the chain of a tenant begins; the zero one when
// nothing was ever removed.
func (tx *Tx) checkpoint(tenant callgate.ID) (checkpoint, error) {
	var c checkpoint
	var m, signature []byte
	err := tx.raw.QueryRowContext(tx.ctx, "SELECT seq, mac, last_at, signature FROM audit_checkpoints WHERE tenant_id = ?", tenant).
		Scan(&c.Seq, &m, (*int64)(&c.LastAt), &signature)
	if errors.Is(err, sql.ErrNoRows) {
		return checkpoint{}, nil
	}
	if err != nil {
		return c, tx.seen(err)
	}
	copy(c.MAC[:], m)
	if want := c.sign(tx.db.opt.AuditKey, tenant); !hmac.Equal(want[:], signature) {
		return checkpoint{}, errCheckpoint
	}
	return c, nil
}

func (c checkpoint) sign(key []byte, tenant callgate.ID) mac {
	b := []byte("callgate audit checkpoint 1\n")
	b = binary.BigEndian.AppendUint64(b, uint64(c.Seq))
	b = binary.BigEndian.AppendUint64(b, uint64(c.LastAt))
	b = append(b, c.MAC[:]...)
	b = append(b, tenant...)
	h := hmac.New(sha256.New, key)
	h.Write(b)
	var m mac
	h.Sum(m[:0])
	return m
}
