package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"hash"

	"callgate/backend/callgate"
)

// chain computes the MACs of audit records: each covers its predecessor's MAC
// and every field, numbers as eight bytes, texts behind their length, so that
// no two records have the same bytes.
type chain struct {
	h   hash.Hash
	buf []byte
}

func newChain(key []byte) *chain { return &chain{h: hmac.New(sha256.New, key)} }

func (c *chain) next(previous mac, r *callgate.AuditRecord) mac {
	b := append(c.buf[:0], "callgate audit 1\n"...)
	b = append(b, previous[:]...)
	for _, n := range []int64{r.Seq, int64(r.At), int64(r.Count)} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	for _, s := range []string{r.Tenant, r.Who, r.WhoID, r.OnBehalf, r.From, r.What, r.Target, r.TargetID, r.Before, r.After, r.Result} {
		b = binary.BigEndian.AppendUint64(b, uint64(len(s)))
		b = append(b, s...)
	}
	c.buf = b
	c.h.Reset()
	c.h.Write(b)
	var m mac
	c.h.Sum(m[:0])
	return m
}

// headOf reads the end of a chain; the zero head when there is none yet.
func headOf(ctx context.Context, tx *sql.Tx, tenant callgate.ID) (head, error) {
	var h head
	var m []byte
	err := tx.QueryRowContext(ctx, "SELECT seq, mac FROM audit WHERE tenant_id = ? ORDER BY seq DESC LIMIT 1", tenant).Scan(&h.Seq, &m)
	if errors.Is(err, sql.ErrNoRows) {
		return head{}, nil
	}
	copy(h.MAC[:], m)
	return h, err
}

// macAt reads one record's MAC; the zero one when there is no such record.
func macAt(ctx context.Context, tx *sql.Tx, tenant callgate.ID, seq int64) (mac, error) {
	var m mac
	var b []byte
	err := tx.QueryRowContext(ctx, "SELECT mac FROM audit WHERE tenant_id = ? AND seq = ?", tenant, seq).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil
	}
	copy(m[:], b)
	return m, err
}

// auditedCommits counts the commits that wrote audit records. A file that was
// rolled back has fewer than the anchor knows.
func auditedCommits(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT value FROM counters WHERE name = 'audited_commits'").Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}
