package api

import (
	"errors"
	"slices"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// expectedOf is a sentence as the policy asks it; logins nobody could have
// stand as they are and name nobody.
func expectedOf(s callgate.Sentence) policy.Expected {
	fold := func(login string) string {
		if folded, _, err := authn.FoldLogin(login); err == nil {
			return folded
		}
		return login
	}
	e := policy.Expected{Cannot: s.Cannot, Do: callgate.MustBit(s.Do), On: s.On, From: s.From, But: texts(s.But, fold)}
	if s.Who != "" {
		e.Who = fold(s.Who)
	}
	return e
}

// setExpectations takes what the store holds. A sentence this version cannot
// read (its permission went) is listed, and not asked.
func (v *view) setExpectations(list []callgate.Expectation) {
	v.Expectations, v.asked, v.askedAt = list, nil, nil
	for i, e := range list {
		if s, err := callgate.ParseSentence(e.Text); err == nil {
			v.asked, v.askedAt = append(v.asked, expectedOf(s)), append(v.askedAt, i)
		}
	}
}

func (v *view) loadExpectations(tx *store.Tx) error {
	list, err := tx.Expectations(v.Tenant.ID)
	if err == nil {
		v.setExpectations(list)
	}
	return err
}

// expectationsChanged takes in what this change did to the sentences.
func (w *change) expectationsChanged() error {
	w.tell("expectation", w.Tenant.ID, "")
	return w.edit(w.Tenant.ID).loadExpectations(w.tx)
}

func (v *view) expectation(id callgate.ID) *callgate.Expectation {
	if i := slices.IndexFunc(v.Expectations, func(e callgate.Expectation) bool { return e.ID == id }); i >= 0 {
		return &v.Expectations[i]
	}
	return nil
}

// readSentence reads a typed sentence: people by their logins as they are
// written here, things as they are kept. Who or what is not there is pointed
// at; a sentence about nothing would hold for ever and protect nobody.
func (a *actor) readSentence(text string) (callgate.Sentence, *callgate.Error) {
	s, err := callgate.ParseSentence(text)
	if err != nil {
		return s, ourOwn(err)
	}
	if s.Who != "" {
		if err := a.readLogin(text, &s.Who); err != nil {
			return s, err
		}
	}
	seen := map[string]bool{}
	but := s.But[:0:0]
	for _, login := range s.But {
		if err := a.readLogin(text, &login); err != nil {
			return s, err
		}
		if !seen[login] {
			seen[login] = true
			but = append(but, login)
		}
	}
	s.But = but
	if s.On == "" {
		return s, nil
	}
	on, err := a.askedEntity(s.On)
	if err != nil || !a.Policy.Knows(on) {
		return s, pointed("sentence_thing_unknown", text, string(s.On))
	}
	s.On = on
	return s, nil
}

func (a *actor) readLogin(text string, login *string) *callgate.Error {
	who, ok := a.withLogin(*login)
	if !ok {
		return pointed("sentence_login_unknown", text, *login)
	}
	*login = a.Policy.User(who).Login
	return nil
}

// pointed is an error about one word of a sentence.
func pointed(code callgate.Code, text, word string) *callgate.Error {
	place, length := callgate.PlaceOf(text, word)
	return callgate.Err(code, "word", shortened(word, 60), "place", decimal(place), "length", decimal(length)).At("text")
}

// ourOwn is an error of ours as what it is.
func ourOwn(err error) *callgate.Error {
	var e *callgate.Error
	if !errors.As(err, &e) {
		return callgate.Err(callgate.Internal)
	}
	return e
}

// said takes a sentence apart and asks whether it holds.
func (a *actor) said(s callgate.Sentence) SaidSentence {
	e := expectedOf(s)
	said := SaidSentence{Text: s.String(), Nobody: s.Nobody(), Cannot: s.Cannot, Permission: s.Do, On: s.On, People: []Person{}, Who: []Person{}}
	if s.From.IsValid() {
		said.From = callgate.FormatHost(s.From)
	}
	for _, login := range s.Names() {
		p := Person{Login: login, Name: login}
		if who, ok := a.withLogin(login); ok {
			p = personOf(a.Policy.User(who))
		}
		said.People = append(said.People, p)
	}
	state, who := a.Policy.State(&e, a.Now)
	said.State, said.WhoTotal = state, len(who)
	for _, w := range who[:min(len(who), breakersShown)] {
		said.Who = append(said.Who, personOf(a.Policy.User(w)))
	}
	return said
}

// saidOf is said of a sentence that is kept.
func (a *actor) saidOf(e callgate.Expectation) SaidSentence {
	s, err := callgate.ParseSentence(e.Text)
	if err != nil {
		return SaidSentence{Text: e.Text, State: ExpectationUnread, People: []Person{}, Who: []Person{}}
	}
	return a.said(s)
}
