// Package web is the HTTP door: it turns a POST of JSON arguments into a call
// of one bound method of api, keeps cookies, finds out where a request comes
// from, streams events and serves the page. It must hold no rule about who may
// do what: those stand in api, below every door.
package web
