package api

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// What can be taken back though it cannot be read off what is there then: the
// ends of memberships, the reason of a block, who had which extension. It is
// kept in the transaction of the deed, so a restart in between loses nothing.
const (
	backOfLeaving = "leave"  // id: the leaver's
	backOfRole    = "role"   // id: the deleted role's
	backOfChange  = "change" // of some users: an id of its own
	backOfGroups  = "groups" // roles made of a file's groups: an id of its own
	backOfUser    = "user"   // id: the deleted user's; sealed, for his secrets are in it

	wayBackLasts = 30 * time.Minute
)

// undoFinal is said when somebody changed it since, or the time is over.
const undoFinal = "undo_final"

// kept is what a deed changed of one user, as it was.
type kept struct {
	User             callgate.ID              `json:"user"`
	Revision         int                      `json:"revision"` // that it left
	Blocked          *bool                    `json:"blocked,omitempty"`
	BlockReason      *string                  `json:"blockReason,omitempty"`
	Enabled          *bool                    `json:"enabled,omitempty"`
	Language         *string                  `json:"language,omitempty"`
	Roles            *[]callgate.Membership   `json:"roles,omitempty"`
	Hosts            *[]callgate.Host         `json:"hosts,omitempty"`
	Extensions       *[]callgate.OwnExtension `json:"extensions,omitempty"`
	Shared           *[]string                `json:"shared,omitempty"`
	DefaultExtension *string                  `json:"defaultExtension,omitempty"`
}

func keptOf(before, after *callgate.User) kept {
	k := kept{User: after.ID}
	keep(&k.Blocked, before.Blocked, before.Blocked == after.Blocked)
	keep(&k.BlockReason, before.BlockReason, before.BlockReason == after.BlockReason)
	keep(&k.Enabled, before.Enabled, before.Enabled == after.Enabled)
	keep(&k.Language, before.Language, before.Language == after.Language)
	keep(&k.Roles, before.Roles, slices.Equal(before.Roles, after.Roles))
	keep(&k.Hosts, before.Hosts, slices.Equal(before.Hosts, after.Hosts))
	keep(&k.Extensions, before.Extensions, slices.Equal(before.Extensions, after.Extensions))
	keep(&k.Shared, before.Shared, slices.Equal(before.Shared, after.Shared))
	keep(&k.DefaultExtension, before.DefaultExtension, before.DefaultExtension == after.DefaultExtension)
	return k
}

func keep[T any](to **T, was T, same bool) {
	if !same {
		*to = &was
	}
}

// restore makes of a user what he was, unless somebody changed him since.
func (k *kept) restore(w *change, what string) error {
	before, err := w.user(k.User)
	if err != nil {
		return err
	}
	if before.Revision != k.Revision {
		return callgate.Err(undoFinal)
	}
	after := copyOf(before)
	set(&after.Blocked, k.Blocked)
	set(&after.BlockReason, k.BlockReason)
	set(&after.Enabled, k.Enabled)
	set(&after.Language, k.Language)
	set(&after.Roles, k.Roles)
	set(&after.Hosts, k.Hosts)
	set(&after.Shared, k.Shared)
	set(&after.DefaultExtension, k.DefaultExtension)
	if k.Extensions != nil {
		after.Extensions = w.ownedAgain(*k.Extensions, before.Extensions)
	}
	return quietly(w.saveChanged(what, before, after))
}

// ownedAgain: who may not set dates back owns what he had lost from now on; the
// calls before stay his all the same.
func (w *change) ownedAgain(was, is []callgate.OwnExtension) []callgate.OwnExtension {
	list := slices.Clone(was)
	for i := range list {
		if w.unbounded() {
			continue
		}
		if at := slices.IndexFunc(is, func(e callgate.OwnExtension) bool { return e.Name == list[i].Name }); at >= 0 {
			list[i].Since = is[at].Since
		} else {
			list[i].Since = w.Now
		}
	}
	return list
}

// keeping collects what f changes of users and keeps the way back. Of what is
// only tried nothing is kept.
func (w *change) keeping(kind, id string, f func() error) error {
	w.kept = []kept{}
	err := f()
	list := w.kept
	w.kept = nil
	if err != nil || len(list) == 0 || w.trial != nil {
		return err
	}
	for i := range list {
		if who, ok := w.Policy.ByID(list[i].User); ok {
			list[i].Revision = w.Policy.User(who).Revision
		}
	}
	return w.keepWayBack(kind, id, list)
}

func (w *change) keepWayBack(kind, id string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return w.tx.SaveWayBack(&store.WayBack{Tenant: w.Tenant.ID, Kind: kind, ID: id, Body: text, Until: w.Now.Add(wayBackLasts)}, w.Now)
}

// wayBack takes one out: it leads back once.
func (w *change) wayBack(kind, id string, into any) error {
	b, err := w.tx.WayBack(w.Tenant.ID, kind, id, w.Now)
	if err != nil {
		return err
	}
	if b == nil {
		return callgate.Err(undoFinal)
	}
	if err := json.Unmarshal(b.Body, into); err != nil {
		return err
	}
	return w.tx.DropWayBack(w.Tenant.ID, kind, id)
}

// TakeBack takes deeds on some users back, as their answers named the ways:
// each user is again what he was, or refused when somebody changed him since.
func (m *Users) TakeBack(ways []callgate.ID) (BulkResult, error) {
	result := BulkResult{Refused: []BulkRefusal{}, Back: []callgate.ID{}}
	if len(ways) == 0 || len(ways) > bulkMost {
		ways = []callgate.ID{""}
	}
	for _, way := range ways {
		part, err := write(m.c, "directory.users:write", func(w *change) (part BulkResult, err error) {
			var list []kept
			if err := w.wayBack(backOfChange, way, &list); err != nil {
				return part, err
			}
			for i := range list {
				err := list[i].restore(w, "user.undo")
				var own *callgate.Error
				switch {
				case err == nil:
					part.Done++
				case errors.As(err, &own) && own.Code != callgate.Internal:
					part.Refused = append(part.Refused, BulkRefusal{Login: w.loginOf(list[i].User), Error: own})
				default:
					return part, err
				}
			}
			if w.recorded == 0 {
				return part, errUnchanged
			}
			return part, nil
		})
		if quietly(err) != nil {
			return result, err
		}
		result.add(part)
	}
	return result, nil
}
