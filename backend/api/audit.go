package api

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Audit is the record of what was done.
type Audit struct{ c *Caller }

// AuditQuery filters; empty fields let everything through.
type AuditQuery struct {
	Who    string `json:"who"`    // login
	What   string `json:"what"`   // code or its beginning: "user."
	Target string `json:"target"` // login, role, ...
	From   string `json:"from"`   // address
	Result string `json:"result"` // done, denied, failed
	Since  string `json:"since"`  // RFC 3339 or date
	Until  string `json:"until"`
	// Assistance lets only through what Remote Assistance did.
	Assistance bool  `json:"assistance"`
	Before     int64 `json:"before"` // cursor: records with a smaller Seq; 0 = newest
	Limit      int   `json:"limit"`  // 100 when 0
}

// AuditPage is newest first.
type AuditPage struct {
	Rows  []callgate.AuditRecord `json:"rows"`
	Total int                    `json:"total"`
	Next  int64                  `json:"next"`  // 0 = no more
	Whats []string               `json:"whats"` // codes present, for the filter
	// Assistant is the Remote Assistance user: what he did is marked.
	Assistant callgate.ID `json:"assistant"`
}

// AuditVerdict is the result of checking the chain.
type AuditVerdict struct {
	OK      bool   `json:"ok"`
	Records int64  `json:"records"`
	Broken  int64  `json:"broken"` // first Seq that does not fit, 0 = none
	Code    string `json:"code"`   // intact, edited, missing, cut, rolled_back
	// Removed counts the records that retention took away, the newest of them
	// made at Until; a signed checkpoint stands in their place.
	Removed int64         `json:"removed"`
	Until   callgate.Time `json:"until" ts_type:"string"`
}

// File is something to save.
type File struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Base64 string `json:"base64"`
}

// Bounds of pages and exports.
const (
	auditRows     = 1000
	auditExported = 500_000
)

// filter is the query as the store takes it. A day is one in the time zone of
// whoever asks; given as "until" it counts whole.
func (q AuditQuery) filter(a *actor) (store.AuditFilter, error) {
	f := store.AuditFilter{Who: q.Who, What: q.What, Target: q.Target, From: q.From, Result: q.Result, Before: q.Before}
	if q.Assistance {
		f.WhoID = cmp.Or(a.assistant, "nobody")
	}
	var err error
	if day := callgate.Day(q.Since); day.Valid() {
		f.Since = day.Begin(a.zone())
	} else if f.Since, err = callgate.ParseTime(q.Since); err != nil {
		return f, callgate.Err("date_form", "value", shortened(q.Since, 40)).At("since")
	}
	if f.Until, err = callgate.ParseUntil(q.Until, a.zone()); err != nil {
		return f, callgate.Err("date_form", "value", shortened(q.Until, 40)).At("until")
	}
	return f, nil
}

// List gives one page.
func (m *Audit) List(q AuditQuery) (AuditPage, error) {
	return read(m.c, "security.audit:read", func(a *actor) (AuditPage, error) {
		f, err := q.filter(a)
		if err != nil {
			return AuditPage{}, err
		}
		f.Limit = min(cmp.Or(max(q.Limit, 0), 100), auditRows)
		a.c.s.denials.flush(a.c.s) // what was refused a moment ago is in the list, too
		page := AuditPage{Assistant: a.assistant}
		err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
			if page.Rows, page.Total, page.Next, err = tx.Audit(a.Tenant.ID, f); err != nil {
				return err
			}
			page.Whats, err = tx.AuditWhats(a.Tenant.ID)
			return err
		})
		return page, err
	})
}

// Verify checks every link of the chain and the anchor outside the database.
func (m *Audit) Verify() (AuditVerdict, error) {
	return read(m.c, "security.audit:read", func(a *actor) (AuditVerdict, error) {
		v, err := a.c.s.verify(a.c.origin.Context, a.Tenant.ID)
		return AuditVerdict{OK: v.Code == store.AuditIntact, Records: v.Records, Broken: v.Broken, Code: v.Code, Removed: v.Removed, Until: v.Until}, err
	})
}

// Export gives the filtered records as csv, xlsx or json ("" = own preference),
// oldest first.
func (m *Audit) Export(q AuditQuery, format string) (File, error) {
	return read(m.c, "security.audit:read", func(a *actor) (File, error) {
		f, err := q.filter(a)
		if err != nil {
			return File{}, err
		}
		f.Limit = auditExported
		var rows []callgate.AuditRecord
		err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
			rows, _, _, err = tx.Audit(a.Tenant.ID, f)
			return err
		})
		if err != nil {
			return File{}, err
		}
		slices.Reverse(rows)
		return a.table("audit", a.Now, format, auditHeader, func(yield func([]string) bool) {
			for _, r := range rows {
				if !yield(auditCells(r, a.zone())) {
					return
				}
			}
		})
	})
}

var auditHeader = []string{"seq", "at", "who", "on_behalf", "from", "what", "target", "before", "after", "result", "count"}

func auditCells(r callgate.AuditRecord, zone *time.Location) []string {
	return []string{
		strconv.FormatInt(r.Seq, 10), r.At.Go().In(zone).Format(time.RFC3339Nano), r.Who, r.OnBehalf, r.From, r.What, r.Target, r.Before, r.After, r.Result, strconv.Itoa(r.Count),
	}
}
