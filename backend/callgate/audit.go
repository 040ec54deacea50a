package callgate

// AuditRecord is one entry of a tenant's append-only, chained audit (MODEL 8).
type AuditRecord struct {
	Tenant   ID     `json:"-"`
	Seq      int64  `json:"seq"`
	At       Time   `json:"at" ts_type:"string"`
	Who      string `json:"who"` // login, or "local operator"
	WhoID    ID     `json:"whoId"`
	OnBehalf string `json:"onBehalf"` // the impersonated user
	From     string `json:"from"`     // address, "desktop", "command line"
	What     string `json:"what"`     // code: user.block; its sentence is "audit.<code>"
	Target   string `json:"target"`   // login, role name, ...
	TargetID ID     `json:"targetId"`
	Before   string `json:"before"` // JSON of what changed, secrets redacted
	After    string `json:"after"`
	Result   string `json:"result"` // done, denied, failed
	Count    int    `json:"count"`  // repeats in the same minute, 1 or more
}
