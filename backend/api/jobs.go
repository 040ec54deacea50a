package api

// jobs are long pieces of work that go on while their caller does something
// else: imports.
type jobs struct{}
