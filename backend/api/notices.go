package api

import (
	"encoding/json"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Notices are what the signed-in user is told, in the page and by mail.
type Notices struct{ c *Caller }

// Kinds of notices, in the order of the list on My account.
var noticeKinds = []noticeKind{
	{"new_device", true}, {"password_changed", true}, {"factor_set", true}, {"factor_removed", true}, {"factor_reset", true},
	{"recovery_codes", true}, {"email_changed", true}, {"activation", true},
	{"ends_soon", false}, {"request_new", false}, {"request_granted", false}, {"request_declined", false}, {"review_due", false},
}

// noticeKind is one; those about security always stand in the page.
type noticeKind struct {
	name     string
	security bool
}

// Bounds of notices.
const (
	noticesKept = 90 * 24 * time.Hour
	noticesMost = 500 // of one user
	noticesPage = 30
)

// Notice is one of them: its sentence is "notice.<kind>" with the params. Params
// named at and until are moments.
type Notice struct {
	ID     callgate.ID       `json:"id"`
	Kind   string            `json:"kind"`
	Params map[string]string `json:"params"`
	At     callgate.Time     `json:"at" ts_type:"string"`
	Read   bool              `json:"read"`
	Page   string            `json:"page"` // to look at it; "" = nowhere
}

// NoticePage is some of them, newest first; Next continues.
type NoticePage struct {
	Rows   []Notice    `json:"rows"`
	Unread int         `json:"unread"`
	Next   callgate.ID `json:"next"`
}

// NoticeChoice is where the user is told of one kind.
type NoticeChoice struct {
	Kind     string `json:"kind"`
	Security bool   `json:"security"` // always in the page
	InApp    bool   `json:"inApp"`
	ByMail   bool   `json:"byMail"`
	Demanded bool   `json:"demanded"` // the tenant wants it mailed
}

// NoticeChoices are all kinds, and whether mails can go out at all.
type NoticeChoices struct {
	Kinds   []NoticeChoice `json:"kinds"`
	MailSet bool           `json:"mailSet"`
	To      string         `json:"to"` // where mails go; "" = no address
}

// noticePages says where one looks at a kind.
var noticePages = map[string]string{
	"new_device": "/account", "password_changed": "/account", "factor_set": "/account", "factor_removed": "/account", "factor_reset": "/account",
	"recovery_codes": "/account", "email_changed": "/account", "request_new": "/requests", "request_granted": "/account", "request_declined": "/account",
}

// noticePage is where one looks at a notice: the review it is about, else the
// page of its kind.
func noticePage(kind string, named map[string]string) string {
	if kind == "review_due" {
		return "/reviews/" + named["review"]
	}
	return noticePages[kind]
}

// List gives a page; before is Next of the page before ("" = the newest).
func (m *Notices) List(before callgate.ID) (NoticePage, error) {
	return read(m.c, "", func(a *actor) (NoticePage, error) {
		page := NoticePage{Rows: []Notice{}}
		if a.local() {
			return page, nil
		}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) (err error) {
			if page.Unread, err = tx.UnreadNotices(a.Tenant.ID, a.User.ID); err != nil {
				return err
			}
			list, err := tx.Notices(a.Tenant.ID, a.User.ID, before, noticesPage+1)
			if len(list) > noticesPage {
				list = list[:noticesPage]
				page.Next = list[noticesPage-1].ID
			}
			for _, n := range list {
				row := Notice{ID: n.ID, Kind: n.Kind, At: n.At, Read: n.Read > 0, Params: map[string]string{}}
				_ = json.Unmarshal([]byte(n.Params), &row.Params)
				row.Page = noticePage(n.Kind, row.Params)
				page.Rows = append(page.Rows, row)
			}
			return err
		})
		return page, err
	})
}

// Unread counts those not looked at, for the bell.
func (m *Notices) Unread() (int, error) {
	return read(m.c, "", func(a *actor) (n int, err error) {
		if a.local() {
			return 0, nil
		}
		err = a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			n, err = tx.UnreadNotices(a.Tenant.ID, a.User.ID)
			return err
		})
		return n, err
	})
}

// Seen marks this one and all before it as looked at. It is no change to the
// model, and leaves no audit record.
func (m *Notices) Seen(upTo callgate.ID) error {
	_, err := read(m.c, "", func(a *actor) (struct{}, error) {
		if a.local() {
			return struct{}{}, callgate.Err("no_account")
		}
		if a.By != nil { // somebody else looked
			return struct{}{}, nil
		}
		return struct{}{}, a.c.s.db.Write(a.c.origin.Context, func(tx *store.Tx) error {
			return tx.ReadNotices(a.Tenant.ID, a.User.ID, upTo, a.Now)
		})
	})
	return err
}

// Choices tells where the user is told of what.
func (m *Notices) Choices() (NoticeChoices, error) {
	return read(m.c, "", func(a *actor) (NoticeChoices, error) {
		choices := NoticeChoices{Kinds: []NoticeChoice{}}
		if a.local() {
			return choices, callgate.Err("no_account")
		}
		choices.To = primaryAddress(a.User)
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			server, err := a.c.s.mailServer(tx)
			if err != nil {
				return err
			}
			choices.MailSet = server != nil
			for _, kind := range noticeKinds {
				c, err := choiceOf(tx, a.Tenant, a.User, kind)
				if err != nil {
					return err
				}
				choices.Kinds = append(choices.Kinds, c)
			}
			return nil
		})
		return choices, err
	})
}

// choiceOf is where a user is told of a kind: his choice, else everywhere.
func choiceOf(tx *store.Tx, t *callgate.Tenant, u *callgate.User, kind noticeKind) (NoticeChoice, error) {
	all, err := tx.NoticeChoices(t.ID, u.ID)
	if err != nil {
		return NoticeChoice{}, err
	}
	c := NoticeChoice{Kind: kind.name, Security: kind.security, InApp: true, ByMail: true}
	if own, chosen := all[kind.name]; chosen {
		c.InApp, c.ByMail = own.InApp || kind.security, own.ByMail
	}
	if kind.name == "new_device" && t.Policy.NoticeNewDevice {
		c.ByMail, c.Demanded = true, true
	}
	return c, nil
}

// Choose keeps where the user wants to be told of a kind.
func (m *Notices) Choose(kind string, inApp, byMail bool) (NoticeChoices, error) {
	_, err := own(m.c, "", func(w *change, _, u *callgate.User) error {
		k, known := kindOf(kind)
		switch {
		case !known:
			return callgate.Err(callgate.BadInput, "value", shortened(kind, 40)).At("kind")
		case k.security && !inApp:
			return callgate.Err("notice_stays").At("kind")
		case kind == "new_device" && w.Tenant.Policy.NoticeNewDevice && !byMail:
			return callgate.Err("notice_demanded").At("kind")
		}
		if err := w.tx.ChooseNotice(u.Tenant, u.ID, kind, store.NoticeChoice{InApp: inApp, ByMail: byMail}); err != nil {
			return err
		}
		return w.record("account.notices", u.Login, u.ID, nil, map[string]any{"notice": kind, "inApp": inApp, "byMail": byMail})
	})
	if err != nil {
		return NoticeChoices{}, err
	}
	return m.Choices()
}

func kindOf(name string) (noticeKind, bool) {
	for _, k := range noticeKinds {
		if k.name == name {
			return k, true
		}
	}
	return noticeKind{}, false
}
