package api

import "callgate/backend/callgate"

// Users is the register of people.
type Users struct{ c *Caller }

// UserQuery asks for one page of the list.
type UserQuery struct {
	Search string          `json:"search"` // anywhere in name, login, e-mail, extension; folded
	Role   callgate.ID     `json:"role"`
	State  string          `json:"state"`  // "", working, blocked, locked, disabled, expired, no_password
	Seat   string          `json:"seat"`   // "", full, lite
	Factor string          `json:"factor"` // "", yes, no
	On     callgate.Entity `json:"on"`     // who has this in own extensions or reach list
	Check  string          `json:"check"`  // whom this check finds (Checks.List)
	Sort   string          `json:"sort"`   // name, login, extension, state, last_sign_in, created
	Down   bool            `json:"down"`
	After  string          `json:"after"`  // cursor of the previous page, "" = first
	Offset int             `json:"offset"` // instead of After: jump of a virtual list
	Limit  int             `json:"limit"`  // 50 when 0, at most 500
}

// UserPage is one page; Total counts what the filters let through.
type UserPage struct {
	Rows  []UserRow `json:"rows"`
	Total int       `json:"total"`
	All   int       `json:"all"`  // without search and filters
	Next  string    `json:"next"` // cursor, "" = last page
	Can   []string  `json:"can"`  // write, delete
}

// UserRow is one line of the list.
type UserRow struct {
	ID          callgate.ID   `json:"id"`
	Login       string        `json:"login"`
	Name        string        `json:"name"` // display name
	Description string        `json:"description"`
	Email       string        `json:"email"`
	Extension   string        `json:"extension"`
	Roles       []string      `json:"roles"` // names; Administrator for an administrator
	Kind        string        `json:"kind"`
	System      string        `json:"system"` // "", default_user, remote_assistance
	Seat        string        `json:"seat"`
	State       string        `json:"state"` // working, blocked, locked, disabled, expired, no_password
	LockedUntil callgate.Time `json:"lockedUntil" ts_type:"string"`
	Factor      bool          `json:"factor"`
	LastSignIn  callgate.Time `json:"lastSignIn" ts_type:"string"`
	Gates       string        `json:"gates"` // six letters: o open, n narrow, s shut (cannot get in), x not given
	Can         []string      `json:"can"`
}

// UserDetail is the panel of one user.
type UserDetail struct {
	User         callgate.User     `json:"user"`
	LastDay      callgate.Day      `json:"lastDay"` // that he may sign in on, "" = never ends, or within a day
	State        string            `json:"state"`
	Gates        string            `json:"gates"`
	Facts        map[string]string `json:"facts"`   // under the six gates: numbers for the sentences, see the language files
	Held         int               `json:"held"`    // rights in effect
	Of           int               `json:"of"`      // rights there are in this tenant
	Editors      []string          `json:"editors"` // others editing him now, by name
	Sessions     int               `json:"sessions"`
	RecoveryLeft int               `json:"recoveryLeft"`
	Created      []callgate.Entity `json:"created"` // extensions, queues, numbers this save made
	Can          []string          `json:"can"`     // write, delete, block, roles, hosts, impersonate
}

// Profile is what saves at once: plain fields and switches. Nil leaves a field
// as it is.
type Profile struct {
	Revision             *int                `json:"revision"` // as read: who else saved one of these fields since is a conflict; nil = not asked
	Login                *string             `json:"login"`
	Name                 *string             `json:"name"`
	First                *string             `json:"first"`
	Last                 *string             `json:"last"`
	Description          *string             `json:"description"`
	Emails               *[]callgate.Contact `json:"emails"`
	Phones               *[]callgate.Contact `json:"phones"`
	Language             *string             `json:"language"`
	TimeZone             *string             `json:"timeZone"`
	StartPage            *string             `json:"startPage"`
	Download             *string             `json:"download"`
	Expires              *string             `json:"expires"` // the last day, or a moment in RFC 3339; "" = never
	CallerID             *string             `json:"callerId"`
	Extensions           *[]string           `json:"extensions"`
	Since                *map[string]string  `json:"since"` // extension -> from when its calls are his own; earlier than now only by an administrator
	DefaultExtension     *string             `json:"defaultExtension"`
	MayOverrideExtension *bool               `json:"mayOverrideExtension"`
	Shared               *[]string           `json:"shared"`
	Numbers              *[]string           `json:"numbers"`
	Restricted           *bool               `json:"restricted"`
	SelfAllowed          *[]string           `json:"selfAllowed"`
	StatusColours        *map[string]string  `json:"statusColours"`
	MustChange           *bool               `json:"mustChange"`
}

// Access is what gathers under one bar: kind, seat, roles, overrides, reach,
// exclusions, hosts. Nil leaves a part as it is.
type Access struct {
	Revision        int                `json:"revision"` // as read; another one is a conflict
	Kind            *string            `json:"kind"`
	Seat            *string            `json:"seat"`
	Roles           *[]MembershipInput `json:"roles"`
	Overrides       *[]OverrideInput   `json:"overrides"`
	ReachEverything *bool              `json:"reachEverything"`
	Reach           *[]callgate.Entity `json:"reach"`
	Exclusions      *[]callgate.Entity `json:"exclusions"`
	Hosts           *[]callgate.Host   `json:"hosts"`
}

// MembershipInput is a membership to save: until a day, the whole of it, or a moment; ""
// = for ever.
type MembershipInput struct {
	Role    callgate.ID `json:"role"`
	Expires string      `json:"expires"`
}

// OverrideInput is an override to save; Expires as with a membership.
type OverrideInput struct {
	Permission callgate.Permission `json:"permission"`
	Allow      bool                `json:"allow"`
	Expires    string              `json:"expires"`
}

// NewUser is a user to add.
type NewUser struct {
	Profile Profile `json:"profile"`
	Access  Access  `json:"access"`
	NoRole  bool    `json:"noRole"` // else the tenant's default role when Access.Roles is nil
}

// Activation is a one-time code: shown once, typed in place of the password.
type Activation struct {
	Login   string        `json:"login"`
	Name    string        `json:"name"`
	Code    string        `json:"code"`
	Expires callgate.Time `json:"expires" ts_type:"string"`
}

// EffectiveView is every right of a user with its source.
type EffectiveView struct {
	Rights []callgate.Effective `json:"rights"`
	Held   int                  `json:"held"`
	Of     int                  `json:"of"`
}

// Bulk applies one deed to many users; each is done or refused by itself.
type Bulk struct {
	IDs    []callgate.ID   `json:"ids"`
	Deed   string          `json:"deed"` // assign_role, remove_role, block, unblock, enable, disable, add_hosts, language
	Role   callgate.ID     `json:"role"`
	Reason string          `json:"reason"`
	Hosts  []callgate.Host `json:"hosts"`
	Value  string          `json:"value"`
}

// BulkResult counts what was done and names what was not.
type BulkResult struct {
	Done    int           `json:"done"`
	Refused []BulkRefusal `json:"refused"`
	Back    []callgate.ID `json:"back"` // the ways back, for TakeBack
}

// BulkRefusal is one user left alone, and why.
type BulkRefusal struct {
	Login string          `json:"login"`
	Error *callgate.Error `json:"error"`
}
