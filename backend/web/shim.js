// In the window, Wails defines window.go and window.runtime. In a browser this
// file does: a call becomes POST /call/api.<Module>.<Method>, events come from
// one EventSource that is open while somebody listens.
(() => {
  const listeners = new Map()
  const json = { 'Content-Type': 'application/json' }
  // The page says here when nobody has touched it for a while: its calls are no
  // use of the session then.
  window.callgate = { unattended: false }
  const call = async (name, args) => {
    let body
    try {
      const answer = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: window.callgate.unattended ? { ...json, 'Callgate-Unattended': '1' } : json,
        body: JSON.stringify(args.map((a) => (a === undefined ? null : a))),
      })
      body = await answer.json()
    } catch {
      throw JSON.stringify({ code: 'unreachable' })
    }
    if (body.error) throw JSON.stringify(body.error)
    // Signing in is when a stream that was refused may be opened.
    if (name.startsWith('api.SignIn.') && listeners.size > 0) {
      refused = false
      listen()
    }
    return body.result
  }
  const under = (get) => new Proxy({}, { get: (_, key) => get(String(key)) })
  window.go = under((pkg) => under((module) => under((method) => (...args) => call(`${pkg}.${module}.${method}`, args))))

  const tell = (name, ...data) => {
    for (const heard of [...(listeners.get(name) ?? [])]) heard(...data)
  }
  let source
  let refused = false // the session ended: only signing in opens a stream again
  let pause = 1000
  let again
  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return
    clearTimeout(again)
    source = new EventSource('/events')
    source.onopen = () => {
      pause = 1000
      tell('stream', 'open')
    }
    // A browser comes back by itself after a lost line, not after an answer
    // other than 200: a server that is starting, or a proxy without one.
    source.onerror = () => {
      tell('stream', 'lost')
      if (refused || source.readyState !== EventSource.CLOSED) return
      clearTimeout(again)
      again = setTimeout(listen, pause)
      pause = Math.min(2 * pause, 60_000)
    }
    source.addEventListener('changed', (e) => tell('changed', JSON.parse(e.data)))
    source.addEventListener('signed_out', () => {
      refused = true
      source.close()
      tell('signed_out')
    })
  }
  const EventsOnMultiple = (name, callback, times) => {
    const heard = (...data) => {
      if (times > 0 && --times === 0) off()
      callback(...data)
    }
    const off = () => listeners.get(name)?.delete(heard)
    if (!listeners.has(name)) listeners.set(name, new Set())
    listeners.get(name).add(heard)
    listen()
    return off
  }
  window.runtime = {
    EventsOnMultiple,
    EventsOn: (name, callback) => EventsOnMultiple(name, callback, -1),
    EventsOnce: (name, callback) => EventsOnMultiple(name, callback, 1),
    EventsOff: (...names) => names.forEach((name) => listeners.delete(name)),
    EventsOffAll: () => listeners.clear(),
    EventsEmit: tell,
    BrowserOpenURL: (url) => window.open(url, '_blank', 'noopener,noreferrer'),
    WindowReload: () => location.reload(),
    WindowSetTitle: (title) => { document.title = title },
    ClipboardSetText: (text) => navigator.clipboard.writeText(text).then(() => true),
    ClipboardGetText: () => navigator.clipboard.readText(),
    Environment: async () => ({ buildType: 'web', platform: 'web', arch: '' }),
  }
})()
