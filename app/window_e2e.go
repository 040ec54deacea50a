//go:build desktop && e2e && linux

package app

// In the build that tests drive (tag e2e) the web view is made for automation:
// this definition takes the place of WebKit's own when the program is linked,
// because Wails has no option for it. WebKitWebDriver then starts the program
// like a browser (build/test, app/window_test.go). No other build has this.

/*
#cgo pkg-config: gtk+-3.0 webkit2gtk-4.1
#include <webkit2/webkit2.h>

static GtkWidget *the_view;

static WebKitWebView *give_view(WebKitAutomationSession *session, gpointer data) {
	return WEBKIT_WEB_VIEW(the_view);
}

static void automation_started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer data) {
	WebKitApplicationInfo *info = webkit_application_info_new();
	webkit_application_info_set_name(info, "callgate");
	webkit_application_info_set_version(info, 1, 0, 0);
	webkit_automation_session_set_application_info(session, info);
	webkit_application_info_unref(info);
	g_signal_connect(session, "create-web-view", G_CALLBACK(give_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager) {
	WebKitWebContext *context = webkit_web_context_get_default();
	webkit_web_context_set_automation_allowed(context, TRUE);
	g_signal_connect(context, "automation-started", G_CALLBACK(automation_started), NULL);
	the_view = GTK_WIDGET(g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", context,
		"user-content-manager", manager, "is-controlled-by-automation", TRUE, NULL));
	return the_view;
}
*/
import "C"
