package api

import (
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// sessionRows lists where a user of the actor's tenant is signed in.
func (a *actor) sessionRows(u *callgate.User) ([]SessionRow, error) {
	rows := []SessionRow{}
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		list, err := tx.Sessions(u.Tenant, u.ID)
		for _, s := range list {
			if s.Stage != stageIn || a.Now >= s.Until || a.Now >= s.IdleUntil {
				continue
			}
			rows = append(rows, SessionRow{
				ID: s.ID, Agent: agentName(s.Agent), Address: s.Address, Started: s.Started, LastSeen: s.LastSeen,
				Mine: a.Session != nil && s.ID == a.Session.ID,
			})
		}
		return err
	})
	return rows, err
}

// endSession ends one of a user's sessions; his next request is refused.
func (w *change) endSession(u *callgate.User, id callgate.ID, what string) error {
	list, err := w.tx.Sessions(u.Tenant, u.ID)
	if err != nil {
		return err
	}
	for _, s := range list {
		if s.ID != id {
			continue
		}
		if err := w.tx.DeleteSession(u.Tenant, u.ID, id); err != nil {
			return err
		}
		w.tell("session", u.Tenant, u.ID)
		return w.record(what, u.Login, u.ID, nil, map[string]any{"agent": agentName(s.Agent), "address": s.Address})
	}
	return callgate.Err(callgate.NotFound)
}

// agentName makes "Firefox on Linux" out of what a browser sends. The order
// matters: every browser also claims to be some of those below it.
func agentName(agent string) string {
	name, system := "", ""
	for _, b := range [][2]string{{"Edg/", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}} {
		if strings.Contains(agent, b[0]) {
			name = b[1]
			break
		}
	}
	for _, o := range [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}} {
		if strings.Contains(agent, o[0]) {
			system = o[1]
			break
		}
	}
	switch {
	case name != "" && system != "":
		return name + " on " + system
	case name != "" || system != "":
		return name + system
	}
	return shortened(agent, 40)
}
