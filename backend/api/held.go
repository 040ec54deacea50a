package api

import "sync"

// held is what a caller holds between calls: session token and device cookie.
// A browser brings them with each request, the window keeps them here.
type held struct {
	mu            sync.Mutex
	token, device string
}

func (c *Caller) heldToken() string {
	c.held.mu.Lock()
	defer c.held.mu.Unlock()
	return c.held.token
}

func (c *Caller) heldDevice() string {
	c.held.mu.Lock()
	defer c.held.mu.Unlock()
	return c.held.device
}

// keep takes a renewed token ("" = forget it) and hands it to the door.
func (c *Caller) keep(token, device string) {
	c.held.mu.Lock()
	c.held.token, c.held.device = token, device
	c.held.mu.Unlock()
	c.origin.Keep(token, device)
}
