package callgate

// Role is a named set of permissions with members.
type Role struct {
	Tenant      ID                    `json:"-" bun:"tenant_id,pk"` // "" for predefined roles
	ID          ID                    `json:"id" bun:"id,pk"`
	Name        string                `json:"name" bun:"name"`
	Folded      string                `json:"-" bun:"name_folded"`
	Description string                `json:"description" bun:"description"`
	Platform    string                `json:"platform" bun:"-"` // badge of a predefined role: portsip, ayrix, sippy; "" = the tenant's own
	RootOnly    bool                  `json:"rootOnly" bun:"-"`
	Permissions []Permission          `json:"permissions" bun:"permissions,type:text"`
	Reach       string                `json:"reach" bun:"reach"` // "" none of its own, everything, own, list
	ReachList   []Entity              `json:"reachList" bun:"reach_list,type:text"`
	OwnOnly     []Permission          `json:"ownOnly" bun:"own_only,type:text"` // given on own calls only, whatever the reach
	Hidden      bool                  `json:"hidden" bun:"-"`                   // of a platform the tenant does not show: members keep it, nobody gets it anew
	Basis       map[Permission]string `json:"basis" bun:"-"`                    // Sippy cells: documented, reconstructed, inferred
	Created     Time                  `json:"created" bun:"created" ts_type:"string"`
	Revision    int                   `json:"revision" bun:"revision"`
	ChangedBy   string                `json:"changedBy" bun:"changed_by"`
	Changed     Time                  `json:"changed" bun:"changed" ts_type:"string"`
}

// Reaches of a role.
const (
	ReachNone       = ""
	ReachEverything = "everything"
	ReachOwn        = "own"
	ReachList       = "list"
)
