package api

import (
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// worthKeeping are the rights that do the most harm in one hand too many, worst
// first. An administrator has them all, so nobody but he may mean him alone.
var worthKeeping = []callgate.Permission{
	"directory.roles:write", "calls.recording_download:read", "calls.recording:read", "users.impersonate:use",
	"security.sign_in:write", "billing.settings:write", "directory.users:write",
}

const (
	mostSuggested = 3
	mostNamed     = 5 // a sentence that excepts more protects little
)

// Suggest lists sentences that hold now and are worth keeping: that nobody gets
// a right with consequences who has it not. What is kept already is not said
// again.
func (m *Expectations) Suggest() ([]SaidSentence, error) {
	return read(m.c, "security.expectations:write", func(a *actor) ([]SaidSentence, error) {
		if err := a.demand("directory.users:read"); err != nil {
			return nil, err
		}
		list := []SaidSentence{}
		for _, p := range worthKeeping {
			if a.guards(p) {
				continue
			}
			_, who := a.Policy.State(&policy.Expected{Do: callgate.MustBit(p)}, a.Now)
			if len(who) == 0 || len(who) > mostNamed {
				continue
			}
			s := callgate.Sentence{Do: p, But: texts(who, func(w policy.Who) string { return a.Policy.User(w).Login })}
			slices.Sort(s.But)
			if list = append(list, a.said(s)); len(list) == mostSuggested {
				break
			}
		}
		return list, nil
	})
}

// guards tells whether a sentence already says who alone has a right.
func (v *view) guards(p callgate.Permission) bool {
	do := callgate.MustBit(p)
	return slices.ContainsFunc(v.asked, func(e policy.Expected) bool {
		return e.Who == "" && e.Do == do && e.On == "" && !e.From.IsValid()
	})
}
