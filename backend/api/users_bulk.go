package api

import (
	"errors"
	"slices"

	"callgate/backend/callgate"
)

// bulkAtOnce is how many users one transaction changes, so that nobody waits
// long for his turn; bulkMost how many one call may name.
const (
	bulkAtOnce = 100
	bulkMost   = 100_000
)

// Bulk applies one deed to many: each is done or refused by itself.
func (m *Users) Bulk(in Bulk) (BulkResult, error) {
	result := BulkResult{Refused: []BulkRefusal{}, Back: []callgate.ID{}}
	what, deed := in.deed()
	if len(in.IDs) == 0 || deed == nil || len(in.IDs) > bulkMost {
		_, err := write(m.c, "directory.users:write", func(*change) (struct{}, error) {
			return struct{}{}, callgate.Err(callgate.BadInput, "value", shortened(in.Deed, 40)).At("deed")
		})
		return BulkResult{}, err
	}
	all, atOnce := m.c.trial.some(once(in.IDs), bulkAtOnce) // in one step nobody is changed twice
	for ids := range slices.Chunk(all, atOnce) {
		var part BulkResult
		_, err := write(m.c, "directory.users:write", func(w *change) (_ struct{}, err error) {
			part, err = w.bulkWithBack(ids, what, deed)
			return struct{}{}, err
		})
		if m.c.trial == nil && (callgate.CodeOf(err) == expectationBroken || callgate.CodeOf(err) == expectationUnseen) {
			part, err = m.oneByOne(ids, what, deed)
		}
		if quietly(err) != nil && !errors.Is(err, errTried) {
			return result, err
		}
		result.add(part)
	}
	return result, nil
}

func (r *BulkResult) add(part BulkResult) {
	r.Done += part.Done
	r.Refused = append(r.Refused, part.Refused...)
	r.Back = append(r.Back, part.Back...)
}

// bulkWithBack is bulk with its way back.
func (w *change) bulkWithBack(ids []callgate.ID, what string, deed func(w *change, u *callgate.User) error) (part BulkResult, err error) {
	way := callgate.NewID(w.Now)
	err = w.keeping(backOfChange, way, func() (err error) {
		part, err = w.bulk(ids, what, deed)
		return err
	})
	if err == nil {
		part.Back = []callgate.ID{way}
	}
	return part, err
}

// oneByOne does the deed to each in a transaction of his own: together they
// break an expectation, and those who do not are not held up by those who do.
func (m *Users) oneByOne(ids []callgate.ID, what string, deed func(w *change, u *callgate.User) error) (BulkResult, error) {
	result := BulkResult{}
	for _, id := range ids {
		var part BulkResult
		var login string
		_, err := write(m.c, "directory.users:write", func(w *change) (_ struct{}, err error) {
			login = w.loginOf(id)
			part, err = w.bulkWithBack([]callgate.ID{id}, what, deed)
			return struct{}{}, err
		})
		var own *callgate.Error
		switch {
		case quietly(err) == nil:
			result.add(part)
		case errors.As(err, &own) && (own.Code == expectationBroken || own.Code == expectationUnseen):
			result.Refused = append(result.Refused, BulkRefusal{Login: login, Error: own})
		default:
			return result, err
		}
	}
	return result, nil
}

// bulk does one deed to some users; errUnchanged when nobody was changed.
func (w *change) bulk(ids []callgate.ID, what string, deed func(w *change, u *callgate.User) error) (BulkResult, error) {
	result := BulkResult{}
	recorded := w.recorded
	err := w.gathering(func() error {
		for _, id := range ids {
			err := w.changeUser(id, what, deed)
			var own *callgate.Error
			switch {
			case quietly(err) == nil:
				result.Done++
			case errors.As(err, &own) && own.Code != callgate.Internal:
				result.Refused = append(result.Refused, BulkRefusal{Login: w.loginOf(id), Error: own})
			default:
				return err
			}
		}
		return nil
	})
	if err == nil && w.recorded == recorded {
		err = errUnchanged
	}
	return result, err
}

func (w *change) loginOf(id callgate.ID) string {
	if who, ok := w.Policy.ByID(id); ok {
		return w.Policy.User(who).Login
	}
	return ""
}

// deed is what is done to each user and its audit code; nil for an unknown one.
// It must not write: who is refused afterwards stays as he was.
func (in Bulk) deed() (what string, do func(w *change, u *callgate.User) error) {
	isRole := func(m callgate.Membership) bool { return m.Role == in.Role }
	switch in.Deed {
	case "assign_role":
		return "user.access", func(_ *change, u *callgate.User) error {
			if !slices.ContainsFunc(u.Roles, isRole) {
				u.Roles = append(u.Roles, callgate.Membership{Role: in.Role})
			}
			return nil
		}
	case "remove_role":
		return "user.access", func(_ *change, u *callgate.User) error {
			u.Roles = slices.DeleteFunc(u.Roles, isRole)
			return nil
		}
	case "block":
		return "user.block", func(_ *change, u *callgate.User) error {
			u.Blocked, u.BlockReason = true, in.Reason
			return nil
		}
	case "unblock":
		return "user.unblock", func(_ *change, u *callgate.User) error {
			u.Blocked, u.BlockReason = false, ""
			return nil
		}
	case "enable", "disable":
		on := in.Deed == "enable"
		return enabling(on), func(w *change, u *callgate.User) error { return w.switchUser(u, on) }
	case "add_hosts":
		return "user.access", func(_ *change, u *callgate.User) error {
			u.Hosts = append(u.Hosts, in.Hosts...)
			return nil
		}
	case "language":
		return "user.edit", func(_ *change, u *callgate.User) error {
			u.Language = in.Value
			return nil
		}
	}
	return "", nil
}
