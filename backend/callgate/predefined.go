package callgate

import (
	"slices"
	"strings"
)

// Bases of a cell of the Sippy access levels: the vendor's table is only
// partly published.
const (
	Documented    = "documented"
	Reconstructed = "reconstructed"
	Inferred      = "inferred"
)

// Platforms that predefined roles come from.
const (
	PortSIP = "portsip"
	AYRIX   = "ayrix"
	Sippy   = "sippy"
)

// StandardUserRole is the role of new users where a tenant named no other.
const StandardUserRole = "predefined:portsip:StandardUser"

// PredefinedRoles lists the roles every tenant starts with (MODEL 5). They are
// immutable; do not change the result.
func PredefinedRoles() []*Role { return predefined }

var predefined = buildPredefined()

func buildPredefined() []*Role {
	all := All().Permissions()
	standard := expand("dashboard:r me.preferences:rw me.password:w me.second_factor:w me.conference_rooms:w me.extension_groups:w",
		"calls.own:r calls.voicemail:rd dial.internal:u dial.domestic:u")
	international := append(slices.Clone(standard), "dial.international:use")
	reports := expand("reports.call:rw reports.asr_acd:r reports.customer_summary:r reports.customer_profit_loss:r reports.customer_sales:r",
		"reports.vendor_calls:r reports.vendor_summary:r reports.did_calls:r reports.email:r")
	queues := expand("directory.queues:rwd directory.users:rwd routing.trunks:r calls.log:r calls.active:r calls.wallboard:r")

	roles := []*Role{
		fixed(PortSIP, "SystemAdmin", ReachEverything, all),
		fixed(PortSIP, "Admin", ReachEverything, slices.DeleteFunc(slices.Clone(all), func(p Permission) bool { return p.Module() == "tenants" })),
		fixed(PortSIP, "QueueManager", ReachEverything, slices.Concat(queues, reports, international)),
		fixed(PortSIP, "StandardInternationalUser", ReachOwn, international),
		fixed(PortSIP, "StandardUser", ReachOwn, standard),
		fixed(AYRIX, "Administrators", ReachEverything, all),
	}
	roles[0].RootOnly = true
	roles[2].OwnOnly = expand("calls.voicemail:rd") // a queue manager hears his own messages, not everybody's
	return append(roles, sippyLevels()...)
}

// sippyRow is a row of the vendor's access-level table: which levels have it,
// on what basis beside the administrator's own cell.
type sippyRow struct {
	modules string
	levels  string // of A R B C N
	basis   string
}

var sippyRows = []sippyRow{
	{"me.preferences calls.log", "ARBCN", Documented},
	{"billing.payments reports.customer_summary reports.customer_profit_loss reports.vendor_summary reports.did_calls", "ARB", Reconstructed},
	{"directory.accounts directory.customers directory.vendors", "ARB", Reconstructed},
	{"billing.tariffs routing.destination_sets routing.groups reports.customer_sales", "AR", Reconstructed},
	{"calls.active", "ARCN", Reconstructed},
	{"reports.asr_acd reports.vendor_calls", "ARBN", Reconstructed},
	{"calls.own callshop.preferences", "AC", Inferred},
	{"routing.test_dial_plan diagnostics.network_capture diagnostics.looking_glass diagnostics.sip_logs", "AN", Inferred},
	{"security.ip_firewall", "A", Documented},
}

func sippyLevels() []*Role {
	names := map[byte]string{'A': "Administrator", 'R': "Reporter", 'B': "Billing", 'C': "Call Shop Operator", 'N': "NOC"}
	var roles []*Role
	for _, level := range []byte("ARBCN") {
		basis := map[Permission]string{}
		for _, row := range sippyRows {
			if !strings.Contains(row.levels, string(level)) {
				continue
			}
			for module := range strings.FieldsSeq(row.modules) {
				for _, leaf := range catalogue {
					if leaf.Module != module {
						continue
					}
					switch {
					case level == 'A':
						basis[leaf.ID] = Documented
					case leaf.Action == "read" || module == "me.preferences":
						basis[leaf.ID] = row.basis
					}
				}
			}
		}
		basis["dashboard:read"] = Documented // every user has it
		var list []Permission
		for _, leaf := range catalogue {
			if basis[leaf.ID] != "" {
				list = append(list, leaf.ID)
			}
		}
		r := fixed(Sippy, names[level], ReachEverything, list)
		r.Basis = basis
		roles = append(roles, r)
	}
	return roles
}

// fixed makes a predefined role, its permissions in catalogue order.
func fixed(platform, name, reach string, list []Permission) *Role {
	set, err := SetOf(list)
	if err != nil {
		panic(err)
	}
	return &Role{
		ID: "predefined:" + platform + ":" + name, Name: name, Folded: strings.ToLower(name), Platform: platform,
		Permissions: set.Permissions(), Reach: reach, ReachList: []Entity{}, OwnOnly: []Permission{},
	}
}

// expand reads "module:rw" words.
func expand(texts ...string) []Permission {
	var list []Permission
	for _, text := range texts {
		for word := range strings.FieldsSeq(text) {
			module, letters, _ := strings.Cut(word, ":")
			for _, a := range letters {
				list = append(list, Permission(module+":"+actionNames[a]))
			}
		}
	}
	return list
}
