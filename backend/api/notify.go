package api

import (
	"encoding/json"
	"strings"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// notice tells a user something, in the transaction of what happened: in the
// page, and by mail where both want it. params are key, value, key, value.
func (w *change) notice(u *callgate.User, kind string, params ...string) error {
	return w.noticeTo(u, primaryAddress(u), kind, "", params...)
}

// noticeOnce is notice for what is told only once: about names it.
func (w *change) noticeOnce(u *callgate.User, kind, about string, params ...string) error {
	return w.noticeTo(u, primaryAddress(u), kind, about, params...)
}

// noticeTo is notice with a mail to a given address.
func (w *change) noticeTo(u *callgate.User, address, kind, about string, params ...string) error {
	v := w.views[u.Tenant]
	k, known := kindOf(kind)
	if v == nil || !known {
		return callgate.Err(callgate.Internal)
	}
	where, err := choiceOf(w.tx, v.Tenant, u, k)
	if err != nil {
		return err
	}
	named := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		named[params[i]] = params[i+1]
	}
	if where.InApp || about != "" { // what is told once must be remembered, wanted in the page or not
		text, err := json.Marshal(named)
		if err != nil {
			return err
		}
		now := w.s.now()
		n := store.Notice{Tenant: u.Tenant, User: u.ID, ID: callgate.NewID(now), Kind: kind, About: about, Params: string(text), At: now}
		if !where.InApp {
			n.Read = store.NoticeUnlisted
		}
		news, err := w.tx.AddNotice(n)
		if err != nil || !news {
			return err
		}
		if err := w.tx.ThinNotices(u.Tenant, u.ID, noticesMost); err != nil {
			return err
		}
		w.tell("notice", u.Tenant, u.ID)
	}
	if !where.ByMail {
		return nil
	}
	return w.postNotice(v.Tenant, u, address, kind, named)
}

// postNotice is the notice as a letter, in its reader's language.
func (w *change) postNotice(t *callgate.Tenant, u *callgate.User, address, kind string, named map[string]string) error {
	server, err := w.s.mailServer(w.tx)
	if err != nil || server == nil {
		return err
	}
	r := w.s.readerOf(t, u)
	for _, moment := range []string{"at", "until"} {
		if named[moment] != "" {
			named[moment] = r.moment(named[moment])
		}
	}
	params := []string{}
	for key, value := range named {
		params = append(params, key, value)
	}
	product := w.s.address(server)
	lines := []string{r.say("mail.greeting", "name", u.DisplayName()), "", r.say(wording(kind, named), params...)}
	if page := noticePage(kind, named); page != "" && product != "" {
		lines = append(lines, product+page)
	}
	if k, _ := kindOf(kind); k.security {
		lines = append(lines, "", r.say("mail.not_you"))
	}
	lines = append(lines, "", "-- ", r.say("mail.foot", "tenant", t.Name, "login", u.Login))
	return w.post(u, address, kind, r.say("notice."+kind+".title", params...), strings.Join(lines, "\n"), mailLife)
}

// wording is the key of a notice's sentence: one for each thing that can end.
func wording(kind string, named map[string]string) string {
	if what := named["what"]; what != "" {
		return "notice." + kind + "." + what
	}
	return "notice." + kind
}

// reader is whoever reads a letter: his language, his time zone.
type reader struct {
	s        *Service
	language string
	zone     *time.Location
	tenant   *time.Location // what ends with a day ends with one of the tenant's
}

func (s *Service) readerOf(t *callgate.Tenant, u *callgate.User) reader {
	return reader{s: s, language: first(u.Language, t.Language), zone: zoneNamed(first(u.TimeZone, t.TimeZone)), tenant: zoneOf(t)}
}

func (r reader) say(key string, params ...string) string { return r.s.say(r.language, key, params...) }

// moment writes RFC 3339 as people of all languages read it without doubt.
func (r reader) moment(text string) string {
	t, err := callgate.ParseTime(text)
	if err != nil || t == 0 {
		return text
	}
	if day := callgate.LastDay(t, r.tenant); day != "" {
		return string(day)
	}
	return t.Go().In(r.zone).Format("2006-01-02 15:04 MST")
}

// say is a sentence of the language files with its holes filled.
func (s *Service) say(language, key string, params ...string) string {
	named := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		named[params[i]] = params[i+1]
	}
	if s.opt.Say == nil {
		return key
	}
	return s.opt.Say(language, key, named)
}
