package store

import (
	"context"
	"time"

	"callgate/backend/callgate"
)

// Options is what a database needs to know when it is opened.
type Options struct {
	AuditKey []byte           // HMAC key of the audit chain
	Now      func() time.Time // nil = time.Now; used only where no time is handed in
}

// DB is the open database of one data folder.
type DB struct{}

// Tx is one transaction.
type Tx struct{}

// Change is one line of the change log.
type Change struct {
	Version int64
	Tenant  callgate.ID
	Kind    string // user, role, tenant, thing, session; users = all users of the tenant
	ID      callgate.ID
}

// Kinds of change.
const (
	UserChanged    = "user"
	UsersChanged   = "users"
	RoleChanged    = "role"
	TenantChanged  = "tenant"
	ThingChanged   = "thing"
	SessionChanged = "session"
)

// ErrUnknownOutcome says that a commit failed in a way that leaves open
// whether it happened: deny until reloaded.
var ErrUnknownOutcome = callgate.Err("outcome_unknown")

// Open opens (or makes) the database in a data folder.
func Open(dir string, opt Options) (*DB, error) { panic("not built") }

// Lock takes the data folder for a long-running process; kind is "serve", "window" or "watch".
func Lock(dir, kind string) (unlock func(), err error) { panic("not built") }

func (db *DB) Close() error                                                  { panic("not built") }
func (db *DB) Checked() <-chan error                                         { panic("not built") }
func (db *DB) Read(ctx context.Context, f func(tx *Tx) error) error          { panic("not built") }
func (db *DB) Write(ctx context.Context, f func(tx *Tx) error) error         { panic("not built") }
func (db *DB) DataVersion() (int64, error)                                   { panic("not built") }
func (db *DB) AnchorAnew() error                                             { panic("not built") }
func (tx *Tx) Version() (int64, error)                                       { panic("not built") }
func (tx *Tx) Changes(since int64) (list []Change, complete bool, err error) { panic("not built") }
func (tx *Tx) Touch(tenant callgate.ID, kind string, id callgate.ID)         { panic("not built") }

func (tx *Tx) Tenants() ([]*callgate.Tenant, error)               { panic("not built") }
func (tx *Tx) Tenant(id callgate.ID) (*callgate.Tenant, error)    { panic("not built") }
func (tx *Tx) TenantBySlug(slug string) (*callgate.Tenant, error) { panic("not built") }
func (tx *Tx) SaveTenant(t *callgate.Tenant) error                { panic("not built") }

func (tx *Tx) User(tenant, id callgate.ID) (*callgate.User, error) { panic("not built") }
func (tx *Tx) UserByLogin(tenant callgate.ID, folded string) (*callgate.User, error) {
	panic("not built")
}
func (tx *Tx) Users(tenant callgate.ID) ([]*callgate.User, error) { panic("not built") }
func (tx *Tx) InsertUsers(us []*callgate.User) error              { panic("not built") }
func (tx *Tx) SaveUser(u *callgate.User) error                    { panic("not built") }
func (tx *Tx) DeleteUser(tenant, id callgate.ID) error            { panic("not built") }

// ExtensionSpan is an extension while it belonged to a user.
type ExtensionSpan struct {
	User         callgate.ID
	Name         string
	Since, Until callgate.Time
}

func (tx *Tx) ExtensionHistory(tenant callgate.ID, extension string) ([]ExtensionSpan, error) {
	panic("not built")
}

// StageUsers inserts users that stay invisible until PublishImport.
func (tx *Tx) StageUsers(imp callgate.ID, us []*callgate.User) error { panic("not built") }
func (tx *Tx) PublishImport(tenant, imp callgate.ID) error           { panic("not built") }

// DropImport removes at most limit staged users; done when none is left.
func (tx *Tx) DropImport(tenant, imp callgate.ID, limit int) (done bool, err error) {
	panic("not built")
}

// Import is one that was begun and neither published nor dropped.
type Import struct {
	Tenant, ID callgate.ID
	Started    callgate.Time
}

func (tx *Tx) UnfinishedImports() ([]Import, error) { panic("not built") }

func (tx *Tx) Roles(tenant callgate.ID) ([]*callgate.Role, error) { panic("not built") }
func (tx *Tx) SaveRole(r *callgate.Role) error                    { panic("not built") }
func (tx *Tx) DeleteRole(tenant, id callgate.ID) error            { panic("not built") }

func (tx *Tx) Things(tenant callgate.ID) ([]callgate.Thing, error)     { panic("not built") }
func (tx *Tx) SaveThing(t callgate.Thing) error                        { panic("not built") }
func (tx *Tx) DeleteThing(tenant callgate.ID, kind, name string) error { panic("not built") }

