package api

import (
	"errors"

	"callgate/backend/callgate"
)

// Impact tells what a save would do to people, before it is made. Each call
// tries the save of the same name.
type Impact struct{ c *Caller }

// Look says which people of a preview to list.
type Look struct {
	Kind       string              `json:"kind"` // "" = everybody touched, those who lose something first; else those of one outcome
	Permission callgate.Permission `json:"permission"`
	On         callgate.Entity     `json:"on"`
	Search     string              `json:"search"`
	Offset     int                 `json:"offset"`
	Limit      int                 `json:"limit"` // 50 when 0, at most 500
}

// Preview is the effect of a save. Counts are exact; names are there for who
// may see users.
type Preview struct {
	Refused  *callgate.Error   `json:"refused"` // why it would not be saved
	Changes  []PreviewChange   `json:"changes"` // as the audit would tell them, the first 20
	Made     []callgate.Entity `json:"made"`    // extensions, queues, numbers it would make
	Looked   int               `json:"looked"`  // people compared
	Touched  int               `json:"touched"` // people for whom anything changes
	Harmed   int               `json:"harmed"`  // of them, who lose something
	Helped   int               `json:"helped"`  // of them, who gain something
	Outcomes []PreviewOutcome  `json:"outcomes"`
	More     int               `json:"more"`     // outcomes left out
	Thrown   int               `json:"thrown"`   // people signed in now who would be thrown out
	ThrownBy []Person          `json:"thrownBy"` // the first few of them
	Self     bool              `json:"self"`     // the caller is one of them
	People   []PreviewPerson   `json:"people"`
	Listed   int               `json:"listed"` // people the Look lets through
	Named    bool              `json:"named"`  // the caller may see users
	Tried    int               `json:"tried"`  // of a change of many: only so many were tried; 0 = all
	Left     []BulkRefusal     `json:"left"`   // of a change of many: who would be left alone, and why
	LeftAll  int               `json:"leftAll"`
	Below    int               `json:"below"` // people in tenants below who are touched
	Later    []PreviewLater    `json:"later"` // what happens when something ends at another moment than it would have
}

// PreviewLater is what happens at one moment to come.
type PreviewLater struct {
	At       callgate.Time    `json:"at" ts_type:"string"`
	Outcomes []PreviewOutcome `json:"outcomes"`
}

