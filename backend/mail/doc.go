// Package mail hands letters to a mail server over SMTP and says in codes what
// the server answered. It knows nothing of users, tenants or what a letter is
// about; it is the only package that imports the SMTP library.
package mail
