//go:build !desktop && !bindings

package app

import "callgate/backend/callgate"

// hasWindow: a plain build is server and command line.
const hasWindow = false

func (p *program) window() error { return callgate.Err("no_window") }
