// The control of each widget, without its label.

import { button, call, el, say, uid } from './dom.js'
import { isEmpty, isRecord } from './cells.js'
import { labelled, record } from './fields.js'
import { list } from './lists.js'
import { stepTitle } from './titles.js'

const SELECT = 15 // options above which one types to find
const REGISTERS = {
  person: 'people.yml',
  unit: 'organization.yml',
  post: 'organization.yml',
  actor: 'organization.yml',
  form: 'forms.yml',
  reference: 'references.yml',
  window: 'calendar.yml',
}

export const buttons = field => field.widget === 'choice' && field.options.length < 12 // months are a list

// The control alone.
export function widget(form, field, cell, id, described) {
  return WIDGETS[field.widget](form, field, cell, { id, 'aria-describedby': described })
}

function text(form, field, cell, given) {
  const made = el('textarea', { ...given, rows: 1, spellcheck: 'false' })
  made.value = cell.get() ?? ''
  made.addEventListener('input', () => {
    fit(made)
    cell.set(made.value)
  })
  made.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !made.value.includes('\n')) event.preventDefault()
  })
  requestAnimationFrame(() => fit(made))
  return made
}

export function fit(area) {
  if (CSS.supports('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}

function number(form, field, cell, given) {
  const made = el('input', { ...given, inputmode: 'decimal', class: 'short', autocomplete: 'off' })
  made.value = cell.get() ?? ''
  made.addEventListener('input', () => cell.set(made.value.trim()))
  return made
}

function date(form, field, cell, given) {
  const echo = el('output', { class: 'echo', for: given.id })
  const made = el('input', { ...given, class: 'medium', autocomplete: 'off', placeholder: '1 ตุลาคม 2568' })
  made.value = cell.get() ?? ''
  made.addEventListener('input', () => {
    echo.textContent = ''
    cell.set(made.value.trim())
  })
  form.echoes.push(() => {
    echo.textContent = form.dates[made.value.trim()] ?? ''
    return made.isConnected
  })
  echo.textContent = form.dates[made.value] ?? ''
  return el('div', { class: 'dated' }, made, echo)
}

function choice(form, field, cell, given) {
  const now = cell.get() ?? (field.need || field.key !== 'kind' ? undefined : field.options[0][0])
  const options = now === undefined || field.options.some(([value]) => value === now) ? field.options : [[now, now], ...field.options]
  if (!buttons(field)) return select(options, now, cell, given, !field.need)
  const name = uid()
  const group = el('div', { class: 'choices', id: given.id, role: 'radiogroup', 'aria-label': field.label, tabindex: '-1' })
  for (const [value, words] of options) {
    const input = el('input', { type: 'radio', name, value, checked: value === now, onchange: () => cell.set(value) })
    group.append(el('label', {}, input, el('span', {}, words)))
  }
  if (!field.need && field.key !== 'kind')
    group.append(
      el(
        'label',
        {},
        el('input', { type: 'radio', name, checked: now === undefined, onchange: () => cell.set(undefined) }),
        el('span', {}, 'ไม่ระบุ'),
      ),
    )
  return group
}

function select(options, now, cell, given, none) {
  const known = options.some(([value]) => value === now)
  const made = el(
    'select',
    given,
    none || !known ? el('option', { value: '' }, none ? 'ไม่ระบุ' : 'เลือก') : null,
    !known && !isEmpty(now) ? el('option', { value: now, selected: true }, /[ก-๙]/.test(now) ? now : 'ไม่พบในทะเบียน') : null,
    ...options.map(([value, words]) => el('option', { value, selected: value === now }, words)),
  )
  made.addEventListener('change', () => cell.set(made.value || undefined))
  return made
}

export function options(form, field) {
  if (field.widget === 'order') return form.picks.order
  return field.kind === 'step' ? titled(form) : form.picks[field.kind]
}

// The steps of a procedure, each by its number and words.
const titled = of => [of.data.steps ?? []].flat().filter(isRecord).map(step => [step.id, stepTitle(of, step)])

function pick(form, field, cell, given) {
  if (!field.within) return picked(options(form, field), field, cell, given)
  const place = el('div')
  const procedure = cell.beside(field.within)
  const own = form.file === `procedures/${procedure}.yml`
  const asked = own || !procedure ? Promise.resolve(own ? form.data : {}) : call('steps', { procedure })
  asked.then(data => place.replaceChildren(picked(titled({ data }), field, cell, given)), error => say(error.message))
  return place
}

function picked(offered, field, cell, given) {
  const add = REGISTERS[field.kind]
    ? el('a', { href: `#${REGISTERS[field.kind]}`, target: '_blank', class: 'add' }, 'เพิ่มชื่อใหม่ในทะเบียน')
    : null
  if (offered.length <= SELECT) return el('div', { class: 'picked' }, select(offered, cell.get(), cell, given, !field.need), add)
  const names = el('datalist', { id: `${given.id}-l` }, ...offered.map(([, words]) => el('option', { value: words })))
  const made = el('input', { ...given, list: `${given.id}-l`, placeholder: 'พิมพ์เพื่อค้นหา', autocomplete: 'off' })
  made.value = offered.find(([value]) => value === cell.get())?.[1] ?? cell.get() ?? ''
  made.addEventListener('change', () => {
    const typed = made.value.trim()
    const found = offered.filter(([, words]) => words === typed)
    const like = found.length ? found : offered.filter(([, words]) => words.includes(typed))
    if (typed && like.length === 1) {
      made.value = like[0][1]
      cell.set(like[0][0])
    } else cell.set(typed || undefined)
  })
  return el('div', { class: 'picked' }, made, names, add)
}

function recordField(form, field, cell) {
  const { fields } = form.records[field.record]
  if (!isEmpty(cell.get()) || field.need || (fields.length < 6 && !fields.some(one => one.need)))
    return el('div', { class: 'inner' }, record(form, field.record, cell))
  const place = el('div', { class: 'inner' })
  place.append(
    button(
      `+ ระบุ${field.label}`,
      () => {
        place.replaceChildren(record(form, field.record, cell))
        place.querySelector('textarea,input,select')?.focus()
      },
      'quiet long',
    ),
  )
  return place
}

function union(form, field, cell) {
  const place = el('div', { class: 'union' })
  const name = uid()
  const draw = () => {
    const now = isRecord(cell.get()) ? cell.get().kind : isEmpty(cell.get()) ? undefined : 'text'
    const group = el('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'ชนิด' })
    for (const [kind, words, made] of field.kinds) {
      const chosen = () => {
        cell.set({ ...kept(cell.get(), form.records[made]), kind })
        draw()
        place.querySelector('input:checked')?.focus()
      }
      group.append(el('label', {}, el('input', { type: 'radio', name, checked: kind === now, onchange: chosen }), el('span', {}, words)))
    }
    const made = field.kinds.find(([kind]) => kind === now)?.[2]
    const about = made && { ...form.records[made], short: 'text' }
    place.replaceChildren(
      group,
      ...(made
        ? [record(Object.create(form, { records: { value: { ...form.records, [made]: about } } }), made, cell), form.timeWords(cell.path)]
        : []),
    )
  }
  draw()
  return place
}

// What the other kind has as well stays.
const kept = (value, about) =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => about.fields.some(field => field.key === key))) : {}

function map(form, field, cell) {
  const place = el('div', { class: 'map' })
  const entry = key => ({
    path: [...cell.path, key],
    get: () => cell.get()?.[key],
    set: value => {
      const { [key]: _, ...rest } = cell.get() ?? {}
      const now = isEmpty(value) ? rest : { ...rest, [key]: value }
      cell.set(Object.keys(now).length ? now : undefined)
    },
  })
  const keys = field.keys.length
    ? field.keys
    : Object.keys(cell.get() ?? {}).map(key => [key, key.startsWith('SOP-') ? `กฎข้อ ${key.slice(4)}` : key])
  for (const [key, words] of keys)
    place.append(labelled(form, { ...field.of, key, label: words, hint: '', need: false, when: {} }, entry(key), () => {}))
  return place.childElementCount ? place : el('p', { class: 'hint' }, 'ไม่มี')
}

const WIDGETS = {
  text,
  number,
  date,
  choice,
  pick,
  order: pick,
  record: recordField,
  union,
  map,
  list: (form, field, cell, given) => list(form, field, cell, given),
}
