// Elements, and calls of the server.

export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
    else if (name === 'dataset') Object.assign(made.dataset, value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value)
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== false))
  return made
}

// Text in which no line ends inside a word: those to be held together stand between two joiners.
export const held = marked => marked.split('\u2060').map((part, at) => (at % 2 ? el('n-b', {}, part) : part))

let count = 0
export const uid = () => `f${++count}`

export class Failed extends Error {}

export async function call(name, asked = {}) {
  let answer
  try {
    answer = await fetch(`api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    })
  } catch {
    throw new Failed('ติดต่อโปรแกรมไม่ได้ ตรวจว่าหน้าต่างคำสั่ง sop desk ยังเปิดอยู่')
  }
  const told = answer.headers.get('Content-Type').startsWith('application/json') ? await answer.json() : { error: await answer.text() }
  if (!answer.ok) throw new Failed(told.error)
  return told
}

export function say(words) {
  const place = document.getElementById('said')
  place.textContent = words
  place.classList.add('shown')
  clearTimeout(say.timer)
  say.timer = setTimeout(() => place.classList.remove('shown'), 6000)
}

export const button = (words, act, css = '', label = '') =>
  el('button', { type: 'button', class: css, onclick: act, 'aria-label': label || null, title: label || null }, words)
