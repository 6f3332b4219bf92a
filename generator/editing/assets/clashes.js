// Values that somebody else changed meanwhile as well: one is chosen for each.

import { el, uid } from './dom.js'

const shown = value =>
  value === null || value === undefined
    ? '(ไม่มี)'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 1).replace(/[[\]{}",]/g, ' ')

// The paths at which one's own value is to stand; null to go on editing.
export function settle(clashes) {
  return new Promise(resolve => {
    const rows = clashes.map(clash => {
      const name = uid()
      const way = (value, words, text) =>
        el('label', {}, el('input', { type: 'radio', name, value, required: true }), el('span', {}, words, el('b', {}, shown(text))))
      return el(
        'fieldset',
        {},
        el('legend', {}, clash.label || 'ค่าที่แก้ทั้งสองทาง'),
        el('p', { class: 'hint' }, `เดิม: ${shown(clash.base)}`),
        way('mine', 'ของท่าน ', clash.mine),
        way('theirs', 'ในแฟ้มขณะนี้ ', clash.theirs),
      )
    })
    const form = el(
      'form',
      { method: 'dialog' },
      el('h2', {}, 'มีผู้แก้ค่าเดียวกันไว้ระหว่างนั้น เลือกค่าที่จะใช้'),
      ...rows,
      el(
        'div',
        { class: 'row' },
        el('button', { class: 'primary', value: 'use' }, 'ใช้ค่าที่เลือกและบันทึก'),
        el('button', { class: 'quiet', value: 'back', formnovalidate: true }, 'กลับไปแก้ต่อ'),
      ),
    )
    const dialog = el('dialog', { 'aria-label': 'เลือกค่าที่จะใช้' }, form)
    dialog.addEventListener('close', () => {
      const mine = clashes.filter((_, n) => rows[n].querySelector('input:checked')?.value === 'mine').map(clash => clash.path)
      dialog.remove()
      resolve(dialog.returnValue === 'use' ? mine : null)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
