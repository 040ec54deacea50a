// Package policy is the decision: users, roles and grants of one tenant in a
// compiled, immutable form, and one walk through the six gates that answers
// and, when asked, explains. No clock, no I/O, no knowledge of who asks.
package policy
