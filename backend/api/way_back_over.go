package api

import (
	"context"
	"time"

	"callgate/backend/store"
)

// waysBackLook is how soon after its time a way back is forgotten: secrets of a
// deleted user are in his.
const waysBackLook = 30 * time.Second

// forgetWaysBack drops those whose time is over, until ctx ends.
func (s *Service) forgetWaysBack(ctx context.Context) {
	look := time.NewTicker(waysBackLook)
	defer look.Stop()
	for {
		if err := s.dropWaysBack(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("ways back are not forgotten: they lead nowhere just the same", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

// dropWaysBack writes only where there is something to drop.
func (s *Service) dropWaysBack(ctx context.Context) error {
	var over bool
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		over, err = tx.WaysBackOver(s.now())
		return err
	})
	if err != nil || !over {
		return err
	}
	return s.db.Write(ctx, func(tx *store.Tx) error { return tx.SweepWaysBack(s.now()) })
}
