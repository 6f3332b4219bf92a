// Places in the data of a form. A cell reads and writes one value; undefined means that it is not said.

export const isRecord = value => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isEmpty = value => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length)

export function rootCell(form) {
  return {
    path: [],
    get: () => form.data,
    set: value => {
      form.data = value
      form.changed()
    },
  }
}

// The entry of a record; `record.short` may stand for the record as a whole (actors: librarian).
export function entryOf(cell, record, key) {
  const { short, fields } = record
  return {
    path: [...cell.path, key],
    beside: other => entryOf(cell, record, other).get(),
    get() {
      const value = cell.get()
      return isRecord(value) ? value[key] : key === short ? value : undefined
    },
    set(value) {
      const old = cell.get()
      if (!isRecord(old) && key === short) return cell.set(value)
      const now = isRecord(old) ? old : isEmpty(old) || !short ? {} : { [short]: old }
      const made = withEntry(now, key, isEmpty(value) && value !== '' ? undefined : value === '' ? undefined : value, fields)
      cell.set(Object.keys(made).length ? made : undefined)
    },
  }
}

// A new entry stands behind those that come before it in the form.
function withEntry(record, key, value, fields) {
  if (value === undefined || key in record) {
    const { [key]: old, ...rest } = record
    return value === undefined ? rest : Object.fromEntries(Object.entries(record).map(([k, v]) => [k, k === key ? value : v]))
  }
  const order = fields.map(field => field.key)
  const before = Object.keys(record).filter(k => order.indexOf(k) >= 0 && order.indexOf(k) < order.indexOf(key))
  const place = before.length ? Object.keys(record).indexOf(before.at(-1)) + 1 : 0
  const entries = Object.entries(record)
  entries.splice(place, 0, [key, value])
  return Object.fromEntries(entries)
}

// A list, which may be written as one value.
export function listOf(cell) {
  const get = () => {
    const value = cell.get()
    return Array.isArray(value) ? value : isEmpty(value) ? [] : [value]
  }
  const set = list => {
    const old = cell.get()
    const alone = !Array.isArray(old) && !isEmpty(old) && list.length === 1 && !isRecord(list[0])
    cell.set(list.length ? (alone ? list[0] : list) : undefined)
  }
  const item = at => ({
    path: [...cell.path, at],
    get: () => get()[at],
    set: value => set(get().map((old, n) => (n === at ? (value === undefined ? '' : value) : old))),
  })
  return {
    get,
    item,
    insert: (at, value) => set(get().toSpliced(at, 0, value)),
    remove: at => set(get().toSpliced(at, 1)),
    move: (from, to) => {
      const list = get()
      set(list.toSpliced(from, 1).toSpliced(to, 0, list[from]))
    },
  }
}
