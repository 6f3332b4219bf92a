// An amendment duty by duty: what reads today on the left, what becomes of it on the right. Each choice makes the clauses of the order.

import { el, call, say, held, Failed } from './dom.js'
import { fit } from './widgets.js'

export function guided(form, cell, redraw) {
  const place = el('div', { class: 'guided' })
  const clauses = () => (Array.isArray(cell.get()) ? cell.get() : [])
  const id = person => form.picks.person.find(([known, name]) => known === person || name === person)?.[0] ?? person
  const name = person => form.picks.person.find(([known]) => known === person)?.[1] ?? person
  const along = new Map() // a line of the table -> the clauses that its last choice made, those about charts too
  let chosen

  const about = (person, row) =>
    clauses().findIndex(
      clause =>
        id(clause.person) === person &&
        Object.entries(row.clause).every(([key, value]) => [clause[key]].flat().join() === value) &&
        (!clause.order || clause.order === row.order) &&
        ['remove', 'replace'].includes(clause.action),
    )
  const takers = (person, row) =>
    clauses().findIndex(clause => clause.action === 'add' && id(clause.person) !== person && clause.duty?.text === row.text)
  const now = (person, row) => {
    const clause = clauses()[about(person, row)]
    if (!clause) return 'keep'
    if (row.kind !== 'item') return clause.action === 'remove' ? 'remove' : `to ${id(clause.with ?? clause.member?.person)}`
    const taker = clauses()[takers(person, row)]
    if (taker) return `${clause.action === 'replace' ? 'part' : 'to'} ${id(taker.person)}`
    return clause.action === 'replace' ? 'words' : 'remove'
  }

  async function choose(person, row, value) {
    const [way, taker] = value.split(' ')
    const gone = [about(person, row), row.kind === 'item' && now(person, row).includes(' ') ? takers(person, row) : -1]
    const key = [person, row.order, row.kind, row.item, row.text].join('\n')
    const kept = clauses().filter((clause, at) => !gone.includes(at) && !along.get(key)?.includes(bare(clause)))
    const before = kept.length
    const several = [form.data.amends ?? []].flat().length > 1
    const clause = { ...(several ? { order: row.order } : {}), action: 'remove', person, ...row.clause }
    const drafted = async to => {
      const made = await call('duty', { file: form.file, data: { ...form.data, changes: kept }, person, item: row.item, order: row.order, to })
      if (made.error) throw new Failed(made.error)
      return made.changes
    }
    try {
      if (way === 'remove') kept.push(clause)
      else if (row.kind === 'entry' && taker) kept.push({ ...clause, action: 'replace', with: taker })
      else if (row.kind === 'seat' && taker) kept.push({ ...clause, action: 'replace', member: { person: taker } })
      else if (way === 'part') kept.push(...(await drafted(null)), ...(await drafted(taker)).filter(({ action }) => action === 'add'))
      else if (way !== 'keep') kept.push(...(await drafted(taker ?? null)))
    } catch (error) {
      say(error.message)
      return draw()
    }
    along.set(key, kept.slice(before).map(bare))
    cell.set(numbered(kept))
    redraw()
    draw()
  }

  function choice(person, row) {
    const value = now(person, row)
    const made = el(
      'select',
      { 'aria-label': `${NAMED[row.kind]}${row.item} ตามคำสั่งใหม่` },
      ...WAYS[row.kind].flatMap(([way, words]) =>
        words.includes('…')
          ? form.picks.person.filter(([known]) => known !== person).map(([known, title]) => [`${way} ${known}`, words.replace('…', title)])
          : [[way, words]],
      ).map(([known, words]) => el('option', { value: known, selected: known === value }, words)),
    )
    made.addEventListener('change', () => {
      const { value } = made
      // One after the other: each builds on the clauses of the last.
      form.choosing = Promise.resolve(form.choosing)
        .then(() => choose(person, row, value))
        .catch(error => say(error.message))
    })
    return made
  }

  function words(person, row) {
    const at = about(person, row)
    const made = el('textarea', { rows: 1, 'aria-label': `ถ้อยคำใหม่ของข้อ ${row.item}` })
    made.value = clauses()[at].duty?.text ?? ''
    made.addEventListener('input', () => {
      fit(made)
      cell.set(clauses().map((clause, n) => (n === at ? { ...clause, duty: { ...clause.duty, text: made.value } } : clause)))
    })
    made.addEventListener('change', redraw)
    requestAnimationFrame(() => fit(made))
    return made
  }

  function line(person, row, above) {
    const value = now(person, row)
    const told = el(
      'td',
      { class: ['remove', 'to'].includes(value.split(' ')[0]) ? 'goes' : '' },
      `${'\u2003'.repeat(row.depth)}${row.item} `,
      ...held(row.marked),
    )
    if (above) return el('tr', {}, told, el('td', {}, `ไปพร้อมข้อ ${above.item}`))
    return el('tr', {}, told, el('td', {}, choice(person, row), /^(words|part)/.test(value) ? words(person, row) : null))
  }

  function draw() {
    const persons = form.held.map(({ person }) => person)
    if (!persons.length) return place.replaceChildren(el('p', { class: 'hint' }, 'เลือกคำสั่งที่แก้ไขเพิ่มเติม แล้วหน้าที่ของแต่ละคนจะขึ้นที่นี่'))
    if (!persons.includes(chosen))
      chosen =
        clauses()
          .map(clause => id(clause.person))
          .find(person => persons.includes(person)) ?? persons[0]
    const pick = el(
      'select',
      { id: 'guided-person' },
      ...persons.map(person => el('option', { value: person, selected: person === chosen }, name(person))),
    )
    pick.addEventListener('change', () => {
      chosen = pick.value
      draw()
      document.getElementById('guided-person').focus()
    })
    let above
    const rows = form.held
      .find(({ person }) => person === chosen)
      .duties.map(row => {
        if (above && row.depth <= above.depth) above = undefined
        const made = line(chosen, row, above)
        if (!above && now(chosen, row) !== 'keep') above = row
        return made
      })
    place.replaceChildren(
      el('label', { for: 'guided-person' }, 'หน้าที่ของ'),
      pick,
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'ขณะนี้'), el('th', { scope: 'col' }, 'ตามคำสั่งใหม่'))),
        el('tbody', {}, ...rows),
      ),
    )
  }

  let seen
  const renew = () => {
    const state = JSON.stringify([
      form.held,
      clauses().map(({ action, person, item, duty }) => [action, person, item, action === 'add' ? duty?.text : '']),
    ])
    if (state !== seen && !place.contains(document.activeElement)) {
      seen = state
      draw()
    }
    return place.isConnected
  }
  form.echoes.push(renew)
  draw()
  return place
}

