package store

import (
	"database/sql"
	"errors"

	"callgate/backend/callgate"
)

// Credential is what a user proves himself with. It never leaves store and
// authn; the factors are sealed.
type Credential struct {
	Tenant            callgate.ID   `bun:"tenant_id,pk"`
	User              callgate.ID   `bun:"user_id,pk"`
	PasswordHash      string        `bun:"password_hash"`
	PasswordChanged   callgate.Time `bun:"password_changed"`
	History           []string      `bun:"history,type:text"` // hashes of earlier passwords, newest first
	SealedFactor      []byte        `bun:"sealed_factor"`
	PendingFactor     []byte        `bun:"pending_factor"` // enrolment begun, not confirmed
	FactorSet         callgate.Time `bun:"factor_set"`
	FactorDemanded    callgate.Time `bun:"factor_demanded"` // since when the policy asks for one: start of the grace period
	LastStep          int64         `bun:"last_step"`       // last TOTP step used
	Failures          int           `bun:"failures"`        // in a row, from anywhere
	KnownFailures     int           `bun:"known_failures"`  // in a row, from places that signed in before
	FactorFailures    int           `bun:"factor_failures"`
	LastFailure       callgate.Time `bun:"last_failure"`
	ActivationHash    string        `bun:"activation_hash"`
	ActivationExpires callgate.Time `bun:"activation_expires"`
}

// Credential loads a user's; one without secrets when he has none yet.
func (tx *Tx) Credential(tenant, user callgate.ID) (Credential, error) {
	var c Credential
	err := tx.bun.NewSelect().Model(&c).ModelTableExpr("credentials AS credential").Where("tenant_id = ? AND user_id = ?", tenant, user).Scan(tx.ctx)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Credential{}, tx.seen(err)
	}
	c.Tenant, c.User = tenant, user
	return c, nil
}

// InsertCredentials adds those of new users, who have a password and nothing
// else yet.
func (tx *Tx) InsertCredentials(list []Credential) error {
	const width, none = 14, int64(0)
	args := make([]any, 0, width*len(list))
	for _, c := range list {
		args = append(args, c.Tenant, c.User, c.PasswordHash, int64(c.PasswordChanged), "[]", none, none, none, none, none, none, none, "", none)
	}
	return tx.insertPlain("INSERT INTO credentials (tenant_id, user_id, password_hash, password_changed, history, factor_set, factor_demanded, last_step, "+
		"failures, known_failures, factor_failures, last_failure, activation_hash, activation_expires) VALUES ", width, args)
}

// SaveCredential adds or changes one.
func (tx *Tx) SaveCredential(c Credential) error {
	c.History = filled(c.History)
	_, err := tx.bun.NewInsert().Model(&c).ModelTableExpr("credentials").On("CONFLICT (tenant_id, user_id) DO UPDATE").Exec(tx.ctx)
	return tx.seen(err)
}
