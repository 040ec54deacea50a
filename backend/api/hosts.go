package api

import "callgate/backend/callgate"

// Hosts are the addresses people may come from, tenant-wide. A user's own list
// is part of Users.SetAccess.
type Hosts struct{ c *Caller }

// HostsView is the page.
type HostsView struct {
	Hosts        []callgate.Host `json:"hosts"`
	Revision     int             `json:"revision"`
	Address      string          `json:"address"` // the caller's own
	PerUser      []UserHosts     `json:"perUser"` // users with a list of their own, at most 500
	PerUserTotal int             `json:"perUserTotal"`
	Refused      []RefusedHost   `json:"refused"` // lately
	Can          []string        `json:"can"`
}

// UserHosts is a user with his list.
type UserHosts struct {
	Person
	Hosts []callgate.Host `json:"hosts"`
}

// RefusedHost is an address that was not let in.
type RefusedHost struct {
	Address string        `json:"address"`
	Logins  []string      `json:"logins"`
	At      callgate.Time `json:"at" ts_type:"string"`
}

// HostLine is one typed line, read.
type HostLine struct {
	Text    string          `json:"text"`
	CIDRs   []string        `json:"cidrs"`   // normalised; a range may need several
	Count   string          `json:"count"`   // addresses covered, decimal; "" for large IPv6
	Was     string          `json:"was"`     // ipv4_mapped, host_bits, range, upper_case: what was normalised
	Error   *callgate.Error `json:"error"`   // or why not
	Already bool            `json:"already"` // in the present list
}

// HostTest is the answer to "may this address in?".
type HostTest struct {
	Allow    bool         `json:"allow"`
	Address  string       `json:"address"` // normalised
	Everyone HostVerdict  `json:"everyone"`
	User     *HostVerdict `json:"user"` // when a login was given
}

// HostVerdict is one list's answer; Match is the entry that contains the address.
type HostVerdict struct {
	Allow bool     `json:"allow"`
	Empty bool     `json:"empty"` // no list: from anywhere
	Match string   `json:"match"`
	List  []string `json:"list"`
}

// ShutOut tells what saving this list would do, before it is saved.
type ShutOut struct {
	Self   bool     `json:"self"`   // the caller would be shut out
	People []string `json:"people"` // names of those signed in now from elsewhere, at most 20
	Total  int      `json:"total"`
}

// Get gives the page.
func (m *Hosts) Get() (HostsView, error) { return HostsView{}, notBuilt }

// Read reads typed lines: addresses, networks, ranges. present is the list they
// would join.
func (m *Hosts) Read(text string, present []string) ([]HostLine, error) { return nil, notBuilt }

// Test answers for the list as it stands on screen (pending nil = as saved).
func (m *Hosts) Test(address, login string, pending *[]string) (HostTest, error) {
	return HostTest{}, notBuilt
}

// Preview tells who would be shut out.
func (m *Hosts) Preview(hosts []callgate.Host) (ShutOut, error) { return ShutOut{}, notBuilt }

// Save replaces the tenant-wide list; needs a recent Account.Confirm, and the
// caller's own address inside.
func (m *Hosts) Save(revision int, hosts []callgate.Host) (HostsView, error) {
	return HostsView{}, notBuilt
}