const NAMED = { item: 'ข้อ ', entry: '', seat: '' }
// What may become of a line; … stands for each person.
const WAYS = {
  item: [
    ['keep', 'คงเดิม'],
    ['words', 'แก้ถ้อยคำ'],
    ['remove', 'ยกเลิกข้อนี้'],
    ['to', 'โอนให้ …'],
    ['part', 'แบ่งให้ …'],
  ],
  entry: [
    ['keep', 'คงเดิม'],
    ['remove', 'ถอนรายการนี้'],
    ['to', 'โอนให้ …'],
  ],
  seat: [
    ['keep', 'คงเดิม'],
    ['remove', 'พ้นจากคณะ'],
    ['to', 'แต่งตั้งแทนด้วย …'],
  ],
}

const bare = ({ no, ...clause }) => JSON.stringify(clause)

// Clauses that are counted ๑, ๒, ๓ go on being counted so.
function numbered(clauses) {
  const thai = n => String(n).replace(/\d/g, digit => '๐๑๒๓๔๕๖๗๘๙'[digit])
  const counted = clauses.every(clause => !clause.no || /^[๐-๙]+$/.test(clause.no))
  return counted ? clauses.map(({ no, ...clause }, at) => ({ no: thai(at + 1), ...clause })) : clauses
}
