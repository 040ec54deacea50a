package api

import (
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/policy"
)

// Preset is a switch over reach and overrides, as it stands for one user
// (NUACOM, MODEL 5).
type Preset struct {
	ID       string            `json:"id"`
	State    string            `json:"state"`    // on, partly, off
	Kind     string            `json:"kind"`     // of the entities it is about; "" = everything
	Entities []callgate.Entity `json:"entities"` // of that kind in his reach
	Rights   []PresetRight     `json:"rights"`
}

// PresetRight is one right a preset consists of.
type PresetRight struct {
	Permission callgate.Permission `json:"permission"`
	Held       bool                `json:"held"` // where the preset wants it
	Override   bool                `json:"override"`
}

// Feature is one right as a switch: inherit, allow or deny.
type Feature struct {
	Permission callgate.Permission `json:"permission"`
	Override   string              `json:"override"` // "", allow, deny
	Inherited  bool                `json:"inherited"`
	Held       bool                `json:"held"`
}

// Switches are a user's presets and features.
type Switches struct {
	Presets  []Preset  `json:"presets"`
	Features []Feature `json:"features"`
}

// preset is what a switch sets: reach everything or entities of a kind, and
// these rights as overrides.
type preset struct {
	id, kind string
	rights   []callgate.Permission
}

// Presets lists those there are, as nobody has them.
func Presets() []Preset {
	list := make([]Preset, len(presets))
	for i, p := range presets {
		list[i] = Preset{ID: p.id, State: "off", Kind: p.kind, Entities: []callgate.Entity{}, Rights: []PresetRight{}}
		for _, right := range p.rights {
			list[i].Rights = append(list[i].Rights, PresetRight{Permission: right})
		}
	}
	return list
}

var managing = []callgate.Permission{"calls.log:read", "reports.call:read"}

var presets = []preset{
	{"full_reports", "", reportRights()},
	{"manage_extensions", callgate.Extension, managing},
	{"manage_queues", callgate.Queue, managing},
	{"manage_numbers", callgate.Number, managing},
}

// reportRights are the log, the recordings and every report, to read.
func reportRights() []callgate.Permission {
	list := []callgate.Permission{"calls.log:read", "calls.recording:read"}
	for _, leaf := range callgate.Catalogue() {
		if leaf.Group == "reports" && leaf.Action == "read" {
			list = append(list, leaf.ID)
		}
	}
	return list
}

// features are the rights a hosted system switches user by user.
var features = []callgate.Permission{
	"apps:use", "messaging.sms:read", "calls.own:read", "calls.voicemail:read", "calls.recording:read", "calls.recording_download:read",
	"calls.wallboard:read", "calls.active:read", "reports.email:read", "integrations:read", "dial.internal:use", "dial.domestic:use", "dial.international:use",
}

// Switches gives them as they stand.
func (m *Users) Switches(id callgate.ID) (Switches, error) {
	return read(m.c, "directory.users:read", func(a *actor) (Switches, error) {
		who, ok := a.seen(id)
		if !ok {
			return Switches{}, callgate.Err(callgate.NotFound)
		}
		return a.switches(who), nil
	})
}

func (a *actor) switches(who policy.Who) (s Switches) {
	h := a.Policy.Holding(who, a.Now)
	for _, p := range presets {
		s.Presets = append(s.Presets, a.preset(who, &h, p))
	}
	for _, p := range features {
		b := callgate.MustBit(p)
		f := Feature{Permission: p, Held: h.Rights.Has(b), Inherited: h.Rights.Has(b)}
		if i := overrideAt(h.User, p); i >= 0 {
			f.Override = "deny"
			if h.User.Overrides[i].Allow {
				f.Override = "allow"
			}
			without := copyOf(h.User)
			without.Overrides = slices.Delete(without.Overrides, i, i+1)
			base := a.Policy.HoldingAs(without, a.Now)
			f.Inherited = base.Rights.Has(b)
		}
		s.Features = append(s.Features, f)
	}
	return s
}

func overrideAt(u *callgate.User, p callgate.Permission) int {
	return slices.IndexFunc(u.Overrides, func(o callgate.Override) bool { return o.Permission == p })
}

