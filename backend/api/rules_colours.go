package api

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"

	"callgate/backend/callgate"
)

// statusStates are the states that have a colour (MODEL 3).
var statusStates = []string{"available", "ringing", "on_a_call", "on_hold", "do_not_disturb", "away", "in_a_meeting", "wrap_up", "offline"}

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// The two sheets a status colour lies on, as relative luminance, and the
// contrast it needs there (WCAG 1.4.11).
const (
	sheetLight    = 1.0
	sheetDark     = 0.00917 // #121921
	leastContrast = 3.0
)

// readColours checks status colours: known states, #RRGGBB, seen on both sheets.
func (w *change) readColours(old, u *callgate.User) error {
	if u.StatusColours == nil {
		u.StatusColours = map[string]string{}
	}
	if maps.Equal(old.StatusColours, u.StatusColours) {
		return nil
	}
	return checkColours(u.StatusColours)
}

func checkColours(colours map[string]string) error {
	for _, state := range slices.Sorted(maps.Keys(colours)) {
		c := colours[state]
		switch {
		case !slices.Contains(statusStates, state):
			return callgate.Err(callgate.BadInput, "value", shortened(state, 40)).At("statusColours")
		case !colourForm.MatchString(c):
			return callgate.Err("colour_form", "value", shortened(c, 20)).At("statusColours")
		}
		if l := luminance(c); contrast(l, sheetLight) < leastContrast || contrast(l, sheetDark) < leastContrast {
			return callgate.Err("colour_contrast", "value", c).At("statusColours")
		}
	}
	return nil
}

// luminance of #RRGGBB (WCAG 2).
func luminance(c string) float64 {
	part := func(at int) float64 {
		n, _ := strconv.ParseUint(c[at:at+2], 16, 8)
		v := float64(n) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*part(1) + 0.7152*part(3) + 0.0722*part(5)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
