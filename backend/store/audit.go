package store

import (
	"bytes"
	"database/sql"
	"strings"

	"github.com/uptrace/bun"

	"callgate/backend/callgate"
)

// auditColumns are all but tenant and MAC, in the order of auditFields.
const auditColumns = "seq, at, who, who_id, on_behalf, from_address, what, target, target_id, before, after, result, count"

func auditFields(r *callgate.AuditRecord) []any {
	return []any{&r.Seq, (*int64)(&r.At), &r.Who, &r.WhoID, &r.OnBehalf, &r.From, &r.What, &r.Target, &r.TargetID, &r.Before, &r.After, &r.Result, &r.Count}
}

// AppendAudit adds a record to its tenant's chain and fills in Seq. The end of
// the chain is read inside this very transaction: other processes append too.
func (tx *Tx) AppendAudit(rec *callgate.AuditRecord) error {
	return tx.AppendAudits([]*callgate.AuditRecord{rec})
}

// AppendAudits adds records of one tenant, many rows to a statement.
func (tx *Tx) AppendAudits(recs []*callgate.AuditRecord) error {
	if len(recs) == 0 {
		return nil
	}
	tenant := recs[0].Tenant
	end, ok := tx.heads[tenant]
	if !ok {
		var err error
		if end, err = headOf(tx.ctx, tx.raw, tenant); err != nil {
			return tx.seen(err)
		}
	}
	chain := newChain(tx.db.opt.AuditKey)
	args := make([]any, 0, auditWidth*len(recs))
	for _, rec := range recs {
		if rec.At == 0 {
			rec.At = tx.now()
		}
		if rec.Result == "" {
			rec.Result = "done"
		}
		rec.Count = max(rec.Count, 1)
		rec.Seq = end.Seq + 1
		end = head{rec.Seq, chain.next(end.MAC, rec)}
		args = append(args, tenant, rec.Seq, int64(rec.At), rec.Who, rec.WhoID, rec.OnBehalf, rec.From, rec.What, rec.Target, rec.TargetID,
			rec.Before, rec.After, rec.Result, int64(rec.Count), bytes.Clone(end.MAC[:]))
	}
	if err := tx.insertPlain(auditInto, auditWidth, args); err != nil {
		return err
	}
	if tx.heads == nil {
		tx.heads = map[callgate.ID]head{}
	}
	tx.heads[tenant] = end
	tx.audited = true
	return nil
}

const auditWidth = 15

const auditInto = "INSERT INTO audit (tenant_id, " + auditColumns + ", mac) VALUES "

// AuditFilter selects records; empty fields let everything through.
type AuditFilter struct {
	Who      string // login
	WhoID    callgate.ID
	What     string // code, or its beginning when it ends in "."
	Target   string
	TargetID callgate.ID
	From     string
	Result   string
	Since    callgate.Time
	Until    callgate.Time // exclusive
	Before   int64         // records with a smaller Seq; 0 = newest
	Limit    int           // 100 when 0; below 0 = all
}

// Audit gives the selected records, newest first, how many the filter lets
// through in all, and where the next page goes on (0 = there is none).
func (tx *Tx) Audit(tenant callgate.ID, f AuditFilter) (rows []callgate.AuditRecord, total int, next int64, err error) {
	all, err := f.apply(tx.bun.NewSelect().Table("audit"), tenant).Count(tx.ctx)
	if err != nil {
		return nil, 0, 0, tx.seen(err)
	}
	q := f.apply(tx.bun.NewSelect().Table("audit").ColumnExpr(auditColumns), tenant).Order("seq DESC")
	if f.Before > 0 {
		q = q.Where("seq < ?", f.Before)
	}
	if f.Limit == 0 {
		f.Limit = 100
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit) + 1)
	}
	found, err := q.Rows(tx.ctx)
	if err != nil {
		return nil, 0, 0, tx.seen(err)
	}
	defer found.Close()
	rows = []callgate.AuditRecord{}
	for found.Next() {
		r := callgate.AuditRecord{Tenant: tenant}
		if err := found.Scan(auditFields(&r)...); err != nil {
			return nil, 0, 0, tx.seen(err)
		}
		rows = append(rows, r)
	}
	if f.Limit > 0 && len(rows) > f.Limit {
		rows = rows[:f.Limit]
		next = rows[f.Limit-1].Seq
	}
	return rows, int(all), next, tx.seen(found.Err())
}

func (f AuditFilter) apply(q *bun.SelectQuery, tenant callgate.ID) *bun.SelectQuery {
	q = q.Where("tenant_id = ?", tenant)
	for _, c := range []struct{ column, value string }{
		{"who", f.Who}, {"who_id", f.WhoID}, {"target", f.Target}, {"target_id", f.TargetID}, {"from_address", f.From}, {"result", f.Result},
	} {
		if c.value != "" {
			q = q.Where("? = ?", bun.Ident(c.column), c.value)
		}
	}
	if prefix, ok := strings.CutSuffix(f.What, "."); ok {
		q = q.Where("what >= ? AND what < ?", prefix+".", prefix+"/") // "/" follows "."
	} else if f.What != "" {
		q = q.Where("what = ?", f.What)
	}
	if f.Since != 0 {
		q = q.Where("at >= ?", int64(f.Since))
	}
	if f.Until != 0 {
		q = q.Where("at < ?", int64(f.Until))
	}
	return q
}

// AuditWhats lists the codes present, jumping through the index from one to
// the next.
func (tx *Tx) AuditWhats(tenant callgate.ID) ([]string, error) {
	list := []string{}
	err := tx.each(func(rows *sql.Rows) error {
		var what string
		err := rows.Scan(&what)
		list = append(list, what)
		return err
	}, `WITH RECURSIVE w (what) AS (
		SELECT min(what) FROM audit WHERE tenant_id = ?1
		UNION ALL
		SELECT (SELECT min(what) FROM audit WHERE tenant_id = ?1 AND what > w.what) FROM w WHERE w.what IS NOT NULL)
		SELECT what FROM w WHERE what IS NOT NULL`, tenant)
	return list, err
}
