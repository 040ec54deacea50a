// Package numbering reads telephone numbers by the numbering plans of the
// world: what a number typed in some country means, whether it can be dialled,
// where it leads, whether it costs extra. The plans stand in plans.tsv, written
// from libphonenumber's metadata by TestPlans, and are read when the first
// number is; the metadata is that of The Libphonenumber Authors, under the
// Apache License 2.0. It must not know tenants, extensions or who dials.
package numbering
