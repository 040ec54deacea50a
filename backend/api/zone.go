package api

import (
	"time"

	"callgate/backend/callgate"
)

// zone is the time zone of whoever asks: his own, else his tenant's. The local
// operator reads universal time.
func (a *actor) zone() *time.Location {
	if a.local() {
		return time.UTC
	}
	zone, err := time.LoadLocation(first(a.himself().TimeZone, a.Tenant.TimeZone))
	if err != nil {
		return time.UTC
	}
	return zone
}

// moment reads a time as people give it: a day begins in their own zone.
func (a *actor) moment(text string) (callgate.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, a.zone()); err == nil {
		return callgate.TimeOf(day), nil
	}
	return callgate.ParseTime(text)
}
