package policy

import (
	"net/netip"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// explainState takes down gate one.
func (x *recorder) explainState() {
	u, name := x.m.user, x.name()
	x.rule(atState, "tenant_enabled", x.t.enabled, "tenant", x.t.tenant.Name)
	x.rule(atState, "user_enabled", u.Enabled, "name", name)
	x.rule(atState, "user_not_blocked", !u.Blocked, "name", name, "why", u.BlockReason)
	if u.Expires == 0 {
		x.yes(atState, "user_unlimited", "name", name)
		return
	}
	x.rule(atState, "user_not_expired", x.r.Now < u.Expires, "name", name, "expires", u.Expires.String())
}

// explainAddress takes down gate two: both lists.
func (x *recorder) explainAddress() {
	if x.r.AnyAddress {
		x.yes(atAddress, "address_not_asked")
		return
	}
	x.explainHosts("tenant_hosts", x.t.hosts)
	x.explainHosts("user_hosts", x.m.hosts)
}

func (x *recorder) explainHosts(code string, h *hostList) {
	name, from := x.name(), plain(x.r.From)
	switch {
	case h == nil:
		x.yes(atAddress, code+"_empty", "name", name)
	case !from.IsValid():
		x.no(atAddress, code+"_no_address", "name", name, "list", hostWords(h))
	default:
		if i, ok := h.contains(from); ok {
			x.yes(atAddress, code, "name", name, "address", from.String(), "host", hostWord(h.prefixes[i]))
		} else {
			x.no(atAddress, code, "name", name, "address", from.String(), "list", hostWords(h))
		}
	}
}

func hostWord(p netip.Prefix) string {
	if !p.IsValid() {
		return "?"
	}
	return callgate.FormatHost(p)
}

func hostWords(h *hostList) string {
	names := make([]string, len(h.prefixes))
	for i, p := range h.prefixes {
		names[i] = hostWord(p)
	}
	return some(names)
}

// some cuts a long list: five names, or four and how many there are.
func some(names []string) string {
	if len(names) > 5 {
		return strings.Join(names[:4], ", ") + ", … (" + strconv.Itoa(len(names)) + ")"
	}
	return strings.Join(names, ", ")
}

func entityWords(list []callgate.Entity) string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = string(e)
	}
	return some(names)
}

// explainDialling takes down gate six.
func (x *recorder) explainDialling() {
	if x.r.Dial == "" {
		return
	}
	c := x.t.classify(x.r.Dial)
	switch c.class {
	case malformed:
		x.no(atDialling, "number_form", "number", x.r.Dial)
		return
	case emergency:
		x.yes(atDialling, "dial_emergency", "number", c.number)
		return
	}
	code := map[class]string{internal: "dial_internal", domestic: "dial_domestic", international: "dial_international"}[c.class]
	if c.costly {
		code = "dial_costly"
	}
	x.rule(atDialling, code, x.m.held.Has(c.right()), "number", c.number, "permission", string(callgate.PermissionAt(c.right())))
	x.explainCallerID(&c)
}

func (x *recorder) explainCallerID(c *call) {
	u, name := x.m.user, x.name()
	switch {
	case x.r.Showing != "":
		x.rule(atDialling, "caller_id_assigned", x.t.mayShow(u, x.r.Showing), "number", x.t.e164(x.r.Showing), "name", name)
	case c.class == internal:
		x.yes(atDialling, "caller_id_not_needed")
	default:
		x.rule(atDialling, "caller_id_preset", u.CallerID != "", "number", u.CallerID, "name", name)
	}
}
