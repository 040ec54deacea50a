package policy

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/numbering"
)

// class of a call, by the number dialled (PortSIP call policies).
type class uint8

const (
	malformed class = iota
	internal
	domestic
	international
	emergency
)

// call is a number dialled, understood.
type call struct {
	class  class
	number string // E.164 where it is a number of the public network
	costly bool   // premium, shared-cost: counts as international
}

// right is the permission the call needs.
func (c call) right() callgate.Bit {
	switch c.class {
	case internal:
		return dialInternal
	case domestic:
		return dialDomestic
	default:
		return dialAbroad
	}
}

func (t *Tenant) country() string { return strings.ToUpper(t.tenant.Country) }

// classify understands a number as dialled in this tenant: an emergency number
// of its country (112 everywhere), an extension of its own, a number of its
// country by region (not by +1 or +7 alone), or abroad. What is not certainly
// domestic counts as abroad.
func (t *Tenant) classify(typed string) call {
	number, ok := numbering.Dialled(typed)
	if !ok {
		return call{class: malformed, number: typed}
	}
	if number == "112" || numbering.Emergency(number, t.country()) {
		return call{class: emergency, number: number}
	}
	x := extensionTarget(number)
	if _, known := t.entities.known(&x); known {
		return call{class: internal, number: number}
	}
	n, ok := numbering.Read(number, t.country())
	switch {
	case !ok:
		return call{class: malformed, number: typed}
	case !n.Possible():
		return t.short(n, number)
	}
	c := call{class: international, number: n.E164(), costly: n.Costly()}
	if region := n.Region(); !c.costly && region != "" && region == t.country() {
		c.class = domestic
	}
	return c
}

// short understands the short numbers of the country (a help line, the police
// desk). What they cost is not known: they count as costly.
func (t *Tenant) short(n numbering.Number, number string) call {
	if strings.HasPrefix(number, "+") || !n.ShortIn(t.country()) {
		return call{class: malformed, number: number}
	}
	return call{class: international, number: number, costly: true}
}

// mayDial is gate six: the right for this kind of call, then the number shown.
// Without a number to show only internal calls are allowed.
func (t *Tenant) mayDial(m *member, c *call, showing string) bool {
	switch {
	case c.class == emergency:
		return true
	case c.class == malformed || !m.held.Has(c.right()):
		return false
	case showing != "":
		return t.mayShow(m.user, showing)
	default:
		return c.class == internal || m.user.CallerID != ""
	}
}

// mayShow: the numbers assigned to the user by name, and his preset. What is
// merely in his reach does not count.
func (t *Tenant) mayShow(u *callgate.User, showing string) bool {
	number := t.e164(showing)
	same := func(s string) bool { return s == showing || t.e164(s) == number }
	return slices.ContainsFunc(u.Numbers, same) || (u.CallerID != "" && same(u.CallerID))
}

// e164 gives the international form; of what is no number, the text itself.
func (t *Tenant) e164(s string) string {
	if n, ok := numbering.Read(s, t.country()); ok {
		return n.E164()
	}
	return s
}
