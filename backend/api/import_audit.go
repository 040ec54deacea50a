package api

import "callgate/backend/callgate"

// importedUser is what the audit says of one row.
type importedUser struct {
	Import     callgate.ID         `json:"import"`
	Row        int                 `json:"row"`
	Name       string              `json:"name"`
	Kind       string              `json:"kind"`
	Seat       string              `json:"seat"`
	Roles      []string            `json:"roles,omitempty"`
	Emails     []string            `json:"emails,omitempty"`
	Phones     []string            `json:"phones,omitempty"`
	Extensions []string            `json:"extensions,omitempty"`
	Hosts      []string            `json:"hosts,omitempty"`
	Reach      []callgate.Entity   `json:"reach,omitempty"`
	Everything bool                `json:"reachEverything,omitempty"`
	Overrides  []callgate.Override `json:"overrides,omitempty"`
	Password   bool                `json:"password,omitempty"` // he brings one, to be changed at once
}

func importedAs(a *actor, imp callgate.ID, r plannedWork) importedUser {
	u := r.user
	t := importedUser{Import: imp, Row: r.row, Name: u.DisplayName(), Kind: u.Kind, Seat: u.Seat, Reach: u.Reach, Everything: u.ReachEverything, Overrides: u.Overrides, Password: u.HasPassword}
	for _, m := range u.Roles {
		t.Roles = append(t.Roles, a.roleName(m.Role))
	}
	for _, c := range u.Emails {
		t.Emails = append(t.Emails, c.Value)
	}
	for _, c := range u.Phones {
		t.Phones = append(t.Phones, c.Value)
	}
	for _, e := range u.Extensions {
		t.Extensions = append(t.Extensions, e.Name)
	}
	for _, h := range u.Hosts {
		t.Hosts = append(t.Hosts, h.CIDR)
	}
	return t
}
