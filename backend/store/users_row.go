package store

import (
	"database/sql"
	"encoding/json"
	"strings"

	"callgate/backend/callgate"
)

// ownWords is how many columns of a user's own row, at its beginning, are his own
// words; the rest repeats from user to user.
const ownWords = 7

// userSelect selects what userRow scans.
var userSelect = "SELECT id, " + pack(userNames[:ownWords]...) + ", " + pack(userNames[ownWords:]...) + " FROM users "

// userRow scans rows into users.
type userRow struct {
	tenant callgate.ID
	words  words
	id     string
	own    string
	rest   sql.RawBytes
}

func (r *userRow) scan(rows *sql.Rows) (*callgate.User, error) {
	if err := rows.Scan(&r.id, &r.own, &r.rest); err != nil {
		return nil, err
	}
	u := &callgate.User{Tenant: r.tenant, ID: r.id, SelfAllowed: []string{}, StatusColours: map[string]string{}}
	own, rest, keep := unpack(r.own), unpack(string(r.rest)), r.words.keep
	for _, s := range []*string{&u.Login, &u.Folded, &u.Skeleton, &u.Name, &u.First, &u.Last, &u.Description} {
		*s = own.text()
	}
	u.Kind, u.System, u.Seat, u.Enabled, u.Blocked = keep(rest.text()), keep(rest.text()), keep(rest.text()), rest.flag(), rest.flag()
	u.BlockReason, u.Expires = keep(rest.text()), rest.time()
	for _, s := range []*string{&u.Language, &u.TimeZone, &u.Theme, &u.StartPage, &u.Download, &u.CallerID, &u.DefaultExtension} {
		*s = keep(rest.text())
	}
	u.MayOverrideExtension, u.ReachEverything, u.Restricted = rest.flag(), rest.flag(), rest.flag()
	self, colours := rest.text(), rest.text()
	u.HasPassword, u.HasFactor, u.MustChange = rest.flag(), rest.flag(), rest.flag()
	u.LockedUntil, u.LastSignIn, u.Created = rest.time(), rest.time(), rest.time()
	u.Revision, u.ChangedBy, u.Changed = int(rest.number()), keep(rest.text()), rest.time()
	if err := own.end(); err != nil {
		return nil, err
	}
	if err := rest.end(); err != nil {
		return nil, err
	}
	if self != "[]" {
		if err := json.Unmarshal([]byte(self), &u.SelfAllowed); err != nil {
			return nil, err
		}
	}
	if colours != "{}" {
		if err := json.Unmarshal([]byte(colours), &u.StatusColours); err != nil {
			return nil, err
		}
	}
	for _, l := range userLists {
		l.clear(u)
	}
	return u, nil
}

// words keeps one copy of texts that many rows repeat.
type words map[string]string

func (w words) keep(s string) string {
	if s == "" {
		return ""
	}
	kept, ok := w[s]
	if !ok {
		kept = strings.Clone(s) // without the row it was cut from
		w[kept] = kept
	}
	return kept
}