// PreviewChange is one record as the audit would write it.
type PreviewChange struct {
	What   string `json:"what"`
	Target string `json:"target"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// PreviewOutcome is what happens to so many people: shut_out, lowered, loses,
// shorter, narrower, removed, unseen (somebody else vanishes from what they see),
// raised, gains, further, let_in, wider, added, seen. What happens to the same
// people stands in one.
type PreviewOutcome struct {
	Kind        string                `json:"kind"`
	Permissions []callgate.Permission `json:"permissions"` // of loses and gains
	On          []callgate.Entity     `json:"on"`          // of shorter and further; "" = everything
	Rights      []callgate.Permission `json:"rights"`      // of shorter and further
	Whom        []Person              `json:"whom"`        // of unseen and seen: the first few of those who are seen no more, or again
	WhomCount   int                   `json:"whomCount"`
	Count       int                   `json:"count"`
	First       []Person              `json:"first"`
}

// PreviewPerson is what happens to one.
type PreviewPerson struct {
	Person
	Marks   []string              `json:"marks"` // outcomes that are no rights: shut_out, lowered, narrower, removed, unseen, raised, let_in, wider, added, seen
	Gains   []callgate.Permission `json:"gains"`
	Losses  []callgate.Permission `json:"losses"`
	Keeps   []callgate.Permission `json:"keeps"` // what others lose and he does not
	Further []PreviewReach        `json:"further"`
	Shorter []PreviewReach        `json:"shorter"`
}

// PreviewReach is a piece of reach that comes or goes.
type PreviewReach struct {
	On     callgate.Entity       `json:"on"`
	Rights []callgate.Permission `json:"rights"`
}

// Access is the effect of Users.SetAccess.
func (m *Impact) Access(id callgate.ID, in Access, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.SetAccess(id, in)) })
}

// Profile is the effect of Users.Edit.
func (m *Impact) Profile(id callgate.ID, in Profile, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.Edit(id, in)) })
}

// Delete is the effect of Users.Delete.
func (m *Impact) Delete(id callgate.ID, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return BulkResult{}, try.Users.Delete(id, "") })
}

// Bulk is the effect of Users.Bulk: block, enable, roles, hosts of one or many.
func (m *Impact) Bulk(in Bulk, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return try.Users.Bulk(in) })
}

// Leave is the effect of Users.Leave.
func (m *Impact) Leave(id callgate.ID, successor string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.Leave(id, successor, "")) })
}

// Assist is the effect of Users.Assist.
func (m *Impact) Assist(id callgate.ID, hours int, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.Assist(id, hours)) })
}

// Duplicate is the effect of Users.Duplicate.
func (m *Impact) Duplicate(id callgate.ID, login, first, last string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.Duplicate(id, login, first, last)) })
}

// Preset is the effect of Users.SetPreset.
func (m *Impact) Preset(id callgate.ID, revision int, name string, on bool, entities []callgate.Entity, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) {
		return answered(try.Users.SetPreset(id, revision, name, on, entities))
	})
}

// Feature is the effect of Users.SetFeature.
func (m *Impact) Feature(id callgate.ID, revision int, p callgate.Permission, how string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) {
		return answered(try.Users.SetFeature(id, revision, p, how))
	})
}

// Extend is the effect of Users.Extend: what happens at the old end and the new.
func (m *Impact) Extend(id callgate.ID, what, ref, until string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Users.Extend(id, what, ref, until)) })
}

// Grant is the effect of Requests.Grant.
func (m *Impact) Grant(id callgate.ID, until string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Requests.Grant(id, until, "")) })
}

// ThingDelete is the effect of Things.Delete.
func (m *Impact) ThingDelete(kind, name string, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return BulkResult{}, try.Things.Delete(kind, name) })
}

// Role is the effect of Roles.Edit, or of Roles.Add where id is "".
func (m *Impact) Role(id callgate.ID, in RoleInput, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) {
		if id == "" {
			return answered(try.Roles.Add(in))
		}
		return answered(try.Roles.Edit(id, in))
	})
}

// RoleDelete is the effect of Roles.Delete.
func (m *Impact) RoleDelete(id callgate.ID, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return BulkResult{}, try.Roles.Delete(id, "") })
}

// RoleMembers is the effect of Roles.SetMembers.
func (m *Impact) RoleMembers(id callgate.ID, add, remove []callgate.ID, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Roles.SetMembers(id, add, remove)) })
}

// Hosts is the effect of Hosts.Save.
func (m *Impact) Hosts(revision int, hosts []callgate.Host, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Hosts.Save(revision, hosts)) })
}

// Tenant is the effect of Tenants.Edit.
func (m *Impact) Tenant(revision int, in TenantInput, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Tenants.Edit(revision, in)) })
}

// TenantEnabled is the effect of Tenants.SetEnabled.
func (m *Impact) TenantEnabled(slug string, on bool, look Look) (Preview, error) {
	return m.of(look, func(try Modules) (BulkResult, error) { return answered(try.Tenants.SetEnabled(slug, on)) })
}

// answered drops what a save answers.
func answered[T any](_ T, err error) (BulkResult, error) { return BulkResult{}, err }

// of tries a change and tells what it would do. Who is not let through by the
// guard is refused like by the change itself; what a rule refuses is part of
// the answer.
func (m *Impact) of(look Look, do func(try Modules) (BulkResult, error)) (Preview, error) {
	c := m.c.trying()
	result, err := do(For(c))
	t := c.trial
	if t.actor == nil {
		return Preview{}, err
	}
	p := newPreview()
	p.Named = t.actor.may("directory.users:read")
	p.Tried = t.looked
	for _, r := range result.Refused {
		if p.LeftAll++; len(p.Left) < leftTold {
			p.Left = append(p.Left, r)
		}
	}
	var refused *callgate.Error
	if quietly(err) != nil && !errors.Is(err, errTried) {
		if !errors.As(err, &refused) || refused.Code == callgate.Internal {
			return Preview{}, err
		}
		p.Refused = refused
	}
	if t.after == nil { // refused, or nothing would change
		return p, nil
	}
	return p, t.tell(&p, look)
}
