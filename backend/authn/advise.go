package authn

import "callgate/backend/callgate"

// Advise judges a new password; being written, refuses everything for now.
func Advise(pw string, pol callgate.SignInPolicy, context []string, hasFactor bool) (ok bool, score int, problems []callgate.Reason) {
	return false, 0, []callgate.Reason{{Code: "password.too_short", Held: false}}
}
