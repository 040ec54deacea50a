package api

import "callgate/backend/callgate"

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
	Before int64  `json:"before"` // cursor: records with a smaller Seq; 0 = newest
	Limit  int    `json:"limit"`  // 100 when 0
}

// AuditPage is newest first.
type AuditPage struct {
	Rows  []callgate.AuditRecord `json:"rows"`
	Total int                    `json:"total"`
	Next  int64                  `json:"next"`  // 0 = no more
	Whats []string               `json:"whats"` // codes present, for the filter
}

// AuditVerdict is the result of checking the chain.
type AuditVerdict struct {
	OK      bool   `json:"ok"`
	Records int64  `json:"records"`
	Broken  int64  `json:"broken"` // first Seq that does not fit, 0 = none
	Code    string `json:"code"`   // intact, edited, missing, cut, rolled_back
}

// File is something to save.
type File struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Base64 string `json:"base64"`
}

// List gives one page.
func (m *Audit) List(q AuditQuery) (AuditPage, error) { return AuditPage{}, notBuilt }

// Verify checks every link of the chain and the anchor outside the database.
func (m *Audit) Verify() (AuditVerdict, error) { return AuditVerdict{}, notBuilt }

// Export gives the filtered records as csv, xlsx or json ("" = own preference).
func (m *Audit) Export(q AuditQuery, format string) (File, error) { return File{}, notBuilt }