// Credential is what a user proves himself with. It never leaves store and authn.
type Credential struct {
	Tenant, User      callgate.ID
	PasswordHash      string
	PasswordChanged   callgate.Time
	History           []string // hashes of earlier passwords, newest first
	SealedFactor      []byte
	PendingFactor     []byte // enrolment begun, not confirmed
	FactorSet         callgate.Time
	FactorDemanded    callgate.Time // since when the policy asks for one: start of the grace period
	LastStep          int64         // last TOTP step used
	Failures          int           // in a row, from anywhere
	KnownFailures     int           // in a row, from places that signed in before
	FactorFailures    int
	LastFailure       callgate.Time
	ActivationHash    string
	ActivationExpires callgate.Time
}

func (tx *Tx) Credential(tenant, user callgate.ID) (Credential, error)          { panic("not built") }
func (tx *Tx) SaveCredential(c Credential) error                                { panic("not built") }
func (tx *Tx) RecoveryCodes(tenant, user callgate.ID) (left int, err error)     { panic("not built") }
func (tx *Tx) SetRecoveryCodes(tenant, user callgate.ID, hashes []string) error { panic("not built") }
func (tx *Tx) UseRecoveryCode(tenant, user callgate.ID, hash string) (bool, error) {
	panic("not built")
}

// Session is one signed-in browser or window.
type Session struct {
	Hash         string // of the token
	ID           callgate.ID
	Tenant, User callgate.ID
	Stage        string // as api.Status.Stage
	Address      string
	Agent        string
	Door         string // web, desktop
	Device       string // hash of the device token
	Started      callgate.Time
	LastSeen     callgate.Time
	IdleUntil    callgate.Time
	Until        callgate.Time
	Confirmed    callgate.Time // last proof of the password
	Impersonator callgate.ID
}

func (tx *Tx) Session(hash string) (*Session, error)            { panic("not built") }
func (tx *Tx) SaveSession(s *Session) error                     { panic("not built") }
func (tx *Tx) DeleteSession(tenant, user, id callgate.ID) error { panic("not built") }
func (tx *Tx) DeleteSessions(tenant, user callgate.ID, exceptHash string) (int, error) {
	panic("not built")
}
func (tx *Tx) Sessions(tenant, user callgate.ID) ([]*Session, error)         { panic("not built") }
func (tx *Tx) SessionCounts(tenant callgate.ID) (map[callgate.ID]int, error) { panic("not built") }
func (tx *Tx) SweepSessions(now callgate.Time) (int, error)                  { panic("not built") }

func (tx *Tx) KnownDevice(tenant, user callgate.ID, hash string) (bool, error) { panic("not built") }
func (tx *Tx) RememberDevice(tenant, user callgate.ID, hash, agent string, now callgate.Time) error {
	panic("not built")
}
func (tx *Tx) ForgetDevices(tenant, user callgate.ID) error { panic("not built") }

// AddressFailure counts failed sign-ins from one address.
type AddressFailure struct {
	Address   string
	Failures  int
	First     callgate.Time
	Last      callgate.Time
	HeldUntil callgate.Time // 0 = not held
}

func (tx *Tx) AddressFailures(addr string) (AddressFailure, error)       { panic("not built") }
func (tx *Tx) HeldAddresses(now callgate.Time) ([]AddressFailure, error) { panic("not built") }

// BumpAddress counts one more failure and holds the address at the limit.
func (tx *Tx) BumpAddress(addr string, now callgate.Time, limit int, hold time.Duration) (AddressFailure, error) {
	panic("not built")
}
func (tx *Tx) ReleaseAddress(addr string) (bool, error) { panic("not built") }

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

// AuditVerdict is the result of checking a chain.
type AuditVerdict struct {
	Records int64
	Broken  int64  // first Seq that does not fit, 0 = none
	Code    string // intact, edited, missing, cut, rolled_back
}

func (tx *Tx) AppendAudit(rec *callgate.AuditRecord) error { panic("not built") }
func (tx *Tx) Audit(tenant callgate.ID, f AuditFilter) (rows []callgate.AuditRecord, total int, next int64, err error) {
	panic("not built")
}
func (tx *Tx) AuditWhats(tenant callgate.ID) ([]string, error)      { panic("not built") }
func (tx *Tx) VerifyAudit(tenant callgate.ID) (AuditVerdict, error) { panic("not built") }

func (tx *Tx) Setting(key string) (string, error) { panic("not built") }
func (tx *Tx) SetSetting(key, value string) error { panic("not built") }

// ImportMapping remembers which column held what.
type ImportMapping struct {
	Tenant  callgate.ID
	Name    string
	Format  string
	Columns map[string]int
	Saved   callgate.Time
}

func (tx *Tx) ImportMappings(tenant callgate.ID) ([]ImportMapping, error) { panic("not built") }
func (tx *Tx) SaveImportMapping(m ImportMapping) error                    { panic("not built") }
