package callgate

import "strings"

// line is how a module is written down: one line per module, actions as
// letters (r read, w write, d delete, u use), "*" for scoped, "!" when other
// systems enforce it through exports and the guard.
type line struct {
	group, module, actions, flags, terms string
}

// lines is the permission catalogue (MODEL 4). To add a permission, add a line
// at the end of its group and its label to the language files.
var lines = []line{
	{"start", "dashboard", "r", "", "AYRIX Dashboard"},
	{"start", "me.preferences", "rw", "", "Sippy My Preferences; iSymphony profile"},
	{"start", "me.password", "w", "", "iSymphony: change own password"},
	{"start", "me.second_factor", "w", "", "iSymphony: manage own second factor"},
	{"start", "me.conference_rooms", "w", "!", "iSymphony: create conference rooms"},
	{"start", "me.extension_groups", "w", "!", "iSymphony: create extension groups"},
	{"start", "apps", "u", "!", "NUACOM: use the apps"},

	{"calls", "calls.active", "rw", "*", "Sippy Active Calls; PortSIP call sessions"},
	{"calls", "calls.own", "r", "*", "Sippy My Call Records; NUACOM own call history"},
	{"calls", "calls.log", "rd", "*", "Sippy Customer Call Records; PortSIP Company Call Log"},
	{"calls", "calls.recording", "rd", "*", "PortSIP recording view/full; iSymphony shared recordings"},
	{"calls", "calls.recording_download", "r", "*", ""},
	{"calls", "calls.voicemail", "rd", "*", "PortSIP voicemail view/full"},
	{"calls", "calls.wallboard", "r", "*", "NUACOM wallboard"},
	{"calls", "calls.import", "w", "", ""},

	{"reports", "reports.call", "rw", "*", "PortSIP Analytics"},
	{"reports", "reports.asr_acd", "r", "*", "Sippy ASR/ACD"},
	{"reports", "reports.customer_summary", "r", "*", "Sippy Customer Summary"},
	{"reports", "reports.customer_profit_loss", "r", "*", "Sippy Customer Profit And Loss"},
	{"reports", "reports.customer_sales", "r", "*", "Sippy Customer Sales"},
	{"reports", "reports.vendor_calls", "r", "*", "Sippy Vendor Call Records"},
	{"reports", "reports.vendor_summary", "r", "*", "Sippy Vendor Summary"},
	{"reports", "reports.did_calls", "r", "*", "Sippy DIDs Call Records"},
	{"reports", "reports.email", "rw", "*", "NUACOM Email Reports"},

	{"billing", "billing.payments", "r", "!", "Sippy Payment history"},
	{"billing", "billing.settings", "rwd", "!", "PortSIP Billing"},
	{"billing", "billing.tariffs", "rwd", "!", "Sippy Tariffs"},

	{"directory", "directory.users", "rwd", "", "PortSIP Users"},
	{"directory", "directory.roles", "rwd", "", "PortSIP Roles; AYRIX groups"},
	{"directory", "directory.extensions", "rwd", "", "PortSIP extensions; NUACOM Manage Extensions"},
	{"directory", "directory.queues", "rwd", "", "PortSIP Call Queue; NUACOM Manage Queues"},
	{"directory", "directory.numbers", "rwd", "", "NUACOM Manage Numbers"},
	{"directory", "directory.accounts", "rwd", "!", "Sippy Accounts"},
	{"directory", "directory.customers", "rwd", "!", "Sippy Customers"},
	{"directory", "directory.vendors", "rwd", "!", "Sippy Vendors"},
	{"directory", "users.impersonate", "u", "", "Sippy log in as"},

	{"routing", "routing.trunks", "rwd", "", "Sippy; PortSIP Trunk"},
	{"routing", "routing.inbound_rules", "rwd", "!", "PortSIP Inbound Rule"},
	{"routing", "routing.outbound_rules", "rwd", "!", "PortSIP Outbound Rule"},
	{"routing", "routing.destination_sets", "rwd", "!", "Sippy Destination Sets"},
	{"routing", "routing.groups", "rwd", "!", "Sippy Routing Groups"},
	{"routing", "routing.test_dial_plan", "r", "!", "Sippy Test Dial Plan"},

	{"system", "phone_system.settings", "rw", "!", "PortSIP Phone System"},
	{"system", "callshop.preferences", "rw", "!", "Sippy Callshop Preferences"},
	{"system", "tenant.settings", "rw", "", "PortSIP Company"},
	{"system", "messaging.sms", "rw", "!", "NUACOM SMS"},
	{"system", "integrations", "rw", "!", "NUACOM integrations"},

	{"security", "security.allowed_hosts", "rwd", "", "Sippy Allowed Hosts"},
	{"security", "security.sign_in", "rw", "", "PortSIP password and sign-in policy"},
	{"security", "security.sessions", "rd", "", ""},
	{"security", "security.audit", "r", "", "PortSIP Audit Trail"},
	{"security", "security.events", "r", "", "PortSIP Events"},
	{"security", "security.ip_firewall", "rwd", "!", "Sippy IP Firewall; PortSIP IP filters"},
	{"security", "security.api_clients", "rwd", "", ""},
	{"security", "security.expectations", "rwd", "", ""},
	{"security", "security.reviews", "rw", "", ""},
	{"security", "security.retention", "rw", "", ""},

	{"diagnostics", "diagnostics.network_capture", "r", "!", "Sippy Network Traffic Capture"},
	{"diagnostics", "diagnostics.looking_glass", "r", "!", "Sippy Looking Glass"},
	{"diagnostics", "diagnostics.sip_logs", "r", "!", "Sippy Extract SIP Logs"},

	{"files", "bundles", "rw", "", ""},
	{"files", "backup", "rw", "", ""},
	{"files", "exports.settings", "r", "", ""},
	{"files", "tenants", "rwd", "", "PortSIP tenants and dealers"},

	{"dialling", "dial.internal", "u", "!", "PortSIP call policy"},
	{"dialling", "dial.domestic", "u", "!", "PortSIP call policy"},
	{"dialling", "dial.international", "u", "!", "PortSIP call policy"},
}

