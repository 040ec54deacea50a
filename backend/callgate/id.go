package callgate

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"
)

// ID names a tenant, user, role or session: a UUIDv7 (RFC 9562) in its usual
// text form, so that ids sort by the time they were made. An alias: bound
// methods take it and TypeScript knows it as string.
type ID = string

// lastID is the time and order in the newest ID of this process.
var lastID atomic.Uint64

// NewID makes a fresh UUIDv7 for the moment now. Those of one process rise, also
// within one moment (RFC 9562, 6.2: the twelve bits behind the milliseconds are
// their fraction, then a counter): the rows of an import are then put behind
// each other, not all over the tables and indexes.
func NewID(now Time) ID {
	var b [16]byte
	if _, err := rand.Read(b[8:]); err != nil {
		panic("callgate: no randomness: " + err.Error())
	}
	order := uint64(now/1000)<<12 | uint64(now%1000)*4096/1000
	for {
		last := lastID.Load()
		next := max(order, last+1)
		if last>>12 > order>>12+1000 {
			next = order // the clock was set back: times count more than order
		}
		if lastID.CompareAndSwap(last, next) {
			order = next
			break
		}
	}
	binary.BigEndian.PutUint64(b[:8], order>>12<<16|order&0xfff)
	b[6] |= 0x70
	b[8] = b[8]&0x3f | 0x80
	var s [36]byte
	hex.Encode(s[0:8], b[0:4])
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:36], b[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return string(s[:])
}

// Time is a moment in microseconds since 1970 UTC; 0 means "never" or "not
// set". SQL keeps the integer, JSON carries RFC 3339 text in UTC ("" for 0).
type Time int64

// TimeOf converts a time.Time.
func TimeOf(t time.Time) Time {
	if t.IsZero() {
		return 0
	}
	return Time(t.UnixMicro())
}

// Go converts back; the zero Time gives the zero time.Time.
func (t Time) Go() time.Time {
	if t == 0 {
		return time.Time{}
	}
	return time.UnixMicro(int64(t)).UTC()
}

// Add returns the moment d later.
func (t Time) Add(d time.Duration) Time { return t + Time(d.Microseconds()) }

// String gives RFC 3339 with microseconds, or "" when not set.
func (t Time) String() string {
	if t == 0 {
		return ""
	}
	return t.Go().Format("2006-01-02T15:04:05.999999Z07:00")
}

// MarshalJSON writes the RFC 3339 text.
func (t Time) MarshalJSON() ([]byte, error) {
	return strconv.AppendQuote(nil, t.String()), nil
}

// UnmarshalJSON reads RFC 3339 text or "". A plain date is none: whose day it is
// and whether it counts whole is for ParseUntil to say.
func (t *Time) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := ParseTime(s)
	*t = v
	return err
}

// ParseTime reads what UnmarshalJSON reads.
func ParseTime(s string) (Time, error) {
	if s == "" {
		return 0, nil
	}
	v, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return 0, fmt.Errorf("callgate: %q is no moment", s)
	}
	return TimeOf(v), nil
}
