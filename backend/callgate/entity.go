package callgate

import "strings"

// Entity names something a question can be about, as kind and name joined by a
// colon: "extension:101", "queue:600", "number:+442079460000", "user:sam".
type Entity string

// Kinds of entity whose call data may be reached, or that can be excluded.
const (
	Extension = "extension"
	Queue     = "queue"
	Number    = "number"
	UserKind  = "user"
)

// Trunk is a thing a tenant has besides those: no call data hangs on it, so it
// is no entity of a question, a reach or an exclusion.
const Trunk = "trunk"

// EntityOf joins kind and name.
func EntityOf(kind, name string) Entity { return Entity(kind + ":" + name) }

// Kind is the part before the colon.
func (e Entity) Kind() string { k, _, _ := strings.Cut(string(e), ":"); return k }

// Name is the part after the colon.
func (e Entity) Name() string { _, n, _ := strings.Cut(string(e), ":"); return n }

// ParseEntity checks KIND:NAME.
func ParseEntity(s string) (Entity, error) {
	kind, name, ok := strings.Cut(s, ":")
	switch {
	case ok && name != "" && (kind == Extension || kind == Queue || kind == Number || kind == UserKind):
		return Entity(s), nil
	default:
		return "", Err("entity_form", "value", s)
	}
}

// Thing is an extension, queue, number or trunk of a tenant.
type Thing struct {
	Tenant  ID       `json:"-" bun:"tenant_id,pk"`
	Kind    string   `json:"kind" bun:"kind,pk"`
	Name    string   `json:"name" bun:"name,pk"` // "101", "600", "+442079460000"
	Label   string   `json:"label" bun:"label"`  // "Claims"
	Users   []string `json:"users" bun:"-"`      // logins that own it (extension) or show it (number)
	Created Time     `json:"created" bun:"created" ts_type:"string"`
}
