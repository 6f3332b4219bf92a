// Building and printing: how far it is, what was said, what was made.

import { el, call, say, button } from './dom.js'

const OFTEN = 400 // milliseconds between two questions
const JOBS = {
  build: ['สร้างคู่มือและเล่ม', 'สร้างคู่มือและเล่มแล้ว', 'primary'],
  leaves: ['แผ่นที่ต้องเปลี่ยน', 'เทียบกับฉบับที่แจกล่าสุดแล้ว', 'quiet'],
  issue: ['เก็บเล่มเป็นฉบับที่แจก', 'เก็บเป็นฉบับที่แจกแล้ว', 'quiet'],
  sheets: ['พิมพ์ใบรับทราบและบัญชีส่งมอบ', 'พิมพ์เอกสารของคำสั่งแล้ว', 'quiet'],
}

// `names`: the commands to offer; `order`: the file of the order that they are about.
export function publishing(names, order) {
  const shown = el('div', { class: 'job', role: 'status', 'aria-live': 'polite' })
  const buttons = Object.fromEntries(names.map(name => [name, button(JOBS[name][0], () => run(name), JOBS[name][2])]))
  const why = el('p', { class: 'hint', hidden: true }, 'แผ่นที่ต้องเปลี่ยนเทียบกับฉบับที่แจก ซึ่งยังไม่ได้เก็บไว้')
  const place = el('section', { class: 'files' }, el('h2', {}, 'สร้างและพิมพ์'), el('div', { class: 'row wrap' }, ...Object.values(buttons)), why, shown)

  async function run(name) {
    try {
      follow(await call('run', { job: name, order }))
    } catch (error) {
      say(error.message)
    }
  }

  async function follow(state) {
    try {
      while (show(state)) {
        await new Promise(resolve => setTimeout(resolve, OFTEN))
        if (!place.isConnected) return
        state = await call('progress')
      }
    } catch (error) {
      say(error.message)
    }
  }

  // Whether to ask again.
  function show({ run, issued }) {
    const busy = run?.code === null
    for (const one of Object.values(buttons)) one.disabled = busy
    if (buttons.leaves && !issued) buttons.leaves.disabled = true
    why.hidden = !buttons.leaves || issued
    if (run && (busy || run.name in buttons)) shown.replaceChildren(...(busy ? under(run) : ended(run)))
    return busy
  }

  call('progress').then(follow, () => {})
  return place
}

const under = run => [
  el('p', {}, `${run.step} …`),
  el('progress', { max: run.total, value: Math.max(run.done - 0.5, 0), 'aria-label': 'ความคืบหน้า' }),
]

const ended = run => [
  el('p', { class: run.code ? 'problem' : '' }, run.code ? 'ไม่สำเร็จ ของเดิมยังอยู่ครบ' : JOBS[run.name][1]),
  el('div', { class: 'row wrap' }, ...run.files.map((words, file) => button(`เปิด${words}`, () => opened(file), 'quiet'))),
  el('p', { class: 'pre' }, run.said.join('\n')),
]

const opened = file => call('show', { file }).catch(error => say(error.message))
