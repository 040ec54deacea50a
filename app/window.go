//go:build desktop && !bindings

package app

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	goruntime "runtime"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"callgate/backend/api"
	"callgate/backend/callgate"
	"callgate/backend/web"
)

const hasWindow = true

// The toolkits of all three systems want the process's first thread; only an
// init function is sure to run on it.
func init() { goruntime.LockOSThread() }

// window opens the window and ends when it is closed. It has no listening port:
// the page talks to the bound methods directly.
func (p *program) window() (err error) {
	dir, err := p.folder()
	if err != nil {
		return err
	}
	release, err := api.Hold(dir, "window")
	if err != nil {
		return err
	}
	defer release()
	service, err := api.Open(dir, api.Options{Version: Version, Log: p.log, Serving: true, Say: p.sayIn()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, service.Close()) }()
	temporaryIn(dir)
	<-service.Ready() // the page's first question would only hear "starting"

	ctx, stop := context.WithCancel(context.Background())
	var background sync.WaitGroup
	defer background.Wait()
	defer stop()
	caller := service.Caller(api.Origin{Door: api.DoorDesktop, Context: ctx})
	page := web.NewPage(dist(p.files), bridged, false)
	desk := &Desk{}
	return wails.Run(&options.App{
		Title: "Callgate", Width: 1440, Height: 900, MinWidth: 390, MinHeight: 600,
		AssetServer: &assetserver.Options{Handler: headed(page)},
		Bind:        append(api.For(caller).Bound(), desk),
		OnStartup: func(window context.Context) {
			desk.window = window
			background.Go(func() { relay(ctx, window, service, caller) })
		},
		ErrorFormatter:           errorText,
		EnableDefaultContextMenu: false,
		LogLevel:                 logger.ERROR,
		LogLevelProduction:       logger.ERROR,
		Linux:                    &linux.Options{ProgramName: "callgate", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
}

// Desk is what only the window has: the dialogs of the system it runs on.
type Desk struct{ window context.Context }

// Save asks where a file shall be kept and writes it there, readable by its
// owner only. The answer is the place, "" when the person thought better of it.
func (d *Desk) Save(name, base64Content string) (string, error) {
	content, err := base64.StdEncoding.DecodeString(base64Content)
	if err != nil {
		return "", callgate.Err("import_base64")
	}
	name = filepath.Base(name)
	place, err := runtime.SaveFileDialog(d.window, runtime.SaveDialogOptions{Title: name, DefaultFilename: name})
	if err != nil || place == "" {
		return "", err
	}
	if err := os.WriteFile(place, content, 0o600); err != nil {
		return "", callgate.Err("file_not_written", "file", filepath.Base(place))
	}
	return place, nil
}

// bridged tells where the page must name the bridge's scripts itself: Wails
// adds them to "/" only, and a reload may happen at any address.
func bridged(path string) bool { return path != "/" && path != "/index.html" }

// headed keeps what is served in the window from being taken for anything else.
func headed(page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		page.ServeHTTP(w, r)
	})
}

// errorText is a refusal as JSON text: an object would arrive as
// "[object Object]".
func errorText(err error) any {
	text, failed := json.Marshal(err)
	if failed != nil {
		return `{"code":"internal"}`
	}
	return string(text)
}

// relay tells the page what changed, for as long as somebody is signed in.
func relay(ctx, window context.Context, service *api.Service, caller *api.Caller) {
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for {
		changes, stop, err := service.Subscribe(caller)
		for err == nil {
			select {
			case <-ctx.Done():
				stop()
				return
			case e := <-changes:
				runtime.EventsEmit(window, "changed", e)
			case <-look.C:
				if err = caller.Alive(); err != nil {
					stop()
					runtime.EventsEmit(window, "signed_out")
				}
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}