// preset tells how far a switch is on by what the user holds, whoever gives it.
func (a *actor) preset(who policy.Who, h *policy.Holding, p preset) Preset {
	out := Preset{ID: p.id, Kind: p.kind, Entities: entitiesOf(h.User, p.kind), Rights: []PresetRight{}, State: "partly"}
	held, any := 0, len(out.Entities) > 0 || p.kind == "" && h.User.ReachEverything
	for _, right := range p.rights {
		b := callgate.MustBit(right)
		r := PresetRight{Permission: right, Held: h.Wide.Has(b)}
		if !r.Held && len(out.Entities) > 0 {
			r.Held = !slices.ContainsFunc(out.Entities, func(e callgate.Entity) bool { return !a.Policy.Reaches(who, b, e, a.Now) })
		}
		if i := overrideAt(h.User, right); i >= 0 {
			r.Override = h.User.Overrides[i].Allow
		}
		if r.Held {
			held++
		}
		out.Rights = append(out.Rights, r)
	}
	switch {
	case held == len(p.rights):
		out.State = "on"
	case !any && (held == 0 || p.kind != ""):
		out.State = "off"
	}
	return out
}

func entitiesOf(u *callgate.User, kind string) []callgate.Entity {
	list := []callgate.Entity{}
	for _, e := range u.Reach {
		if kind != "" && e.Kind() == kind {
			list = append(list, e)
		}
	}
	return list
}

// SetPreset switches one on (over these entities, where it is about some) or
// off. It sets its reach and its overrides and nothing else.
func (m *Users) SetPreset(id callgate.ID, revision int, name string, on bool, entities []callgate.Entity) (UserDetail, error) {
	return m.change(id, "user.access", func(w *change, u *callgate.User) error {
		if err := w.unmoved(u, revision); err != nil {
			return err
		}
		i := slices.IndexFunc(presets, func(p preset) bool { return p.id == name })
		switch {
		case i < 0:
			return callgate.Err(callgate.BadInput, "value", shortened(name, 40)).At("preset")
		case u.Kind == callgate.Administrator:
			return callgate.Err("preset_administrator", "login", u.Login)
		}
		p := presets[i]
		if slices.ContainsFunc(entities, func(e callgate.Entity) bool { return e.Kind() != p.kind }) {
			return callgate.Err(callgate.BadInput, "value", shortened(string(entities[0]), 40)).At("reach")
		}
		if on && p.kind != "" && len(entities) == 0 {
			return callgate.Err("preset_empty").At("reach")
		}
		p.apply(u, on, entities)
		return nil
	})
}

func (p preset) apply(u *callgate.User, on bool, entities []callgate.Entity) {
	if p.kind == "" {
		u.ReachEverything = on
	} else {
		u.Reach = slices.DeleteFunc(slices.Clone(u.Reach), func(e callgate.Entity) bool { return e.Kind() == p.kind })
		if on {
			u.Reach = append(u.Reach, entities...)
		}
	}
	if on {
		for _, right := range p.rights {
			withoutOverride(u, right)
			u.Overrides = append(u.Overrides, callgate.Override{Permission: right, Allow: true})
		}
		return
	}
	for _, right := range p.rights {
		if i := overrideAt(u, right); i >= 0 && u.Overrides[i].Allow && !wantedElsewhere(u, p, right) {
			withoutOverride(u, right)
		}
	}
}

func withoutOverride(u *callgate.User, p callgate.Permission) {
	u.Overrides = slices.DeleteFunc(slices.Clone(u.Overrides), func(o callgate.Override) bool { return o.Permission == p })
}

// wantedElsewhere tells whether another preset that has its reach needs the right.
func wantedElsewhere(u *callgate.User, off preset, right callgate.Permission) bool {
	return slices.ContainsFunc(presets, func(p preset) bool {
		has := p.kind == "" && u.ReachEverything || len(entitiesOf(u, p.kind)) > 0
		return p.id != off.id && has && slices.Contains(p.rights, right)
	})
}

// SetFeature makes one right inherit ("") what roles give, or allows or denies
// it for this user.
func (m *Users) SetFeature(id callgate.ID, revision int, p callgate.Permission, how string) (UserDetail, error) {
	return m.change(id, "user.access", func(w *change, u *callgate.User) error {
		if err := w.unmoved(u, revision); err != nil {
			return err
		}
		switch {
		case !slices.Contains(features, p):
			return callgate.Err("permission_unknown", "permission", shortened(string(p), 60)).At("overrides")
		case !slices.Contains([]string{"", "allow", "deny"}, how):
			return callgate.Err(callgate.BadInput, "value", shortened(how, 40)).At("overrides")
		case u.Kind == callgate.Administrator:
			return callgate.Err("preset_administrator", "login", u.Login)
		}
		withoutOverride(u, p)
		if how != "" {
			u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: how == "allow"})
		}
		return nil
	})
}
