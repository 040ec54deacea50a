// In the window, Wails defines window.go and window.runtime. In a browser this
// file does: a call becomes POST /call/api.<Module>.<Method>, events come from
// one EventSource that is open while somebody listens.
(() => {
  const listeners = new Map()
  const call = async (name, args) => {
    let body
    try {
      const answer = await fetch(`/call/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(args.map((a) => (a === undefined ? null : a))),
      })
      body = await answer.json()
    } catch {
      throw JSON.stringify({ code: 'unreachable' })
    }
    if (body.error) throw JSON.stringify(body.error)
    // Signing in is when a stream that was refused may be opened.
    if (name.startsWith('api.SignIn.') && listeners.size > 0) listen()
    return body.result
  }
  const under = (get) => new Proxy({}, { get: (_, key) => get(String(key)) })
  window.go = under((pkg) => under((module) => under((method) => (...args) => call(`${pkg}.${module}.${method}`, args))))

  const tell = (name, ...data) => {
    for (const heard of [...(listeners.get(name) ?? [])]) heard(...data)
  }
  let source
  const listen = () => {
    if (source && source.readyState !== EventSource.CLOSED) return
    source = new EventSource('/events')
    source.onopen = () => tell('stream', 'open')
    source.onerror = () => tell('stream', 'lost')
    source.addEventListener('changed', (e) => tell('changed', JSON.parse(e.data)))
    source.addEventListener('signed_out', () => {
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
