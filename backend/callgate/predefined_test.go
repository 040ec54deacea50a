package callgate

import (
	"slices"
	"strings"
	"testing"
)

func predefinedRole(t *testing.T, id ID) *Role {
	t.Helper()
	for _, r := range PredefinedRoles() {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no role %s", id)
	return nil
}

func TestPredefinedSetsAreClosed(t *testing.T) {
	for _, r := range PredefinedRoles() {
		set, err := SetOf(r.Permissions)
		if err != nil {
			t.Fatalf("%s: %v", r.ID, err)
		}
		if gaps := set.Gaps(); len(gaps) > 0 {
			t.Errorf("%s: %v", r.ID, gaps)
		}
		if r.Platform == "" || !strings.HasPrefix(r.ID, "predefined:"+r.Platform+":") || r.Tenant != "" {
			t.Errorf("%s: not marked as predefined", r.ID)
		}
		for _, p := range r.OwnOnly {
			if !slices.Contains(r.Permissions, p) {
				t.Errorf("%s: %s is bound but not given", r.ID, p)
			}
		}
		// A tenant may switch inferred cells off: what stays must be closed too.
		var kept []Permission
		for _, p := range r.Permissions {
			if r.Basis[p] != Inferred {
				kept = append(kept, p)
			}
		}
		if set, _ := SetOf(kept); !set.Closed() {
			t.Errorf("%s without inferred cells: %v", r.ID, set.Gaps())
		}
	}
}

// letters reads the matrix of one role the way it is printed.
func letters(r *Role) map[string]string {
	cells := map[string]string{}
	for _, p := range r.Permissions {
		cells[p.Module()] += p.Action()[:1]
	}
	return cells
}

func TestSippyAccessLevels(t *testing.T) {
	const levels = "ARBCN"
	roles := []ID{"Administrator", "Reporter", "Billing", "Call Shop Operator", "NOC"}
	for module, want := range map[string]string{ // who has the row, and on what basis beside A
		"me.preferences": "ARBCN documented", "calls.log": "ARBCN documented", "billing.payments": "ARB reconstructed", "reports.customer_summary": "ARB reconstructed",
		"reports.customer_profit_loss": "ARB reconstructed", "reports.vendor_summary": "ARB reconstructed", "reports.did_calls": "ARB reconstructed",
		"directory.accounts": "ARB reconstructed", "directory.customers": "ARB reconstructed", "directory.vendors": "ARB reconstructed",
		"billing.tariffs": "AR reconstructed", "routing.destination_sets": "AR reconstructed", "routing.groups": "AR reconstructed", "reports.customer_sales": "AR reconstructed",
		"calls.active": "ARCN reconstructed", "reports.asr_acd": "ARBN reconstructed", "reports.vendor_calls": "ARBN reconstructed",
		"calls.own": "AC inferred", "callshop.preferences": "AC inferred", "routing.test_dial_plan": "AN inferred", "diagnostics.network_capture": "AN inferred",
		"diagnostics.looking_glass": "AN inferred", "diagnostics.sip_logs": "AN inferred", "security.ip_firewall": "A documented",
	} {
		who, basis, _ := strings.Cut(want, " ")
		for i, name := range roles {
			r := predefinedRole(t, "predefined:sippy:"+name)
			cell := letters(r)[module]
			all := ""
			for _, leaf := range Catalogue() {
				if leaf.Module == module {
					all += leaf.Action[:1]
				}
			}
			expected := ""
			switch {
			case !strings.Contains(who, levels[i:i+1]):
			case i == 0:
				expected = all
			case module == "me.preferences":
				expected = "rw"
			default:
				expected = "r"
			}
			if cell != expected {
				t.Errorf("%s, %s: %q, not %q", name, module, cell, expected)
			}
			wanted := basis
			if i == 0 {
				wanted = Documented
			}
			if cell != "" && r.Basis[Permission(module+":read")] != wanted {
				t.Errorf("%s, %s: basis %q, not %q", name, module, r.Basis[Permission(module+":read")], wanted)
			}
		}
	}
}

func TestPortSIPRoles(t *testing.T) {
	standard, international := predefinedRole(t, StandardUserRole), predefinedRole(t, "predefined:portsip:StandardInternationalUser")
	manager := predefinedRole(t, "predefined:portsip:QueueManager")
	if got := strings.Join(append(slices.Clone(words(standard)), "dial.international:use"), " "); got != strings.Join(words(international), " ") {
		t.Errorf("international beside standard: %s", got)
	}
	for _, p := range international.Permissions {
		if !slices.Contains(manager.Permissions, p) {
			t.Errorf("QueueManager lacks %s", p)
		}
	}
	for cell, want := range map[string]string{
		"directory.queues": "rwd", "directory.users": "rwd", "routing.trunks": "r", "calls.log": "r", "calls.active": "r", "calls.wallboard": "r",
		"reports.call": "rw", "reports.email": "r", "reports.asr_acd": "r", "directory.roles": "", "calls.recording": "",
	} {
		if got := letters(manager)[cell]; got != want {
			t.Errorf("QueueManager, %s: %q, not %q", cell, got, want)
		}
	}
	admin := predefinedRole(t, "predefined:portsip:Admin")
	set, _ := SetOf(admin.Permissions)
	missing := All().Minus(set).Permissions()
	if len(missing) != 3 || missing[0].Module() != "tenants" {
		t.Errorf("Admin lacks %v", missing)
	}
	if r := predefinedRole(t, "predefined:portsip:SystemAdmin"); !r.RootOnly || len(r.Permissions) != len(Catalogue()) {
		t.Error("SystemAdmin: all, and in the root only")
	}
}

func words(r *Role) []string {
	var list []string
	for _, p := range r.Permissions {
		list = append(list, string(p))
	}
	return list
}
