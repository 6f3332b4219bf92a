// One file as a form: what is typed, what was last saved, the preview beside it, saving and going back.

import { el, call, say, button, held } from './dom.js'
import { isRecord, rootCell } from './cells.js'
import { focus, record } from './fields.js'
import { showProblems } from './problems.js'
import { settle } from './clashes.js'
import { publishing } from './publishing.js'

const REST = 350 // milliseconds without typing after which every rule judges
const TURNS = {
  undo: ['↶', 'ย้อนการบันทึก', 'ย้อนกลับไปก่อนการบันทึกครั้งล่าสุดแล้ว'],
  redo: ['↷', 'ทำซ้ำ', 'บันทึกสิ่งที่ย้อนไว้กลับคืนแล้ว'],
}
const turn = (way, act) => {
  const [sign, words] = TURNS[way]
  const made = button(sign, act, `quiet ${way}`, words)
  made.append(el('span', { class: 'wide' }, ` ${words}`))
  return made
}

export async function openForm(file, records, page, bar, files) {
  const form = new Form(await call('open', { file }), records, page, bar)
  form.draw()
  return form
}

class Form {
  constructor(given, records, page, bar) {
    Object.assign(this, { records, page, bar, dates: {}, words: [], held: [], problems: [] })
    this.take(given)
  }

  take(given) {
    const { draft, ...rest } = given
    Object.assign(this, rest, {
      base: draft?.base ?? given.data,
      version: draft?.version ?? given.version,
      data: structuredClone(draft?.data ?? given.data),
      draft: !!draft,
      shown: {},
    })
    this.saved = JSON.stringify(this.base)
    this.untouched = draft && Object.keys(draft.base).length ? '' : JSON.stringify(this.data) // what may be left for a state taken back
  }

  unsaved() {
    return JSON.stringify(this.data) !== this.saved
  }

  draw() {
    Object.assign(this, { echoes: [], titles: [], shownHtml: undefined })
    this.state = el('span', { class: 'state', role: 'status' })
    this.bar.replaceChildren(
      el('a', { href: '#', 'aria-label': 'รายการแฟ้ม' }, '‹', el('span', { class: 'wide' }, ' รายการแฟ้ม')),
      el('strong', { class: 'grow' }, this.title),
      this.state,
      ...(/^(orders|procedures)/.test(this.file) ? [button('ดูผล', () => this.side.scrollIntoView(), 'narrow')] : []),
      turn('undo', () => this.step('undo')),
      turn('redo', () => this.step('redo')),
      button('บันทึก', () => this.save(), 'primary'),
    )
    this.summary = el('div', { class: 'summary', role: 'alert', tabindex: '-1', hidden: true })
    this.place = el(
      'div',
      { class: 'form' },
      el('h1', {}, ...held(this.marked)),
      this.draft ? this.kept() : null,
      this.summary,
      record(this, this.record, rootCell(this)),
      this.file.startsWith('orders/') && this.version ? publishing(['sheets'], this.file) : null,
    )
    this.side = el('aside', { class: 'side', 'aria-label': 'ผลที่ได้' })
    this.page.replaceChildren(el('div', { class: `desk${/^(orders|procedures)/.test(this.file) ? ' two' : ''}` }, this.place, this.side))
    this.mark()
    this.look(true)
  }

  kept() {
    return el(
      'div',
      { class: 'notice' },
      el('p', {}, 'ร่างนี้ยังไม่อยู่ในคู่มือ แก้ข้อที่ขึ้นเตือน (ถ้ามี) แล้วกดบันทึก'),
      button('ทิ้งร่าง', () => this.discard(), 'quiet'),
    )
  }

  async discard() {
    this.take(await call('discard', { file: this.file }))
    if (Object.keys(this.data).length) return this.draw()
    location.hash = '' // there was nothing but the draft
  }

  // Names may have been added to a register in another tab.
  async renew() {
    const { picks } = await call('open', { file: this.file })
    if (JSON.stringify(picks) === JSON.stringify(this.picks)) return
    const [path, top] = [document.activeElement.closest('[data-path]')?.dataset.path, scrollY]
    this.picks = picks
    this.draw()
    if (path) focus(this, JSON.parse(path))
    else scrollTo(0, top)
  }

