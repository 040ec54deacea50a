package api

import (
	"encoding/base64"
	"errors"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// activationLasts is how long an activation code can be used.
const activationLasts = 72 * time.Hour

// sheetMost is how many codes one call makes: a page of paper each.
const sheetMost = 200

// Sheet is what a page hands out with activation codes. The codes are shown
// this once.
type Sheet struct {
	Tenant  string        `json:"tenant"`
	Slug    string        `json:"slug"`    // typed at sign-in; "" where there is one tenant only
	Address string        `json:"address"` // under which people reach Callgate; "" = not known
	QR      string        `json:"qr"`      // of the address: PNG as data: URL
	Rows    []Activation  `json:"rows"`
	Refused []BulkRefusal `json:"refused"`
}

// Activate makes a one-time activation code and ends the old password: the code
// is typed in its place, and a new one is chosen then.
func (m *Users) Activate(id callgate.ID) (Activation, error) {
	return write(m.c, "directory.users:write", func(w *change) (Activation, error) { return w.activate(id) })
}

func (w *change) activate(id callgate.ID) (Activation, error) {
	code, hash := authn.NewActivationCode()
	expires := w.Now.Add(activationLasts)
	u, err := w.secret(id, func(u *callgate.User, cred *store.Credential) error {
		cred.PasswordHash, cred.ActivationHash, cred.ActivationExpires = "", hash, expires
		u.HasPassword = false
		renewTries(cred, u)
		return nil
	})
	if err != nil {
		return Activation{}, err
	}
	if err := w.throwOut(u); err != nil {
		return Activation{}, err
	}
	if err := w.notice(u, "activation", "by", w.Name, "until", expires.String()); err != nil {
		return Activation{}, err
	}
	return Activation{Login: u.Login, Name: u.DisplayName(), Code: code, Expires: expires},
		w.record("user.activate", u.Login, u.ID, nil, map[string]any{"codeExpires": expires})
}

// SheetHead is what stands on every sheet: for a code that was made already.
func (m *Users) SheetHead() (Sheet, error) {
	return read(m.c, "directory.users:write", func(a *actor) (Sheet, error) { return a.sheet() })
}

func (a *actor) sheet() (Sheet, error) {
	sheet := Sheet{Tenant: a.Tenant.Name, Rows: []Activation{}, Refused: []BulkRefusal{}}
	if !a.alone() {
		sheet.Slug = a.Tenant.Slug
	}
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		server, err := a.c.s.mailServer(tx)
		sheet.Address = a.c.s.address(server)
		return err
	})
	if err != nil || sheet.Address == "" {
		return sheet, err
	}
	picture, err := authn.QR(sheet.Address)
	sheet.QR = "data:image/png;base64," + base64.StdEncoding.EncodeToString(picture)
	return sheet, err
}

// ActivateMany makes a code for each of some users; one who is refused one does
// not stop the others.
func (m *Users) ActivateMany(ids []callgate.ID) (Sheet, error) {
	if len(ids) == 0 || len(ids) > sheetMost {
		_, err := write(m.c, "directory.users:write", func(*change) (struct{}, error) {
			return struct{}{}, callgate.Err("number_range", "min", "1", "max", decimal(sheetMost)).At("ids")
		})
		return Sheet{}, err
	}
	sheet, err := m.SheetHead()
	if err != nil {
		return Sheet{}, err
	}
	_, err = write(m.c, "directory.users:write", func(w *change) (struct{}, error) {
		sheet.Rows, sheet.Refused = []Activation{}, []BulkRefusal{}
		for _, id := range ids {
			row, err := w.activate(id)
			var own *callgate.Error
			switch {
			case err == nil:
				sheet.Rows = append(sheet.Rows, row)
			case errors.As(err, &own) && own.Code != callgate.Internal:
				sheet.Refused = append(sheet.Refused, BulkRefusal{Login: w.loginOf(id), Error: own})
			default:
				return struct{}{}, err
			}
		}
		if len(sheet.Rows) == 0 {
			return struct{}{}, errUnchanged
		}
		return struct{}{}, nil
	})
	return sheet, quietly(err)
}
