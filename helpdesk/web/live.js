/*
 * Keeps a list new: when the helpdesk says that something came, the same page is fetched again and its part #live is put in the place of
 * this one. Focus, choices and what is on the screen stay. It has no words: those that it says stand in the page (live-part.ts).
 * Where a browser has no EventSource, or no script runs, the page is as it was loaded.
 */
;(() => {
  const part = document.getElementById('live')
  const said = document.getElementById('live-said')
  if (part === null || said === null || !('EventSource' in window)) return

  let source = null
  let isFetching = false
  let isWanted = false
  /** Something may have been missed while nobody listened. */
  let isStale = false
  /** Whether somebody sits here: a page that is left alone lets its session end. */
  let isAttended = true

  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'scroll']) {
    addEventListener(sign, () => (isAttended = true), { passive: true })
  }
  // A browser has six connections for a site over HTTP/1.1: pages that nobody sees need none.
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()))
  addEventListener('pagehide', rest)
  if (!document.hidden) listen()

  function listen() {
    if (source !== null) return
    const own = new EventSource('/events')
    source = own
    own.addEventListener('open', () => {
      if (isStale) void renew()
      isStale = false
    })
    for (const kind of (part.dataset.kinds ?? '').split(' ')) own.addEventListener(kind, () => void renew())
    own.addEventListener('over', () => {
      rest()
      if (!isAttended) return stop()
      isAttended = false
      listen()
    })
    own.addEventListener('error', () => {
      // It asks again by itself, unless the answer was no.
      if (own.readyState === EventSource.CLOSED) stop()
      isStale = true
    })
  }

  function rest() {
    source?.close()
    source = null
    isStale = true
  }

  function stop() {
    source?.close()
    // Not null: it doesn't begin again.
    say(said.dataset.ended)
  }

  function say(words) {
    said.textContent = ''
    // The same words a second time are heard only where they were gone in between.
    setTimeout(() => (said.textContent = words ?? ''), 50)
  }

  /** One at a time; what comes meanwhile is looked at afterwards. */
  async function renew() {
    isWanted = true
    if (isFetching) return
    isFetching = true
    try {
      while (isWanted) {
        isWanted = false
        await fetchPart()
      }
    } catch {
      isStale = true
    } finally {
      isFetching = false
    }
  }

  async function fetchPart() {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'manual', cache: 'no-store' })
    // Not logged on any more.
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return stop()
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.getElementById('live')
    if (fresh !== null) replace(fresh)
  }

  function replace(fresh) {
    const [before, after] = [wordsIn(part), wordsIn(fresh)]
    const focus = focusIn(part)
    const anchor = [...part.querySelectorAll('[id]')].find((each) => each.getBoundingClientRect().bottom > 0)
    const top = anchor?.getBoundingClientRect().top ?? 0
    for (const input of part.querySelectorAll('input[id]')) {
      const its = fresh.querySelector(`#${CSS.escape(input.id)}`)
      if (its !== null) its.checked = input.checked
    }
    const changed = [...after.keys()].filter((id) => before.get(id) !== after.get(id))
    for (const each of fresh.querySelectorAll('tr[id]')) if (changed.includes(each.id)) each.classList.add('fresh')
    part.replaceChildren(...fresh.childNodes)
    giveBack(focus)
    const same = anchor === undefined ? null : document.getElementById(anchor.id)
    // At the very top what is new is to be seen.
    if (same !== null && scrollY > 0) scrollBy({ top: same.getBoundingClientRect().top - top, behavior: 'instant' })
    if (changed.length > 0) say(said.dataset.changed)
  }

  /** Of each row what it says, or of the whole part where it has none: without how long ago, which always changes. */
  function wordsIn(tree) {
    const still = tree.cloneNode(true)
    for (const time of still.querySelectorAll('time')) time.remove()
    const rows = [...still.querySelectorAll('tr[id]')]
    const parts = rows.length > 0 || still.querySelector('.empty') !== null ? rows : [still]
    return new Map(parts.map(({ id, textContent }) => [id, textContent.replace(/\s+/g, ' ').trim()]))
  }

  /** Which of the links and fields of which row. */
  function focusIn(tree) {
    const active = document.activeElement
    if (active === null || !tree.contains(active)) return null
    const row = active.closest('[id]')
    return { id: row?.id ?? tree.id, place: row === active ? -1 : stopsIn(row ?? tree).indexOf(active) }
  }

  function stopsIn(tree) {
    return [...tree.querySelectorAll('a[href], button, input, select, summary')]
  }

  function giveBack(focus) {
    if (focus === null) return
    const row = document.getElementById(focus.id)
    const stop = row === null ? null : focus.place < 0 ? row : (stopsIn(row)[focus.place] ?? null)
    // What had it has gone: reading goes on at the list.
    if (stop === null) part.tabIndex = -1
    ;(stop ?? part).focus({ preventScroll: true })
  }
})()
