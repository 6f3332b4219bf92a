// The desk: the list of files, or one file as a form.

import { el, call, say, button, held, Failed } from './dom.js'
import { openForm } from './form.js'
import { publishing } from './publishing.js'

const page = document.getElementById('page')
const bar = document.getElementById('bar')
const dark = matchMedia('(prefers-color-scheme: dark)')
const colour = () => {
  document.documentElement.dataset.mdColorScheme = dark.matches ? 'slate' : 'default'
}
dark.addEventListener('change', colour)
colour()

let form
let records

async function show() {
  const name = decodeURIComponent(location.hash.slice(1))
  if (form?.unsaved() && name !== form.file && !confirm('ยังไม่ได้บันทึก จะทิ้งสิ่งที่แก้ไว้หรือไม่')) {
    history.replaceState(null, '', `#${form.file}`)
    return
  }
  try {
    const files = await call('files')
    records = files.records
    if (name) {
      form = await openForm(name, records, page, bar, files)
      document.title = `${form.title} · โต๊ะทำงาน`
    } else {
      form = undefined
      listed(files)
      document.title = 'โต๊ะทำงาน'
    }
  } catch (error) {
    failed(error)
  }
  scrollTo(0, 0)
}

function failed(error) {
  if (!(error instanceof Failed)) throw error
  page.replaceChildren(
    el(
      'div',
      { class: 'summary', role: 'alert' },
      el('h2', {}, 'เปิดไม่ได้'),
      el('p', { class: 'pre' }, error.message),
      el('p', {}, el('a', { href: '#' }, 'กลับไปรายการแฟ้ม')),
    ),
  )
  bar.replaceChildren(el('a', { href: '#' }, 'โต๊ะทำงาน'))
}

function listed({ title, groups, orders }) {
  bar.replaceChildren(el('strong', {}, 'โต๊ะทำงาน'), el('span', { class: 'grow' }, title), button('ปิดโต๊ะทำงาน', closing))
  const find = el('input', {
    type: 'search',
    id: 'find',
    placeholder: 'ค้นหาคำสั่ง กระบวนงาน หรือทะเบียน',
    'aria-label': 'ค้นหาแฟ้ม',
    autocomplete: 'off',
  })
  const parts = groups.map(group =>
    el(
      'section',
      { class: 'files' },
      el('h2', {}, group.title),
      { 'procedures/': creating, 'orders/': () => drafting(orders) }[group.folder]?.(),
      el(
        'ul',
        {},
        ...group.files.map(file =>
          el('li', {}, el('a', { href: `#${file.name}` }, el('span', {}, ...held(file.marked))), file.draft ? el('span', { class: 'tag' }, 'มีร่างค้าง') : null),
        ),
      ),
    ),
  )
  find.addEventListener('input', () => {
    for (const row of page.querySelectorAll('.files li')) row.hidden = !row.textContent.includes(find.value.trim())
  })
  page.replaceChildren(el('h1', {}, 'แก้ข้อมูลของคู่มือ'), find, el('div', { class: 'groups' }, ...parts.slice(0, 2), el('div', {}, parts[2], publishing(['build', 'leaves', 'issue']))))
}

async function closing() {
  try {
    await call('close')
    bar.replaceChildren(el('strong', {}, 'โต๊ะทำงาน'))
    page.replaceChildren(el('h1', {}, 'ปิดโต๊ะทำงานแล้ว'), el('p', {}, 'ข้อมูลที่บันทึกอยู่ในแฟ้มครบถ้วน ปิดแท็บนี้ได้'))
  } catch (error) {
    failed(error)
  }
}

function creating() {
  const name = el('input', { 'aria-label': 'ชื่อกระบวนงานใหม่', placeholder: 'ชื่อกระบวนงานใหม่', autocomplete: 'off' })
  return el(
    'form',
    {
      class: 'row',
      onsubmit: async event => {
        event.preventDefault()
        if (!name.value.trim()) return name.focus()
        try {
          location.hash = (await call('new', { title: name.value })).file
        } catch (error) {
          say(error.message)
        }
      },
    },
    name,
    el('button', { class: 'quiet' }, '+ เพิ่มกระบวนงาน'),
  )
}

const KINDS = [
  ['new', 'คำสั่งใหม่'],
  ['amends', 'แก้ไขเพิ่มเติมคำสั่งเดิม'],
  ['replaces', 'แทนคำสั่งเดิมทั้งฉบับ'],
  ['cancels', 'ยกเลิกคำสั่งเดิม'],
]

// The draft of the next order: its kind, and what it is about.
function drafting(orders) {
  const about = el('select', { 'aria-label': 'คำสั่งเดิม' }, ...orders.map(([value, words]) => el('option', { value }, words)))
  const old = el('div', { class: 'field', hidden: true }, el('p', { class: 'hint' }, 'คำสั่งเดิม'), about)
  const kinds = KINDS.filter(([kind]) => kind === 'new' || orders.length).map(([kind, words]) =>
    el(
      'label',
      {},
      el('input', {
        type: 'radio',
        name: 'kind',
        value: kind,
        required: true,
        onchange: () => {
          old.hidden = kind === 'new'
        },
      }),
      el('span', {}, words),
    ),
  )
  const made = el(
    'form',
    {
      class: 'drafting',
      onsubmit: async event => {
        event.preventDefault()
        const kind = new FormData(made).get('kind')
        try {
          location.hash = (await call('order', { kind, order: about.value })).file
        } catch (error) {
          say(error.message)
        }
      },
    },
    el('fieldset', { class: 'field' }, el('legend', {}, 'ชนิดของคำสั่ง'), el('div', { class: 'choices' }, ...kinds)),
    old,
    el('button', { class: 'primary' }, 'เริ่มร่าง'),
  )
  return el('details', { class: 'rest' }, el('summary', {}, '+ ร่างคำสั่งฉบับต่อไป'), made)
}

addEventListener('hashchange', show)
addEventListener('focus', () => form?.renew().catch(() => {})) // what cannot be asked now is asked when it is saved
addEventListener('beforeunload', event => {
  if (form?.unsaved()) event.preventDefault()
})
addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 's') {
    event.preventDefault()
    form?.save()
  }
})
show()
