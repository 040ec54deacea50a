package policy

import (
	"github.com/nyaruka/phonenumbers"

	"callgate/backend/callgate"
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
	costly bool   // premium, shared-cost or satellite: counts as international
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

func (c call) word() string {
	return [...]string{"malformed", "internal", "domestic", "international", "emergency"}[c.class]
}

// classify understands a number as dialled in this tenant: an emergency number
// of its country, an extension of its own, a number of its country by region
// (not by +1 or +7 alone), or abroad.
func (t *Tenant) classify(dialled string) call {
	country := t.tenant.Country
	if dialled == "112" || dialled == "911" || phonenumbers.IsEmergencyNumber(dialled, country) {
		return call{class: emergency, number: dialled}
	}
	if _, ok := t.things[callgate.EntityOf(callgate.Extension, dialled)]; ok {
		return call{class: internal, number: dialled}
	}
	n, err := phonenumbers.Parse(dialled, country)
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return call{class: malformed, number: dialled}
	}
	c := call{class: international, number: phonenumbers.Format(n, phonenumbers.E164)}
	switch phonenumbers.GetNumberType(n) {
	case phonenumbers.PREMIUM_RATE, phonenumbers.SHARED_COST:
		c.costly = true
	default:
		if phonenumbers.GetRegionCodeForNumber(n) == country {
			c.class = domestic
		}
	}
	return c
}

// dial is gate six: the right for this kind of call, then the number shown.
// Without a number to show only internal calls are allowed.
func (t *Tenant) dial(rec *record, c call, r *Request, x *recorder) bool {
	if c.class == malformed {
		x.no(callgate.GateDialling, "number_form", "number", r.Dial)
		return false
	}
	need := c.right()
	held := rec.held.Has(need)
	if x != nil {
		code := "dial_" + c.word()
		if c.costly {
			code = "dial_costly"
		}
		x.rule(callgate.GateDialling, code, held, "number", c.number, "permission", string(callgate.PermissionAt(need)))
		if !held {
			x.grant(callgate.GateDialling, callgate.PermissionAt(need))
		}
	}
	if c.class == internal && r.Showing == "" {
		x.yes(callgate.GateDialling, "caller_id_not_needed")
		return held
	}
	shown := t.shows(rec, r.Showing, x)
	return held && shown
}

// shows tells whether the user may show the number asked for, or has one.
func (t *Tenant) shows(rec *record, asked string, x *recorder) bool {
	u := rec.user
	if asked != "" {
		number := asked
		if n, err := phonenumbers.Parse(asked, t.tenant.Country); err == nil {
			number = phonenumbers.Format(n, phonenumbers.E164)
		}
		mine := rec.numberOf(asked) || rec.numberOf(number)
		x.rule(callgate.GateDialling, "caller_id_assigned", mine, "number", number, "name", u.DisplayName())
		return mine
	}
	if x != nil {
		if u.CallerID != "" {
			x.yes(callgate.GateDialling, "caller_id_preset", "number", u.CallerID)
		} else {
			x.no(callgate.GateDialling, "caller_id_preset", "name", u.DisplayName())
			x.way(callgate.GateDialling, "set_caller_id", "name", u.DisplayName())
		}
	}
	return u.CallerID != ""
}
