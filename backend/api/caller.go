package api

import "callgate/backend/callgate"

// Caller is whoever makes a call, through whichever door.
type Caller struct{}

var notBuilt = callgate.Err("not_built")
