package api

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Options of a running installation.
type Options struct {
	Version   string
	PlainHTTP bool             // the page warns: not encrypted
	Now       func() time.Time // the one clock; time.Now when nil
	Log       *slog.Logger     // slog.Default when nil
	Address   string           // under which people reach this server, for links in mails; "" = not known
	Serving   bool             // this process holds the folder: it sends mails and tells what ends
	// Say is a sentence of the language files, for mails; its key when nil.
	Say func(language, key string, params map[string]string) string
}

// Service is one open data folder: the database, the keys and the published
// views that every decision reads.
type Service struct {
	db   *store.DB
	key  *authn.Key
	root *os.Root
	opt  Options
	log  *slog.Logger

	mu      sync.Mutex // the writer's lock: one change at a time, published in order
	version int64      // policy version of views; guarded by mu
	views   atomic.Pointer[views]
	seen    atomic.Int64 // data version the views and cached sessions are good for

	sessions  sessionCache
	denials   denialLog
	questions questionLog
	events    hub
	presence  presence
	jobs      jobs
	signIns   signInState

	mails      mails
	recoveries recoveries

	ready   chan struct{}   // closed when the first load ended, well or not
	loadErr error           // why it did not; read after ready
	life    context.Context // ends with Close
	stop    context.CancelFunc
	done    sync.WaitGroup
}

// Open opens the data folder and begins to load it in the background: until
// that is done every call is refused with NotReady. A folder that is foreign,
// damaged or newer is refused at once.
func Open(dir string, opt Options) (*Service, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	// A lost key must not be replaced in silence: every sealed second factor and
	// the audit chain hang on it.
	if store.Exists(root) && !authn.HasKey(root) {
		return nil, errors.Join(callgate.Err("key_missing", "file", authn.KeyFile), root.Close())
	}
	key, err := authn.OpenKey(root)
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	db, err := store.Open(dir, store.Options{AuditKey: key.AuditKey()})
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &Service{db: db, key: key, root: root, opt: opt, log: opt.Log, ready: make(chan struct{}), life: ctx, stop: stop}
	s.mails.wake = make(chan struct{}, 1)
	s.recoveries.waiting = make(chan recoveryAsked, recoveryWaiting)
	s.done.Go(func() {
		s.load(ctx)
		if opt.Serving {
			debug.FreeOSMemory() // what only starting and loading needed, for whatever else the machine does
		}
	})
	s.done.Go(func() { s.denials.run(ctx, s) })
	s.done.Go(func() { s.clearImports(ctx) })
	if opt.Serving {
		s.done.Go(func() { s.mails.run(ctx, s) })
		s.done.Go(func() { s.recoveries.run(ctx, s) })
		s.done.Go(func() { s.remind(ctx) })
		s.done.Go(func() { s.keepAssistance(ctx) })
		s.done.Go(func() { s.forgetWaysBack(ctx) })
	}
	return s, nil
}

// load reads everything once and publishes it.
func (s *Service) load(ctx context.Context) {
	defer close(s.ready)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loadErr = s.db.Read(ctx, func(tx *store.Tx) error { return s.reload(tx) })
	if s.loadErr != nil {
		s.log.Error("loading failed", "error", s.loadErr)
	}
}

// Ready is closed when the first load has ended.
func (s *Service) Ready() <-chan struct{} { return s.ready }

// Close ends background work, writes what is pending and closes the database.
func (s *Service) Close() error {
	s.stop()
	s.done.Wait()
	s.denials.flush(s)
	return errors.Join(s.db.Close(), s.root.Close())
}

func (s *Service) now() callgate.Time { return callgate.TimeOf(s.opt.Now()) }

// fresh makes sure that what other connections committed is in force: a
// PRAGMA a request, and a reload only where something really changed. While
// the state is unknown everything is denied.
func (s *Service) fresh(ctx context.Context) (views, error) {
	select {
	case <-s.ready:
	default:
		return nil, callgate.Err(callgate.NotReady)
	}
	if s.loadErr != nil {
		return nil, callgate.Err(callgate.Internal)
	}
	at, err := s.db.DataVersion()
	if err != nil {
		return nil, err
	}
	if at != s.seen.Load() || s.views.Load() == nil {
		if err := s.catchUp(ctx, at); err != nil {
			return nil, err
		}
	}
	if v := s.views.Load(); v != nil {
		return *v, nil
	}
	return nil, callgate.Err(callgate.NotReady)
}

// catchUp takes in what another process (a command beside the server) wrote.
func (s *Service) catchUp(ctx context.Context, at int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at == s.seen.Load() && s.views.Load() != nil {
		return nil
	}
	err := s.db.Read(ctx, func(tx *store.Tx) error { return s.reloadIfBehind(tx) })
	if err != nil {
		return err
	}
	s.sessions.clear()
	s.seen.Store(at)
	return nil
}

// reloadIfBehind compares the policy version and takes in what is missing.
func (s *Service) reloadIfBehind(tx *store.Tx) error {
	version, err := tx.Version()
	if err != nil {
		return err
	}
	if s.views.Load() == nil {
		return s.reload(tx)
	}
	if version == s.version {
		return nil
	}
	changes, complete, err := tx.Changes(s.version)
	if err != nil {
		return err
	}
	if !complete {
		err, changes = s.reload(tx), nil
	} else {
		err = s.takeIn(tx, version, changes)
	}
	if err == nil {
		s.tellTakenIn(changes)
	}
	return err
}
