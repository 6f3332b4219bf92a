// Each problem at its field, and all of them on top, leading there.

import { el } from './dom.js'
import { focus } from './fields.js'

export function showProblems(form, problems) {
  const { page, summary } = form
  for (const place of page.querySelectorAll('.problem')) place.textContent = ''
  for (const place of page.querySelectorAll('.wrong,.warned')) place.classList.remove('wrong', 'warned')
  for (const problem of problems) if (problem.level !== 'note') mark(page, problem)
  const grave = problems.filter(problem => problem.level === 'error')
  const rest = problems.filter(problem => problem.level === 'warning')
  summary.hidden = !grave.length && !rest.length
  summary.classList.toggle('mild', !grave.length)
  summary.replaceChildren(...listed(form, `ต้องแก้ก่อนบันทึก ${grave.length} ข้อ`, grave), ...listed(form, `ข้อสังเกต ${rest.length} ข้อ`, rest))
}

function listed(form, title, problems) {
  const line = problem => el('li', {}, way(form, problem), problem.mend ? el('span', { class: 'hint' }, ` ${problem.mend}`) : null)
  return problems.length ? [el('h2', {}, title), el('ul', {}, ...problems.map(line))] : []
}

function way(form, { path, message }) {
  if (!path.length) return message
  const go = event => {
    event.preventDefault()
    focus(form, path)
    showProblems(form, form.problems) // the field may not have been there before
  }
  return el('a', { href: `#${form.file}`, onclick: go }, message)
}

// At the field itself, or the nearest around it that can be seen.
function mark(page, problem) {
  const places = [...page.querySelectorAll('[data-path]')]
  for (let n = problem.path.length; n > 0; n--) {
    const key = JSON.stringify(problem.path.slice(0, n))
    const found = places.find(place => place.dataset.path === key)
    if (!found) continue
    found.classList.add(problem.level === 'error' ? 'wrong' : 'warned')
    const place = found.querySelector('.problem')
    place.textContent = [place.textContent, problem.message].filter(Boolean).join(' · ')
    return
  }
}
