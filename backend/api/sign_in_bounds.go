package api

import "callgate/backend/callgate"

// The bounds of guessing at an account (PROMISES 8): so many failures in a row
// are evaluated, four in five of them from anywhere, the rest kept for places
// that signed in before. A tenant may bound it closer.
const (
	mostTries   = 100
	leastTries  = 10 // fewer, and anybody could lock anybody out
	freeTries   = 5  // failures of a place at an account, before it has to pause
	triesFactor = 20 // second factors in a row
)

// tries are the failures evaluated from anywhere, and those kept.
func tries(pol callgate.SignInPolicy) (anywhere, kept int) {
	most := min(max(orElse(pol.LockAfter, mostTries), leastTries), mostTries)
	return most - most/5, most / 5
}
