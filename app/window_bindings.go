//go:build bindings

package app

import (
	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"

	"callgate/backend/api"
)

const hasWindow = false

// Desk is the window's own, described here because the window is not in this
// build.
type Desk struct{}

// Save asks where a file shall be kept.
func (*Desk) Save(_, _ string) (string, error) { return "", nil }

// window writes frontend/wailsjs from the bound methods and ends: that is what
// Wails does under this tag (build/bindings).
func (p *program) window() error {
	return wails.Run(&options.App{Title: "Callgate", Bind: append(api.For(nil).Bound(), &Desk{})})
}
