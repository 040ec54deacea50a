// Package bench puts the same questions to Callgate's decision and to the
// policy engines people would otherwise use, proves that all of them give the
// same answers, and then times them. A module of its own: the product depends
// on none of them.
package bench
