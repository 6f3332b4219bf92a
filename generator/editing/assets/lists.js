// Lists: lines of text, chips of picked names, and cards that open one by one. Everything moves by drag and by buttons.

import { el, uid, button } from './dom.js'
import { isEmpty, isRecord, listOf } from './cells.js'
import { record } from './fields.js'
import { cardTitle } from './titles.js'
import { options, widget } from './widgets.js'

export function list(form, field, cell, given) {
  const place = el('div', { class: 'list', id: given.id })
  const about = { form, field, place, of: field.of, items: listOf(cell), path: cell.path, draw: () => draw() }
  const kind = about.of.widget === 'record' ? cards : ['pick', 'order'].includes(about.of.widget) ? chips : lines
  const draw = () => place.replaceChildren(...kind(about))
  draw()
  return place
}

const noun = ({ form, of, field }) =>
  of.widget === 'record' ? form.records[of.record].noun : of.widget === 'union' ? field.label : 'บรรทัด'

function change(about, act, at) {
  act()
  about.draw()
  about.place.querySelectorAll(':scope > [data-at]')[at]?.querySelector('summary,textarea,input,select')?.focus()
}

// Buttons of an item: up, down, away.
function tools(about, at, name) {
  const { items } = about
  const last = items.get().length - 1
  const below =
    about.of.record === 'Step'
      ? button('+', () => change(about, () => items.insert(at + 1, fresh(about)), at + 1), '', `เพิ่มขั้นตอนต่อจาก${name}`)
      : null
  return el(
    'div',
    { class: 'tools' },
    below,
    button('▲', () => change(about, () => items.move(at, at - 1), at - 1), at ? '' : 'off', `เลื่อน${name}ขึ้น`),
    button('▼', () => change(about, () => items.move(at, at + 1), at + 1), at < last ? '' : 'off', `เลื่อน${name}ลง`),
    button(
      '✕',
      () => {
        about.form.dropped(about.of.record, items.get()[at])
        change(about, () => items.remove(at), Math.max(0, at - 1))
      },
      'drop',
      `ลบ${name}`,
    ),
  )
}

// A new item stands last; a step stands before the ends of the chart.
function adding(about, value) {
  const place = () => about.items.get().findLastIndex(item => about.of.record !== 'Step' || item.kind !== 'end') + 1
  return button(
    `+ เพิ่ม${noun(about)}`,
    () => {
      const at = place()
      change(about, () => about.items.insert(at, value()), at)
    },
    'quiet',
  )
}

function lines(about) {
  const rows = about.items.get().map((_, at) => {
    const control = widget(about.form, { ...about.of, label: `${about.field.label} ที่ ${at + 1}` }, about.items.item(at), uid(), '')
    if (control.matches('textarea,input,select')) control.setAttribute('aria-label', `${about.field.label} บรรทัดที่ ${at + 1}`)
    const problem = el('p', { class: 'problem' })
    return el(
      'div',
      { class: 'line', dataset: { at, path: JSON.stringify([...about.path, at]) } },
      problem,
      el('div', { class: 'row' }, control, tools(about, at, `บรรทัดที่ ${at + 1}`)),
    )
  })
  return [...rows, adding(about, () => (about.of.widget === 'union' ? {} : ''))]
}

function chips(about) {
  const offered = options(about.form, about.of)
  const name = value => offered.find(([known]) => known === value)?.[1] ?? (/[ก-๙/]/.test(value) ? value : 'ไม่พบในทะเบียน')
  const ordered = about.field.key === 'procedures'
  const made = about.items.get().map((value, at) =>
    el(
      'span',
      { class: 'chip', dataset: { at } },
      name(value),
      ordered && at ? button('▲', () => change(about, () => about.items.move(at, at - 1), at - 1), '', `เลื่อน ${name(value)} ขึ้น`) : null,
      button('✕', () => change(about, () => about.items.remove(at), 0), 'drop', `เอา ${name(value)} ออก`),
    ),
  )
  const left = offered.filter(([value]) => !about.items.get().includes(value))
  let chosen
  const choose = {
    path: [],
    get: () => chosen,
    set: value => left.some(([known]) => known === value) && change(about, () => about.items.insert(about.items.get().length, value), -1),
  }
  const own = Object.create(about.form, { picks: { value: { ...about.form.picks, [about.of.kind ?? 'order']: left } } })
  const control = widget(own, { ...about.of, need: false }, choose, uid(), '')
  control.querySelector('select,input')?.setAttribute('aria-label', `เพิ่ม${about.field.label}`)
  const empty = control.querySelector('option[value=""]')
  if (empty) empty.textContent = '+ เลือกเพิ่ม'
  return [el('div', { class: 'chips' }, ...made), ...(left.length ? [control] : [])]
}

function cards(about) {
  const made = about.items.get().map((value, at) => card(about, value, at))
  return [...made, adding(about, () => fresh(about))]
}

// A new record; where it has an id, one that nobody has.
function fresh({ form, of, items }) {
  const fields = form.records[of.record].fields
  if (!fields.some(field => field.widget === 'id')) return form.records[of.record].short ? '' : {}
  const used = new Set([
    ...items.get().map(item => item.id),
    ...Object.values(form.picks)
      .flat()
      .map(([id]) => id),
  ])
  let n = items.get().length + 1
  const stem = of.record.toLowerCase()
  while (used.has(`${stem}-${n}`)) n++
  return { id: `${stem}-${n}` }
}

const opened = new WeakSet()

function card(about, value, at) {
  const { form, of, items } = about
  const cell = items.item(at)
  const item = JSON.stringify(cell.path)
  const head = el('summary', {})
  const body = el('div', { class: 'body' })
  const fold = el('details', { dataset: { item } }, head, body)
  const told = {
    ...cell,
    set: next => {
      if (isRecord(next)) opened.add(next)
      cell.set(next)
      title()
    },
  }
  const title = () => cell.get() !== undefined && head.replaceChildren(...cardTitle(form, of.record, cell.get(), at)) // gone while it still stands here
  fold.fill = () => {
    if (!body.childElementCount) body.append(record(form, of.record, told))
  }
  fold.addEventListener('toggle', () => {
    if (fold.open) fold.fill()
    if (isRecord(cell.get())) opened[fold.open ? 'add' : 'delete'](cell.get())
  })
  title()
  form.titles.push(() => {
    title()
    return head.isConnected
  })
  if (isEmpty(value) || opened.has(value) || (isRecord(value) && Object.keys(value).length < 2)) {
    fold.open = true
    fold.fill()
  }
  const name = `${form.records[of.record].noun}ที่ ${at + 1}`
  const made = el(
    'div',
    { class: `card ${of.record.toLowerCase()}`, dataset: { at, path: item } },
    el('p', { class: 'problem' }),
    el('div', { class: 'held' }, fold, tools(about, at, name)),
  )
  draggable(about, made, head, at)
  return made
}

function draggable(about, made, head, at) {
  head.draggable = true
  head.addEventListener('dragstart', event => {
    event.dataTransfer.setData('text/plain', '')
    about.from = at
    event.stopPropagation()
  })
  made.addEventListener('dragover', event => {
    if (about.from !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      made.classList.add('over')
    }
  })
  made.addEventListener('dragleave', () => made.classList.remove('over'))
  made.addEventListener('drop', event => {
    event.preventDefault()
    event.stopPropagation()
    const from = about.from
    about.from = undefined
    if (from !== undefined && from !== at) change(about, () => about.items.move(from, at), at)
  })
}
