// Package store is where everything is kept: the only SQL, one file per table,
// the transactions, the migrations and the chained audit. Aggregates are loaded
// and saved whole. It must not know who asks, nor decide anything.
package store
