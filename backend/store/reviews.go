package store

import (
	"slices"

	"callgate/backend/callgate"
)

// Reviews loads a tenant's, newest first; those still being written down are
// left out.
func (tx *Tx) Reviews(tenant callgate.ID) ([]callgate.Review, error) {
	list := []callgate.Review{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("reviews AS review").Where("tenant_id = ? AND made = 1", tenant).Order("started DESC", "id DESC").Scan(tx.ctx)
	return list, tx.seen(err)
}

// DueReviews loads those of all tenants that are not finished and due in this
// time.
func (tx *Tx) DueReviews(after, until callgate.Time) ([]callgate.Review, error) {
	list := []callgate.Review{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("reviews AS review").
		Where("made = 1 AND finished = 0 AND due > ? AND due <= ?", int64(after), int64(until)).Order("tenant_id", "due", "id").Scan(tx.ctx)
	return list, tx.seen(err)
}

// Review loads one.
func (tx *Tx) Review(tenant, id callgate.ID) (*callgate.Review, error) {
	list := []*callgate.Review{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("reviews AS review").Where("tenant_id = ? AND id = ?", tenant, id).Scan(tx.ctx)
	return only(list, tx.seen(err))
}

// SaveReview adds or changes one.
func (tx *Tx) SaveReview(r callgate.Review) error {
	_, err := tx.bun.NewInsert().Model(&r).ModelTableExpr("reviews").On("CONFLICT (tenant_id, id) DO UPDATE").Exec(tx.ctx)
	return tx.seen(err)
}

// DropUnmadeReviews removes what a killed process left half written.
func (tx *Tx) DropUnmadeReviews(tenant callgate.ID) error {
	_, err := tx.exec("DELETE FROM reviews WHERE tenant_id = ? AND made = 0", tenant)
	return err
}

// InsertReviewPeople writes people of a review down.
func (tx *Tx) InsertReviewPeople(list []*callgate.ReviewPerson) error {
	const atOnce = 200
	for part := range slices.Chunk(list, atOnce) {
		if _, err := tx.bun.NewInsert().Model(&part).ModelTableExpr("review_people").Exec(tx.ctx); err != nil {
			return tx.seen(err)
		}
	}
	return nil
}

// SaveReviewPerson changes one.
func (tx *Tx) SaveReviewPerson(p *callgate.ReviewPerson) error {
	_, err := tx.bun.NewInsert().Model(p).ModelTableExpr("review_people").On("CONFLICT (tenant_id, review_id, position) DO UPDATE").Exec(tx.ctx)
	return tx.seen(err)
}

// ReviewPeople loads the people of a review, in order.
func (tx *Tx) ReviewPeople(tenant, review callgate.ID) ([]*callgate.ReviewPerson, error) {
	list := []*callgate.ReviewPerson{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("review_people AS review_person").
		Where("tenant_id = ? AND review_id = ?", tenant, review).Order("position").Scan(tx.ctx)
	return list, tx.seen(err)
}

// ReviewPerson loads one.
func (tx *Tx) ReviewPerson(tenant, review callgate.ID, position int) (*callgate.ReviewPerson, error) {
	list := []*callgate.ReviewPerson{}
	err := tx.bun.NewSelect().Model(&list).ModelTableExpr("review_people AS review_person").
		Where("tenant_id = ? AND review_id = ? AND position = ?", tenant, review, position).Scan(tx.ctx)
	return only(list, tx.seen(err))
}
