package callgate

// Tenant is a customer's own space. The first one is the root.
type Tenant struct {
	ID            ID                `json:"id" bun:"id,pk"`
	Slug          string            `json:"slug" bun:"slug"` // typed at sign-in
	Name          string            `json:"name" bun:"name"`
	Kind          string            `json:"kind" bun:"kind"` // root, reseller, customer
	Parent        ID                `json:"parent" bun:"parent,nullzero"`
	Enabled       bool              `json:"enabled" bun:"enabled"`
	Country       string            `json:"country" bun:"country"`        // ISO 3166-1 alpha-2
	Language      string            `json:"language" bun:"language"`      // BCP 47
	TimeZone      string            `json:"timeZone" bun:"time_zone"`     // IANA
	MaxEnabled    int               `json:"maxEnabled" bun:"max_enabled"` // licence: enabled users, 0 = no bound
	MaxFull       int               `json:"maxFull" bun:"max_full"`       // licence: full seats among them, 0 = no bound
	MaxTenants    int               `json:"maxTenants" bun:"max_tenants"`
	MaxExtensions int               `json:"maxExtensions" bun:"max_extensions"`
	MayEnter      bool              `json:"mayEnter" bun:"may_enter"`                // a reseller may enter its tenants
	DefaultRole   ID                `json:"defaultRole" bun:"default_role,nullzero"` // for new users; "" = StandardUser
	Package       []string          `json:"package" bun:"package,type:text"`         // modules this tenant has; empty = all
	Platforms     []string          `json:"platforms" bun:"platforms,type:text"`     // whose predefined roles are shown; empty = all
	InferredOff   bool              `json:"inferredOff" bun:"inferred_off"`          // switch off inferred Sippy cells
	StatusColours map[string]string `json:"statusColours" bun:"status_colours,type:text"`
	Policy        SignInPolicy      `json:"policy" bun:"policy,type:text"`
	Hosts         []Host            `json:"hosts" bun:"-"` // tenant-wide; empty = from anywhere
	Branding      Branding          `json:"branding" bun:"branding,type:text"`
	AuditDays     int               `json:"auditDays" bun:"audit_days"`                         // how long audit records are kept, 0 = for ever
	AuditSince    Time              `json:"auditSince" bun:"audit_days_since" ts_type:"string"` // when that was chosen
	Created       Time              `json:"created" bun:"created" ts_type:"string"`
	Revision      int               `json:"revision" bun:"revision"` // rises with every change
}

// Branding is what a tenant's people see of it where they sign in.
type Branding struct {
	Logo string `json:"logo"` // a PNG as a data address, "" = none
	Help string `json:"help"` // whom they ask: "Reception, extension 100"
}

// SignInPolicy is what a tenant asks at sign-in (MODEL 7). The zero value of a
// field means the product's default, written beside it.
type SignInPolicy struct {
	SecondFactor       string `json:"secondFactor"`    // optional (""), administrators, all
	GraceDays          int    `json:"graceDays"`       // before the demand becomes a step
	IdleMinutes        int    `json:"idleMinutes"`     // 30
	AbsoluteHours      int    `json:"absoluteHours"`   // 12
	SessionsPerUser    int    `json:"sessionsPerUser"` // 5
	MinLength          int    `json:"minLength"`       // 15; 8 with a second factor
	MaxLength          int    `json:"maxLength"`       // 128 at least
	History            int    `json:"history"`         // 0 = none remembered
	MaxAgeDays         int    `json:"maxAgeDays"`      // 0 = never; a departure from current advice
	NeedLetters        bool   `json:"needLetters"`     // departures from current advice, off by default
	NeedDigits         bool   `json:"needDigits"`
	NeedUpperOrSpecial bool   `json:"needUpperOrSpecial"`
	NoSequences        bool   `json:"noSequences"`
	NoRepeats          bool   `json:"noRepeats"`
	NoAccountInfo      bool   `json:"noAccountInfo"`
	DelayAfter         int    `json:"delayAfter"`      // failures of a place at an account before it has to wait, 5
	LockAfter          int    `json:"lockAfter"`       // failures in a row before an account is locked, 100
	AddressFailures    int    `json:"addressFailures"` // failures before an address is held, 50
	AddressMinutes     int    `json:"addressMinutes"`  // for so long, 15
	NoticeNewDevice    bool   `json:"noticeNewDevice"`
}

// Host is one allowed address or network, normalised: "192.0.2.0/24",
// "2001:db8::1". A single address is written without a prefix length.
type Host struct {
	CIDR    string `json:"cidr"`
	Note    string `json:"note"`
	AddedBy string `json:"addedBy"`
	Added   Time   `json:"added" ts_type:"string"`
}
