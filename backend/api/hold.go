package api

import "callgate/backend/store"

// Hold takes the data folder for a door that stays open: "serve", "window" or
// "watch". A second one is refused with the name of the first; commands need
// no hold.
func Hold(dir, what string) (release func(), err error) { return store.Lock(dir, what) }
