package callgate

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Code names one kind of failure. Its sentence stands in the language files
// under "error.<code>", with the Params filled in.
type Code string

// The codes that several packages share. A code used in one place only is
// written there as a literal; the language files are checked against all.
const (
	NotFound         Code = "not_found"          // or not visible: the answer is the same
	Denied           Code = "denied"             // the decision said no; Reasons tell why
	NotSignedIn      Code = "not_signed_in"      // no session, or it ended
	SignInRefused    Code = "sign_in_refused"    // one answer for every failure before the right password
	Blocked          Code = "blocked"            // told only after the right password
	Conflict         Code = "conflict"           // somebody saved meanwhile
	Taken            Code = "taken"              // name already in use
	BadInput         Code = "bad_input"          // Field says where
	UnknownKey       Code = "unknown_key"        // JSON key nobody knows, or given twice
	OpenSet          Code = "open_set"           // a permission lacks what it needs
	Escalation       Code = "escalation"         // grants more than the actor holds
	LastAdmin        Code = "last_administrator" // somebody must be able to administer
	Licence          Code = "licence"            // no seat left
	Busy             Code = "busy"               // too many sign-ins at once: try again
	Internal         Code = "internal"           // logged with details, shown without
	Confirm          Code = "confirm"            // the typed confirmation does not match
	SignInAgain      Code = "sign_in_again"      // a recent password is asked for this
	ShutOut          Code = "shut_out"           // the actor would lose his own way in
	NotReady         Code = "not_ready"          // still starting: deny until loaded
	Immutable        Code = "immutable"          // predefined
	SecondFactorCode Code = "second_factor_code" // the code did not fit
)

// Error is the one error callers see: a code, the parameters of its sentence,
// the input field it belongs to and, for denials, every rule looked at.
type Error struct {
	Code    Code              `json:"code"`
	Field   string            `json:"field,omitempty"`
	Params  map[string]string `json:"params,omitempty"`
	Reasons []Reason          `json:"reasons,omitempty"`
}

// Err makes an Error; params are key, value, key, value.
func Err(code Code, params ...string) *Error {
	e := &Error{Code: code}
	for i := 0; i+1 < len(params); i += 2 {
		if e.Params == nil {
			e.Params = map[string]string{}
		}
		e.Params[params[i]] = params[i+1]
	}
	return e
}

// At says which input field the error belongs to.
func (e *Error) At(field string) *Error { e.Field = field; return e }

// Because attaches the rules that were looked at.
func (e *Error) Because(reasons []Reason) *Error { e.Reasons = reasons; return e }

// Error gives code, field and parameters for logs; people read the sentence.
func (e *Error) Error() string {
	keys := make([]string, 0, len(e.Params))
	for k := range e.Params {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	b.WriteString(string(e.Code))
	if e.Field != "" {
		fmt.Fprintf(&b, " at %s", e.Field)
	}
	for _, k := range keys {
		fmt.Fprintf(&b, " %s=%q", k, e.Params[k])
	}
	return b.String()
}

// Is makes errors.Is(err, callgate.Err(code)) compare by code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// CodeOf tells the code of err, or Internal for a foreign error, or "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
