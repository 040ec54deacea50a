package api

import "callgate/backend/callgate"

// Tenants is the caller's own tenant and, for the root, the others.
type Tenants struct{ c *Caller }

// TenantInput changes a tenant; nil leaves a field as it is.
type TenantInput struct {
	Name        *string                `json:"name"`
	Country     *string                `json:"country"`
	Language    *string                `json:"language"`
	TimeZone    *string                `json:"timeZone"`
	DefaultRole *callgate.ID           `json:"defaultRole"`
	MaxEnabled  *int                   `json:"maxEnabled"`
	MaxFull     *int                   `json:"maxFull"`
	Package     *[]string              `json:"package"`
	Platforms   *[]string              `json:"platforms"`
	InferredOff *bool                  `json:"inferredOff"`
	Policy      *callgate.SignInPolicy `json:"policy"`
}

// NewTenant is a tenant below the caller's, with its Default User.
type NewTenant struct {
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Kind     string `json:"kind"` // customer, reseller
	Country  string `json:"country"`
	Language string `json:"language"`
	TimeZone string `json:"timeZone"`
	Login    string `json:"login"` // of the Default User, "admin" when ""
}

// Current gives the caller's tenant.
func (m *Tenants) Current() (callgate.Tenant, error) { return callgate.Tenant{}, notBuilt }

// Edit changes it.
func (m *Tenants) Edit(revision int, in TenantInput) (callgate.Tenant, error) {
	return callgate.Tenant{}, notBuilt
}

// List gives the tenants below, own first.
func (m *Tenants) List() ([]callgate.Tenant, error) { return nil, notBuilt }

// Add makes one; the activation of its Default User is shown once.
func (m *Tenants) Add(in NewTenant) (Activation, error) { return Activation{}, notBuilt }

// SetEnabled switches one on or off; off refuses all its users.
func (m *Tenants) SetEnabled(slug string, on bool) (callgate.Tenant, error) {
	return callgate.Tenant{}, notBuilt
}
