package api

// signInState is what signing in remembers between calls outside the database.
type signInState struct{}