  changed() {
    this.mark()
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.look(true), REST)
    this.look(false)
  }

  mark() {
    this.state.textContent = this.unsaved() ? '● ยังไม่ได้บันทึก' : 'บันทึกแล้ว'
    this.state.classList.toggle('open', this.unsaved())
    const { earlier, later } = this.steps
    this.bar.querySelector('.undo').disabled = !earlier || this.unsaved()
    this.bar.querySelector('.redo').disabled = !later || JSON.stringify(this.data) !== this.untouched
    for (const title of this.titles) title()
  }

  // One request at a time; the latest state wins.
  async look(deep) {
    this.wanted = { deep: deep || this.wanted?.deep }
    if (this.looking) return
    this.looking = true
    try {
      while (this.wanted) {
        const asked = this.wanted
        this.wanted = undefined
        this.seen(await call('preview', { file: this.file, data: this.data, ...asked }), asked.deep)
      }
    } catch (error) {
      say(error.message)
    } finally {
      this.looking = false
    }
  }

  seen(found, deep) {
    const broken = found.problems.some(problem => problem.level === 'error')
    Object.assign(this, { dates: found.dates ?? {}, words: found.times ?? this.words, held: found.held ?? this.held })
    this.echoes = this.echoes.filter(echo => echo())
    this.titles = this.titles.filter(title => title())
    if (deep || broken) this.tell(found.problems)
    for (const place of this.page.querySelectorAll('.words')) place.textContent = this.timeText(JSON.parse(place.dataset.words))
    this.pictures(found)
  }

  pictures(found) {
    const tabs = [
      ['chart', 'ผัง'],
      ['form', 'แบบฟอร์ม'],
      ['plan', 'ผลของคำสั่ง'],
    ].filter(([key]) => found[key] !== undefined)
    if (!tabs.length) {
      this.side.classList.add('old')
      return
    }
    this.side.classList.remove('old')
    if (!this.side.childElementCount) {
      this.tab = tabs[0][0]
      this.tabs = el(
        'div',
        { class: 'tabs', role: 'tablist' },
        ...tabs.map(([key, words]) =>
          el(
            'button',
            {
              type: 'button',
              role: 'tab',
              id: `tab-${key}`,
              'aria-controls': 'shown',
              onclick: () => {
                this.tab = key
                this.pictures(this.last)
              },
            },
            words,
          ),
        ),
      )
      this.shownAt = el('div', { class: 'md-typeset shown', id: 'shown', role: 'tabpanel', tabindex: '0' })
      this.side.replaceChildren(this.tabs, this.shownAt)
    }
    this.last = found
    for (const one of this.tabs.children) one.setAttribute('aria-selected', one.id === `tab-${this.tab}`)
    if (this.shownHtml !== found[this.tab]) {
      this.shownHtml = found[this.tab]
      this.shownAt.innerHTML = this.shownHtml // made by the compiler, which escapes every text
      for (const link of this.shownAt.querySelectorAll('a')) {
        link.removeAttribute('href')
        link.removeAttribute('tabindex')
      }
    }
    this.shownAt.setAttribute('aria-labelledby', `tab-${this.tab}`)
  }

  tell(problems) {
    this.problems = problems
    showProblems(this, problems)
  }

  async save(keep) {
    await this.choosing // what was chosen last may still be put into words
    if (!this.unsaved() && !this.draft) return say('ไม่มีสิ่งที่ต้องบันทึก')
    let answer
    const data = this.data
    try {
      answer = await call('save', { file: this.file, base: this.base, version: this.version, data, keep })
    } catch (error) {
      return say(error.message)
    }
    if (answer.clashes.length && !answer.written && !answer.problems.length) {
      const chosen = await settle(answer.clashes, this)
      return chosen && this.save(chosen)
    }
    this.steps = answer.steps
    if (!answer.written) {
      this.draft = true
      this.tell(answer.problems)
      this.summary.focus()
      return say('เก็บเป็นร่างไว้ให้แล้ว ยังไม่ได้บันทึกลงคู่มือ')
    }
    const typed = JSON.stringify(this.data) !== JSON.stringify(data)
    Object.assign(this, { base: answer.data, version: answer.version, saved: JSON.stringify(answer.data), draft: false })
    if (!typed && JSON.stringify(answer.data) !== JSON.stringify(data)) {
      this.data = structuredClone(answer.data)
      this.draw()
    }
    this.page.querySelector('.notice')?.remove()
    this.mark()
    say(answer.joined ? 'บันทึกแล้ว และรวมกับที่ผู้อื่นแก้แฟ้มนี้ไว้ระหว่างนั้น' : 'บันทึกแล้ว')
  }

  async step(way) {
    try {
      this.take(await call(way, { file: this.file }))
      this.draw()
      say(TURNS[way][2])
    } catch (error) {
      say(error.message)
    }
  }

  timeWords(path) {
    return el('p', { class: 'words', dataset: { words: JSON.stringify(path) } }, this.timeText(path))
  }

  timeText([list, step, , at = 0]) {
    const words = list === 'steps' ? this.words[step]?.[at] : undefined
    return words ? `พิมพ์ว่า “${words}”` : ''
  }

  // A step that goes takes the ways to it along.
  dropped(kind, value) {
    if (kind !== 'Step') return
    for (const step of this.data.steps.filter(isRecord)) {
      if ([step.next ?? []].flat().includes(value.id)) {
        step.next = [step.next].flat().filter(id => id !== value.id)
        if (!step.next.length) delete step.next
      }
      for (const way of Array.isArray(step.branches) ? step.branches : []) if (way.to === value.id) delete way.to
    }
  }
}
