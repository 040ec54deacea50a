package callgate

// User is a person who signs in, with everything the decision looks at.
// Secrets (password, second factor) live in types of their own in store and
// authn.
type User struct {
	Tenant               ID                `json:"-" bun:"tenant_id,pk"`
	ID                   ID                `json:"id" bun:"id,pk"`
	Login                string            `json:"login" bun:"login"`
	Folded               string            `json:"-" bun:"login_folded"`   // FoldLogin(Login), unique in the tenant
	Skeleton             string            `json:"-" bun:"login_skeleton"` // look-alike letters folded together, unique too
	Name                 string            `json:"name" bun:"name"`
	First                string            `json:"first" bun:"first_name"`
	Last                 string            `json:"last" bun:"last_name"`
	Description          string            `json:"description" bun:"description"`
	Kind                 string            `json:"kind" bun:"kind"`     // administrator, standard
	System               string            `json:"system" bun:"system"` // "", default_user, remote_assistance
	Seat                 string            `json:"seat" bun:"seat"`     // full, lite
	Enabled              bool              `json:"enabled" bun:"enabled"`
	Blocked              bool              `json:"blocked" bun:"blocked"`
	BlockReason          string            `json:"blockReason" bun:"block_reason"`
	Expires              Time              `json:"expires" bun:"expires" ts_type:"string"`
	Language             string            `json:"language" bun:"language"`  // "" = the tenant's
	TimeZone             string            `json:"timeZone" bun:"time_zone"` // "" = the tenant's
	Theme                string            `json:"theme" bun:"theme"`        // "", light, dark
	StartPage            string            `json:"startPage" bun:"start_page"`
	Download             string            `json:"download" bun:"download"`  // csv, xlsx
	CallerID             string            `json:"callerId" bun:"caller_id"` // preset
	DefaultExtension     string            `json:"defaultExtension" bun:"default_extension"`
	MayOverrideExtension bool              `json:"mayOverrideExtension" bun:"may_override_extension"`
	ReachEverything      bool              `json:"reachEverything" bun:"reach_everything"`
	Restricted           bool              `json:"restricted" bun:"restricted"`              // self permissions: only those ticked
	SelfAllowed          []string          `json:"selfAllowed" bun:"self_allowed,type:text"` // password, second_factor, profile, conference_rooms, extension_groups
	StatusColours        map[string]string `json:"statusColours" bun:"status_colours,type:text"`
	HasPassword          bool              `json:"hasPassword" bun:"has_password"`
	HasFactor            bool              `json:"hasFactor" bun:"has_factor"`
	MustChange           bool              `json:"mustChange" bun:"must_change"` // a new password at the next sign-in
	LockedUntil          Time              `json:"lockedUntil" bun:"locked_until" ts_type:"string"`
	LastSignIn           Time              `json:"lastSignIn" bun:"last_sign_in" ts_type:"string"`
	Created              Time              `json:"created" bun:"created" ts_type:"string"`
	Revision             int               `json:"revision" bun:"revision"`    // rises with every change
	ChangedBy            string            `json:"changedBy" bun:"changed_by"` // display name
	Changed              Time              `json:"changed" bun:"changed" ts_type:"string"`

	Emails     []Contact      `json:"emails" bun:"-"` // the first is the primary one
	Phones     []Contact      `json:"phones" bun:"-"`
	Extensions []OwnExtension `json:"extensions" bun:"-"`
	Shared     []string       `json:"shared" bun:"-"`     // shared-recording extensions
	Numbers    []string       `json:"numbers" bun:"-"`    // assigned by name: may be shown as caller ID
	Reach      []Entity       `json:"reach" bun:"-"`      // extensions, queues, numbers
	Exclusions []Entity       `json:"exclusions" bun:"-"` // entities and users
	Hosts      []Host         `json:"hosts" bun:"-"`
	Roles      []Membership   `json:"roles" bun:"-"`
	Overrides  []Override     `json:"overrides" bun:"-"`
}

// Contact is an e-mail address or phone number with a tag ("work").
type Contact struct {
	Value string `json:"value"`
	Tag   string `json:"tag"`
}

// OwnExtension is an extension while it belongs to a user: "own" calls are
// those since then (MODEL 2).
type OwnExtension struct {
	Name  string `json:"name"`
	Since Time   `json:"since" ts_type:"string"`
}

// Membership of a role, for ever when Expires is 0.
type Membership struct {
	Role    ID   `json:"role"`
	Expires Time `json:"expires" ts_type:"string"`
}

// Override allows or denies one permission for one user; none means inherit.
type Override struct {
	Permission Permission `json:"permission"`
	Allow      bool       `json:"allow"`
	Expires    Time       `json:"expires" ts_type:"string"`
	By         string     `json:"by"`
	At         Time       `json:"at" ts_type:"string"`
}

// User kinds, seats and system users.
const (
	Administrator    = "administrator"
	Standard         = "standard"
	FullSeat         = "full"
	LiteSeat         = "lite"
	DefaultUser      = "default_user"
	RemoteAssistance = "remote_assistance"
)

// DisplayName is first and last name when set, else the name, else the login.
func (u *User) DisplayName() string {
	switch {
	case u.First != "" && u.Last != "":
		return u.First + " " + u.Last
	case u.First != "" || u.Last != "":
		return u.First + u.Last
	case u.Name != "":
		return u.Name
	default:
		return u.Login
	}
}

// Working tells whether the user can administer: MODEL 2, the tenant's own
// state aside.
func (u *User) Working(now Time) bool {
	return u.Kind == Administrator && u.Enabled && !u.Blocked && u.HasPassword && (u.Expires == 0 || now < u.Expires)
}
