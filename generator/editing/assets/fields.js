// A record as fields: label, hint, problem and control of each, after the patterns of GOV.UK.

import { el, uid } from './dom.js'
import { entryOf, isEmpty } from './cells.js'
import { guided } from './guided.js'
import { buttons, widget } from './widgets.js'

const ONE = ['text', 'number', 'date', 'choice', 'pick', 'order']

// A record: the fields that stand open, the others folded below.
export function record(form, name, cell) {
  const about = form.records[name]
  const made = about.fields.filter(field => field.widget !== 'id' && !(field.widget === 'choice' && field.options.length === 1))
  const place = el('div', { class: 'record' })
  const shown = field => {
    const at = entryOf(cell, about, field.key)
    const fits = Object.entries(field.when).every(([key, values]) =>
      values.includes(entryOf(cell, about, key).get() ?? values0(about, key)),
    )
    const only = field.widget === 'map' && !field.keys.length // exceptions are granted by who edits the text
    return (fits && !only) || !isEmpty(at.get())
  }
  const draw = () => {
    const open = made.filter(field => field.open && shown(field)).sort((a, b) => a.open - b.open)
    const folded = made.filter(field => !field.open && shown(field))
    place.replaceChildren(...open.map(field => labelled(form, field, entryOf(cell, about, field.key), redraw)))
    if (folded.length) place.append(rest(form, folded, cell, about))
  }
  const redraw = key => {
    const within = about.fields.filter(field => field.within === key)
    for (const field of within) entryOf(cell, about, field.key).set(undefined) // it was a step of the other procedure
    if (within.length || about.fields.some(field => key in field.when)) {
      draw()
      focus(form, [...cell.path, key])
    }
  }
  draw()
  return place
}

const values0 = (about, key) => about.fields.find(field => field.key === key)?.options?.[0][0]

function rest(form, fields, cell, about) {
  const said = fields.filter(field => !isEmpty(entryOf(cell, about, field.key).get())).map(field => field.label)
  const body = el('div', { class: 'record' })
  const fold = el(
    'details',
    { class: 'rest', dataset: { keys: JSON.stringify([cell.path, fields.map(field => field.key)]) } },
    el('summary', {}, said.length ? 'รายการอื่น: ' : 'รายการอื่น', ...said.map((label, at) => el('span', {}, label + (at + 1 < said.length ? ', ' : '')))),
    body,
  )
  fold.fill = () => {
    if (!body.childElementCount) body.append(...fields.map(field => labelled(form, field, entryOf(cell, about, field.key), () => {})))
  }
  fold.addEventListener('toggle', () => fold.open && fold.fill())
  return fold
}

// One field with its words; `told` hears that it was changed.
export function labelled(form, field, cell, told) {
  const id = uid()
  const words = el(
    ONE.includes(field.widget) && !buttons(field) ? 'label' : 'legend',
    ONE.includes(field.widget) && !buttons(field) ? { for: id } : {},
    field.label,
    field.need || field.key === 'kind' || Object.keys(field.when).length ? null : el('small', {}, ' (ถ้ามี)'),
  )
  const hint = field.hint ? el('p', { class: 'hint', id: `${id}-h` }, field.hint) : null
  const problem = el('p', { class: 'problem', id: `${id}-p` })
  const heard = {
    ...cell,
    set: value => {
      cell.set(value)
      told(field.key)
    },
  }
  const control = widget(form, field, heard, id, `${hint ? `${id}-h ` : ''}${id}-p`)
  const made = el(
    words.tagName === 'LABEL' ? 'div' : 'fieldset',
    { class: `field ${field.widget}`, dataset: { path: JSON.stringify(cell.path) } },
    words,
    hint,
    problem,
    control,
  )
  if (form.record === 'Order' && cell.path.join() === 'changes')
    made.insertBefore(
      guided(form, cell, () => {
        made.lastChild.replaceWith(widget(form, field, heard, id, `${id}-p`))
      }),
      control,
    )
  return made
}

// Open whatever hides the field at a path, or the nearest above it, and go there.
export function focus(form, path) {
  const page = document.getElementById('page')
  for (let n = 1; n <= path.length; n++) {
    const prefix = JSON.stringify(path.slice(0, n))
    for (const fold of page.querySelectorAll('details')) {
      const [at, keys] = fold.dataset.keys ? JSON.parse(fold.dataset.keys) : [null, []]
      const holds =
        fold.dataset.item === prefix || (at && JSON.stringify(at) === JSON.stringify(path.slice(0, n - 1)) && keys.includes(path[n - 1]))
      if (holds) {
        fold.open = true
        fold.fill()
      }
    }
  }
  for (let n = path.length; n > 0; n--) {
    const found = [...page.querySelectorAll('[data-path],[data-item]')].find(
      one => (one.dataset.path ?? one.dataset.item) === JSON.stringify(path.slice(0, n)),
    )
    const first = found?.querySelector('textarea,input,select,summary,button')
    const control = first?.type === 'radio' ? (found.querySelector(`[name="${first.name}"]:checked`) ?? first) : first
    if (control) {
      control.focus()
      control.scrollIntoView({ block: 'center' })
      return
    }
  }
}
