package api

import (
	"maps"

	"callgate/backend/callgate"
)

// productColours are the status colours where nobody chose others. They are
// seen on both sheets; a test holds it.
var productColours = map[string]string{
	"available": "#1F8A5B", "ringing": "#B7791F", "on_a_call": "#C2473A", "on_hold": "#A8612B", "do_not_disturb": "#B5456B",
	"away": "#8A7A2E", "in_a_meeting": "#7A5CC0", "wrap_up": "#3D7EB8", "offline": "#6F7C88",
}

// ColourSet is where the status colours of a user come from: his own, else the
// tenant's, else the product's.
type ColourSet struct {
	States  []string          `json:"states"`
	Product map[string]string `json:"product"`
	Tenant  map[string]string `json:"tenant"`
	Own     map[string]string `json:"own"`
}

// ColourReading says how one colour is seen on the light and the dark sheet.
type ColourReading struct {
	State string          `json:"state"`
	Value string          `json:"value"`
	Light float64         `json:"light"` // contrast, 3 at least
	Dark  float64         `json:"dark"`
	Error *callgate.Error `json:"error,omitempty"`
}

// Colours gives the caller's.
func (m *Account) Colours() (ColourSet, error) {
	return read(m.c, "", func(a *actor) (ColourSet, error) {
		set := ColourSet{States: statusStates, Product: productColours, Tenant: ownColours(a.Tenant.StatusColours), Own: map[string]string{}}
		if !a.local() {
			set.Own = ownColours(a.User.StatusColours)
		}
		return set, nil
	})
}

// ReadColours looks at colours before they are saved, by the rules of saving.
func (m *Account) ReadColours(colours map[string]string) ([]ColourReading, error) {
	return read(m.c, "", func(*actor) ([]ColourReading, error) {
		list := []ColourReading{}
		for _, state := range statusStates {
			c, there := colours[state]
			if !there {
				continue
			}
			r := ColourReading{State: state, Value: shortened(c, 20)}
			if err := checkColours(map[string]string{state: c}); err != nil {
				r.Error = fault(err)
			}
			if colourForm.MatchString(c) {
				l := luminance(c)
				r.Light, r.Dark = contrast(l, sheetLight), contrast(l, sheetDark)
			}
			list = append(list, r)
		}
		return list, nil
	})
}

// SetColours changes the caller's own; none of his own means the defaults
// apply.
func (m *Account) SetColours(colours map[string]string) (callgate.User, error) {
	return own(m.c, "profile", func(w *change, before, after *callgate.User) error {
		after.StatusColours = ownColours(colours)
		if err := w.saveUser(before, after); err != nil {
			return err
		}
		return w.record("account.colours", after.Login, after.ID, map[string]any{"statusColours": before.StatusColours}, map[string]any{"statusColours": after.StatusColours})
	})
}

func ownColours(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return maps.Clone(m)
}
