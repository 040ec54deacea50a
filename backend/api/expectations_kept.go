package api

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// Codes of a refusal by an expectation: with its sentence, and for those who may
// not read it.
const (
	expectationBroken callgate.Code = "expectation_broken"
	expectationUnseen callgate.Code = "expectation_broken_unseen"
)

// keepsExpectations is asked of every change when all it does is known, before
// it is committed: it must not break what its tenant expects, nor break it
// further. Signing in has no actor and is never refused for it: it changes
// nobody's rights.
func (w *change) keepsExpectations(before views) error {
	if w.actor == nil {
		return nil
	}
	for id, after := range w.views {
		was := before[id]
		if was == nil || was.Policy == after.Policy || len(after.asked) == 0 {
			continue
		}
		if broken := policy.Breaches(was.Policy, after.Policy, after.asked, w.s.now()); len(broken) > 0 {
			return w.brokenBy(after, broken)
		}
	}
	return nil
}

// brokenBy names the first sentence that would break, and the others as
// reasons. Whoever may not read expectations is told that there is one.
func (w *change) brokenBy(v *view, broken []policy.Breach) error {
	const most = 10
	var first *callgate.Error
	var reasons []callgate.Reason
	for _, b := range broken[:min(len(broken), most)] {
		var who []Person
		for _, place := range b.Who[:min(len(b.Who), breakersShown)] {
			who = append(who, personOf(v.Policy.User(place)))
		}
		params := []string{"sentence", v.Expectations[v.askedAt[b.Expectation]].Text, "who", namesOf(who, len(b.Who))}
		if first == nil {
			first = callgate.Err(expectationBroken, params...)
			continue
		}
		reasons = append(reasons, callgate.Reason{Code: "expectation_broken", Params: map[string]string{params[0]: params[1], params[2]: params[3]}})
	}
	if !w.may("security.expectations:read") {
		return callgate.Err(expectationUnseen, "who", first.Params["who"])
	}
	return first.Because(reasons)
}

// namedInExpectations refuses to delete somebody of whom a sentence says what
// he can: it would be broken for ever.
func namedInExpectations(w *change, u *callgate.User) error {
	for i, e := range w.asked {
		if e.Who == u.Folded && !e.Cannot {
			if !w.may("security.expectations:read") {
				return callgate.Err(expectationUnseen, "who", u.DisplayName())
			}
			return callgate.Err("expectation_names", "sentence", w.Expectations[w.askedAt[i]].Text, "login", u.Login)
		}
	}
	return nil
}

// renameInExpectations lets sentences follow somebody to another login; when he
// is deleted (after nil) he is no longer named, and what said that he cannot
// goes with him.
func (w *change) renameInExpectations(before, after *callgate.User) error {
	changed := false
	for i, e := range w.asked {
		kept := w.Expectations[w.askedAt[i]]
		person := callgate.EntityOf(callgate.UserKind, before.Folded)
		if e.Who != before.Folded && !slices.Contains(e.But, before.Folded) && e.On != person {
			continue
		}
		s, err := callgate.ParseSentence(kept.Text)
		if err != nil {
			continue
		}
		text := renamed(s, before, after)
		if text == kept.Text {
			continue
		}
		changed = true
		if err := w.replaceExpectation(kept, text); err != nil {
			return err
		}
	}
	if !changed {
		return nil
	}
	return w.expectationsChanged()
}

// renamed writes a sentence with somebody's new login, or without him; "" when
// nothing is left of it.
func renamed(s callgate.Sentence, before, after *callgate.User) string {
	is := func(login string) bool {
		return expectedOf(callgate.Sentence{Who: login, Do: s.Do}).Who == before.Folded
	}
	if s.Who != "" && is(s.Who) {
		if after == nil {
			return ""
		}
		s.Who = after.Login
	}
	var but []string
	for _, login := range s.But {
		switch {
		case !is(login):
			but = append(but, login)
		case after != nil:
			but = append(but, after.Login)
		}
	}
	s.But = but
	if s.On.Kind() == callgate.UserKind && strings.EqualFold(s.On.Name(), before.Folded) {
		if after == nil {
			return ""
		}
		s.On = callgate.EntityOf(callgate.UserKind, after.Folded)
	}
	return s.String()
}

// replaceExpectation writes what became of a sentence; one that now says the
// same as another goes.
func (w *change) replaceExpectation(e callgate.Expectation, text string) error {
	same := func(o callgate.Expectation) bool { return o.ID != e.ID && o.Text == text }
	if text == "" || slices.ContainsFunc(w.Expectations, same) {
		if err := w.tx.DeleteExpectation(e.Tenant, e.ID); err != nil {
			return err
		}
		return w.record("expectation.delete", e.Text, e.ID, expectationParts(e), nil)
	}
	was := e.Text
	e.Text, e.Changed, e.ChangedBy = text, w.Now, w.Name
	e.Revision++
	if err := w.tx.SaveExpectation(e); err != nil {
		return err
	}
	return w.record("expectation.edit", e.Text, e.ID, map[string]any{"text": was}, map[string]any{"text": text})
}
