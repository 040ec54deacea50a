package numbering

import (
	"slices"
	"strings"
)

// E164 writes the number as the world does: +442079460958.
func (n Number) E164() string { return "+" + n.code + n.national }

// Possible tells whether a number can have so many digits.
func (n Number) Possible() bool {
	d := withCode(n.code)[0]().general
	return has(d.lengths|d.local, len(n.national))
}

// Assigned tells whether the plan has numbers like it.
func (n Number) Assigned() bool {
	p := n.plan()
	return p != nil && p.assigned(n.national)
}

// Costly tells whether whoever calls it pays more than for the way: premium rate
// and shared cost.
func (n Number) Costly() bool {
	p := n.plan()
	return p != nil && p.general.matches(n.national) && (p.premium.matches(n.national) || !p.free.matches(n.national) && p.shared.matches(n.national))
}

// Region is where it leads: "GB", "001" when that is no country, "" when not
// known.
func (n Number) Region() string {
	if p := n.plan(); p != nil {
		return p.region
	}
	return ""
}

// ShortIn tells whether it is a short number of a region: a help line.
func (n Number) ShortIn(region string) bool {
	p := of(region)
	return p != nil && p.code == n.code && p.short.matches(n.national) && p.shortCode.matches(n.national)
}

// Emergency tells whether the digits dialled call for help in a region.
func Emergency(dialled, region string) bool {
	p := of(region)
	return p != nil && !strings.HasPrefix(dialled, "+") && p.emergency.form.matches(dialled)
}

// plan finds, among the regions that share a calling code, the one whose the
// number is.
func (n Number) plan() *plan {
	all := withCode(n.code)
	if len(all) == 1 {
		return all[0]()
	}
	for _, get := range all {
		p := get()
		if p.leading == nil && p.assigned(n.national) || p.leading.matches(n.national) {
			return p
		}
	}
	return nil
}

// assigned tells whether a region has such numbers, of whatever kind.
func (p *plan) assigned(number string) bool {
	return p.general.matches(number) && slices.ContainsFunc(p.kinds, func(d desc) bool { return d.matches(number) })
}
