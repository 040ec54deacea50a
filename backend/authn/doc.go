// Package authn answers "who is it": password hashing and advice, TOTP second
// factors, recovery and activation codes, session tokens, sealing of secrets
// and the folding of logins. Only it imports x/crypto and pquerna/otp. It must
// not know where anything is kept, nor count failures: callers do both.
package authn
