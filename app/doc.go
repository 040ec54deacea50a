// Package app is how Callgate runs: as a window, as a server, as commands, a
// file for each. It puts the pieces together and words their answers; it must
// hold no rule about who may do what.
package app
