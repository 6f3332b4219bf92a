// What cards are called while they are closed, and steps in lists.

import { el } from './dom.js'
import { isRecord } from './cells.js'

const NAMES = ['label', 'name', 'title', 'person', 'post', 'who', 'term', 'ref', 'text', 'short', 'kind', 'field', 'basis', 'at', 'cells']

export function cardTitle(form, kind, value, at) {
  if (kind === 'Step') return stepHead(form, value)
  const { fields, noun, short } = form.records[kind]
  const said = key => (isRecord(value) ? value[key] : key === short ? value : undefined)
  const named = NAMES.filter(key => said(key) !== undefined).map(key => called(form, fields, key, said(key)))
  if (kind === 'Change') named.unshift(called(form, fields, 'action', said('action') ?? ''), said('item') ? `ข้อ ${said('item')}` : '')
  const target = kind === 'Branch' && steps(form).find(step => step.id === said('to'))
  if (target) named.push(`ไปที่ ${stepTitle(form, target)}`)
  const [first, ...others] = named.filter(Boolean)
  return head(said('no') ?? `${at + 1}`, '', first ?? `${noun}ใหม่`, others.filter(one => one !== first).slice(0, 2))
}

const head = (number, css, name, more) => [
  el('span', { class: `no ${css}` }, number),
  el('span', { class: 'name' }, name, el('small', {}, more.filter(Boolean).join(' · '))),
]

function stepHead(form, step) {
  const actors = [step.actors ?? []]
    .flat()
    .map(actor => called(form, [{ key: 'who', kind: 'actor' }], 'who', isRecord(actor) ? actor.who : actor))
  const branches = Array.isArray(step.branches) ? step.branches : []
  const ways = branches.map(way => `${way.label ?? '…'} → ${number(form, way.to) || '…'}`)
  return head(number(form, step.id), step.kind ?? 'activity', step.label ?? 'ขั้นตอนใหม่', [...actors, ...ways])
}

// A value in the words of the form: the name of an id, the words of a choice.
function called(form, fields, key, value) {
  const field = fields.find(one => one.key === key)
  const known = field?.options ?? form.picks[field?.kind]
  const first = Array.isArray(value) ? value.filter(one => typeof one === 'string').join(' ') : value
  return known?.find(([id]) => id === value)?.[1] ?? (typeof first === 'string' ? first : '')
}

const steps = form => (Array.isArray(form.data.steps) ? form.data.steps : []).filter(isRecord)

const BOUNDS = { start: 'เริ่ม', event: 'เริ่ม', end: 'จบ', unknown: 'จบ' }

const arabic = words => words.replace(/[๐-๙]/g, digit => '๐๑๒๓๔๕๖๗๘๙'.indexOf(digit))

// The number of a step as it is printed; a start or end has none.
function number(form, id) {
  const step = steps(form).find(one => one.id === id)
  if (!step) return ''
  if (BOUNDS[step.kind]) return BOUNDS[step.kind]
  let count = 0
  for (const one of steps(form)) {
    const own = arabic(one.no ?? '')
    if (!BOUNDS[one.kind] && own !== '-') count = /^\d+$/.test(own) ? Number(own) : count + (own ? 0 : 1)
    if (one === step) return own === '-' ? '' : one.no || `${count}`
  }
}

export const stepTitle = (form, step) => `${number(form, step.id)}. ${step.label ?? ''}`