// moreNeeds are the needs beside "write and delete need read" (MODEL 4). Each
// inner list is satisfied by any one of its members.
var moreNeeds = map[Permission][][]Permission{
	"dial.domestic:use":             {{"dial.internal:use"}},
	"dial.international:use":        {{"dial.domestic:use"}},
	"calls.recording:read":          {{"calls.log:read", "calls.own:read"}},
	"calls.recording_download:read": {{"calls.recording:read"}},
	"directory.roles:read":          {{"directory.users:read"}},
}

var actionNames = map[rune]string{'r': "read", 'w': "write", 'd': "delete", 'u': "use"}

var (
	catalogue         = buildCatalogue()
	bitOf             = indexCatalogue()
	needs             = buildNeeds()
	allPermissions    = selectPermissions(func(Leaf) bool { return true })
	needy             = selectPermissions(func(l Leaf) bool { return len(l.Needs) > 0 })
	scopedPermissions = selectPermissions(func(l Leaf) bool { return l.Scoped })
)

func buildCatalogue() []Leaf {
	var list []Leaf
	for _, m := range lines {
		for _, a := range m.actions {
			leaf := Leaf{
				ID: Permission(m.module + ":" + actionNames[a]), Group: m.group, Module: m.module, Action: actionNames[a],
				Scoped: strings.Contains(m.flags, "*"), Enforced: "here", Terms: m.terms, Needs: [][]Permission{},
			}
			if strings.Contains(m.flags, "!") {
				leaf.Enforced = "outside"
			}
			if (a == 'w' || a == 'd') && strings.ContainsRune(m.actions, 'r') {
				leaf.Needs = append(leaf.Needs, []Permission{Permission(m.module + ":read")})
			}
			leaf.Needs = append(leaf.Needs, moreNeeds[leaf.ID]...)
			list = append(list, leaf)
		}
	}
	return list
}

func indexCatalogue() map[Permission]Bit {
	index := make(map[Permission]Bit, len(catalogue))
	for i, l := range catalogue {
		index[l.ID] = Bit(i)
	}
	return index
}

// buildNeeds turns each need into the set of its alternatives.
func buildNeeds() [][]Set {
	list := make([][]Set, len(catalogue))
	for i, l := range catalogue {
		for _, any := range l.Needs {
			var s Set
			for _, p := range any {
				s.Add(bitOf[p])
			}
			list[i] = append(list[i], s)
		}
	}
	return list
}

func selectPermissions(keep func(Leaf) bool) Set {
	var s Set
	for i, l := range catalogue {
		if keep(l) {
			s.Add(Bit(i))
		}
	}
	return s
}
