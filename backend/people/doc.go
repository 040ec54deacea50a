// Package people finds users: folded text, sort orders and filters over all
// users of one tenant, in memory. An Index is immutable; a change makes a new
// one that shares nearly everything with the old. It must not know where users
// are kept, who asks, or what the finder may see.
package people
