package api

import (
	"net/netip"
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// hostsRule: choosing hosts needs the right to change allowed hosts; one's own
// need a recent password and must keep the present address inside; and nobody
// lets another come from where he may not come from himself.
func hostsRule(w *change, before, after *callgate.User, p parts) error {
	var had []callgate.Host
	if before != nil {
		had = before.Hosts
	}
	chosen := p.has("hosts") && (before != nil || !sameHosts(after.Hosts, w.lent))
	if chosen {
		if err := w.mayChangeHosts(had, after.Hosts); err != nil {
			return err
		}
	}
	switch {
	case before != nil && !chosen:
		return nil
	case before != nil && w.isSelf(after):
		return w.keepsOwnWay(after.Hosts)
	}
	return w.hostsInside(after)
}

// mayChangeHosts: adding needs the right to write, removing the one to delete.
func (w *change) mayChangeHosts(had, has []callgate.Host) error {
	for _, h := range has {
		if !slices.ContainsFunc(had, func(o callgate.Host) bool { return o == h }) {
			if err := w.demand("security.allowed_hosts:write"); err != nil {
				return err
			}
			break
		}
	}
	for _, h := range had {
		if !listsHost(has, h.CIDR) {
			return w.demand("security.allowed_hosts:delete")
		}
	}
	return nil
}

// keepsOwnWay guards the lists that decide about the actor himself: a recent
// password, and his present address inside. Whoever sits at the machine has
// another way in.
func (w *change) keepsOwnWay(list []callgate.Host) error {
	if w.atThisMachine() {
		return nil
	}
	if !w.recently() {
		return callgate.Err(callgate.SignInAgain)
	}
	if _, in := policy.Comes(list, w.c.origin.Address); !in {
		return callgate.Err(callgate.ShutOut, "address", w.c.shownAddress()).At("hosts")
	}
	return nil
}

// hostsInside: an actor bound to some addresses gives out only those.
func (w *change) hostsInside(after *callgate.User) error {
	if w.unbounded() || len(w.User.Hosts) == 0 {
		return nil
	}
	outside := func(h string) error {
		return callgate.Err(callgate.Escalation, "login", after.Login).At("hosts").Because([]callgate.Reason{
			{Gate: callgate.GateAddress, Code: "hosts_wider", Params: map[string]string{"host": h}},
		})
	}
	if len(after.Hosts) == 0 {
		return outside("0.0.0.0/0, ::/0")
	}
	for _, h := range after.Hosts {
		if !slices.ContainsFunc(w.User.Hosts, func(mine callgate.Host) bool { return contains(mine.CIDR, h.CIDR) }) {
			return outside(h.CIDR)
		}
	}
	return nil
}

// readHosts brings a list into the form it is kept in: every entry normalised,
// each once; who added an entry, and when, stays with it.
func (w *change) readHosts(had, list []callgate.Host) ([]callgate.Host, error) {
	kept := []callgate.Host{}
	for _, h := range list {
		prefixes, _, fault := callgate.ParseHosts(h.CIDR)
		if fault != nil {
			return nil, fault.At("hosts")
		}
		note, err := line("hosts", h.Note, 200)
		if err != nil {
			return nil, err
		}
		for _, p := range prefixes {
			entry := callgate.Host{CIDR: callgate.FormatHost(p), Note: note, AddedBy: w.Name, Added: w.Now}
			if listsHost(kept, entry.CIDR) {
				continue
			}
			if i := slices.IndexFunc(had, func(o callgate.Host) bool { return o.CIDR == entry.CIDR }); i >= 0 {
				entry.AddedBy, entry.Added = had[i].AddedBy, had[i].Added
			}
			kept = append(kept, entry)
		}
		if len(kept) > mostHosts {
			return nil, tooMany("hosts", mostHosts)
		}
	}
	return kept, nil
}

func listsHost(list []callgate.Host, cidr string) bool {
	return slices.ContainsFunc(list, func(h callgate.Host) bool { return h.CIDR == cidr })
}

func sameHosts(a, b []callgate.Host) bool {
	return slices.EqualFunc(a, b, func(x, y callgate.Host) bool { return x.CIDR == y.CIDR })
}

// contains tells whether every address of inner is one of outer.
func contains(outer, inner string) bool {
	o, err := prefixOf(outer)
	if err != nil {
		return false
	}
	i, err := prefixOf(inner)
	return err == nil && o.Bits() <= i.Bits() && o.Contains(i.Addr())
}

// prefixOf reads a host as it is kept.
func prefixOf(host string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	return netip.ParsePrefix(host)
}
