// Package api is what a caller may do: one struct per module, one exported
// method per use case, and the guard (caller.go) that every one of them passes.
// Windows, browsers and the command line all call these methods. It must not
// know how a call arrived.
package api
