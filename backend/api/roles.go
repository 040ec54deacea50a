package api

import "callgate/backend/callgate"

// Roles is the register of roles.
type Roles struct{ c *Caller }

// RoleRow is a role with its members counted.
type RoleRow struct {
	callgate.Role
	Members int      `json:"members"`
	Can     []string `json:"can"` // write, delete, members
}

// RoleInput is a role to save; the permission set must be closed.
type RoleInput struct {
	Revision    int                   `json:"revision"` // 0 when adding
	Name        string                `json:"name"`
	Description string                `json:"description"`
	Permissions []callgate.Permission `json:"permissions"`
	Reach       string                `json:"reach"` // "", everything, own, list
	ReachList   []callgate.Entity     `json:"reachList"`
}

// Person is a user in a transfer list or suggestion.
type Person struct {
	ID        callgate.ID `json:"id"`
	Login     string      `json:"login"`
	Name      string      `json:"name"`
	Extension string      `json:"extension"`
}

// RoleMembers are the two sides of the transfer list, each cut at 200.
type RoleMembers struct {
	Members        []Person `json:"members"`
	MembersTotal   int      `json:"membersTotal"`
	Available      []Person `json:"available"`
	AvailableTotal int      `json:"availableTotal"`
}

// Catalogue gives every permission in the order of the tree.
func (m *Roles) Catalogue() ([]callgate.Leaf, error) { return callgate.Catalogue(), nil }

// List gives all roles shown in this tenant, predefined first.
func (m *Roles) List() ([]RoleRow, error) { return nil, notBuilt }

// Add makes a role (also a clone: the page fills in the input).
func (m *Roles) Add(in RoleInput) (RoleRow, error) { return RoleRow{}, notBuilt }

// Edit changes one of the tenant's own roles.
func (m *Roles) Edit(id callgate.ID, in RoleInput) (RoleRow, error) { return RoleRow{}, notBuilt }

// Delete removes one; confirm is its name typed again when it has members.
func (m *Roles) Delete(id callgate.ID, confirm string) error { return notBuilt }

// Members gives "users in role" and "available users", both searched.
func (m *Roles) Members(id callgate.ID, search string) (RoleMembers, error) {
	return RoleMembers{}, notBuilt
}

// SetMembers adds and removes members together.
func (m *Roles) SetMembers(id callgate.ID, add, remove []callgate.ID) (RoleRow, error) {
	return RoleRow{}, notBuilt
}
