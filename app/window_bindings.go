//go:build bindings

package app

import (
	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"

	"callgate/backend/api"
)

const hasWindow = false

// window writes frontend/wailsjs from the bound methods and ends: that is what
// Wails does under this tag (build/bindings).
func (p *program) window() error {
	return wails.Run(&options.App{Title: "Callgate", Bind: api.For(nil).Bound()})
}
