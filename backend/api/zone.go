package api

import (
	"strings"
	"sync"
	"time"

	"callgate/backend/callgate"
)

// zone is the time zone of whoever asks: his own, else his tenant's. The local
// operator reads universal time.
func (a *actor) zone() *time.Location {
	if a.local() {
		return time.UTC
	}
	return zoneNamed(first(a.himself().TimeZone, a.Tenant.TimeZone))
}

// zoneOf is where a tenant's days begin and end.
func zoneOf(t *callgate.Tenant) *time.Location { return zoneNamed(t.TimeZone) }

// zones keeps what was loaded: an import asks for each of its rows.
var zones sync.Map

func zoneNamed(name string) *time.Location {
	if zone, loaded := zones.Load(name); loaded {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	zones.Store(name, zone)
	return zone
}

// until reads until when something lasts: an expiry, a due date. A day is one of
// the tenant's, whole, whoever chooses it and wherever he is: so all who look
// see the same day. "" = it does not end.
func (a *actor) until(field, text string) (callgate.Time, error) {
	t, err := callgate.ParseUntil(strings.TrimSpace(text), zoneOf(a.Tenant))
	if err != nil {
		return 0, callgate.Err("date_form", "value", shortened(text, 40)).At(field)
	}
	return t, nil
}

// ahead is until, of what is not over yet.
func (a *actor) ahead(field, text string) (callgate.Time, error) {
	t, err := a.until(field, text)
	if err == nil && t != 0 && t <= a.Now {
		err = callgate.Err("date_past").At(field)
	}
	return t, err
}

// since reads from when something counts: a day of the tenant's from its first
// moment, or a moment.
func (a *actor) since(field, text string) (callgate.Time, error) {
	text = strings.TrimSpace(text)
	if d := callgate.Day(text); d.Valid() {
		return d.Begin(zoneOf(a.Tenant)), nil
	}
	t, err := callgate.ParseTime(text)
	if err != nil {
		return 0, callgate.Err("date_form", "value", shortened(text, 40)).At(field)
	}
	return t, nil
}
